using EdgeStock.Domain;
using EdgeStock.Ledger;
using EdgeStock.Tests.Domain;
using Microsoft.Data.Sqlite;

namespace EdgeStock.Tests.Ledger;

public sealed class MinuteVerifierTests : IDisposable
{
    private const string Unlock = "DROP TRIGGER climate_minute_no_update; DROP TRIGGER climate_minute_kept_for_its_time; ";

    private readonly ClimateLedger ledger = new();

    public void Dispose() => ledger.Dispose();

    [Fact]
    public void Hours_as_they_were_written_hold_and_the_open_one_is_no_fault()
    {
        ledger.Air(150).Commit();

        AssertHolds(ledger.Verify(), 2, 2, 0);
        Assert.Equal(150, ledger.Ask("SELECT count(*) FROM climate_minute"));
    }

    [Fact]
    public void A_ledger_without_climate_holds()
    {
        ledger.Commit();
        AssertHolds(ledger.Verify(), 0, 0, 0);
    }

    [Fact]
    public void An_hour_that_is_sealed_again_after_a_late_backlog_holds_with_every_row_kept()
    {
        ledger.Air(20.6);
        for (var i = 0; i < 3700; i++)
        {
            ledger.Now = ledger.Now.AddSeconds(1);
            ledger.Tick();
        }

        ledger.Commit();
        Assert.Equal(1, ledger.Verify().Sealed);
        var before = ledger.Ask("SELECT count(*) FROM climate_minute");

        // What the host kept since the middle of the twentieth minute, and then what it reads now.
        ledger.Restart().Air(30, wrong: (TestSite.T0.AddMinutes(20.4) - ledger.Now).TotalMinutes);
        ledger.Air(70).Commit();

        AssertHolds(ledger.Verify(), 4, 4, 0);
        Assert.Equal(2, ledger.Ask($"SELECT count(*) FROM climate_minute WHERE minute = {TestSite.T0.AddMinutes(20).ToUnixTimeSeconds()}"));
        Assert.True(ledger.Ask("SELECT count(*) FROM climate_minute") > before + 90);
        Assert.Equal(2, ledger.Events().Select(e => e.Event).OfType<ClimateHourSealed>().Count(h => h.Hour == TestSite.T0));
    }

    [Fact]
    public void A_point_taken_out_and_put_back_within_a_minute_holds()
    {
        ledger.Air(10.2).Apply(ledger.Site with { ClimatePoints = [] }).Apply(TestSite.Make()).Air(80).Commit();

        AssertHolds(ledger.Verify(), 2, 2, 0);
        Assert.Equal(2, ledger.Ask($"SELECT count(*) FROM climate_minute WHERE minute = {TestSite.T0.AddMinutes(10).ToUnixTimeSeconds()}"));
    }

    [Theory]
    [InlineData(-3)]
    [InlineData(-45)]
    [InlineData(-60 * 24 * 365 * 5)]
    [InlineData(60 * 24 * 365 * 5)]
    public void A_host_clock_that_was_set_leaves_every_minute_provable(double minutes)
    {
        ledger.Air(90).Air(90, wrong: minutes).Commit().Restart().Air(90).Commit();

        var report = ledger.Verify();
        AssertHolds(report, report.Sealed, report.Sealed, 0);
        Assert.True(report.Sealed >= 4);
    }

    [Fact]
    public void Minutes_that_were_not_kept_are_not_missed()
    {
        ledger.Air(20).Space(true).Air(30).Commit().Restart().Air(5).Space(false).Air(80).Commit();

        AssertHolds(ledger.Verify(), 2, 2, 0);
        Assert.Equal(135 - 35, ledger.Ask("SELECT count(*) FROM climate_minute"));
    }

    [Fact]
    public void A_site_at_which_the_gateway_fails_leaves_the_hour_as_it_was()
    {
        ledger.Air(20).Apply(ClimateCourse.Sites[^1]).Air(50).Commit();

        AssertHolds(ledger.Verify(), 1, 1, 0);
        Assert.Equal(60, ledger.Events().Select(e => e.Event).OfType<ClimateHourSealed>().Single().Minutes);
    }

