using EdgeStock.Simulator.Physics;

namespace EdgeStock.Simulator.History;

/// <summary>What an article's demand is times normal, on some days.</summary>
internal sealed record SurgeTrouble(string Article, DateOnly From, DateOnly Until, double Factor);

/// <summary>A supplier delivers nothing on these days.</summary>
internal sealed record StopTrouble(string Supplier, DateOnly From, DateOnly Until);

/// <summary>A device says nothing.</summary>
/// <param name="Announced">Its host says that it is lost.</param>
internal sealed record FaultTrouble(string Device, long FromMs, long UntilMs, bool Announced);

/// <summary>A lot must not be used.</summary>
/// <param name="Days">It is released after so many days; null for a recall, whose goods are thrown away.</param>
internal sealed record BlockTrouble(string Article, long AtMs, int? Days);

/// <summary>What goes wrong in a past, all of it drawn from the seed before anything happens.</summary>
internal sealed record Troubles(IReadOnlyList<SurgeTrouble> Surges, IReadOnlyList<StopTrouble> Stops, IReadOnlyList<FaultTrouble> Faults, IReadOnlyList<BlockTrouble> Blocks)
{
    private const double SurgeFactor = 3;
    private const int SurgeDays = 14;
    private const int LongStopDays = 55;
    private const int ShortStopDays = 12;
    private const double HourMs = 3_600_000;

    /// <summary>Nothing goes wrong.</summary>
    public static Troubles None { get; } = new([], [], [], []);

    /// <summary>Draws them: about one surge for each 20 articles, two suppliers that stop, a silent scale each fifth day, lots that are blocked.</summary>
    public static Troubles Draw(PastStoreroom storeroom, LocalDays days, long seed)
    {
        var chance = ChanceStream.From(seed, "troubles").At(0);
        var all = days.All().ToList();
        var weighed = storeroom.Articles.Where(a => a.Counted == CountedBy.Scale).ToList();
        var busy = weighed.Where(a => a.Movement != Movement.Slow).ToList();
        var surges = new List<SurgeTrouble>();
        for (var i = 0; i < Math.Max(1, storeroom.Articles.Count / 20); i++)
        {
            var from = all[(int)(all.Count * chance.Between(0.3, 0.6))];
            surges.Add(new(busy[chance.Below(busy.Count)].Article.Id, from, from.AddDays(SurgeDays), SurgeFactor));
        }

        var suppliers = storeroom.Articles.Select(a => a.Supplier).Distinct().Order(StringComparer.Ordinal).ToList();
        var long0 = all[(int)(all.Count * 0.15)];
        var short0 = all[(int)(all.Count * 0.6)];
        StopTrouble[] stops = [new(suppliers[1 % suppliers.Count], long0, long0.AddDays(LongStopDays)), new(suppliers[4 % suppliers.Count], short0, short0.AddDays(ShortStopDays))];

        var faults = new List<FaultTrouble>();
        for (var i = 0; i < Math.Max(2, all.Count / 5); i++)
        {
            var device = weighed[chance.Below(weighed.Count)].Bins[0].Device;
            var from = (long)chance.Between(24 * HourMs, days.EndMs - (30 * HourMs));
            faults.Add(new(device, from, from + (long)(Math.Clamp(chance.Exponential(20), 3, 120) * HourMs), chance.Happens(0.5)));
        }

        if (storeroom.Reader is { } reader)
        {
            faults.Add(new(reader, days.EndMs / 2, (days.EndMs / 2) + (long)(9 * HourMs), true));
        }

        var blocks = new List<BlockTrouble>();
        for (var i = 0; i < Math.Max(3, all.Count / 8); i++)
        {
            var article = weighed[chance.Below(weighed.Count)].Article.Id;
            blocks.Add(new(article, days.At(all[(int)(all.Count * chance.Between(0.1, 0.9))], 14), i % 4 == 0 ? null : 3 + chance.Below(7)));
        }

        return new(surges, stops, faults, blocks);
    }

    /// <summary>Demand of a day, times normal.</summary>
    public double FactorOf(string article, DateOnly day) => Surges.Where(s => s.Article == article && day >= s.From && day < s.Until).Select(s => s.Factor).DefaultIfEmpty(1).Max();

    /// <summary>The stop that a supplier's delivery of a day falls into; null when it comes.</summary>
    public StopTrouble? StopOf(string supplier, DateOnly day) => Stops.FirstOrDefault(s => s.Supplier == supplier && day >= s.From && day < s.Until);
}
