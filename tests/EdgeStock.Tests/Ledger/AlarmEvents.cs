using EdgeStock.Domain;
using EdgeStock.Tests.Domain;

namespace EdgeStock.Tests.Ledger;

/// <summary>The stored form of events about alarms.</summary>
internal static class AlarmEvents
{
    private static readonly DateTimeOffset At = TestSite.T0.AddMilliseconds(61_950);
    private static readonly AlarmName High = new("north-temperature-high", "sterile", AlarmKind.High, AlarmSeverity.Medium, "north/temperature");
    private static readonly AlarmName Restart = new("gateway-restart", null, AlarmKind.GatewayRestart, AlarmSeverity.Low, "ward-3");
    private static readonly AlarmLimits Limits = new(25, 0.5, 1800, 300);

    public static (StoreroomEvent Event, string Name, string Subject, string Stored)[] Golden { get; } =
    [
        (new AlarmChanged(At, High, AlarmState.Unacknowledged, AlarmState.Pending, AlarmCondition.Standing, At.AddMinutes(-30), 25.31, 25.4, 1790.5, ["temperature"], 1, At.AddMinutes(15), Limits),
            "alarm.changed.v1", "sterile/north-temperature-high",
            """{"was":"pending","condition":"standing","onset":"2026-03-02T05:31:01.950Z","value":25.31,"peak":25.4,"outsideSeconds":1790.5,"causes":["temperature"],"level":1,"nextStep":"2026-03-02T06:16:01.950Z",""" + Tail("unacknowledged")),
        (new AlarmEscalated(At, High, AlarmState.Unacknowledged, 2, At.AddMinutes(15), Limits), "alarm.escalated.v1", "sterile/north-temperature-high",
            """{"level":2,"nextStep":"2026-03-02T06:16:01.950Z",""" + Tail("unacknowledged")),
        (new AlarmAcknowledged(At, High, AlarmState.Acknowledged, "dörren", "stängd", At.AddMinutes(-4), At.AddHours(8), Limits, "p-1"), "alarm.acknowledged.v1", "sterile/north-temperature-high",
            """{"reason":"dörren","action":"stängd","raisedAt":"2026-03-02T05:57:01.950Z","nextStep":"2026-03-02T14:01:01.950Z","by":"p-1",""" + Tail("acknowledged")),
        (new AlarmConfirmed(At, High, AlarmState.Normal, "dörrstängare satt", Limits, "p-1"), "alarm.confirmed.v1", "sterile/north-temperature-high", """{"action":"dörrstängare satt","by":"p-1",""" + Tail("normal")),
        (new AlarmShelved(At, High, AlarmState.Shelved, At.AddHours(2), "service", Limits, "p-1"), "alarm.shelved.v1", "sterile/north-temperature-high",
            """{"until":"2026-03-02T08:01:01.950Z","reason":"service","by":"p-1",""" + Tail("shelved")),
        (new AlarmUnshelved(At, High, AlarmState.Unacknowledged, 1, At.AddMinutes(15), Limits, null), "alarm.unshelved.v1", "sterile/north-temperature-high",
            """{"level":1,"nextStep":"2026-03-02T06:16:01.950Z",""" + Tail("unacknowledged")),
        (new AlarmSuppressed(At, High, AlarmState.Suppressed, At.AddMinutes(30), "avfrostning", Limits, "p-1"), "alarm.suppressed.v1", "sterile/north-temperature-high",
            """{"until":"2026-03-02T06:31:01.950Z","reason":"avfrostning","by":"p-1",""" + Tail("suppressed")),
        (new AlarmUnsuppressed(At, High, AlarmState.Normal, 0, null, Limits, "p-1"), "alarm.unsuppressed.v1", "sterile/north-temperature-high", """{"level":0,"by":"p-1",""" + Tail("normal")),
        (new AlarmTakenOut(At, High, AlarmState.OutOfService, "tömd", Limits, "p-1"), "alarm.out-of-service.v1", "sterile/north-temperature-high", """{"reason":"tömd","by":"p-1",""" + Tail("outOfService")),
        (new AlarmPutBack(At, High, AlarmState.Pending, 0, null, Limits, "p-1"), "alarm.in-service.v1", "sterile/north-temperature-high", """{"level":0,"by":"p-1",""" + Tail("pending")),
        (new AlarmWithdrawn(At, Restart, AlarmState.Normal, AlarmState.ReturnedUnacknowledged, new(null, null, 120, 0)), "alarm.withdrawn.v1", "gateway-restart",
            """{"was":"returnedUnacknowledged","alarm":{"id":"gateway-restart","kind":"gatewayRestart","severity":"low","subject":"ward-3"},"state":"normal","limits":{"onDelaySeconds":120,"offDelaySeconds":0},"at":"2026-03-02T06:01:01.950Z"}"""),
    ];

    /// <summary>What every one of them ends with.</summary>
    private static string Tail(string state) =>
        $$"""
        "alarm":{"id":"north-temperature-high","room":"sterile","kind":"high","severity":"medium","subject":"north/temperature"},"state":"{{state}}","limits":{"limit":25,"deadband":0.5,"onDelaySeconds":1800,"offDelaySeconds":300},"at":"2026-03-02T06:01:01.950Z"}
        """;
}
