using System.Globalization;
using EdgeStock.Domain;
using Microsoft.Data.Sqlite;

namespace EdgeStock.Ledger;

/// <summary>What a check of the climate minutes beside the chain found.</summary>
/// <param name="Sealed">Seals in the chain: an hour of a point each, at times a part of one.</param>
/// <param name="Checked">Seals whose minutes are there as they were sealed.</param>
/// <param name="Thinned">Seals whose minutes may be gone: let go by a later entry, or begun before the first entry of this file.</param>
/// <param name="Problems">What does not hold, with the entry that says so; entry 0 where none does.</param>
public sealed record HourReport(long Sealed, long Checked, long Thinned, IReadOnlyList<(long Seq, string Problem)> Problems);

/// <summary>
/// Checks the climate minutes against the chain, in one walk over its entries: each seal covers the next minutes of its point's hour, by number
/// and hash, and there is no minute that no seal covers but those of the hour being filled. A seal is not looked at once a later entry lets its
/// minutes go; the chain alone says so, never the file.
/// </summary>
/// <param name="ledger">The ledger to check; its writer may go on meanwhile.</param>
public sealed class MinuteVerifier(LedgerReader ledger)
{
    private const int Page = 1000;
    private const long Hour = 3600;

    private readonly bool whole = ledger.Base.Seq == 0;

    /// <summary>How many of an hour's minutes the seals so far cover.</summary>
    private readonly Dictionary<(string Point, long Hour), int> covered = [];

    /// <summary>Seals that came after their hour had been let go, as when a wrong clock was put right: what is left of the minutes before them may stand in front.</summary>
    private readonly Dictionary<(string Point, long Hour), List<Seal>> late = [];

    private readonly HashSet<string> met = new(StringComparer.Ordinal);
    private readonly HashSet<(string Point, long Hour)> begunBefore = [];
    private readonly List<(long Seq, long Hour, string Problem)> problems = [];
    private long reached = ledger.Base.Seq;
    private long oldest = long.MinValue;
    private long before = long.MinValue;
    private long sealedHours;
    private long good;
    private long thinned;

    /// <summary>Takes the next entry; every entry must come by, in order.</summary>
    public void Check(LedgerEntry entry)
    {
        reached = entry.Seq;
        if (!entry.Kind.StartsWith("climate.", StringComparison.Ordinal))
        {
            return;
        }

        try
        {
            switch (EventCodec.Decode(entry))
            {
                case ClimateHourSealed h:
                    Check((h.Point, h.Hour.ToUnixTimeSeconds()), new(entry.Seq, h.Minutes, h.Hash));
                    break;
                case ClimateHourSealedV1 h:
                    Check((h.Point, h.Hour.ToUnixTimeSeconds()), new(entry.Seq, h.Minutes, h.Hash));
                    break;
                case ClimateThinned t:
                    LetGo(t.Before.ToUnixTimeSeconds());
                    break;
                default:
                    break;
            }
        }
        catch (LedgerFormatException e)
        {
            problems.Add((entry.Seq, long.MaxValue, e.Message));
        }
    }

    /// <summary>Takes what was appended meanwhile, looks for minutes that no seal covers, and reports.</summary>
    public HourReport Finish() => ledger.AtOneInstant(() =>
    {
        CatchUp();
        try
        {
            FindUncovered(ledger.OpenHours());
        }
        catch (Exception e) when (e is SqliteException or LedgerFormatException)
        {
            problems.Add((0, long.MaxValue, $"the climate minutes cannot be read: {e.Message}"));
        }

        return new HourReport(sealedHours, good, thinned, [.. problems.Select(p => (p.Seq, p.Problem))]);
    });

    private void Check((string Point, long Hour) hour, Seal seal)
    {
        sealedHours++;
        if ((met.Add(hour.Point) && !whole) || begunBefore.Contains(hour))
        {
            begunBefore.Add(hour);
            thinned++;
        }
        else if (hour.Hour < before)
        {
            (late.TryGetValue(hour, out var seals) ? seals : late[hour] = []).Add(seal);
        }
        else
        {
            var from = covered.GetValueOrDefault(hour);
            covered[hour] = from + seal.Minutes;
            Judge(hour, seal, () => Rows(hour), from);
        }
    }

