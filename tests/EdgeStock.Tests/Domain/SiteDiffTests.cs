using EdgeStock.Domain;

namespace EdgeStock.Tests.Domain;

public sealed class SiteDiffTests
{
    private static readonly Site Site = TestSite.Make();

    [Fact]
    public void The_same_site_differs_in_nothing() => Assert.Empty(SiteDiff.Between(Site, TestSite.Make()));

    [Fact]
    public void A_new_a_gone_and_a_changed_thing_are_said_in_the_files_words()
    {
        var after = Site with
        {
            Bins = [TestSite.GloveBin with { Tare = Grams.From(410.5), Zone = null }],
            Rooms = [.. Site.Rooms, new("cold", "Kylrum", RoomClass.Pharmacy)],
        };

        Assert.Equal(
            [
                new("room", "cold", ChangeKind.Added),
                new("bin", TestSite.Glove, ChangeKind.Changed, "zone", TestSite.ShelfA, null),
                new("bin", TestSite.Glove, ChangeKind.Changed, "tare_g", "400", "410.5"),
                new SiteChange("bin", TestSite.Vial, ChangeKind.Removed),
            ],
            SiteDiff.Between(Site, after));
    }

    /// <summary>Every property of every part of a site, so that a new one is not forgotten in the comparison.</summary>
    public static TheoryData<string, Site> Each => new()
    {
        { "site timezone", Site with { TimeZone = "UTC" } },
        { "site climate_minutes_days", Site with { Retention = new(30) } },
        { "room name", Site with { Rooms = [Site.Rooms[0] with { Name = "x" }, Site.Rooms[1]] } },
        { "room class", Site with { Rooms = [Site.Rooms[0] with { Class = RoomClass.Pharmacy }, Site.Rooms[1]] } },
        { "zone room", Site with { Zones = [Site.Zones[0] with { Room = "sterile" }, Site.Zones[1]] } },
        { "zone exit", Site with { Zones = [Site.Zones[0] with { Exit = false }, Site.Zones[1]] } },
        { "device kind", Device(d => d with { Kind = DeviceKind.Led }) },
        { "device room", Device(d => d with { Room = "sterile" }) },
        { "device interval_s", Device(d => d with { Interval = TimeSpan.FromSeconds(0.1) }) },
        { "device zero_counts, device grams_per_count", Device(d => d with { Weight = new(8.5, -0.001) }) },
        { "device temperature_offset, device humidity_offset", Device(d => d with { Offsets = new(0.2, -1) }) },
        { "article name", Article(a => a with { Name = "x" }) },
        { "article group", Article(a => a with { Group = ProductGroup.Food }) },
        { "article code", Article(a => a with { Code = null }) },
        { "article unit_g", Article(a => a with { UnitWeight = Grams.From(101) }) },
        { "article unit_sd_g", Article(a => a with { UnitSpread = Grams.From(2) }) },
        { "article unit_lot_sd_g", Article(a => a with { LotSpread = Grams.From(2) }) },
        { "bin room", Bin(b => b with { Room = "sterile" }) },
        { "bin article", Bin(b => b with { Article = TestSite.VialBin.Article }) },
        { "bin device", Bin(b => b with { Device = "scale-9" }) },
        { "bin capacity", Bin(b => b with { Capacity = 3 }) },
        { "bin initial_count", Bin(b => b with { InitialCount = 3 }) },
        { "bin full_scale_g, bin noise_sd_g, bin resolution_g", Bin(b => b with { Cell = new(Grams.From(1), Grams.From(2), Grams.From(3)) }) },
        { "antenna zone", Site with { Antennas = [Site.Antennas[0] with { Zone = TestSite.ShelfB }, Site.Antennas[1]] } },
        { "antenna cycle_s", Site with { Antennas = [Site.Antennas[0] with { Cycle = TimeSpan.FromSeconds(9) }, Site.Antennas[1]] } },
        { "climate room", Site with { ClimatePoints = [Site.ClimatePoints[0] with { Room = "store" }] } },
        { "climate placement", Site with { ClimatePoints = [Site.ClimatePoints[0] with { Placement = ClimatePlacement.Surface }] } },
        { "climate profile", Site with { ClimatePoints = [Site.ClimatePoints[0] with { Profile = "general" }] } },
        { "climate temperature source", Channel(c => c with { Source = "climate-2/temperature" }) },
        { "climate temperature low, climate temperature high", Channel(c => c with { Low = 1, High = null }) },
        { "climate temperature hold_s, climate temperature interval_s", Channel(c => c with { Hold = TimeSpan.Zero, Interval = TimeSpan.FromSeconds(1) }) },
        { "climate temperature guard, climate temperature uncertainty", Channel(c => c with { Guard = 0.2, Uncertainty = 0.25 }) },
        { "device calibration_certificate, device calibration_date, device as_found, device as_left, device calibration_uncertainty", Device(d => d with { Calibration = new("K-1", new(2026, 3, 1), new(0.3, -2), new(0, 0.5), new(0.1, 1.5)) }) },
        { "device calibration_due", Device(d => d with { CalibrationDue = new(2027, 3, 1) }) },
        { "climate temperature noise, climate temperature step", Channel(c => c with { Noise = 0, Resolution = 1 }) },
    };

    [Theory]
    [MemberData(nameof(Each))]
    public void Each_field_is_compared(string fields, Site after) =>
        Assert.Equal(fields, string.Join(", ", SiteDiff.Between(Site, after).Select(c => $"{c.Part} {c.Field}")));

    private static Site Device(Func<Device, Device> change) => Site with { Devices = [.. Site.Devices.Select(d => d.Id == "scale-1" ? change(d) : d)] };

    private static Site Article(Func<Article, Article> change) => Site with { Articles = [change(Site.Articles[0]), Site.Articles[1]] };

    private static Site Bin(Func<Bin, Bin> change) => Site with { Bins = [change(Site.Bins[0]), Site.Bins[1]] };

    private static Site Channel(Func<ClimateChannel, ClimateChannel> change) =>
        Site with { ClimatePoints = [Site.ClimatePoints[0] with { Channels = [change(TestSite.Temperature), TestSite.Humidity] }] };
}
