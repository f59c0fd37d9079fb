using System.Globalization;
using EdgeStock.Domain;
using EdgeStock.Gateway;
using EdgeStock.Ledger;
using EdgeStock.Tests.Domain;
using EdgeStock.Tests.Tree;
using Microsoft.Data.Sqlite;

namespace EdgeStock.Tests.Ledger;

/// <summary>A ledger as the release before wrote it: form 2, a row for each minute and point, hours sealed in the first form.</summary>
public sealed class MinuteMigrationTests : IDisposable
{
    private const int Minutes = 150;

    private readonly LedgerBench bench = new(inMemory: true);

    public MinuteMigrationTests() => WriteForm2();

    public void Dispose() => bench.Dispose();

    [Fact]
    public void Every_row_comes_over_and_the_sealed_hours_prove()
    {
        var before = Rows();
        Assert.Equal(2 * Minutes, before.Count);
        bench.Open().Dispose();

        Assert.Equal(before, Rows());
        using var reader = bench.Read();
        MinuteVerifierTests.AssertHolds(ClimateLedger.Verify(bench.File), 4, 4, 0);
        Assert.Null(ChainVerifier.Verify(reader).BrokenAt);
    }

    [Fact]
    public void It_can_be_checked_before_it_is_brought_over() => MinuteVerifierTests.AssertHolds(ClimateLedger.Verify(bench.File), 4, 4, 0);

    [Fact]
    public void The_hours_for_charts_are_made_of_its_entries()
    {
        bench.Open().Dispose();
        using var reader = bench.Read();
        var proof = new ClimateHourProof(reader);
        foreach (var entry in reader.After(0, int.MaxValue))
        {
            proof.Check(entry.Seq, EventCodec.Decode(entry));
        }

        Assert.Empty(proof.Finish());
        var hour = reader.Hours(TestSite.Point, 0, long.MaxValue)[1];
        Assert.Equal((TestSite.T0.AddHours(1).ToUnixTimeSeconds(), 60, null, 360L), (hour.Hour, hour.Minutes, hour.Good, hour.Temperature!.Samples));
        Assert.InRange(hour.Temperature.Sum / hour.Temperature.Samples, 22_000, 22_600);
    }

    [Fact]
    public void The_hour_that_it_began_goes_on_and_proves()
    {
        using (var store = bench.Open())
        {
            var turn = new Turn(bench.Site, store.Load(bench.Site), store.Head);
            for (var i = 0; i < 100 * 6; i++)
            {
                var now = TestSite.T0.AddMinutes(Minutes).AddSeconds(i * 10);
                turn.Take(new ClimateRead(now, now, "climate-1", TestSite.Point, Quantity.Temperature, 22 + (i % 7 * 0.01), Quality.Good));
            }

            store.Commit(turn.TakeCommit(0));
        }

        // The older release's part of the third hour, ours of it, and the fourth.
        MinuteVerifierTests.AssertHolds(ClimateLedger.Verify(bench.File), 7, 7, 0);
        using var reader = bench.Read();
        Assert.Equal(["climate.hour.v1", "climate.hour.v2", "climate.hour.v2"], reader.After(4, 10).Where(e => e.Kind.StartsWith("climate.hour", StringComparison.Ordinal)).Select(e => e.Kind));
    }

