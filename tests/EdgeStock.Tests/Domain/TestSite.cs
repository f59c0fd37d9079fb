using EdgeStock.Domain;

namespace EdgeStock.Tests.Domain;

/// <summary>One storeroom with two bins, a reader with two antennas, and a sterile room with one climate point.</summary>
internal static class TestSite
{
    public const string Glove = "bin-1";
    public const string Vial = "bin-2";
    public const string ShelfA = "shelf-a";
    public const string ShelfB = "shelf-b";
    public const string AntennaA = "reader-1/1";
    public const string AntennaB = "reader-1/2";
    public const string Point = "north";

    /// <summary>A Monday in winter, at the full hour.</summary>
    public static DateTimeOffset T0 { get; } = new(2026, 3, 2, 6, 0, 0, TimeSpan.Zero);

    public static ClimateChannel Temperature { get; } = new("climate-1/temperature", Quantity.Temperature, 19, 25, TimeSpan.FromMinutes(30), TimeSpan.FromSeconds(10), 0.02, 0.003);

    public static ClimateChannel Humidity { get; } = new("climate-1/humidity", Quantity.Humidity, 30, 70, TimeSpan.FromHours(1), TimeSpan.FromSeconds(10), 0.1, 0.002);

    /// <summary>100 g a piece, in a bin of 400 g.</summary>
    public static Bin GloveBin { get; } = BinOf(Glove, "scale-1", ArticleOf("glove", 100, 1), 400);

    /// <summary>20 g a piece, in a bin of 300 g.</summary>
    public static Bin VialBin { get; } = BinOf(Vial, "scale-2", ArticleOf("vial", 20, 0.2), 300);

    public static Site Make(Bin? glove = null, ClimateChannel? temperature = null, int cycleSeconds = 5)
    {
        var bins = new[] { glove ?? GloveBin, VialBin };
        var cycle = TimeSpan.FromSeconds(cycleSeconds);
        return new(
            "lund",
            "ward-3",
            "Europe/Stockholm",
            [new("store", "Förråd", RoomClass.Storeroom), new("sterile", "Sterilförråd", RoomClass.Sterile)],
            [new(ShelfA, "store", true), new(ShelfB, "store", true)],
            [
                new("reader-1", DeviceKind.Reader, "store", cycle),
                new("scale-1", DeviceKind.Scale, "store", TimeSpan.FromSeconds(1)),
                new("scale-2", DeviceKind.Scale, "store", TimeSpan.FromSeconds(1)),
                new("climate-1", DeviceKind.Climate, "sterile", TimeSpan.FromSeconds(10)),
            ],
            [.. bins.Select(b => b.Article)],
            bins,
            [new(AntennaA, "reader-1", ShelfA, cycle), new(AntennaB, "reader-1", ShelfB, cycle)],
            [new(Point, "sterile", "se-sterile", [temperature ?? Temperature, Humidity])]);
    }

    public static Article ArticleOf(string id, double unit, double spread) =>
        new(id, id, ProductGroup.Ppe, "T01020204", null, Grams.From(unit), Grams.From(spread), Grams.From(0));

    public static Bin BinOf(string id, string scale, Article article, double tare, double noise = 0.5, int? initial = null) =>
        new(id, "store", ShelfA, article, scale, Grams.From(tare), 100, initial, new(Grams.From(15_000), Grams.From(noise), Grams.From(0.5)));

    public static Epc Tag(int number) => Epc.From(FormattableString.Invariant($"3034257BF7194E40{number:X8}"));
}
