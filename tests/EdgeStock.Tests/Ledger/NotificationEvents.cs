using EdgeStock.Domain;
using EdgeStock.Tests.Domain;

namespace EdgeStock.Tests.Ledger;

/// <summary>The stored form of events about messages to people.</summary>
internal static class NotificationEvents
{
    private static readonly DateTimeOffset At = TestSite.T0.AddMilliseconds(61_950);
    private static readonly NotifiedCall High = new("north-temperature-high", TestSite.T0);

    public static (StoreroomEvent Event, string Name, string Subject, string Stored)[] Golden { get; } =
    [
        (new NotificationDue(At, "n-41", "sterile", NotificationCause.AskedAgain, 1, [High], [new("jour-anna", "mail")]), "notification.due.v1", "n-41",
            """{"notification":"n-41","cause":"askedAgain","step":1,"alarms":[{"alarm":"north-temperature-high","raisedAt":"2026-03-02T06:00:00.000Z"}],"to":[{"recipient":"jour-anna","channel":"mail"}],"room":"sterile","at":"2026-03-02T06:01:01.950Z"}"""),
        (new NotificationSent(At, "n-41", "sterile", "jour-anna", "mail", 3), "notification.sent.v1", "n-41",
            """{"notification":"n-41","recipient":"jour-anna","channel":"mail","attempts":3,"room":"sterile","at":"2026-03-02T06:01:01.950Z"}"""),
        (new NotificationFailed(At, "n-41", null, "jour-anna", "mail", 1, "upptaget", true), "notification.failed.v1", "n-41",
            """{"notification":"n-41","recipient":"jour-anna","channel":"mail","attempts":1,"reason":"upptaget","givenUp":true,"at":"2026-03-02T06:01:01.950Z"}"""),
        (new NotificationWithheld(At, null, "sterile", 2, [High], "it was acknowledged first"), "notification.withheld.v1", "north-temperature-high",
            """{"step":2,"alarms":[{"alarm":"north-temperature-high","raisedAt":"2026-03-02T06:00:00.000Z"}],"reason":"it was acknowledged first","room":"sterile","at":"2026-03-02T06:01:01.950Z"}"""),
        (new NotificationDrillSigned(At, "n-42", null, "alla fick det", "p-1"), "notification.drill-signed.v1", "n-42",
            """{"notification":"n-42","reason":"alla fick det","by":"p-1","at":"2026-03-02T06:01:01.950Z"}"""),
    ];
}
