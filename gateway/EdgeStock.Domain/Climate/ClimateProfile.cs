namespace EdgeStock.Domain;

/// <summary>
/// Limits for a kind of store. Each is a default that a pharmacist or the infection-control team confirms before use.
/// Sources: Vårdhandboken for sterile goods (22 ±3 °C, 30–70 %), Swedish practice for medicines (15–25, 8–15, 2–8, ≤ −15 °C);
/// the hold times are proposals.
/// </summary>
/// <param name="Low">Lowest temperature in °C.</param>
/// <param name="High">Highest temperature in °C.</param>
public sealed record ClimateProfile(string Id, double? Low, double? High, TimeSpan Hold, double? HumidityLow, double? HumidityHigh, TimeSpan HumidityHold)
{
    private static readonly TimeSpan HalfHour = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>The profiles that a site file may name.</summary>
    public static IReadOnlyList<ClimateProfile> All { get; } =
    [
        new("se-sterile", 19, 25, HalfHour, 30, 70, Hour),
        new("dk-sterile", null, 24, HalfHour, null, 70, Hour),
        new("us-sterile", null, 24, HalfHour, null, 60, Hour),
        new("med-room", 15, 25, HalfHour, null, null, Hour),
        new("med-cool", 8, 15, TimeSpan.FromMinutes(20), null, null, Hour),
        new("med-fridge", 2, 8, TimeSpan.FromMinutes(15), null, null, Hour),
        new("med-freezer", null, -15, TimeSpan.FromMinutes(20), null, null, Hour),
        new("general", 10, 30, Hour, 30, 70, Hour),
    ];

    /// <summary>The profile of this name, or null.</summary>
    public static ClimateProfile? Find(string id) => All.FirstOrDefault(p => p.Id == id);
}