    [Fact]
    public void A_minute_that_the_older_release_wrote_over_is_told_of_its_hour()
    {
        bench.Tamper($"UPDATE climate_minute SET t_mean = t_mean + 1 WHERE minute = {TestSite.T0.AddMinutes(5).ToUnixTimeSeconds()} AND point = '{TestSite.Point}'");
        bench.Open().Dispose();

        Assert.Contains("are not as they were sealed", Assert.Single(ClimateLedger.Verify(bench.File).Problems).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void An_entry_that_is_damaged_does_not_hold_it_up()
    {
        bench.Tamper("DROP TRIGGER entry_append_only_update; UPDATE entry SET payload = x'7B' WHERE seq = 2; UPDATE entry SET payload = CAST('{}' AS BLOB) WHERE seq = 3");
        bench.Open().Dispose();

        using var reader = bench.Read();
        Assert.NotEmpty(reader.Hours("south", 0, long.MaxValue));
    }

    /// <summary>The rows without their number.</summary>
    private List<string> Rows()
    {
        using var connection = new SqliteConnection($"Data Source={bench.File};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT minute, point, t_mean, t_min, t_max, t_n, h_mean, h_min, h_max, h_n, quality FROM climate_minute ORDER BY minute, point";
        using var rows = command.ExecuteReader();
        var all = new List<string>();
        while (rows.Read())
        {
            all.Add(string.Join('|', Enumerable.Range(0, rows.FieldCount).Select(rows.GetValue)));
        }

        return all;
    }

    /// <summary>Two points, two hours and a half, as release 0.1 at form 2 left them.</summary>
    private void WriteForm2()
    {
        using var connection = new SqliteConnection($"Data Source={bench.File};Pooling=False");
        connection.Open();
        foreach (var step in new[] { "0001-begin.sql", "0002-site-files.sql" })
        {
            LedgerBench.Execute(connection, File.ReadAllText(Path.Combine(Repository.Root, "gateway/EdgeStock.Ledger/Migrations", step)));
        }

        var identity = new LedgerIdentity("lund", "ward-3", LedgerBench.Epoch);
        var head = new ChainHead(0, identity.Genesis);
        LedgerBench.Execute(connection, $"PRAGMA user_version = 2; PRAGMA application_id = {0x45445354}; INSERT INTO meta VALUES ('site', 'lund'), ('gateway', 'ward-3'), ('epoch', '{LedgerBench.Epoch}'), ('base_seq', '0'), ('base_hash', '{head.HexHash}')");
        LedgerBench.Execute(connection, $"INSERT INTO memory VALUES ('tick', '', '{TestSite.T0.AddMinutes(Minutes).ToUnixTimeMilliseconds()}')");
        foreach (var point in new[] { TestSite.Point, "south" })
        {
            var (digest, temperature, count) = ("", (Span?)null, 0);
            for (var i = 0; i < Minutes; i++)
            {
                var m = new ClimateMinute(point, TestSite.T0.AddMinutes(i), i % 9 == 8 ? null : new(22 + (i % 11 * 0.0517), 21.5, 23.0004, i % 9 == 0 ? 12 : 6), new(50.0005, 49, 51, 6), (Quality)(i % 3));
                var s = StoredMinute.From(m);
                var t = s.Temperature is { } v ? FormattableString.Invariant($"{v.Mean}, {v.Min}, {v.Max}, {v.Samples}") : "NULL, NULL, NULL, NULL";
                LedgerBench.Execute(connection, FormattableString.Invariant($"INSERT INTO climate_minute VALUES ({s.Start}, '{point}', {t}, {s.Humidity!.Value.Mean}, 49000, 51000, 6, {s.Quality})"));
                (digest, temperature, count) = (s.HashAfter(digest), Span.Join(temperature, m.Temperature), count + 1);
                if (count == 60)
                {
                    var hour = TestSite.T0.AddMinutes(i - 59);
                    var sealing = new ClimateHourSealedV1(hour.AddHours(1), "sterile", point, hour, 60, digest, temperature, null);
                    var entry = Chain.Next(head, "climate.hour.v1", "sterile", $"sterile/{point}", sealing.At, sealing.At, EventCodec.Encode(sealing));
                    head = new(entry.Seq, entry.Hash);
                    LedgerBench.Execute(connection, string.Create(CultureInfo.InvariantCulture, $"INSERT INTO entry VALUES ({entry.Seq}, 'climate.hour.v1', 'sterile', 'sterile/{point}', {sealing.At.ToUnixTimeMilliseconds()}, {sealing.At.ToUnixTimeMilliseconds()}, x'{Convert.ToHexString(entry.Payload)}', x'{Convert.ToHexString(entry.Hash)}')"));
                    (digest, temperature, count) = ("", null, 0);
                }
            }

            // A minute memory as form 2 wrote it, with the sums that it knew.
            LedgerBench.Execute(connection, $$$"""INSERT INTO memory VALUES ('minute', '{{{point}}}', '{"quiet":"00:00:00","hour":"2026-03-02T08:00:00.000Z","minutes":{{{count}}},"digest":"{{{digest}}}","temperature":{"mean":22.25,"min":21.5,"max":23.0004,"samples":174}}')""");
        }
    }
}
