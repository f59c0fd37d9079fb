using EdgeStock.Domain;
using EdgeStock.Ledger;
using EdgeStock.Tests.Domain;
using Microsoft.Data.Sqlite;

namespace EdgeStock.Tests.Ledger;

/// <summary>Minutes that are old enough leave the file in slices; what is left still proves.</summary>
public sealed class MinuteRetentionTests : IDisposable
{
    private static readonly Site Week = TestSite.Make() with { Retention = new(7) };

    private readonly ClimateLedger ledger = new(Week);

    public void Dispose() => ledger.Dispose();

    [Fact]
    public void Thinned_minutes_go_in_slices_of_later_commits_and_chain_and_hours_hold_after_each()
    {
        // Two days of minutes, then days until both may go.
        ledger.Air(2 * 1440).Commit();
        var all = ledger.Ask("SELECT count(*) FROM climate_minute");
        var hours = ledger.Events().Select(e => e.Event).OfType<ClimateHourSealed>().Count();
        ledger.Days(7.5);
        var kept = all + 1;
        var before = new DateTimeOffset(2026, 3, 4, 0, 0, 0, TimeSpan.Zero);
        ledger.Commit();
        Assert.Equal(before.ToUnixTimeSeconds(), ledger.Ask("SELECT v FROM meta WHERE k = 'minutes_before'"));
        Assert.Equal(all + 1, ledger.Ask("SELECT count(*) FROM climate_minute"));

        var slices = 0;
        while (ledger.Ask($"SELECT count(*) FROM climate_minute WHERE minute < {before.ToUnixTimeSeconds()}") > 0)
        {
            ledger.Tick();
            ledger.Commit();
            var left = ledger.Ask("SELECT count(*) FROM climate_minute");
            Assert.InRange(kept - left, 1, 1000);
            (kept, slices) = (left, slices + 1);

            var report = ledger.Verify();
            Assert.Equal([], report.Problems);
            Assert.Equal(report.Sealed, report.Checked + report.Thinned);
            Assert.Null(Chain());
        }

        Assert.Equal(3, slices);
        Assert.Equal(hours + 1, ledger.Ask("SELECT count(*) FROM climate_hour"));
        Assert.Equal((6 * 60) + 1, kept);
    }

    [Fact]
    public void A_thinning_that_a_stop_cut_off_goes_on_after_the_start()
    {
        ledger.Air(1440).Commit().Days(8.5).Commit();
        Assert.True(ledger.Ask("SELECT count(*) FROM climate_minute") > 1400);

        ledger.Restart().Tick();
        ledger.Commit();
        Assert.Equal(1440 + 1 - 1000, ledger.Ask("SELECT count(*) FROM climate_minute"));
    }

    [Fact]
    public void A_commit_that_fails_has_thinned_nothing_and_the_next_one_does()
    {
        ledger.Air(600).Commit().Days(8.5);
        var turn = ledger.Turn.TakeCommit(0);
        Assert.Contains(turn.Entries, e => e.Kind == "climate.thinned.v1");
        Assert.Throws<SqliteException>(() => ledger.Store.Commit(turn with { Entries = [.. turn.Entries, turn.Entries[0]] }));
        Assert.Equal(600, ledger.Ask("SELECT count(*) FROM climate_minute"));
        Assert.Equal(0, ledger.Ask("SELECT count(*) FROM meta WHERE k = 'minutes_before'"));

        ledger.Store.Commit(turn);
        ledger.Tick();
        ledger.Commit();
        Assert.Equal(0, ledger.Ask("SELECT count(*) FROM climate_minute"));
        MinuteVerifierTests.AssertHolds(ledger.Verify(), 11, 0, 11);
    }

    [Fact]
    public void A_clock_that_was_set_ten_years_on_costs_no_minute_when_it_is_put_right_within_a_week()
    {
        ledger.Air(600).Commit().Days(7).Commit();
        var all = ledger.Ask("SELECT count(*) FROM climate_minute");
        ledger.Now = ledger.Now.AddDays(3650);
        ledger.Days(6.9).Commit();
        ledger.Now = ledger.Now.AddDays(-3650);
        ledger.Air(100).Commit().Days(0.5).Commit().Tick();
        ledger.Commit();

        Assert.True(ledger.Ask("SELECT count(*) FROM climate_minute") > all + 90);
        var report = ledger.Verify();
        MinuteVerifierTests.AssertHolds(report, report.Sealed, report.Sealed, 0);
    }

    [Fact]
    public void Minutes_that_come_after_their_time_has_gone_are_kept_until_the_next_thinning_and_prove_nothing_wrong()
    {
        ledger.Air(200).Commit().Days(8.5).Commit().Air(130, wrong: -8.4 * 1440).Commit();
        Assert.Equal([], ledger.Verify().Problems);

        ledger.Air(130).Commit().Tick();
        ledger.Commit();
        Assert.Equal([], ledger.Verify().Problems);
        Assert.True(ledger.Ask("SELECT count(*) FROM climate_minute") >= 130);
    }

    [Fact]
    public void What_the_chain_lets_go_decides_and_not_what_the_file_says()
    {
        ledger.Air(600).Commit().Days(9.5).Commit().Tick();
        ledger.Commit();
        ledger.Air(130).Commit();
        Assert.Equal([], ledger.Verify().Problems);

        // Somebody lets the file forget more than the chain says.
        var now = ledger.Now.ToUnixTimeSeconds();
        ledger.File.Tamper($"UPDATE meta SET v = '{now}' WHERE k = 'minutes_before'; DELETE FROM climate_minute");
        Assert.Contains(ledger.Verify().Problems, p => p.Problem.Contains("and the chain does not", StringComparison.Ordinal));
    }

    private long? Chain()
    {
        using var reader = ledger.File.Read();
        return ChainVerifier.Verify(reader).BrokenAt;
    }
}
