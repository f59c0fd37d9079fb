using EdgeStock.Simulator.Devices.LlrpReader;
using EdgeStock.Simulator.Scenarios;

namespace EdgeStock.Simulator.Physics;

/// <summary>What a platform gives at an instant.</summary>
/// <param name="Grams">Signal before rounding.</param>
/// <param name="Moving">A hand is, or just was, on the shelf: no indicator would call it stable.</param>
internal readonly record struct PlatformReading(double Grams, bool Moving);

/// <summary>
/// The storeroom as it truly is. Devices ask it for what they would sense at an instant; asking changes nothing. The same seed, start and
/// scenario give the same truth whoever asks when. Safe to use from several threads.
/// </summary>
internal sealed class Storeroom
{
    /// <summary>How much of a hand's force on one bin reaches the others of its shelf.</summary>
    private const double ShelfShare = 0.004;

    private readonly Lock gate = new();
    private readonly Dictionary<string, WeighedBin> bins;
    private readonly TagField tags;
    private readonly WardLife life;
    private readonly SterileAir air;
    private readonly List<Happening> happenings = [];

    /// <param name="scenario">What stands where.</param>
    /// <param name="seed">Decides everything that chance decides.</param>
    /// <param name="t0">When it begins.</param>
    /// <param name="visitsPerHour">A constant pace; null follows the hours of a Swedish ward.</param>
    public Storeroom(Scenario scenario, long seed, DateTimeOffset t0, double? visitsPerHour = null)
    {
        (Scenario, Seed, T0) = (scenario, seed, t0);
        bins = scenario.Bins.ToDictionary(plan => plan.Id, plan => new WeighedBin(plan, seed));
        tags = new TagField(scenario.Antennas, seed, t0);
        foreach (var (bin, item) in scenario.Bins.SelectMany(plan => bins[plan.Id].InitialItems.Select(item => (plan, item))))
        {
            if (item.Epc is not null)
            {
                tags.Arrive(0, item.Epc, bin.Zone);
            }
        }

        life = new WardLife([.. scenario.Bins.Select(plan => bins[plan.Id])], tags, happenings, seed, t0, visitsPerHour);
        air = new SterileAir(seed, t0);
        Chips = [.. scenario.Climate.Select(plan => new ClimateChip(plan, air, seed))];
    }

    public Scenario Scenario { get; }

    public long Seed { get; }

    /// <summary>When it began; nothing moves before.</summary>
    public DateTimeOffset T0 { get; }

    /// <summary>The climate chips. What they say depends on time alone.</summary>
    public IReadOnlyList<ClimateChip> Chips { get; }

    /// <summary>Milliseconds since t0.</summary>
    public long Since(DateTimeOffset at) => (long)(at - T0).TotalMilliseconds;

    /// <summary>Pieces in a bin at t0.</summary>
    public int InitialCount(string bin) => bins[bin].InitialItems.Count;

    /// <summary>Every tag in the storeroom at t0, with the bin it lies in.</summary>
    public IEnumerable<(string Epc, BinPlan Bin)> InitialTags() =>
        Scenario.Bins.SelectMany(plan => bins[plan.Id].InitialItems.Where(item => item.Epc is not null).Select(item => (item.Epc!, plan)));

    /// <summary>What the platform under a bin senses.</summary>
    public PlatformReading Weigh(string bin, DateTimeOffset at)
    {
        lock (gate)
        {
            var ms = AdvanceTo(at);
            var weighed = bins[bin];
            var tremor = weighed.Cell.Tremor(ms);
            var force = 0.0;
            var moving = false;
            foreach (var other in bins.Values)
            {
                if (other.Plan.Shelf == weighed.Plan.Shelf && other.TouchAt(ms) is { } touch)
                {
                    var share = other == weighed ? 1 : ShelfShare;
                    force += share * touch.Force(ms, tremor);
                    moving |= share * touch.PressGrams > weighed.Plan.Cell.ResolutionGrams * 2;
                }
            }

            return new PlatformReading(weighed.Cell.Signal(ms, force), moving);
        }
    }

    /// <summary>What an antenna sees during a round. Rounds that ended more than ten minutes ago are forgotten.</summary>
    public IReadOnlyList<TagSighting> Inventory(int antenna, DateTimeOffset from, TimeSpan dwell)
    {
        lock (gate)
        {
            AdvanceTo(from + dwell);
            return tags.Inventory(antenna, Since(from), (long)dwell.TotalMilliseconds);
        }
    }

    /// <summary>The true air at a climate point.</summary>
    public Air AirAt(ClimatePlan point, DateTimeOffset at) => air.At(point, Since(at));

    /// <summary>When the next hand reaches into a bin, in (after, until]; null when none does.</summary>
    public DateTimeOffset? NextTouch(string bin, DateTimeOffset after, DateTimeOffset until)
    {
        lock (gate)
        {
            AdvanceTo(until);
            return bins[bin].NextTouch(Since(after), Since(until)) is { } ms ? T0.AddMilliseconds(ms) : null;
        }
    }

    /// <summary>What happened up to an instant, from the given position on, in time order.</summary>
    /// <param name="position">How many happenings are already known.</param>
    /// <param name="until">The last instant of interest.</param>
    public IReadOnlyList<Happening> Happenings(int position, DateTimeOffset until)
    {
        lock (gate)
        {
            var ms = AdvanceTo(until);
            return [.. happenings.Skip(position).TakeWhile(happening => happening.AtMs <= ms)];
        }
    }

    private long AdvanceTo(DateTimeOffset at)
    {
        var ms = Since(at);
        life.AdvanceTo(ms);
        tags.Tidy(ms);
        return ms;
    }
}
