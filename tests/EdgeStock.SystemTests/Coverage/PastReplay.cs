using EdgeStock.Domain;
using EdgeStock.Gateway;
using EdgeStock.Gateway.Intake;
using EdgeStock.Ledger;

namespace EdgeStock.SystemTests.Coverage;

/// <summary>What EdgeStock said of an article when a day was closed.</summary>
/// <param name="Low">Pieces that may be used, low end; likewise the others.</param>
internal sealed record Evening(DateOnly Day, ArticleCover Cover, double Low, double Best, double High);

/// <summary>A past, replayed through the code of the live gateway.</summary>
/// <param name="Evenings">By day and article.</param>
/// <param name="Said">Changes of cover and surges, in order.</param>
internal sealed record PastReplay(
    IReadOnlyDictionary<(DateOnly Day, string Article), Evening> Evenings, IReadOnlyList<(DateTimeOffset At, StoreroomEvent Event)> Said,
    ChainHead Head, long Lines, long Skipped, long Refused, string? LastRefusal, long Failed)
{
    private const int Enough = 1000;

    public static PastReplay Of(string trace, CancellationToken stop)
    {
        var reader = TraceReader.Open(trace, null);
        var turn = new Turn(reader.Site, new(reader.Memory, reader.Projection, new Dictionary<string, ulong>(), reader.Start.Seq, []), reader.Start);
        var room = reader.Site.Rooms[0].Id;
        var evenings = new Dictionary<(DateOnly, string), Evening>();
        var said = new List<(DateTimeOffset, StoreroomEvent)>();
        DateOnly? closed = null;
        foreach (var input in reader.Inputs())
        {
            stop.ThrowIfCancellationRequested();
            input.GiveTo(turn);
            if (turn.Projection.Book.Days.GetValueOrDefault(room)?.Day is { } day && day != closed)
            {
                if (closed is not null)
                {
                    Look(turn, room, day, input.Taken, evenings);
                }

                closed = day;
            }

            if (turn.PendingEntries >= Enough)
            {
                Take();
            }
        }

        Take();
        var unmapped = turn.Refused.Of(Refusal.DeviceUnknown) + turn.Refused.Of(Refusal.ValueImpossible);
        return new(
            evenings, said, turn.Head, reader.Lines, reader.Malformed + reader.Unknown + unmapped, turn.Refused.Of(Refusal.InstructionRefused), turn.LastRefusal,
            turn.Refused.Of(Refusal.InputFailed));

        void Take()
        {
            foreach (var entry in turn.TakeCommit(0).Entries)
            {
                if (EventCodec.Decode(entry) is var e and (CoverStateChanged or SurgeChanged))
                {
                    said.Add((entry.Recorded, e));
                }
            }
        }
    }

    private static void Look(Turn turn, string room, DateOnly day, DateTimeOffset now, Dictionary<(DateOnly, string), Evening> evenings)
    {
        foreach (var cover in Cover.Of(turn.Site, turn.Projection, room, day.AddDays(1), now))
        {
            var stock = StockOnHand.Of(turn.Site, turn.Projection, room, cover.Article, day.AddDays(1), now);
            evenings[(day, cover.Article)] = new(day, cover, stock.Usable.Sum(l => l.Low), stock.Usable.Sum(l => l.Best), stock.Usable.Sum(l => l.High));
        }
    }
}
