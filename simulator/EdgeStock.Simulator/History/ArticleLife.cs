using EdgeStock.Simulator.Physics;

namespace EdgeStock.Simulator.History;

/// <summary>What all articles of a past share.</summary>
internal sealed record Surroundings(PastStoreroom Storeroom, LocalDays Days, Agenda Agenda, PastTrace Trace, PastDevices Devices, Troubles Troubles, long Seed);

/// <summary>What happens to one article: who takes it, and what people say about it. Orders and deliveries are its <see cref="Supply"/>.</summary>
internal sealed class ArticleLife
{
    /// <summary>Of so many takings one piece comes back unused.</summary>
    private const double ReturnShare = 0.03;

    private const double DamageShare = 0.003;
    private const int DaysBetweenCounts = 28;
    private const long MinuteMs = 60_000;
    private const string Staff = "p-2";

    private readonly StockedArticle plan;
    private readonly Surroundings around;
    private readonly ChanceStream draws;
    private readonly Supply supply;
    private readonly int offset;

    public ArticleLife(Shelf shelf, Surroundings around)
    {
        (Shelf, this.around, plan) = (shelf, around, shelf.Plan);
        draws = ChanceStream.From(around.Seed, $"past life {plan.Article.Id}");
        offset = draws.At(-1).Below(DaysBetweenCounts);
        supply = new(shelf, around);
    }

    public Shelf Shelf { get; }

    /// <summary>Pieces used on the day that is not over.</summary>
    public int Used { get; private set; }

    /// <summary>Pieces that were asked for on it, there or not, used or returned.</summary>
    public int Asked { get; private set; }

    /// <summary>Pieces that were asked for on it and were not there.</summary>
    public int Unmet { get; private set; }

    /// <summary>When that first happened on it; null when it did not.</summary>
    public long? ShortMs { get; private set; }

    private string Room => around.Storeroom.Room;

    /// <summary>The first goods lie on the shelf; they are booked a little later.</summary>
    public void Begin() => supply.Begin();

    /// <summary>A local day begins: what will happen on it is planned.</summary>
    /// <param name="fromMs">Nothing is planned before; the span's first day may have begun already.</param>
    public void Day(DateOnly day, long fromMs)
    {
        (Used, Asked, Unmet, ShortMs) = (0, 0, 0, null);
        var chance = draws.At(day.DayNumber);
        var visits = Math.Max(0, plan.Expected(day) * around.Troubles.FactorOf(plan.Article.Id, day) / (plan.TakeSize - ReturnShare));
        for (var n = Poisson(visits, ref chance); n > 0; n--)
        {
            var size = 1;
            while (size < 40 && chance.Happens(1 - (1 / plan.TakeSize)))
            {
                size++;
            }

            var back = chance.Happens(ReturnShare) ? chance.Milliseconds(8 * MinuteMs, 25 * MinuteMs) : 0;
            Plan(around.Days.At(day, chance.Between(6.5, 21.5)), fromMs, ms => Ask(ms, size, back));
        }

        if (chance.Happens(DamageShare))
        {
            Plan(around.Days.At(day, chance.Between(12, 13)), fromMs, Break);
        }

        if (day.DayOfWeek == DayOfWeek.Monday)
        {
            Plan(around.Days.At(day, 8.5 + (offset / 60.0)), fromMs, ThrowAwayOld);
        }

        if (day.DayNumber % DaysBetweenCounts == offset)
        {
            Plan(around.Days.At(day, 13.2 + (offset / 60.0)), fromMs, Count);
        }

        supply.Day(day, fromMs);
    }

    /// <summary>A lot must not be used: the one of which most is there.</summary>
    /// <param name="days">Until it is released; null for a recall, whose goods are thrown away two days later.</param>
    public void Block(long ms, int? days)
    {
        if (Shelf.Lots().Where(l => l.Lot.Booked && l.Lot.MayBeUsed(around.Days.Day(ms))).OrderByDescending(l => l.Pieces).Select(l => l.Lot).FirstOrDefault() is not { } lot)
        {
            return;
        }

        if (days is { } release)
        {
            lot.State = LotState.Quarantined;
            around.Trace.Say(ms, "quarantine", Staff, Sayings.Quarantine(Room, plan, lot, "förpackningen kan vara skadad"));
            around.Agenda.At(ms + (release * 24L * 60 * MinuteMs), at =>
            {
                lot.State = LotState.Usable;
                if (Shelf.Lots().Any(l => l.Lot == lot))
                {
                    around.Trace.Say(at, "release", Staff, Sayings.Quarantine(Room, plan, lot, "förpackningen är hel"));
                }
            });
            return;
        }

        lot.State = LotState.Recalled;
        around.Trace.Say(ms, "recall", Staff, Sayings.Recall(plan, lot));
        around.Agenda.At(ms + (2 * 24L * 60 * MinuteMs), at => ThrowAway(at, lot, "recalled"));
    }