    [Fact]
    public void Charts_read_the_hours_as_their_entries_say_them()
    {
        ledger.Air(20, i => 25.2 + (i % 2 * 0.01)).Space(true).Air(30).Space(false).Air(80).Commit();
        using var reader = ledger.File.Read();
        var (seq, entry) = ledger.Events().First(e => e.Event is ClimateHourSealed);
        var hour = (ClimateHourSealed)entry;

        var rows = reader.Hours(TestSite.Point, TestSite.T0.ToUnixTimeSeconds(), TestSite.T0.AddHours(9).ToUnixTimeSeconds());
        Assert.Equal(2, rows.Count);
        Assert.Equal((TestSite.Point, TestSite.T0.ToUnixTimeSeconds(), seq), (rows[0].Point, rows[0].Hour, rows[0].Seq));
        Assert.Equal((30, 30, 59, 1, 0), (rows[0].Minutes, rows[0].Dropped, rows[0].Good, rows[0].Uncertain, rows[0].Bad));
        var t = hour.Temperature!;
        Assert.Equal(new ClimateHourValues(t.Samples, t.Sum, t.Min, t.Max, t.Above, t.Below, 19_000, 25_000), rows[0].Temperature);
        Assert.Equal((20, 70_000L), (t.Above, rows[0].Humidity!.High));
        Assert.Empty(reader.Hours(TestSite.Point, TestSite.T0.ToUnixTimeSeconds() + 1, TestSite.T0.AddHours(1).ToUnixTimeSeconds()));
    }

    public static TheoryData<string> Tamperings =>
    [
        .. new[] { "t_mean", "t_min", "t_max", "t_n", "h_mean", "h_min", "h_max", "h_n" }.Select(c => $"UPDATE climate_minute SET {c} = {c} + 1 WHERE minute = $M"),
        "UPDATE climate_minute SET quality = 1 WHERE minute = $M",
        "UPDATE climate_minute SET t_mean = NULL, t_min = NULL, t_max = NULL, t_n = NULL WHERE minute = $M",
        "UPDATE climate_minute SET t_min = NULL WHERE minute = $M",
        "UPDATE climate_minute SET minute = minute + 1 WHERE minute = $M",
        "UPDATE climate_minute SET point = 'south' WHERE minute = $M",
        "DELETE FROM climate_minute WHERE minute = $M",
        "DELETE FROM climate_minute",
        "INSERT INTO climate_minute SELECT minute, point, n + 1000, t_mean, t_min, t_max, t_n, h_mean, h_min, h_max, h_n, quality FROM climate_minute WHERE minute = $M",
        "INSERT INTO climate_minute SELECT minute + 7, point, n, t_mean, t_min, t_max, t_n, h_mean, h_min, h_max, h_n, quality FROM climate_minute WHERE minute = $M",
        "INSERT INTO climate_minute SELECT minute - 36000, point, n, t_mean, t_min, t_max, t_n, h_mean, h_min, h_max, h_n, quality FROM climate_minute WHERE minute = $M",
        "INSERT INTO climate_minute SELECT minute, 'south', n, t_mean, t_min, t_max, t_n, h_mean, h_min, h_max, h_n, quality FROM climate_minute WHERE minute = $M",
        "INSERT INTO meta VALUES ('minutes_before', '99999999999'); DELETE FROM climate_minute WHERE minute = $M",
    ];

