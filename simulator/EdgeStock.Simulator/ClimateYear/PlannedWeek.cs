namespace EdgeStock.Simulator.ClimateYear;

/// <summary>A hot week in July in which each kind of trouble comes once, at an hour that is written down here: short enough for every run of the tests.</summary>
internal static class PlannedWeek
{
    public const int Days = 7;

    /// <summary>Monday, midnight in Sweden.</summary>
    public static DateTimeOffset Start { get; } = new(2025, 7, 6, 22, 0, 0, TimeSpan.Zero);

    public static IReadOnlyList<Trouble> Troubles { get; } =
    [
        Of(TroubleKind.Heat, Trouble.Weather, 0, 0, 7 * 24, 8),
        Of(TroubleKind.Spike, "sterile-middle", 0, 7, 1 / 120.0, 15),
        Of(TroubleKind.Spike, "fridge", 0, 7.2, 1 / 120.0, -12),
        Of(TroubleKind.Spike, "medicine-shelf", 0, 7.4, 1 / 120.0, 9),
        Of(TroubleKind.Door, "sterile", 0, 9, 4),
        Of(TroubleKind.Ajar, "fridge", 0, 14, 2.5),
        Of(TroubleKind.Ventilation, "sterile", 0, 20, 14),
        Of(TroubleKind.Silent, "medicine-shelf", 1, 10.5, 2),
        Of(TroubleKind.Stuck, "sterile-wall", 1, 13, 2),
        Of(TroubleKind.Sentinel, "sterile-door", 1, 16, 2, -1),
        Of(TroubleKind.ReadError, "freezer", 1, 19, 2),
        Of(TroubleKind.Power, "cold", 2, 2, 3.5),
        Of(TroubleKind.Gateway, Trouble.Gateway, 2, 12, 2),
        Of(TroubleKind.Ajar, "fridge", 2, 12.3, 1.4),
        Of(TroubleKind.Power, "medicine", 2, 18, 0.1),
        Of(TroubleKind.Power, "medicine", 2, 18.15, 0.12),
        Of(TroubleKind.Power, "medicine", 2, 18.4, 0.08),
        Of(TroubleKind.Power, "medicine", 2, 18.6, 0.1),
        Of(TroubleKind.HandRub, "sterile-door", 2, 22, 5 * 24, 9),
        Of(TroubleKind.Moistener, "sterile", 3, 6, 20),
        Of(TroubleKind.CompressorDead, "freezer", 4, 1, 4),
        Of(TroubleKind.Clock, "medicine", 4, 12, 0.4, -600),
        Of(TroubleKind.ThermostatStuck, "fridge", 4, 20, 3),
        Of(TroubleKind.Loose, "medicine-window", 4, 8, 3, 0.5),
        Of(TroubleKind.IcedDefrost, "freezer", 5, 1, 16),
        Of(TroubleKind.WarmGoods, "fridge", 5, 9, 0.8, 12),
        Of(TroubleKind.Plug, "sterile-middle", 5, 13, 0.2),
        Of(TroubleKind.Door, "medicine", 5, 12, 4),
        Of(TroubleKind.CompressorDead, "fridge", 6, 2, 4),
        Of(TroubleKind.Ventilation, "medicine", 6, 6, 12),
        Of(TroubleKind.Drift, "medicine-shelf", 3, 0, 4 * 24, 9),
    ];

    private static Trouble Of(TroubleKind kind, string subject, int day, double hour, double hours, double amount = 0)
    {
        var from = (long)Math.Round(((day * 24) + hour) * 120) * 30_000;
        return new(kind, subject, from, from + ((long)Math.Round(hours * 120) * 30_000), amount);
    }
}
