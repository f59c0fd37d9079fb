using EdgeStock.Domain;
using EdgeStock.Tests.Domain;

namespace EdgeStock.Tests.Ledger;

/// <summary>The stored form of events about lots in an excursion, and about cold goods in warm rooms.</summary>
internal static class ExcursionEvents
{
    private static readonly DateTimeOffset At = TestSite.T0.AddMilliseconds(61_950);
    private static readonly DateOnly Expiry = new(2027, 12, 31);

    public static (StoreroomEvent Event, string Name, string Subject, string Stored)[] Golden { get; } =
    [
        (new ExcursionLots(At, "sterile", "north-temperature-high", TestSite.T0, [new("glove", "L1", Expiry, 12), new("vial", null, null, 3)]), "excursion.lots.v1", "sterile/north-temperature-high",
            """{"alarm":"north-temperature-high","onset":"2026-03-02T06:00:00.000Z","lots":[{"article":"glove","lot":"L1","expiry":"2027-12-31","pieces":12},{"article":"vial","pieces":3}],"room":"sterile","at":"2026-03-02T06:01:01.950Z"}"""),
        (new ExcursionEnded(At, "sterile", "north-temperature-high", TestSite.T0, 27.25, 61.5, [new("glove", "L1", Expiry, 12, TestSite.T0, null), new("vial", null, null, 3, At, At)]), "excursion.ended.v1", "sterile/north-temperature-high",
            """{"alarm":"north-temperature-high","onset":"2026-03-02T06:00:00.000Z","peak":27.25,"outsideSeconds":61.5,"lots":[{"article":"glove","lot":"L1","expiry":"2027-12-31","pieces":12,"from":"2026-03-02T06:00:00.000Z"},{"article":"vial","pieces":3,"from":"2026-03-02T06:01:01.950Z","until":"2026-03-02T06:01:01.950Z"}],"room":"sterile","at":"2026-03-02T06:01:01.950Z"}"""),
        (new LotDecided(At, "sterile", "glove", "L1", Expiry, "north-temperature-high", TestSite.T0, LotDecision.Quarantine, "frågar tillverkaren", "p-1"), "lot.decided.v1", "sterile/glove",
            """{"alarm":"north-temperature-high","onset":"2026-03-02T06:00:00.000Z","decision":"quarantine","reason":"frågar tillverkaren","by":"p-1","article":"glove","lot":"L1","expiry":"2027-12-31","room":"sterile","at":"2026-03-02T06:01:01.950Z"}"""),
        (new LotAcclimatising(At, "store", "vial", "L1", Expiry, At.AddMinutes(32), 5, 60, 1, 22, 50, 11.1, "p-1"), "lot.acclimatising.v1", "store/vial",
            """{"until":"2026-03-02T06:33:01.950Z","packTemp":5,"tau":60,"margin":1,"roomTemp":22,"roomRh":50,"dewPoint":11.1,"by":"p-1","article":"vial","lot":"L1","expiry":"2027-12-31","room":"store","at":"2026-03-02T06:01:01.950Z"}"""),
        (new LotAcclimatised(At, "store", "vial", "L1", Expiry, TestSite.T0, null), "lot.acclimatised.v1", "store/vial",
            """{"since":"2026-03-02T06:00:00.000Z","article":"vial","lot":"L1","expiry":"2027-12-31","room":"store","at":"2026-03-02T06:01:01.950Z"}"""),
    ];
}
