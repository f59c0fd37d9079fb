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
        ledger.Air(1440).Days(0.5).Commit().Days(8).Commit();
        Assert.True(ledger.Ask("SELECT count(*) FROM climate_minute") > 1400);

        ledger.Restart().Tick();
        ledger.Commit();
        Assert.Equal(1440 + 1 - 1000, ledger.Ask("SELECT count(*) FROM climate_minute"));
    }

    [Fact]
    public void A_commit_that_fails_has_thinned_nothing_and_the_next_one_does()
    {
        ledger.Air(600).Days(0.5).Commit().Days(8);
        var turn = ledger.Turn.TakeCommit(0);
        Assert.Contains(turn.Entries, e => e.Kind == "climate.thinned.v1");
        Assert.Throws<SqliteException>(() => ledger.Store.Commit(turn with { Entries = [.. turn.Entries, turn.Entries[0]] }));
        Assert.Equal(601, ledger.Ask("SELECT count(*) FROM climate_minute"));
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

    /// <summary>A clock ten years ahead that nobody put right within the week costs what is old by it, and nothing that comes when it is right again.</summary>
    [Fact]
    public void Minutes_that_come_after_what_was_let_go_stay_whatever_their_time()
    {
        ledger.Air(600).Days(0.5).Commit();
        ledger.Now = ledger.Now.AddDays(3650);
        ledger.Days(9).Commit();
        while (ledger.Ask("SELECT count(*) FROM meta WHERE k = 'minutes_before'") > 0)
        {
            ledger.Tick();
            ledger.Commit();
        }

        Assert.Equal(0, ledger.Ask("SELECT count(*) FROM climate_minute"));
        ledger.Now = ledger.Now.AddDays(-3650 - 9);
        ledger.Air(200).Commit();
        for (var i = 0; i < 3; i++)
        {
            ledger.Restart().Air(10).Commit();
        }

        Assert.True(ledger.Ask("SELECT count(*) FROM climate_minute") >= 225);
        var report = ledger.Verify();
        MinuteVerifierTests.AssertHolds(report, report.Sealed, 3, report.Sealed - 3);

        ledger.File.Tamper($"DROP TRIGGER climate_minute_no_update; UPDATE climate_minute SET t_max = t_max + 1 WHERE minute = {ledger.Now.AddMinutes(-100).ToUnixTimeSeconds() / 60 * 60}");
        Assert.Contains("are not as they were sealed", Assert.Single(ledger.Verify().Problems).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_minute_that_comes_while_older_ones_are_going_stays_and_so_do_they_until_the_next_day()
    {
        ledger.Air(2 * 1440).Days(0.5).Commit().Days(8).Commit();
        ledger.Tick();
        ledger.Commit();
        Assert.Equal(1881, ledger.Ask("SELECT count(*) FROM climate_minute"));

        // The host's clock says that it is the fourth of March again, at an hour whose minutes have not gone yet.
        ledger.Air(4, wrong: -8.6 * 1440).Commit();
        Assert.InRange(ledger.Ask("SELECT count(*) FROM climate_minute"), 882, 888);
        for (var i = 0; i < 3; i++)
        {
            ledger.Tick();
            ledger.Commit();
        }

        Assert.InRange(ledger.Ask("SELECT count(*) FROM climate_minute"), 882, 888);
        Assert.Equal([], ledger.Verify().Problems);

        ledger.Quiet().Commit().Days(1).Commit().Tick();
        ledger.Commit();
        Assert.Equal(0, ledger.Ask("SELECT count(*) FROM climate_minute"));
        Assert.Equal([], ledger.Verify().Problems);
    }

    [Fact]
    public void What_the_chain_lets_go_decides_and_not_what_the_file_says()
    {
        ledger.Air(600).Commit().Days(9.5).Commit().Tick();
        ledger.Commit();
        ledger.Air(130).Commit();
        Assert.Equal([], ledger.Verify().Problems);

        // Somebody lets the file forget more than the chain says.
        ledger.File.Tamper($"INSERT INTO meta VALUES ('minutes_before', '{ledger.Now.ToUnixTimeSeconds()}'); DELETE FROM climate_minute");
        Assert.NotEmpty(ledger.Verify().Problems);
    }

    private long? Chain()
    {
        using var reader = ledger.File.Read();
        return ChainVerifier.Verify(reader).BrokenAt;
    }
}
