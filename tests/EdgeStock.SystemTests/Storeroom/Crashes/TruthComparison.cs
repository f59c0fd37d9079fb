using System.Globalization;
using EdgeStock.Domain;
using EdgeStock.Ledger;

namespace EdgeStock.SystemTests.Storeroom.Crashes;

/// <summary>
/// Compares a ledger with what really moved: each move is in it once, as taken or added, with its quantity and the count after it.
/// Moves may stand as their sum only where nobody can tell them apart: when the host, as far as it was there at all, did not hear the
/// scale at rest between them for as long as the gateway wants.
/// </summary>
internal static class TruthComparison
{
    /// <summary>From a move until the scale says that it is at rest: the hand is in the bin for 0.4 s more, the platform rings for 0.5 s, and on a busy machine a weight comes late.</summary>
    private static readonly TimeSpan Ringing = TimeSpan.FromSeconds(1.4);

    /// <summary>A hand is in the bin so long before it moves something.</summary>
    private static readonly TimeSpan Reaching = TimeSpan.FromSeconds(0.6);

    /// <summary>The gateway wants one weight for so long, and said so often.</summary>
    private static readonly (TimeSpan Time, int Weights) Settled = (TimeSpan.FromSeconds(1.2), 3);

    /// <summary>From the first weight at rest until it has settled, also when a further hand comes that moves nothing.</summary>
    private static readonly TimeSpan Latest = TimeSpan.FromSeconds(4);

    /// <summary>A scale is heard once a second at least.</summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(5);

    /// <summary>Throws with the first move or event that does not fit.</summary>
    /// <param name="entries">The ledger.</param>
    /// <param name="truth">What really happened while a host was there.</param>
    /// <param name="heard">When a host heard a bin's weight.</param>
    /// <param name="absences">When no host was there; at no other time may a scale have been silent.</param>
    /// <returns>How many moves stand in the ledger as part of a sum.</returns>
    public static int AssertSame(IReadOnlyList<LedgerEntry> entries, Truth truth, Func<string, IReadOnlyList<DateTimeOffset>> heard, IReadOnlyList<Absence> absences)
    {
        var events = entries.Select(EventCodec.Decode).OfType<RoomEvent>().ToLookup(BinOf);
        return truth.Bins.Sum(bin =>
        {
            AssertHeard(bin, heard(bin), absences);
            return AssertSame(bin, [.. events[bin]], truth, heard(bin));
        });
    }

    private static void AssertHeard(string bin, IReadOnlyList<DateTimeOffset> heard, IReadOnlyList<Absence> absences) =>
        Assert.All(heard.Zip(heard.Skip(1)), gap => Assert.True(
            gap.Second - gap.First <= LongestSilence || absences.Any(x => x.From < gap.Second && x.To > gap.First),
            $"bin {bin}: no weight from {gap.First:O} to {gap.Second:O}, though the host was there"));

    private static int AssertSame(string bin, IReadOnlyList<RoomEvent> events, Truth truth, IReadOnlyList<DateTimeOffset> heard)
    {
        var counted = Assert.Single(events.OfType<StockCounted>());
        AssertCount(bin, counted.At, counted.Count, truth);
        var (from, summed) = (counted.At, 0);
        foreach (var e in events.Where(e => e is StockTaken or StockAdded))
        {
            var (delta, count) = e is StockTaken t ? (-t.Quantity, t.Count) : (((StockAdded)e).Quantity, ((StockAdded)e).Count);
            var moves = Moves(truth, bin, from, e.At);
            var groups = Groups(moves, heard);
            if (groups.Count == 0 || groups[^1].Sum(m => m.Delta) != delta || groups.SkipLast(1).Any(g => g.Sum(m => m.Delta) != 0))
            {
                Assert.Fail($"bin {bin}: the event {delta:+0;-0} of {e.At:O} does not say what was moved before it and since {from:O}:\n{Text(groups)}");
            }

            var due = Due(moves[^1].At, heard);
            Assert.True(e.At <= due, $"bin {bin}: the event {delta:+0;-0} of {e.At:O} came after {due:O}, too late for {Text(groups)}");
            AssertCount(bin, e.At, count, truth);
            summed += groups[^1].Count > 1 ? groups[^1].Count : 0;
            from = e.At;
        }

        var left = Groups(Moves(truth, bin, from, DateTimeOffset.MaxValue), heard);
        if (left.Any(g => g.Sum(m => m.Delta) != 0))
        {
            Assert.Fail($"bin {bin}: no event after {from:O} says what was moved:\n{Text(left)}");
        }

        return summed;
    }

    private static void AssertCount(string bin, DateTimeOffset at, int count, Truth truth) =>
        Assert.True(count == truth.CountAt(bin, at), $"bin {bin}: the ledger counted {count} at {at:O}, there were {truth.CountAt(bin, at)}");

    private static List<TrueMove> Moves(Truth truth, string bin, DateTimeOffset after, DateTimeOffset to) => [.. truth.Moves.Where(m => m.Bin == bin && m.At > after && m.At <= to)];

    /// <summary>Moves in groups, between which the scale was heard to be at rest.</summary>
    private static List<List<TrueMove>> Groups(List<TrueMove> moves, IReadOnlyList<DateTimeOffset> heard)
    {
        var groups = new List<List<TrueMove>>();
        foreach (var move in moves)
        {
            if (groups.Count > 0 && !WasHeardAtRest(groups[^1][^1].At + Ringing, move.At - Reaching, heard))
            {
                groups[^1].Add(move);
            }
            else
            {
                groups.Add([move]);
            }
        }

        return groups;
    }

    /// <summary>Some weight between the two instants had behind it all that the gateway wants, as late as the first.</summary>
    private static bool WasHeardAtRest(DateTimeOffset from, DateTimeOffset to, IReadOnlyList<DateTimeOffset> heard)
    {
        for (var i = Settled.Weights - 1; i < heard.Count && heard[i] <= to; i++)
        {
            var oldest = i - Settled.Weights + 1;
            while (oldest > 0 && heard[oldest - 1] >= heard[i] - Settled.Time)
            {
                oldest--;
            }

            if (heard[oldest] >= from)
            {
                return true;
            }
        }

        return false;
    }

    private static DateTimeOffset Due(DateTimeOffset moved, IReadOnlyList<DateTimeOffset> heard) =>
        heard.FirstOrDefault(at => at >= moved + Ringing, moved + Ringing) + Latest;

    private static string? BinOf(RoomEvent e) => e switch
    {
        StockCounted c => c.Bin,
        StockTaken t => t.Bin,
        StockAdded a => a.Bin,
        _ => null,
    };

    private static string Text(List<List<TrueMove>> groups) => groups.Count == 0
        ? "nothing"
        : string.Join("\nat rest, then ", groups.Select(g => string.Join(", ", g.Select(m => string.Create(CultureInfo.InvariantCulture, $"{m.Delta:+0;-0} at {m.At:O}")))));
}
