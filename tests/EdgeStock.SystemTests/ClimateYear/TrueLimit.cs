namespace EdgeStock.SystemTests.ClimateYear;

/// <summary>A limit as the rules of docs/alarms.md state it, written down here apart from the product.</summary>
/// <param name="Word">The end of the alarm's id.</param>
/// <param name="Delay">A value must be beyond it for so long.</param>
internal sealed record TrueLimit(string Profile, string Quantity, string Word, bool Upper, double Limit, TimeSpan Delay)
{
    /// <summary>Those of the profiles that the simulated rooms have.</summary>
    public static IReadOnlyList<TrueLimit> All { get; } =
    [
        Of("se-sterile", "temperature", "low", false, 19, 30),
        Of("se-sterile", "temperature", "high", true, 25, 30),
        Of("se-sterile", "temperature", "high-high", true, 30, 5),
        Of("se-sterile", "humidity", "low", false, 30, 60),
        Of("se-sterile", "humidity", "high", true, 70, 60),
        Of("se-sterile", "humidity", "high-high", true, 80, 15),
        Of("med-room", "temperature", "low", false, 15, 30),
        Of("med-room", "temperature", "high", true, 25, 30),
        Of("med-room", "temperature", "high-high", true, 30, 15),
        Of("med-fridge", "temperature", "low", false, 2, 15),
        Of("med-fridge", "temperature", "high", true, 8, 15),
        Of("med-fridge", "temperature", "low-low", false, 0, 5),
        Of("med-freezer", "temperature", "high", true, -15, 20),
    ];

    /// <summary>How an alarm of this limit is called at a point.</summary>
    public string AlarmAt(string point) => $"{point}-{Quantity}-{Word}";

    /// <summary>How far a value is beyond the limit; negative: so far within.</summary>
    public double Beyond(double value) => Upper ? value - Limit : Limit - value;

    private static TrueLimit Of(string profile, string quantity, string word, bool upper, double limit, double minutes) => new(profile, quantity, word, upper, limit, TimeSpan.FromMinutes(minutes));
}
