using System.Globalization;
using EdgeStock.Domain;
using Microsoft.Data.Sqlite;

namespace EdgeStock.Ledger;

/// <summary>What a check of the climate minutes beside the chain found.</summary>
/// <param name="Sealed">Seals in the chain: an hour of a point each, at times a part of one.</param>
/// <param name="Checked">Seals whose minutes are there as they were sealed.</param>
/// <param name="Thinned">Seals whose minutes may be gone: thinned by age, or begun before the first entry of this file.</param>
/// <param name="Problems">What does not hold, with the entry that says so; entry 0 where none does.</param>
public sealed record HourReport(long Sealed, long Checked, long Thinned, IReadOnlyList<(long Seq, string Problem)> Problems);

/// <summary>
/// Checks the climate minutes against the chain, in one walk over its entries: each seal covers the next minutes of its point's hour, by number
/// and hash, and there is no minute that no seal covers but those of the hour being filled. What the chain says may have gone is not looked for.
/// </summary>
/// <param name="ledger">The ledger to check; its writer may go on meanwhile.</param>
public sealed class MinuteVerifier(LedgerReader ledger)
{
    private const int Page = 1000;

    private readonly bool whole = ledger.Base.Seq == 0;
    private readonly long hint = ledger.MinutesBefore ?? long.MinValue;
    private readonly Dictionary<(string Point, long Hour), int> covered = [];
    private readonly HashSet<string> met = new(StringComparer.Ordinal);
    private readonly HashSet<(string Point, long Hour)> begunBefore = [];
    private readonly List<(long Seq, long Hour, string Problem)> problems = [];
    private long reached = ledger.Base.Seq;
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
                    Check(entry.Seq, h.Point, h.Hour.ToUnixTimeSeconds(), h.Minutes, h.Hash);
                    break;
                case ClimateHourSealedV1 h:
                    Check(entry.Seq, h.Point, h.Hour.ToUnixTimeSeconds(), h.Minutes, h.Hash);
                    break;
                case ClimateThinned t:
                    Thin(t.Before.ToUnixTimeSeconds());
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
        if (hint > before)
        {
            problems.Add((0, long.MaxValue, $"the file says that minutes before {Instant(hint)} may go, and the chain does not: those before it were not checked"));
        }

        FindUncovered();
        var gone = problems.RemoveAll(p => p.Hour < before);
        return new HourReport(sealedHours, good, thinned + gone, [.. problems.Select(p => (p.Seq, p.Problem))]);
    });

    private void Check(long seq, string point, long hour, int minutes, string hash)
    {
        sealedHours++;
        var key = (point, hour);
        if ((met.Add(point) && !whole) || begunBefore.Contains(key))
        {
            begunBefore.Add(key);
            thinned++;
            return;
        }

        if (hour < hint)
        {
            thinned++;
            return;
        }

        var from = covered.GetValueOrDefault(key);
        covered[key] = from + minutes;
        if (Problem(point, hour, from, minutes, hash) is { } problem)
        {
            problems.Add((seq, hour, $"the minutes of {point} from {Instant(hour)}: {problem}"));
        }
        else
        {
            good++;
        }
    }

    private string? Problem(string point, long hour, int from, int minutes, string hash)
    {
        IReadOnlyList<StoredMinute> rows;
        try
        {
            rows = ledger.Minutes(point, hour);
        }
        catch (Exception e) when (e is SqliteException or LedgerFormatException)
        {
            return $"they cannot be read: {e.Message}";
        }

        return minutes < 0 ? "their number is below 0"
            : rows.Count < from + minutes ? $"{minutes} were sealed, {Math.Max(0, rows.Count - from)} are there"
            : Hash(rows.Skip(from).Take(minutes)) != hash ? "they are not as they were sealed"
            : null;
    }

    private void Thin(long until)
    {
        before = Math.Max(before, until);
        foreach (var key in covered.Keys.Where(k => k.Hour < before).ToList())
        {
            covered.Remove(key);
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
        catch (Exception e) when (e is SqliteException or ArgumentOutOfRangeException)
        {
            problems.Add((reached + 1, long.MaxValue, $"the entries from here on cannot be read: {e.Message}"));
        }
    }

    /// <summary>Minutes that no seal covers must be those of the hour that the writer is filling, as many and as it remembers them.</summary>
    private void FindUncovered()
    {
        try
        {
            var open = ledger.OpenHours();
            foreach (var (point, hour, count) in ledger.MinuteCounts(Math.Max(before, hint)))
            {
                var known = covered.GetValueOrDefault((point, hour)) + (open.TryGetValue(point, out var filling) && filling.Hour == hour ? filling.Minutes : 0);
                if (count > known && !begunBefore.Contains((point, hour)))
                {
                    problems.Add((0, hour, $"{count - known} minutes of {point} from {Instant(hour)} belong to no sealed hour"));
                }
            }

            foreach (var (point, filling) in open.Where(o => o.Value.Hour >= before && (whole || met.Contains(o.Key))))
            {
                var rows = ledger.Minutes(point, filling.Hour).Skip(covered.GetValueOrDefault((point, filling.Hour))).ToList();
                if (!begunBefore.Contains((point, filling.Hour)) && (rows.Count != filling.Minutes || Hash(rows) != filling.Digest))
                {
                    problems.Add((0, filling.Hour, $"the minutes of {point} from {Instant(filling.Hour)}, an hour that is being filled, are not those that the gateway remembers"));
                }
            }
        }
        catch (Exception e) when (e is SqliteException or LedgerFormatException)
        {
            problems.Add((0, long.MaxValue, $"the climate minutes cannot be read: {e.Message}"));
        }
    }

    private static string Hash(IEnumerable<StoredMinute> minutes) => minutes.Aggregate("", (hash, minute) => minute.HashAfter(hash));

    private static string Instant(long seconds) => seconds is > -62_135_596_800 and < 253_402_300_800
        ? DateTimeOffset.FromUnixTimeSeconds(seconds).ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture)
        : seconds.ToString(CultureInfo.InvariantCulture);
}
