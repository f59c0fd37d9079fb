using System.Globalization;
using System.Text;

namespace EdgeStock.Simulator.ClimateYear;

/// <summary>A kind of sensor. Tolerances are those of the makers' data sheets, near the temperature at which it is used.</summary>
/// <param name="Kind">As the site file names it.</param>
/// <param name="ToleranceCelsius">No sensor of the kind is off by more.</param>
/// <param name="LagSeconds">Time constant in its housing.</param>
/// <param name="StepCelsius">0: the 16 bits of an SHT.</param>
internal sealed record SensorPlan(string Kind, double ToleranceCelsius, double ToleranceHumidity, double NoiseCelsius, double NoiseHumidity, double LagSeconds, double StepCelsius)
{
    /// <summary>SHT40: ±0.2 °C, ±1.8 % (Sensirion's data sheet, typical; taken as the bound of three in four, hence the margin).</summary>
    public static SensorPlan Sht4x { get; } = new("sht4x", 0.3, 2.5, 0.02, 0.1, 60, 0);

    /// <summary>SHT31: ±0.2 °C, ±2 %.</summary>
    public static SensorPlan Sht3x { get; } = new("sht3x", 0.3, 3, 0.02, 0.1, 60, 0);

    /// <summary>DS18B20: ±0.5 °C from −10 to 85 °C, in steps of 1/16 °C; here down to −25 °C too.</summary>
    public static SensorPlan Ds18b20 { get; } = new("ds18b20", 0.5, 0, 0.02, 0, 40, 0.0625);

    public bool HasHumidity => ToleranceHumidity > 0;
}

/// <summary>A climate point.</summary>
/// <param name="OffsetCelsius">Against the room's middle.</param>
/// <param name="WallShare">How much the outer wall's cold or warmth reaches it.</param>
/// <param name="DoorShare">How much of a draught reaches it.</param>
internal sealed record PointPlan(string Id, string Device, string Room, string Profile, SensorPlan Sensor, double OffsetCelsius = 0, double WallShare = 0, double DoorShare = 0);

/// <summary>The three storerooms: sterile goods, medicines, and a refrigerator with a freezer.</summary>
internal static class ClimateRooms
{
    public const string Sterile = "sterile";
    public const string Medicine = "medicine";
    public const string Cold = "cold";
    public const string Fridge = "fridge";
    public const string Freezer = "freezer";
    public const int IntervalSeconds = 30;

    public static IReadOnlyList<string> Rooms { get; } = [Sterile, Medicine, Cold];

    public static IReadOnlyList<PointPlan> Points { get; } =
    [
        new("sterile-middle", "climate-1", Sterile, "se-sterile", SensorPlan.Sht4x),
        new("sterile-wall", "climate-2", Sterile, "se-sterile", SensorPlan.Sht4x, WallShare: 0.05),
        new("sterile-door", "climate-3", Sterile, "se-sterile", SensorPlan.Sht4x, 0.2, 0, 1),
        new("medicine-shelf", "climate-4", Medicine, "med-room", SensorPlan.Sht3x, 0, 0, 0.3),
        new("medicine-window", "climate-5", Medicine, "med-room", SensorPlan.Sht3x, 0.2, 0.05, 0.1),
        new(Fridge, "climate-6", Cold, "med-fridge", SensorPlan.Ds18b20),
        new(Freezer, "climate-7", Cold, "med-freezer", SensorPlan.Ds18b20),
    ];

    /// <summary>Their site file: every limit and delay is the product's default.</summary>
    public static string SiteText()
    {
        var yaml = new StringBuilder();
        yaml.Append("site: lund\ngateway: climate-year\ntimezone: Europe/Stockholm\nrooms:\n");
        yaml.Append(CultureInfo.InvariantCulture, $"  - {{id: {Sterile}, name: Sterile store, class: sterile}}\n");
        yaml.Append(CultureInfo.InvariantCulture, $"  - {{id: {Medicine}, name: Medicine store, class: pharmacy}}\n");
        yaml.Append(CultureInfo.InvariantCulture, $"  - {{id: {Cold}, name: Cold store, class: pharmacy}}\n");
        yaml.Append("devices:\n");
        foreach (var point in Points)
        {
            yaml.Append(CultureInfo.InvariantCulture, $"  - {{id: {point.Device}, kind: climate, room: {point.Room}, interval_s: {IntervalSeconds}}}\n");
        }

        yaml.Append("climate:\n");
        foreach (var point in Points)
        {
            yaml.Append(CultureInfo.InvariantCulture, $"  - {{id: {point.Id}, room: {point.Room}, device: {point.Device}, profile: {point.Profile}, sensor: {point.Sensor.Kind}, interval_s: {IntervalSeconds}}}\n");
        }

        return yaml.ToString();
    }
}
