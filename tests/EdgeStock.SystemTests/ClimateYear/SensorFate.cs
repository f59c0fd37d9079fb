using EdgeStock.Domain;

namespace EdgeStock.SystemTests.ClimateYear;

/// <summary>A sensor that died or lied, and when it was named.</summary>
/// <param name="After">How long after; null when it was not while it lasted.</param>
/// <param name="Judged">It lasted long enough, and nothing else was wrong with the point meanwhile.</param>
internal sealed record SensorFate(TrueTrouble Trouble, TimeSpan? After, bool Judged)
{
    private static readonly string[] Deaths = ["silent", "stuck", "sentinel", "readerror"];
    private static readonly string[] Lies = ["handrub", "drift", "loose"];

    /// <summary>A ruined humidity sensor is compared over a day, and must stand out for it.</summary>
    public static TimeSpan LiePatience { get; } = TimeSpan.FromDays(4);

    public bool IsDeath => Deaths.Contains(Trouble.Kind);

    public static IReadOnlyList<SensorFate> All(TrueRooms truth, SaidAlarms said) => [.. truth.Troubles.Where(t => Deaths.Contains(t.Kind) || Lies.Contains(t.Kind)).Select(t => Of(truth, said, t))];

    /// <summary>Alarms that say that a point cannot be seen or believed.</summary>
    public static IEnumerable<SaidAlarm> Naming(TrueRooms truth, SaidAlarms said, TruePoint point) => said.Stood.Where(s =>
        (s.Kind is AlarmKind.NoData or AlarmKind.SensorFault && s.Id.StartsWith($"{point.Point}-", StringComparison.Ordinal))
        || (s.Kind == AlarmKind.DeviceAbsent && s.Room == point.Room && s.Causes.Contains(point.Device)));

    private static SensorFate Of(TrueRooms truth, SaidAlarms said, TrueTrouble trouble)
    {
        var point = truth.Points.Single(p => p.Point == trouble.Subject);
        var patience = Deaths.Contains(trouble.Kind) ? ExcursionFate.FaultPatience : LiePatience;
        var others = truth.Blinding(point, trouble.From - ExcursionFate.FaultPatience, trouble.From + patience).Where(t => t != trouble && (t.Kind != "gateway" || patience < LiePatience));
        var judged = trouble.Until - trouble.From >= patience && (patience == LiePatience || !others.Any()) && trouble.From + patience <= truth.T0 + truth.Duration;
        var named = Naming(truth, said, point).Where(s => s.From >= trouble.From && s.From < trouble.Until).Select(s => (TimeSpan?)(s.From - trouble.From)).Min();
        return new(trouble, named, judged);
    }
}
