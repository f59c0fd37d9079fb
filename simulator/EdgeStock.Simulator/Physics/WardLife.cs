namespace EdgeStock.Simulator.Physics;

/// <summary>
/// The people: who comes when, reaches into which bins, takes, brings and returns what. A schedule of events in simulated time, drawn from
/// the seed alone; nothing that reads a device can change it.
/// </summary>
internal sealed class WardLife
{
    private const double LowShare = 0.3;
    private const double RestockBelowShare = 0.5;
    private const double ReturnProbability = 0.06;

    private readonly IReadOnlyList<WeighedBin> bins;
    private readonly TagField tags;
    private readonly List<Happening> happenings;
    private readonly DateTimeOffset t0;
    private readonly double? visitsPerHour;
    private readonly ChanceStream visits;
    private readonly ChanceStream arrivals;
    private readonly ChanceStream restocks;
    private readonly ChanceStream hands;
    private readonly PriorityQueue<Planned, (long AtMs, long Order)> plan = new();
    private readonly double demand;
    private long planned;
    private long arrived;
    private long rounds;
    private bool restockIsPlanned;

    public WardLife(IReadOnlyList<WeighedBin> bins, TagField tags, List<Happening> happenings, long seed, DateTimeOffset t0, double? visitsPerHour)
    {
        (this.bins, this.tags, this.happenings, this.t0, this.visitsPerHour) = (bins, tags, happenings, t0, visitsPerHour);
        visits = ChanceStream.From(seed, "visits");
        arrivals = ChanceStream.From(seed, "arrivals");
        restocks = ChanceStream.From(seed, "restocks");
        hands = ChanceStream.From(seed, "hands");
        demand = bins.Sum(bin => bin.Plan.Demand);
        PlanNextVisit(0);
    }

    /// <summary>Lets everything happen up to and including an instant.</summary>
    public void AdvanceTo(long ms)
    {
        while (plan.TryPeek(out _, out var next) && next.AtMs <= ms)
        {
            switch (plan.Dequeue())
            {
                case Visit visit: Come(next.AtMs, visit.Number); break;
                case RestockRound round: Restock(next.AtMs, round.Number); break;
                case Reach reach: Move(next.AtMs, reach); break;
                case CarriedOut carried: Leave(next.AtMs, carried.Epc); break;
                default: throw new InvalidOperationException("a plan of no known kind");
            }
        }
    }

    /// <summary>Arrivals are a Poisson process; the day curve thins one at the busiest hour's rate.</summary>
    private void PlanNextVisit(long afterMs)
    {
        var busiest = visitsPerHour ?? SwedishDay.BusiestHour;
        if (busiest <= 0)
        {
            return;
        }

        var at = afterMs;
        while (true)
        {
            var chance = arrivals.At(arrived++);
            at += 1 + (long)chance.Exponential(3_600_000 / busiest);
            if (visitsPerHour is not null || chance.Happens(SwedishDay.VisitsPerHour(t0.AddMilliseconds(at)) / busiest))
            {
                Plan(at, new Visit(arrived));
                return;
            }
        }
    }

    private void Come(long ms, long number)
    {
        PlanNextVisit(ms);
        var chance = visits.At(number);
        var stops = 1 + (chance.Happens(0.45) ? 1 : 0) + (chance.Happens(0.15) ? 1 : 0);
        var at = ms + chance.Milliseconds(2000, 6000);
        for (var i = 0; i < stops; i++)
        {
            var bin = Wanted(ref chance);
            var kind = chance.Happens(ReturnProbability) ? MoveKind.Return : MoveKind.Pick;
            var size = chance.Uniform();
            var count = kind == MoveKind.Return || size < 0.65 ? 1 : size < 0.87 ? 2 : size < 0.97 ? 3 : 4;
            at = PlanReach(bin, at, count, kind, ref chance) + chance.Milliseconds(3000, 9000);
        }
    }

