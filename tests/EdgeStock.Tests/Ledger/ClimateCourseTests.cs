using System.Globalization;
using EdgeStock.Domain;
using EdgeStock.Ledger;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Data.Sqlite;

namespace EdgeStock.Tests.Ledger;

/// <summary>Whatever befalls the climate record, what is in the file proves, sums exactly, and shows when it is tampered with.</summary>
public sealed class ClimateCourseTests
{
    private const int Runs = 40;
    private const string Unlock = "DROP TRIGGER climate_minute_no_update; DROP TRIGGER climate_minute_kept_for_its_time; ";
    private static readonly string[] Values = ["t_mean", "t_min", "t_max", "t_n", "h_mean", "h_min", "h_max", "h_n", "quality", "minute"];

    /// <summary>FsCheck prints the seed of a failing run; put it here to see it again.</summary>
    private static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(Runs).WithReplay(20261126, 11);

    [Fact]
    public void What_was_written_always_proves_and_sums_exactly_and_a_tampered_minute_is_found()
    {
        long checkedHours = 0, thinned = 0, dropped = 0, again = 0, tampered = 0;
        var random = new Random(12);
        Prop.ForAll(ClimateCourse.Any, course =>
        {
            using var ledger = new ClimateLedger(ClimateCourse.Sites[0]);
            course.Run(ledger, () => Holds(ledger));
            var report = ledger.Verify();
            (checkedHours, thinned) = (checkedHours + report.Checked, thinned + report.Thinned);
            var hours = ledger.Events().Select(e => e.Event).OfType<ClimateHourSealed>().ToList();
            dropped += hours.Sum(h => h.Dropped);
            again += hours.Count - hours.Select(h => (h.Point, h.Hour)).Distinct().Count();
            Sums(ledger);
            HoursAreTheirEntries(ledger);
            tampered += Tamper(ledger, random);
            return true;
        }).Check(Config);

        // The runs must reach what they are about.
        TestContext.Current.TestOutputHelper?.WriteLine($"{checkedHours} seals checked, {thinned} thinned, {dropped} minutes dropped, {again} hours sealed again, {tampered} minutes tampered with");
        Assert.True(checkedHours > Runs * 5 && thinned > Runs / 2 && dropped > Runs && again > Runs && tampered > Runs, $"{checkedHours} {thinned} {dropped} {again} {tampered}");
    }

    private static void Holds(ClimateLedger ledger)
    {
        var report = ledger.Verify();
        Assert.Equal([], report.Problems);
        Assert.Equal(report.Sealed, report.Checked + report.Thinned);
        using var reader = ledger.File.Read();
        Assert.Null(ChainVerifier.Verify(reader).BrokenAt);
    }

    /// <summary>Each seal of an hour that is there whole says what integer arithmetic over its rows says.</summary>
    private static void Sums(ClimateLedger ledger)
    {
        using var reader = ledger.File.Read();
        var before = Before(ledger);
        var from = new Dictionary<(string, long), int>();
        foreach (var hour in ledger.Events().Select(e => e.Event).OfType<ClimateHourSealed>())
        {
            var key = (hour.Point, hour.Hour.ToUnixTimeSeconds());
            var skip = from.GetValueOrDefault(key);
            from[key] = skip + hour.Minutes;
            if (hour.Dropped > 0 || key.Item2 < before)
            {
                continue;
            }

            var rows = reader.Minutes(hour.Point, key.Item2).Skip(skip).Take(hour.Minutes).ToList();
            Same(hour.Temperature, [.. rows.Select(r => r.Temperature).OfType<MilliSpan>()]);
            Same(hour.Humidity, [.. rows.Select(r => r.Humidity).OfType<MilliSpan>()]);
            Assert.Equal([rows.Count(r => r.Quality == 0), rows.Count(r => r.Quality == 1), rows.Count(r => r.Quality == 2)], [hour.Good, hour.Uncertain, hour.Bad]);
        }
    }

    /// <summary>What the chain has let go, unix seconds.</summary>
    private static long Before(ClimateLedger ledger) =>
        ledger.Events().Select(e => e.Event).OfType<ClimateThinned>().Select(t => t.Before.ToUnixTimeSeconds()).DefaultIfEmpty(0).Max();

    private static void Same(HourSpan? said, List<MilliSpan> rows)
    {
        Assert.Equal(said is null, rows.Count == 0);
        if (said is not null)
        {
            Assert.Equal(
                new HourSpan(rows.Sum(r => r.Samples), rows.Sum(r => r.Mean * r.Samples), rows.Min(r => r.Min), rows.Max(r => r.Max), rows.Count(r => r.Mean > said.High), rows.Count(r => r.Mean < said.Low), said.Low, said.High),
                said);
        }
    }

    private static void HoursAreTheirEntries(ClimateLedger ledger)
    {
        using var reader = ledger.File.Read();
        var proof = new ClimateHourProof(reader);
        foreach (var (seq, e) in ledger.Events())
        {
            proof.Check(seq, e);
        }

        Assert.Empty(proof.Finish());
    }

    /// <summary>Changes, removes or repeats one minute at a time.</summary>
    /// <returns>How many.</returns>
    private static int Tamper(ClimateLedger ledger, Random random)
    {
        var rows = new List<(long Minute, string Point, long N)>();
        using (var connection = new SqliteConnection($"Data Source={ledger.File.File};Mode=ReadOnly;Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT minute, point, n FROM climate_minute WHERE minute >= $before";
            command.Parameters.AddWithValue("$before", Before(ledger));
            using var row = command.ExecuteReader();
            while (row.Read())
            {
                rows.Add((row.GetInt64(0), row.GetString(1), row.GetInt64(2)));
            }
        }

        var count = Math.Min(rows.Count, 4);
        for (var i = 0; i < count; i++)
        {
            var (minute, point, n) = rows[random.Next(rows.Count)];
            var where = string.Create(CultureInfo.InvariantCulture, $"WHERE minute = {minute} AND point = '{point}' AND n = {n}");
            var column = Values[random.Next(Values.Length)];
            var sql = random.Next(4) switch
            {
                0 => $"DELETE FROM climate_minute {where}",
                1 => $"INSERT INTO climate_minute SELECT minute, point, n + 100000, t_mean, t_min, t_max, t_n, h_mean, h_min, h_max, h_n, quality FROM climate_minute {where}",
                _ => $"UPDATE climate_minute SET {column} = coalesce({column}, 0) + 1 {where}",
            };
            var copy = $"{ledger.File.File}.{i}";
            MinuteVerifierTests.Copy(ledger.File.File, copy);
            MinuteVerifierTests.Tamper(copy, Unlock + sql);
            Assert.True(ClimateLedger.Verify(copy).Problems.Count > 0, sql);
            File.Delete(copy);
        }

        return count;
    }
}
