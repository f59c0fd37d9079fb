namespace EdgeStock.Domain;

/// <summary>
/// Limits for a kind of store. Each is a default that a pharmacist or the infection-control team confirms before use.
/// Sources: Vårdhandboken for sterile goods (22 ±3 °C, 30–70 %), Swedish practice for medicines (15–25, 8–15, 2–8, ≤ −15 °C);
/// the hold times, and what the outer limits add to these sources, are proposals.
/// </summary>
/// <param name="Low">Lowest temperature in °C.</param>
/// <param name="High">Highest temperature in °C.</param>
public sealed record ClimateProfile(string Id, double? Low, double? High, TimeSpan Hold, double? HumidityLow, double? HumidityHigh, TimeSpan HumidityHold)
{
    /// <summary>Outer lowest temperature (LL) in °C; null for none.</summary>
    public double? OuterLow { get; init; }

    /// <summary>Outer highest temperature (HH) in °C; null for none.</summary>
    public double? OuterHigh { get; init; }

    /// <summary>On-delay of the outer temperatures.</summary>
    public TimeSpan OuterHold { get; init; }

    /// <summary>Outer highest humidity (HH) in %; null for none.</summary>
    public double? OuterHumidityHigh { get; init; }

    /// <summary>On-delay of the outer humidity.</summary>
    public TimeSpan OuterHumidityHold { get; init; }

    private static readonly TimeSpan FiveMinutes = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan HalfHour = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>The profiles that a site file may name.</summary>
    public static IReadOnlyList<ClimateProfile> All { get; } =
    [
        new("se-sterile", 19, 25, HalfHour, 30, 70, Hour) { OuterHigh = 30, OuterHold = FiveMinutes, OuterHumidityHigh = 80, OuterHumidityHold = Quarter },
        new("dk-sterile", null, 24, HalfHour, null, 70, Hour),
        new("us-sterile", null, 24, HalfHour, null, 60, Hour),
        new("med-room", 15, 25, HalfHour, null, null, Hour) { OuterHigh = 30, OuterHold = Quarter },
        new("med-cool", 8, 15, TimeSpan.FromMinutes(20), null, null, Hour),
        new("med-fridge", 2, 8, Quarter, null, null, Hour) { OuterLow = 0, OuterHold = FiveMinutes },
        new("med-freezer", null, -15, TimeSpan.FromMinutes(20), null, null, Hour),
        new("general", 10, 30, Hour, 30, 70, Hour),
    ];

    /// <summary>The profile of this name, or null.</summary>
    public static ClimateProfile? Find(string id) => All.FirstOrDefault(p => p.Id == id);
}