    private void Judge((string Point, long Hour) hour, Seal seal, Func<IReadOnlyList<StoredMinute>> read, int from)
    {
        string? problem;
        try
        {
            var rows = read();
            problem = seal.Minutes < 0 || from < 0 || rows.Count < from + seal.Minutes ? $"{seal.Minutes} were sealed, {Math.Max(0, rows.Count - Math.Max(0, from))} are there"
                : Hash(rows.Skip(from).Take(seal.Minutes)) != seal.Hash ? "they are not as they were sealed"
                : null;
        }
        catch (Exception e) when (e is SqliteException or LedgerFormatException)
        {
            problem = $"they cannot be read: {e.Message}";
        }

        if (problem is null)
        {
            good++;
        }
        else
        {
            problems.Add((seal.Seq, hour.Hour, $"the minutes of {hour.Point} from {Instant(hour.Hour)}: {problem}"));
        }
    }

    /// <summary>The minutes of an hour; of one from before all that are kept it is known without looking.</summary>
    private IReadOnlyList<StoredMinute> Rows((string Point, long Hour) hour)
    {
        if (hour.Hour + Hour <= oldest)
        {
            // Older ones may have come meanwhile.
            oldest = long.MinValue;
        }

        if (oldest == long.MinValue)
        {
            oldest = ledger.OldestMinute() ?? long.MaxValue;
        }

        return hour.Hour + Hour <= oldest ? [] : ledger.Minutes(hour.Point, hour.Hour);
    }

    /// <summary>Minutes from before an instant may go: what was sealed of them so far need not be there.</summary>
    private void LetGo(long until)
    {
        before = Math.Max(before, until);
        thinned += problems.RemoveAll(p => p.Hour < until);
        foreach (var hour in covered.Keys.Where(h => h.Hour < until).ToList())
        {
            covered.Remove(hour);
        }

        foreach (var hour in late.Keys.Where(h => h.Hour < until).ToList())
        {
            thinned += late[hour].Count;
            late.Remove(hour);
        }
    }

    private void CatchUp()
    {
        try
        {
            while (ledger.After(reached, Page) is { Count: > 0 } page)
            {
                foreach (var entry in page)
                {
                    Check(entry);
                }
            }
        }
        catch (Exception e) when (e is LedgerFormatException || Damage.Explains(e))
        {
            problems.Add((reached + 1, long.MaxValue, $"the entries from here on cannot be read: {e.Message}"));
        }
    }

    /// <summary>Minutes that no seal covers must be those of the hour that the writer is filling, as many and as it remembers them.</summary>
    private void FindUncovered(IReadOnlyDictionary<string, (long Hour, int Minutes, string Digest)> open)
    {
        foreach (var (hour, seals) in late)
        {
            var rows = ledger.Minutes(hour.Point, hour.Hour);
            var from = rows.Count - Filling(hour) - seals.Sum(s => s.Minutes);
            foreach (var seal in seals)
            {
                Judge(hour, seal, () => rows, from);
                from += seal.Minutes;
            }
        }

        foreach (var (point, hour, count) in ledger.MinuteCounts(before))
        {
            var known = covered.GetValueOrDefault((point, hour)) + Filling((point, hour));
            if (count > known && !begunBefore.Contains((point, hour)))
            {
                problems.Add((0, hour, $"{count - known} minutes of {point} from {Instant(hour)} belong to no sealed hour"));
            }
        }

        foreach (var (point, filling) in open.Where(o => (whole || met.Contains(o.Key)) && !begunBefore.Contains((o.Key, o.Value.Hour))))
        {
            var rows = ledger.Minutes(point, filling.Hour);
            var from = filling.Hour < before ? Math.Max(0, rows.Count - filling.Minutes) : covered.GetValueOrDefault((point, filling.Hour));
            if (rows.Count - from != filling.Minutes || Hash(rows.Skip(from)) != filling.Digest)
            {
                problems.Add((0, filling.Hour, $"the minutes of {point} from {Instant(filling.Hour)}, an hour that is being filled, are not those that the gateway remembers"));
            }
        }

        int Filling((string Point, long Hour) hour) => open.TryGetValue(hour.Point, out var filling) && filling.Hour == hour.Hour ? filling.Minutes : 0;
    }

    private static string Hash(IEnumerable<StoredMinute> minutes) => minutes.Aggregate("", (hash, minute) => minute.HashAfter(hash));

    private static string Instant(long seconds) => seconds is > -62_135_596_800 and < 253_402_300_800
        ? DateTimeOffset.FromUnixTimeSeconds(seconds).ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture)
        : seconds.ToString(CultureInfo.InvariantCulture);

    private readonly record struct Seal(long Seq, int Minutes, string Hash);
}