    private void Restock(long ms, long number)
    {
        restockIsPlanned = false;
        var chance = restocks.At(number);
        var at = ms;
        foreach (var bin in bins.Where(bin => bin.Count + bin.Expected <= bin.Plan.Capacity * RestockBelowShare))
        {
            bin.Deliver(ref chance);
            var target = (int)Math.Round(bin.Plan.Capacity * chance.Between(0.85, 1));
            var handful = Math.Clamp((int)Math.Round(1500 / bin.Plan.Article.UnitGrams), 1, 4);
            for (var missing = target - bin.Count - bin.Expected; missing > 0;)
            {
                var count = Math.Min(missing, 1 + chance.Below(handful));
                missing -= count;
                bin.Expected += count;
                at = PlanReach(bin, at, count, MoveKind.Restock, ref chance) + chance.Milliseconds(1500, 3500);
            }

            at += chance.Milliseconds(4000, 10_000);
        }
    }

    private void Move(long ms, Reach reach)
    {
        var bin = reach.Bin;
        var chance = hands.At(reach.Number);
        switch (reach.Kind)
        {
            case MoveKind.Pick:
                var gone = bin.Take(ms, reach.Count, ref chance);
                Record(ms, bin, -gone.Count, MoveKind.Pick);
                foreach (var item in gone.Where(item => item.Epc is not null))
                {
                    Plan(ms + chance.Milliseconds(2000, 6000), new CarriedOut(item.Epc!));
                }

                PlanRestockIfLow(ms, bin, ref chance);
                break;
            case MoveKind.Restock:
                bin.Expected -= reach.Count;
                var fresh = bin.Fill(ms, reach.Count);
                foreach (var item in fresh)
                {
                    Arrive(ms, item, bin);
                }

                Record(ms, bin, fresh.Count, MoveKind.Restock);
                break;
            case MoveKind.Return when bin.PutBack(ms) is { } returned:
                Arrive(ms, returned, bin);
                Record(ms, bin, 1, MoveKind.Return);
                break;
            default:
                break;
        }
    }

    private void PlanRestockIfLow(long ms, WeighedBin bin, ref Chance chance)
    {
        if (restockIsPlanned || bin.Count + bin.Expected > bin.Plan.Capacity * LowShare)
        {
            return;
        }

        // the supply round comes about a dozen visits later, whatever pace the visits keep
        var rate = visitsPerHour ?? SwedishDay.VisitsPerHour(t0.AddMilliseconds(ms));
        var delay = Math.Clamp(chance.Exponential(12 / Math.Max(rate, 0.1)), 0.025, 1.5);
        restockIsPlanned = true;
        Plan(ms + (long)(delay * 3_600_000), new RestockRound(rounds++));
    }

    private void Arrive(long ms, Item item, WeighedBin bin)
    {
        if (item.Epc is not null)
        {
            tags.Arrive(ms, item.Epc, bin.Plan.Zone);
            happenings.Add(new TagMoved(ms, item.Epc, bin.Plan.Zone));
        }
    }

    private void Leave(long ms, string epc)
    {
        tags.Leave(ms, epc);
        happenings.Add(new TagMoved(ms, epc, null));
    }

    private void Record(long ms, WeighedBin bin, int delta, MoveKind kind)
    {
        if (delta != 0)
        {
            happenings.Add(new Moved(ms, bin.Plan.Id, delta, kind));
        }
    }

    private long PlanReach(WeighedBin bin, long earliestMs, int count, MoveKind kind, ref Chance chance)
    {
        var touch = bin.Reserve(earliestMs, ref chance);
        Plan(touch.ItemMs, new Reach(bin, count, kind, planned));
        return touch.EndMs;
    }

    private WeighedBin Wanted(ref Chance chance)
    {
        var left = chance.Uniform() * demand;
        foreach (var bin in bins)
        {
            left -= bin.Plan.Demand;
            if (left < 0)
            {
                return bin;
            }
        }

        return bins[^1];
    }

    private void Plan(long atMs, Planned what) => plan.Enqueue(what, (atMs, planned++));

    private abstract record Planned;

    private sealed record Visit(long Number) : Planned;

    private sealed record RestockRound(long Number) : Planned;

    private sealed record Reach(WeighedBin Bin, int Count, MoveKind Kind, long Number) : Planned;

    private sealed record CarriedOut(string Epc) : Planned;
}
