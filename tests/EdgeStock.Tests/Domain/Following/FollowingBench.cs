using EdgeStock.Domain;
using EdgeStock.Ledger;
using EdgeStock.Tests.Domain.Alarms;

namespace EdgeStock.Tests.Domain.Following;

/// <summary>A pharmacy store whose limits follow its stock: its air up to 25 °C, and goods of four labels to put into it.</summary>
internal static class FollowingBench
{
    public const string Insulin = "insulin";
    public const string Vaccine = "vaccine";
    public const string Tablet = "tablet";
    public const string Dressing = "dressing";

    /// <summary>The known alarm timeline's point; its own limit is 25 °C, and it has no lower one.</summary>
    public static Site Site(params ClimatePoint[] more) => AlarmBench.Site() is var site
        ? site with { Rooms = [site.Rooms[0] with { LimitsFollowStock = true }], ClimatePoints = [.. site.ClimatePoints, .. more] } : throw new InvalidOperationException();

    /// <summary>A refrigerator with a sensor of its own.</summary>
    public static ClimatePoint Fridge { get; } = new("fridge", "sterile", "med-fridge", [AlarmBench.Channel with { Source = "climate-1/fridge", Low = 2, High = 8 }]);

    public static AlarmBench Begin(Site? site = null)
    {
        var bench = new AlarmBench(site ?? Site());
        Assert.Null(bench.Say(new ImportCatalogue("artiklar.csv", "ab", [Labelled(Insulin, "med-cool"), Labelled(Vaccine, "med-fridge"), Labelled(Tablet, "med-room"), Labelled(Dressing, null)], true)));
        return bench;
    }

    public static CatalogueArticle Labelled(string id, string? profile) => new(id, id, ProductGroup.Device, "T01020204", null, null, [], false, profile, null, null, null, null, false, null, true);

    /// <summary>Goods come in.</summary>
    public static void Receive(this AlarmBench bench, string article, string lot, int pieces = 10) => Assert.Null(bench.Say(new ReceiveGoods("sterile", new(article, Lot: lot, Pieces: pieces))));

    /// <summary>All of a lot is thrown away.</summary>
    public static void Waste(this AlarmBench bench, string article, string lot, int pieces = 10) => Assert.Null(bench.Say(new WasteGoods("sterile", new(article, Lot: lot, Pieces: pieces), WasteReason.Damaged)));

    /// <summary>Limits in force at a point's temperature.</summary>
    public static (double? Low, double? High) Limits(this AlarmBench bench, Site site, string point = "north")
    {
        var channel = LimitsInForce.Of(site, bench.Projection).ClimatePoints.First(p => p.Id == point).Channels[0];
        return (channel.Low, channel.High);
    }

    public static void AssertRebuilds(AlarmBench bench, Site site)
    {
        var (made, seq) = (Projection.Empty(site), 0);
        foreach (var e in bench.Told)
        {
            made = made.Apply(site, ++seq, e);
        }

        Assert.Equal(ProjectionText.Documents(bench.Projection), ProjectionText.Documents(made));
    }
}
