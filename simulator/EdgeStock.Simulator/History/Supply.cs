using EdgeStock.Simulator.Physics;

namespace EdgeStock.Simulator.History;

/// <summary>An article's orders, its deliveries and what is said of them.</summary>
internal sealed class Supply(Shelf shelf, Surroundings around)
{
    private const double LateShare = 0.08;
    private const double ShortDatedShare = 0.08;
    private const double ForgottenShare = 0.05;
    private const double ShelvedFirstShare = 0.09;
    private const double NewLotShare = 0.6;
    private const int DaysBetweenOrders = 3;
    private const int LastDays = 10;
    private const double HandfulGrams = 1500;
    private const int LargestHandful = 8;
    private const long MinuteMs = 60_000;
    private const string Clerk = "p-1";

    private readonly StockedArticle plan = shelf.Plan;
    private readonly ChanceStream draws = ChanceStream.From(around.Seed, $"past supply {shelf.Plan.Article.Id}");
    private readonly int offset = ChanceStream.From(around.Seed, $"past supply {shelf.Plan.Article.Id}").At(-1).Below(DaysBetweenOrders);
    private Lot? newest;
    private int onOrder;
    private int lots;
    private long delivered;

    private string Room => around.Storeroom.Room;

    private FinalBin? Final => plan.Bins.Count > 0 ? around.Storeroom.FinalBins.GetValueOrDefault(plan.Bins[0].Id) : null;

    /// <summary>The first goods lie on the shelf; they are booked a little later.</summary>
    public void Begin()
    {
        var chance = draws.At(-2);
        var days = chance.Between(plan.OrderAtDays, plan.OrderToDays);
        var pieces = Math.Max(1, (int)Math.Round(plan.PerDay * days));
        var parts = plan.Counted == CountedBy.Tags ? 1 : Math.Min(pieces, 1 + chance.Below(3));
        for (var i = 0; i < parts; i++)
        {
            var some = (pieces / parts) + (i < pieces % parts ? 1 : 0);
            var lot = NewLot(around.Days.First, ref chance);
            for (var left = some; left > 0; left--)
            {
                // One at a time, so that the bins of an article are filled alike.
                shelf.Put(lot, 1);
            }

            Book(chance.Milliseconds(70 * MinuteMs, 110 * MinuteMs), lot, some);
        }
    }

    /// <summary>Some mornings somebody looks what is to be ordered.</summary>
    public void Day(DateOnly day, long fromMs)
    {
        var look = around.Days.At(day, 7.25);
        var last = Final is not null && around.Days.Start(day.AddDays(LastDays)) > around.Days.EndMs;
        if ((day.DayNumber + offset) % DaysBetweenOrders == 0 && !IsWeekend(day) && look >= fromMs && !last)
        {
            around.Agenda.At(look, _ => Order(day));
        }
    }

    /// <summary>The past is over: its scales are set to zero, what is missing comes, what is too much goes.</summary>
    /// <param name="ms">Some time before the end.</param>
    /// <param name="leave">Takes what is above a number of pieces.</param>
    public void Finish(long ms, Action<long, int> leave)
    {
        if (Final is { } final)
        {
            foreach (var place in shelf.Places)
            {
                around.Devices.Zero(place, ms);
                around.Devices.Settle(place, ms);
            }

            leave(ms + MinuteMs, final.Pieces);
            var missing = final.Pieces - shelf.OnHand;
            if (missing > 0)
            {
                var chance = draws.At(-3);
                Arrive(ms + MinuteMs, missing, NewLot(around.Days.Day(ms), ref chance), 1);
            }
        }
    }

    private void Order(DateOnly day)
    {
        var position = shelf.Usable(day) + onOrder;
        if (position >= plan.PerDay * plan.OrderAtDays)
        {
            return;
        }

        var pieces = (int)Math.Ceiling(((plan.PerDay * plan.OrderToDays) - position) / plan.Pack) * plan.Pack;
        var chance = draws.At(delivered++);
        var due = day.AddDays(plan.LeadDays + (chance.Happens(LateShare) ? 7 + chance.Below(14) : 0));
        if (around.Troubles.StopOf(plan.Supplier, due) is { } stop)
        {
            due = stop.Until.AddDays(1 + chance.Below(3));
        }

        while (IsWeekend(due))
        {
            due = due.AddDays(1);
        }

        onOrder += pieces;
        var lot = newest is { State: LotState.Usable } known && !(known.Expiry < due.AddDays(7)) && !chance.Happens(NewLotShare) ? known : NewLot(due, ref chance);
        var how = chance.Uniform();
        around.Agenda.At(around.Days.At(due, chance.Between(9, 11)), ms =>
        {
            onOrder -= pieces;
            Arrive(ms, pieces, lot, how);
        });
    }

    /// <summary>Goods come. Most are booked and then put on the shelf, some the other way round, and now and then nobody books them.</summary>
    /// <param name="how">0 to 1: forgotten, on the shelf first, or as it should be.</param>
    private void Arrive(long ms, int pieces, Lot lot, double how)
    {
        var chance = draws.At(-4 - ms);
        var shelvedFirst = how < ForgottenShare + ShelvedFirstShare || plan.Counted == CountedBy.Tags;
        var shelving = ms + (shelvedFirst ? 0 : chance.Milliseconds(5 * MinuteMs, 40 * MinuteMs));
        var handful = Math.Clamp((int)(HandfulGrams / plan.Article.UnitGrams), 1, LargestHandful);
        for (var left = pieces; left > 0;)
        {
            var some = Math.Min(left, handful);
            left -= some;
            around.Agenda.At(shelving, at => around.Devices.Settle(shelf.Put(lot, some), at));
            shelving += chance.Milliseconds(3500, 6500);
        }

        if (how >= ForgottenShare)
        {
            // Tags must have been read in two rounds before the goods can be booked by them.
            var booking = shelvedFirst ? Math.Max(shelving, ms) + chance.Milliseconds(60 * MinuteMs, 100 * MinuteMs) : ms;
            Book(booking, lot, pieces);
        }
        else if (plan.Counted == CountedBy.Scale)
        {
            around.Agenda.At(ms + ((5 + chance.Below(10)) * 24L * 60 * MinuteMs), at => Find(at, lot));
        }
    }

    private void Book(long ms, Lot lot, int pieces) => around.Agenda.At(ms, at =>
    {
        lot.Booked = true;
        around.Trace.Say(at, "goods-in", Clerk, plan.Counted == CountedBy.Tags ? Sayings.TagsIn(Room, around.Storeroom.Zone, plan, lot) : Sayings.GoodsIn(Room, plan, lot, pieces));
    });

    /// <summary>Somebody sees goods that were never booked, and counts that lot.</summary>
    private void Find(long ms, Lot lot)
    {
        if (shelf.Lots().Where(l => l.Lot == lot).Sum(l => l.Pieces) is var pieces and > 0)
        {
            lot.Booked = true;
            around.Trace.Say(ms, "stock-take", Clerk, Sayings.Count(Room, plan, lot, pieces));
        }
    }

    private Lot NewLot(DateOnly day, ref Chance chance)
    {
        DateOnly? expiry = plan.ShelfLifeDays is { } life
            ? day.AddDays(chance.Happens(ShortDatedShare) ? 12 + chance.Below(34) : Math.Max(20, (int)(life * chance.Between(0.4, 0.9))))
            : null;
        newest = shelf.NewLot($"{plan.Article.Gtin[8..13]}-{++lots:00}", expiry, chance.Gaussian());
        return newest;
    }

    private static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
}
