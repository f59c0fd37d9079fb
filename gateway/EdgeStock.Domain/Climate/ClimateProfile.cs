namespace EdgeStock.Domain;

/// <summary>
/// Limits for a kind of store. Each is a default that a pharmacist or the infection-control team confirms before use.
/// Sources: Vårdhandboken for sterile goods (22 ±3 °C, 30–70 %), Swedish practice for medicines (15–25, 8–15, 2–8, ≤ −15 °C);
/// the hold times, and what the outer limits add to these sources, are proposals; windows of mean kinetic temperature after USP &lt;659&gt;/&lt;1079.2&gt;.
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

    /// <summary>Temperature that is an alarm without any delay, in °C; null for none.</summary>
    public double? AtOnce { get; init; }

    /// <summary>How fast the temperature may change; null for any.</summary>
    public RateLimit? Rate { get; init; }

    /// <summary>Warm time that adds up; null for any.</summary>
    public CumulativeLimit? Cumulative { get; init; }

    /// <summary>Mean kinetic temperature; null for any.</summary>
    public KineticLimit? Kinetic { get; init; }

    /// <summary>Nearness to dew; null where it does not matter.</summary>
    public DewMarginLimit? DewMargin { get; init; }

    /// <summary>So far within a limit a temperature counts as back, in K; null: by the sensor's noise for alarms, 0.5 K for judgements.</summary>
    public double? Deadband { get; init; }

    /// <summary>The same of humidity, in %; null: by the sensor's noise, and 2 %.</summary>
    public double? HumidityDeadband { get; init; }

    /// <summary>Outside is over when the value was back for so long.</summary>
    public TimeSpan OffDelay { get; init; } = FiveMinutes;

    /// <summary>Temperatures that the place can have had while nobody measured; null: those of its kind of store.</summary>
    public CredibleRange? Credible { get; init; }

    /// <summary>The built-in profile that it goes by, or a site's own one; null for a built-in.</summary>
    public string? BasedOn { get; init; }

    /// <summary>The deadband of judgements, in K or %.</summary>
    public double DeadbandOf(Quantity quantity) => quantity == Quantity.Temperature ? Deadband ?? 0.5 : HumidityDeadband ?? 2;

    /// <summary>Over how long a mean kinetic temperature is taken, and what gaps are bounded by.</summary>
    /// <param name="high">Upper limit in force; null where there was none.</param>
    public KineticWindow WindowUnder(double? high)
    {
        var kind = KineticWindow.For(high);
        return kind with { Length = Kinetic?.Window ?? kind.Length, Credible = Credible ?? kind.Credible };
    }

    private static readonly TimeSpan FiveMinutes = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan HalfHour = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>The profiles that a site file may name.</summary>
    public static IReadOnlyList<ClimateProfile> All { get; } =
    [
        new("se-sterile", 19, 25, HalfHour, 30, 70, Hour) { OuterHigh = 30, OuterHold = FiveMinutes, OuterHumidityHigh = 80, OuterHumidityHold = Quarter, DewMargin = new(EdgeStock.Domain.DewMargin.Warning, EdgeStock.Domain.DewMargin.Alarm) },
        new("dk-sterile", null, 24, HalfHour, null, 70, Hour),
        new("us-sterile", null, 24, HalfHour, null, 60, Hour),
        new("med-room", 15, 25, HalfHour, null, null, Hour)
        {
            OuterHigh = 30, OuterHold = Quarter, AtOnce = 40, Cumulative = new(25, 24, 30), Kinetic = new(25, KineticWindow.Room.Length),
        },
        new("med-cool", 8, 15, TimeSpan.FromMinutes(20), null, null, Hour),
        new("med-fridge", 2, 8, Quarter, null, null, Hour) { OuterLow = 0, OuterHold = FiveMinutes, Kinetic = new(8, KineticWindow.Cold.Length) },
        new("med-freezer", null, -15, TimeSpan.FromMinutes(20), null, null, Hour),
        new("general", 10, 30, Hour, 30, 70, Hour),
    ];

    /// <summary>The profile of this name, or null.</summary>
    public static ClimateProfile? Find(string id) => All.FirstOrDefault(p => p.Id == id);
}
