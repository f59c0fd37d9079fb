using EdgeStock.Simulator.Physics;
using EdgeStock.Simulator.Scenarios;

namespace EdgeStock.Simulator.History;

/// <summary>Draws a storeroom of up to 120 articles: how each one moves, who supplies it, how much of it is meant to be there, and how it is counted.</summary>
internal static class HospitalStoreroom
{
    /// <summary>Fewer would not hold every kind of trouble.</summary>
    public const int FewestArticles = 12;

    public const string Room = "forrad";
    private const string Zone = "hylla-taggar";
    private const string Reader = "reader-1";
    private const double ScaleSeconds = 600;
    private const double ClimateSeconds = 600;
    private const double ConfiguredShare = 0.7;
    private static readonly string[] Suppliers = ["Centrallagret", "Nordmedica AB", "Apoteksleverans AB", "Vårdlogistik AB", "Skyddspartner AB", "Näringsgrossisten AB"];

    /// <summary>Ward weekdays, Saturdays and Sundays; an article's own lie between these and none.</summary>
    private static readonly double[] Week = [1.25, 1.15, 1.15, 1.1, 1.1, 0.65, 0.6];

    /// <param name="seed">Decides everything that chance decides.</param>
    /// <param name="count">How many articles, 12 to 120.</param>
    public static PastStoreroom Make(long seed, int count)
    {
        var draws = ChanceStream.From(seed, "assortment");
        var scales = 0;
        var articles = Assortment.Articles.Take(count).Select((article, i) =>
        {
            var chance = draws.At(i);
            return Stock(article, i, ref chance, ref scales);
        }).ToList();
        ClimatePlan[] climate = [new("mitten", "climate-1", "1-0044", 0, 0.4)];
        return new("storeroom", Site(articles, climate), Room, Zone, articles, Reader, climate, ScaleSeconds, ClimateSeconds, new Dictionary<string, FinalBin>());
    }

    private static StockedArticle Stock(Article article, int index, ref Chance chance, ref int scales)
    {
        // Every thirtieth article is tagged, every fifteenth counted by hand; both move slowly.
        var counted = index % 30 == 7 ? CountedBy.Tags : index % 15 == 11 ? CountedBy.Hand : CountedBy.Scale;
        var kind = chance.Uniform();
        var movement = counted != CountedBy.Scale ? (kind < 0.4 ? Movement.Regular : Movement.Slow) : kind < 0.2 ? Movement.Fast : kind < 0.65 ? Movement.Regular : Movement.Slow;
        var perDay = Math.Round(movement switch { Movement.Fast => chance.Between(1.8, 4), Movement.Regular => chance.Between(0.4, 1.6), _ => chance.Between(0.04, 0.3) }, 3);
        if (counted == CountedBy.Tags)
        {
            perDay = Math.Min(perDay, 0.5);
        }

        var strength = movement == Movement.Slow ? 0.3 : chance.Between(0.4, 1.2);
        var week = Week.Select(w => Math.Max(0.05, 1 + ((w - 1) * strength))).ToArray();
        double[] weekdays = [.. week.Select(w => Math.Round(w * 7 / week.Sum(), 4))];
        var takeSize = Math.Round(movement == Movement.Fast ? chance.Between(1.2, 2) : chance.Between(1, 1.8), 2);

        // Turnover stock: most hold a month and a half, some too little, some far more than they need.
        var level = chance.Uniform();
        var orderAt = index % 12 == 5 ? chance.Between(8, 14) : level < 0.15 ? chance.Between(20, 27) : level < 0.85 ? chance.Between(33, 42) : chance.Between(45, 65);
        var exempt = index % 40 == 5 ? 7.0 : (double?)null;
        var orderTo = orderAt + chance.Between(6, 14);
        var pack = Math.Max(1, (int)Math.Round(perDay * 7));
        var shelfLife = article.Group switch
        {
            ProductGroup.Medicine => 365 + chance.Below(365),
            ProductGroup.Food => 90 + chance.Below(180),
            ProductGroup.Device => 900 + chance.Below(700),
            _ => (int?)null,
        };
        var error = chance.Happens(0.1) ? chance.Happens(0.5) ? 1.5 : 0.6 : 1 + (0.1 * chance.Gaussian());
        var configured = chance.Happens(ConfiguredShare) || counted == CountedBy.Hand ? Math.Max(0.5, Math.Round(perDay * 30 * error, 1)) : (double?)null;
        var most = (int)Math.Ceiling((perDay * (orderTo + 10) * 1.3) + (2 * pack) + 5);
        var bins = new List<BinPlan>();
        for (var b = 0; counted == CountedBy.Scale && b < (most > 150 ? 2 : 1); b++)
        {
            scales++;
            bins.Add(Bin($"s-{scales:000}", $"scale-{scales:000}", article, bins.Count == 0 && most <= 150 ? most : (most / 2) + 10));
        }

        return new(article, counted, bins, movement, perDay, weekdays, takeSize, shelfLife, Suppliers[chance.Below(Suppliers.Length)], 2 + chance.Below(4), orderAt, orderTo, pack, configured, exempt);
    }

    private static BinPlan Bin(string id, string device, Article article, int capacity)
    {
        var load = 600 + (capacity * article.UnitGrams * 1.05);
        var cell = load < 6_000 ? new CellPlan(6_000, 0.3, 0.2) : load < 20_000 ? new CellPlan(20_000, 0.7, 0.5) : load < 60_000 ? new CellPlan(60_000, 2, 1) : new CellPlan(150_000, 5, 5);
        return new(id, Zone, device, article, 420, capacity, cell, 1, null, false);
    }

    private static string Site(List<StockedArticle> articles, IReadOnlyList<ClimatePlan> climate)
    {
        var bins = articles.SelectMany(a => a.Bins).ToList();
        return SiteYaml.Text("lund", "forrad-1", [(Room, "Centralförråd", "storeroom")], [(Zone, Room)], Reader, Room, ScaleSeconds, [.. articles.Select(a => a.Article)], bins, climate, ClimateSeconds, "general");
    }
}
