using System.Globalization;
using EdgeStock.Domain;
using EdgeStock.Ledger;

namespace EdgeStock.SystemTests.Storeroom.Crashes;

/// <summary>
/// Compares a ledger with what really moved: each move is in it once, as taken or added, with its quantity and the count after it.
/// Moves may stand as their sum only where nobody can tell them apart: when the scale had no time to come to rest between them in which
/// its host was there to hear it.
/// </summary>
internal static class TruthComparison
{
    /// <summary>From a move until the scale is at rest: the hand is in the bin for 0.4 s more, and the platform rings for 0.5 s.</summary>
    private static readonly TimeSpan Ringing = TimeSpan.FromSeconds(0.9);

    /// <summary>A hand is in the bin so long before it moves something.</summary>
    private static readonly TimeSpan Reaching = TimeSpan.FromSeconds(0.6);

    /// <summary>The gateway wants 1.2 s of one weight; a scale says it ten times a second.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(1.5);

    /// <summary>From a move, or from the first weight after it when its host was away, until the weight has settled; a further hand that moves nothing may come in between.</summary>
    private static readonly TimeSpan Latest = TimeSpan.FromSeconds(5);

    /// <summary>Throws with the first move or event that does not fit.</summary>
    /// <param name="entries">The ledger.</param>
    /// <param name="truth">What really happened, complete.</param>
    /// <param name="unheard">When a bin's weight did not reach the host.</param>
    /// <returns>How many moves stand in the ledger as part of a sum.</returns>
    public static int AssertSame(IReadOnlyList<LedgerEntry> entries, Truth truth, Func<string, IReadOnlyList<Absence>> unheard)
    {
        var events = entries.Select(EventCodec.Decode).OfType<RoomEvent>().ToLookup(BinOf);
        return truth.Bins.Sum(bin => AssertSame(bin, [.. events[bin]], truth, unheard(bin)));
    }

    private static int AssertSame(string bin, IReadOnlyList<RoomEvent> events, Truth truth, IReadOnlyList<Absence> unheard)
    {
        var counted = Assert.Single(events.OfType<StockCounted>());
        AssertCount(bin, counted.At, counted.Count, truth);
        var (from, summed) = (counted.At, 0);
        foreach (var e in events.Where(e => e is StockTaken or StockAdded))
        {
            var (delta, count) = e is StockTaken t ? (-t.Quantity, t.Count) : (((StockAdded)e).Quantity, ((StockAdded)e).Count);
            var moves = Moves(truth, bin, from, e.At);
            var groups = Groups(moves, unheard);
            if (groups.Count == 0 || groups[^1].Sum(m => m.Delta) != delta || groups.SkipLast(1).Any(g => g.Sum(m => m.Delta) != 0))
            {
                Assert.Fail($"bin {bin}: the event {delta:+0;-0} of {e.At:O} does not say what was moved before it and since {from:O}:\n{Text(groups)}");
            }

            var due = Due(moves[^1].At, unheard);
            Assert.True(e.At <= due, $"bin {bin}: the event {delta:+0;-0} of {e.At:O} came after {due:O}, too late for {Text(groups)}");
            AssertCount(bin, e.At, count, truth);
            summed += groups[^1].Count > 1 ? groups[^1].Count : 0;
            from = e.At;
        }

        var left = Groups(Moves(truth, bin, from, DateTimeOffset.MaxValue), unheard);
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
    private static List<List<TrueMove>> Groups(List<TrueMove> moves, IReadOnlyList<Absence> unheard)
    {
        var groups = new List<List<TrueMove>>();
        foreach (var move in moves)
        {
            if (groups.Count > 0 && !WasHeardAtRest(groups[^1][^1].At + Ringing, move.At - Reaching, unheard))
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

    /// <summary>A stretch long enough to settle lies within the two instants and in none of the absences.</summary>
    private static bool WasHeardAtRest(DateTimeOffset from, DateTimeOffset to, IReadOnlyList<Absence> unheard)
    {
        foreach (var absence in unheard.Where(x => x.To > from && x.From < to))
        {
            if (absence.From - from >= Settling)
            {
                return true;
            }

            from = absence.To;
        }

        return to - from >= Settling;
    }

    private static DateTimeOffset Due(DateTimeOffset moved, IReadOnlyList<Absence> unheard)
    {
        var due = moved + Latest;
        foreach (var absence in unheard.Where(x => x.To > moved).TakeWhile(x => x.From < due))
        {
            due = absence.To + Latest;
        }

        return due;
    }

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