    /// <summary>The past is over: each bin is left with what it must hold then.</summary>
    public void Finish(long ms) => supply.Finish(ms, LeaveWith);

    private void Ask(long ms, int size, long backAfterMs)
    {
        var today = around.Days.Day(ms);
        var taken = Shelf.Take(size, p => p.Lot.MayBeUsed(today));
        (Used, Asked) = (Used + taken.Count, Asked + size);
        if (taken.Count < size)
        {
            (Unmet, ShortMs) = (Unmet + size - taken.Count, ShortMs ?? ms);
        }

        Settle(ms, taken.Select(t => t.Place));
        if (backAfterMs > 0 && taken.Count > 0)
        {
            var (piece, place) = taken[^1];
            around.Agenda.At(ms + backAfterMs, at =>
            {
                Shelf.PutBack(piece, place);
                Used--;
                Settle(at, [place]);
            });
        }
    }

    private void Break(long ms)
    {
        var today = around.Days.Day(ms);
        if (Shelf.Lots().Where(l => l.Lot.MayBeUsed(today)).Select(l => l.Lot).FirstOrDefault() is { } lot)
        {
            // Of the last piece it is said before it goes: the gateway throws away nothing that it does not know of.
            Settle(ms + MinuteMs, Shelf.Take(1, p => p.Lot == lot).Select(t => t.Place));
            around.Agenda.At(ms + (Shelf.OnHand == 0 ? 0 : 10 * MinuteMs), at => around.Trace.Say(at, "waste", Staff, Sayings.Waste(Room, plan, null, 1, "damaged")));
        }
    }

    private void ThrowAwayOld(long ms)
    {
        var today = around.Days.Day(ms);
        foreach (var (lot, _) in Shelf.Lots().Where(l => l.Lot.Expiry < today).ToList())
        {
            ThrowAway(ms, lot, "expired");
        }
    }

    private void ThrowAway(long ms, Lot lot, string reason)
    {
        var pieces = Shelf.Lots().Where(l => l.Lot == lot).Sum(l => l.Pieces);
        if (pieces > 0)
        {
            // Whoever throws a lot away counts it: by then the books may think that it is used up.
            var byHand = plan.Counted == CountedBy.Hand;
            around.Trace.Say(ms, "stock-take", Staff, Sayings.Count(Room, plan, byHand ? null : lot, byHand ? Shelf.OnHand : pieces));
            around.Trace.Say(ms, "waste", Staff, Sayings.Waste(Room, plan, byHand ? null : lot, pieces, reason));
            around.Agenda.At(ms + (2 * MinuteMs), at => Settle(at, Shelf.Take(pieces, p => p.Lot == lot).Select(t => t.Place)));
        }
    }

    /// <summary>Somebody counts: all of it where no sensor does, otherwise its bins.</summary>
    private void Count(long ms)
    {
        if (plan.Counted == CountedBy.Hand)
        {
            around.Trace.Say(ms, "stock-take", Staff, Sayings.Count(Room, plan, null, Shelf.OnHand));
            return;
        }

        foreach (var place in Shelf.Places.Where(p => p.Bin is not null && !around.Devices.IsSilent(p.Bin.Device)))
        {
            around.Trace.Say(ms, "stock-take", Staff, Sayings.CountBin(Room, place.Bin!.Id, place.Pieces.Count));
            Settle(ms + 2000, [place]);
        }
    }

    /// <summary>What is above the wanted number is taken for use.</summary>
    private void LeaveWith(long ms, int pieces)
    {
        if (Shelf.OnHand > pieces)
        {
            var taken = Shelf.Take(Shelf.OnHand - pieces, _ => true);
            Used += taken.Count;
            Settle(ms, taken.Select(t => t.Place));
        }
    }

    private void Settle(long ms, IEnumerable<ShelfPlace> places)
    {
        foreach (var place in places.Distinct())
        {
            around.Devices.Settle(place, ms);
        }
    }

    private void Plan(long ms, long fromMs, Action<long> what)
    {
        if (ms >= fromMs)
        {
            around.Agenda.At(ms, what);
        }
    }

    private static int Poisson(double mean, ref Chance chance)
    {
        var n = 0;
        for (var left = mean - chance.Exponential(1); left > 0; left -= chance.Exponential(1))
        {
            n++;
        }

        return n;
    }
}
