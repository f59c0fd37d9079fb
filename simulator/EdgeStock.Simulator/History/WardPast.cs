using EdgeStock.Simulator.Physics;
using EdgeStock.Simulator.Scenarios;

namespace EdgeStock.Simulator.History;

/// <summary>The past of the demonstration's ward: the same site file, and at its end each bin as the running simulation of the same seed begins with it.</summary>
internal static class WardPast
{
    /// <summary>A scale is heard so often in it: often enough for ticks each five minutes, of which the gateway counts five seconds each.</summary>
    private const double ScaleSeconds = 1500;

    private const double ClimateSeconds = 60;

    private static readonly double[] Week = [1.2, 1.1, 1.1, 1.1, 1.1, 0.75, 0.65];

    public static PastStoreroom Make(long seed)
    {
        var scenario = Ward.Scenario;
        var draws = ChanceStream.From(seed, "ward past");
        var articles = scenario.Bins.Select((bin, i) =>
        {
            var chance = draws.At(i);
            return Stock(bin, ref chance);
        }).ToList();
        return new(
            scenario.Id, SiteFile.Text(scenario), Scenario.Storeroom, scenario.Antennas[0].Zone, articles, scenario.Reader, scenario.Climate, ScaleSeconds, ClimateSeconds,
            scenario.Bins.ToDictionary(b => b.Id, b => Final(b, seed), StringComparer.Ordinal));
    }

    private static StockedArticle Stock(BinPlan bin, ref Chance chance)
    {
        // What fits into a bin lasts for a month and a half, or for less: the usual trouble of wards.
        var days = chance.Happens(0.75) ? chance.Between(42, 55) : chance.Between(18, 28);
        var perDay = Math.Round(bin.Capacity * 0.9 / days, 3);
        var shelfLife = bin.Article.Group switch { ProductGroup.Medicine => 540, ProductGroup.Food => 200, ProductGroup.Device => 1200, _ => (int?)null };
        return new(
            bin.Article, CountedBy.Scale, [bin], perDay < 0.35 ? Movement.Slow : Movement.Regular, perDay, Week, 1.2, shelfLife, bin.Article.Group == ProductGroup.Medicine ? "Apoteksleverans AB" : "Centrallagret",
            2 + chance.Below(2), days * 0.72, days, 1, chance.Happens(0.5) ? Math.Round(perDay * 30 * (1 + (0.1 * chance.Gaussian())), 1) : null, null);
    }

    private static FinalBin Final(BinPlan plan, long seed)
    {
        var bin = new WeighedBin(plan, seed);
        var goods = bin.InitialItems.Sum(item => item.Grams);
        return new(bin.LoadGrams - goods, goods / bin.Count, bin.Count);
    }
}
