namespace EdgeStock.Domain;

/// <summary>Over how long a mean kinetic temperature is taken, and what a gap is bounded by.</summary>
/// <param name="Length">The window.</param>
/// <param name="Credible">Temperatures that such a place can have had while nobody measured.</param>
/// <param name="Kind">The kind of store in a word: room, cold or frozen.</param>
public sealed record KineticWindow(TimeSpan Length, CredibleRange Credible, string Kind)
{
    private const double WarmestCold = 15;

    /// <summary>
    /// A heated storeroom: 30 days. 5…40 °C: below and above, pipes and people would have told; 40 °C is an alarm at once (a proposal).
    /// </summary>
    public static KineticWindow Room { get; } = new(TimeSpan.FromDays(30), new(5, 40), "room");

    /// <summary>A cool store or refrigerator: 24 hours. −10…30 °C: a compressor that does not stop, and the room around it (a proposal).</summary>
    public static KineticWindow Cold { get; } = new(TimeSpan.FromHours(24), new(-10, 30), "cold");

    /// <summary>A freezer: 24 hours. −40…30 °C (a proposal).</summary>
    public static KineticWindow Frozen { get; } = new(TimeSpan.FromHours(24), new(-40, 30), "frozen");

    /// <summary>The window of a store with this upper limit: USP &lt;659&gt;/&lt;1079.2&gt; take 30 days for rooms and 24 hours for the cold.</summary>
    /// <param name="high">Upper limit in °C; null where there is none.</param>
    public static KineticWindow For(double? high) => high switch
    {
        <= 0 => Frozen,
        <= WarmestCold => Cold,
        _ => Room,
    };
}
