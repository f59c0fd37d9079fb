using EdgeStock.Domain;

namespace EdgeStock.SystemTests.ClimateYear;

/// <summary>A sensor that died or lied, and when it was named.</summary>
/// <param name="After">How long after, 0 when it was named already; null when it was not while it lasted.</param>
/// <param name="Judged">It lasted long enough, and nothing else was wrong with a dead one's point meanwhile.</param>
internal sealed record SensorFate(TrueTrouble Trouble, TimeSpan? After, bool Judged)
{
    private static readonly string[] Deaths = ["silent", "stuck", "sentinel", "readerror"];
    private static readonly string[] Ruins = ["handrub", "drift"];

    /// <summary>A ruined humidity sensor must be off for a day by more than both sensors may be; a drift needs days to get there.</summary>
    public static TimeSpan RuinPatience { get; } = TimeSpan.FromDays(4);

    public bool IsDeath => Deaths.Contains(Trouble.Kind);

    public static IReadOnlyList<SensorFate> All(TrueRooms truth, SaidAlarms said) => [.. truth.Troubles.Where(t => Deaths.Contains(t.Kind) || Ruins.Contains(t.Kind) || t.Kind == "loose").Select(t => Of(truth, said, t))];

    /// <summary>Alarms that say that a point cannot be seen or believed.</summary>
    public static IEnumerable<SaidAlarm> Naming(TrueRooms truth, SaidAlarms said, TruePoint point) => said.Stood.Where(s =>
        (s.Kind is AlarmKind.NoData or AlarmKind.SensorFault && s.Id.StartsWith($"{point.Point}-", StringComparison.Ordinal))
        || (s.Kind == AlarmKind.DeviceAbsent && s.Room == point.Room && s.Causes.Contains(point.Device)));

    private static SensorFate Of(TrueRooms truth, SaidAlarms said, TrueTrouble trouble)
    {
        var point = truth.Points.Single(p => p.Point == trouble.Subject);
        return Ruins.Contains(trouble.Kind) ? OfRuin(truth, said, trouble, point) : OfDeath(truth, said, trouble, point);
    }

    private static SensorFate OfDeath(TrueRooms truth, SaidAlarms said, TrueTrouble trouble, TruePoint point)
    {
        var patience = ExcursionFate.FaultPatience;
        var others = truth.Blinding(point, trouble.From - patience, trouble.From + patience).Where(t => t != trouble);
        var judged = trouble.Until - trouble.From >= patience && !others.Any() && trouble.From + patience <= truth.T0 + truth.Duration;
        return new(trouble, Named(Naming(truth, said, point), trouble), judged);
    }

    /// <summary>A ruined humidity sensor is known by its neighbours: of two, both are doubted, and that counts.</summary>
    private static SensorFate OfRuin(TrueRooms truth, SaidAlarms said, TrueTrouble trouble, TruePoint point)
    {
        var judged = trouble.Until - trouble.From >= RuinPatience && trouble.From + RuinPatience <= truth.T0 + truth.Duration;
        return new(trouble, Named(said.Stood.Where(s => s.Kind == AlarmKind.SensorDisagrees && s.Id.StartsWith($"{point.Point}-", StringComparison.Ordinal)), trouble), judged);
    }

    private static TimeSpan? Named(IEnumerable<SaidAlarm> naming, TrueTrouble trouble) =>
        naming.Where(s => s.Meets(trouble.From, trouble.Until)).Select(s => (TimeSpan?)(s.From > trouble.From ? s.From - trouble.From : TimeSpan.Zero)).Min();
}