    [Theory]
    [MemberData(nameof(Tamperings))]
    public void A_minute_that_was_tampered_with_is_found_in_a_sealed_hour_and_in_the_open_one(string sql)
    {
        ledger.Air(150).Commit();
        foreach (var minute in new[] { 0, 61, 119, 120, 148 })
        {
            var copy = ledger.File.File + $".{minute}";
            Copy(ledger.File.File, copy);
            Tamper(copy, Unlock + sql.Replace("$M", $"{TestSite.T0.AddMinutes(minute).ToUnixTimeSeconds()}", StringComparison.Ordinal));

            Assert.True(ClimateLedger.Verify(copy).Problems.Count > 0, $"minute {minute}: {sql}");
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(61)]
    [InlineData(120)]
    public void Minutes_in_another_order_are_found(int minute)
    {
        ledger.Air(150).Commit();
        ledger.File.Tamper($"{Unlock} UPDATE climate_minute SET n = n + 1000 WHERE minute = {TestSite.T0.AddMinutes(minute).ToUnixTimeSeconds()}");

        Assert.Single(ledger.Verify().Problems);
    }

    [Fact]
    public void A_tampered_minute_is_named_by_its_entry_its_point_and_its_hour_and_the_others_hold()
    {
        ledger.Air(190).Commit();
        ledger.File.Tamper($"{Unlock} UPDATE climate_minute SET t_max = 25001 WHERE minute = {TestSite.T0.AddMinutes(75).ToUnixTimeSeconds()}");

        var report = ledger.Verify();
        var entry = ledger.Events().Single(e => e.Event is ClimateHourSealed h && h.Hour == TestSite.T0.AddHours(1)).Seq;
        Assert.Equal((3, 2, 0), (report.Sealed, report.Checked, report.Thinned));
        Assert.Equal([(entry, "the minutes of north from 2026-03-02 07:00Z: they are not as they were sealed")], report.Problems);
    }

    [Theory]
    [InlineData("UPDATE climate_minute SET t_max = 1", "append-only")]
    [InlineData("DELETE FROM climate_minute", "kept for their time")]
    [InlineData("INSERT INTO climate_minute SELECT * FROM climate_minute LIMIT 1", "UNIQUE")]
    public void The_file_itself_refuses_to_change_a_minute_and_to_forget_one_before_its_time(string sql, string word)
    {
        ledger.Air(5).Commit();
        Assert.Contains(word, Assert.Throws<SqliteException>(() => ledger.File.Tamper(sql)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_walk_beside_a_writer_that_goes_on_takes_what_was_appended_meanwhile()
    {
        ledger.Air(100).Commit();
        using var reader = ledger.File.Read();
        var verifier = new MinuteVerifier(reader);
        foreach (var entry in reader.After(0, int.MaxValue))
        {
            verifier.Check(entry);
        }

        ledger.Air(200).Commit();
        AssertHolds(verifier.Finish(), 5, 5, 0);

        // The snapshot was let go again: the reader sees what comes next.
        ledger.Air(100).Commit();
        Assert.Equal(ledger.Store.Head.Seq, reader.Head.Seq);
    }

    [Fact]
    public void A_replay_of_a_later_recording_is_not_blamed_for_the_minutes_before_it()
    {
        ledger.Air(30).Commit();
        var content = new LedgerContent(new(), Projection.Empty(ledger.Site), new Dictionary<string, ulong>(), ledger.Store.Head.Seq, []);
        foreach (var (kind, id, body) in ledger.Store.MemoryDocuments())
        {
            StoreroomMemoryText.Add(content.Memory, kind, id, body);
        }

        using var files = new LedgerBench(inMemory: true);
        using (var store = LedgerStore.Open(files.File, "lund", "ward-3", LedgerBench.Epoch, ledger.Store.Head))
        {
            store.Load(ledger.Site);
            var turn = new EdgeStock.Gateway.Turn(ledger.Site, content, ledger.Store.Head);
            for (var i = 0; i < 150 * 3; i++)
            {
                var now = ledger.Now.AddSeconds((i + 1) * 20);
                turn.Take(new ClimateRead(now, now, "climate-1", TestSite.Point, Quantity.Temperature, 22 + (i % 7 * 0.01), Quality.Good));
            }

            store.Commit(turn.TakeCommit(0));
        }

        AssertHolds(ClimateLedger.Verify(files.File), 3, 2, 1);
    }

    internal static void AssertHolds(HourReport report, long sealedHours, long good, long thinned)
    {
        Assert.Equal([], report.Problems);
        Assert.Equal((sealedHours, good, thinned), (report.Sealed, report.Checked, report.Thinned));
    }

    /// <summary>The file as it is now, whole, without its log.</summary>
    internal static void Copy(string file, string to)
    {
        using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        connection.Open();
        LedgerBench.Execute(connection, $"VACUUM INTO '{to}'");
    }

    internal static void Tamper(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        LedgerBench.Execute(connection, sql);
    }
}
