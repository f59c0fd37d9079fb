namespace EdgeStock.Simulator.ClimateYear;

/// <summary>What can go wrong with a room, a cold unit, a sensor, or who listens.</summary>
internal enum TroubleKind
{
    /// <summary>A storeroom's ventilation stands still.</summary>
    Ventilation,

    /// <summary>The ventilation runs, but neither moistens nor dries.</summary>
    Moistener,

    /// <summary>A door to the corridor, or a window, stands open.</summary>
    Door,

    /// <summary>A refrigerator's or a freezer's door stands ajar.</summary>
    Ajar,

    /// <summary>A compressor does not start.</summary>
    CompressorDead,

    /// <summary>A thermostat lets the compressor run on.</summary>
    ThermostatStuck,

    /// <summary>Defrosts last longer than they should.</summary>
    IcedDefrost,

    /// <summary>Warm goods are put in; amount: K an hour.</summary>
    WarmGoods,

    /// <summary>Days of summer heat; amount: K.</summary>
    Heat,

    /// <summary>A sensor says nothing.</summary>
    Silent,

    /// <summary>A sensor repeats its last value.</summary>
    Stuck,

    /// <summary>A sensor gives the value of a bus that is stuck.</summary>
    Sentinel,

    /// <summary>Each read of a sensor fails.</summary>
    ReadError,

    /// <summary>A read fails now and then; amount: the share.</summary>
    Loose,

    /// <summary>Alcohol ruins a humidity sensor at once; it recovers in weeks; amount: % of humidity.</summary>
    HandRub,

    /// <summary>A humidity sensor drifts away in days; amount: % of humidity.</summary>
    Drift,

    /// <summary>A storeroom has no power: nothing runs and nothing is heard.</summary>
    Power,

    /// <summary>The gateway does not run; hosts keep what they read.</summary>
    Gateway,

    /// <summary>One value is wrong; amount: by how much.</summary>
    Spike,

    /// <summary>A sensor's plug is pulled and put back.</summary>
    Plug,

    /// <summary>The clock of a storeroom's host is wrong, and set right at the end; amount: by how many seconds.</summary>
    Clock,
}

/// <summary>Something goes wrong for a while.</summary>
/// <param name="Subject">The storeroom or the climate point; <c>gateway</c> or <c>weather</c>.</param>
/// <param name="FromMs">Since t0; <paramref name="UntilMs"/> likewise, not counted.</param>
/// <param name="Amount">How much, where the kind has a measure; 0 otherwise.</param>
internal sealed record Trouble(TroubleKind Kind, string Subject, long FromMs, long UntilMs, double Amount = 0)
{
    public const string Gateway = "gateway";
    public const string Weather = "weather";

    public bool IsOn(long ms) => ms >= FromMs && ms < UntilMs;
}
