using EdgeStock.Domain;
using EdgeStock.Tests.Domain;

namespace EdgeStock.Tests.Ledger;

/// <summary>The stored form of events about limits that follow stock, windows of maintenance and judgements.</summary>
internal static class PlanningEvents
{
    private static readonly DateTimeOffset At = TestSite.T0.AddMilliseconds(61_950);
    private static readonly AlarmName High = new("north-temperature-high", "sterile", AlarmKind.High, AlarmSeverity.Medium, "north/temperature");
    private static readonly LimitReason Insulin = new("insulin", "A", "med-cool");
    private const string Alarm = """
        "alarm":{"id":"north-temperature-high","room":"sterile","kind":"high","severity":"medium","subject":"north/temperature"},
        """;

    public static (StoreroomEvent Event, string Name, string Subject, string Stored)[] Golden { get; } =
    [
        (new ClimateLimitsChanged(At, "sterile", "north", Quantity.Temperature, null, 25, 8, 15, Insulin with { Lot = null }, Insulin), "climate.limits.v1", "sterile/north",
            """{"point":"north","quantity":"temperature","wasHigh":25,"low":8,"high":15,"lowBecause":{"article":"insulin","profile":"med-cool"},"highBecause":{"article":"insulin","lot":"A","profile":"med-cool"},"room":"sterile","at":"2026-03-02T06:01:01.950Z"}"""),
        (new StorageConflictsChanged(At, "sterile", [new(new("tablet", "T", "med-room"), "insulin"), new(new("vaccine", null, "med-fridge"), null)]), "climate.conflict.v1", "sterile",
            """{"conflicts":[{"goods":{"article":"tablet","lot":"T","profile":"med-room"},"with":"insulin"},{"goods":{"article":"vaccine","profile":"med-fridge"}}],"room":"sterile","at":"2026-03-02T06:01:01.950Z"}"""),
        (new AlarmWindowPlanned(At, High, "window-7", At.AddHours(1), At.AddHours(2), "service av kylen", "p-1"), "alarm.window-planned.v1", "sterile/north-temperature-high",
            $$"""{{{Alarm}}"window":"window-7","from":"2026-03-02T07:01:01.950Z","until":"2026-03-02T08:01:01.950Z","reason":"service av kylen","by":"p-1","at":"2026-03-02T06:01:01.950Z"}"""),
        (new AlarmWindowUnplanned(At, High, "window-7", "p-1"), "alarm.window-unplanned.v1", "sterile/north-temperature-high",
            $$"""{{{Alarm}}"window":"window-7","by":"p-1","at":"2026-03-02T06:01:01.950Z"}"""),
        (new AlarmJudged(At, High, AlarmState.Normal, At.AddMinutes(-30), true, "givaren stod i solen", new(15, 0.5, 1800, 300, "25 → 15 °C because of insulin lot A (med-cool)"), "p-1"), "alarm.judged.v1", "sterile/north-temperature-high",
            $$"""{"onset":"2026-03-02T05:31:01.950Z","false":true,"reason":"givaren stod i solen","by":"p-1",{{Alarm}}"state":"normal","limits":{"limit":15,"deadband":0.5,"onDelaySeconds":1800,"offDelaySeconds":300,"because":"25 → 15 °C because of insulin lot A (med-cool)"},"at":"2026-03-02T06:01:01.950Z"}"""),
    ];
}
