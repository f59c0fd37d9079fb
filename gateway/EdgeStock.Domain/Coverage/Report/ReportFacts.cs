namespace EdgeStock.Domain;

/// <summary>What the ledger says about a period, as far as a report needs it.</summary>
/// <param name="Days">Closed days of the period, in order.</param>
/// <param name="Wastes">Goods thrown away in the twelve months that end with the period.</param>
/// <param name="Alarms">Climate alarms that began or ended in the period, in order.</param>
/// <param name="Hygiene">Hygiene alarms that began in the period.</param>
/// <param name="Fefo">Pieces taken in the wrong order in the period.</param>
/// <param name="Surges">Surges that began in the period.</param>
/// <param name="Exemptions">What was said about exemptions until the end of the period, in order.</param>
/// <param name="Hours">Sealed climate hours of the period, by point.</param>
public sealed record ReportFacts(
    IReadOnlyList<StoreroomDayClosed> Days, IReadOnlyList<LotWasted> Wastes, IReadOnlyList<ClimateAlarmChanged> Alarms, IReadOnlyList<HygieneAlarmChanged> Hygiene,
    IReadOnlyList<FefoBroken> Fefo, IReadOnlyList<SurgeChanged> Surges, IReadOnlyList<StoreroomEvent> Exemptions, IReadOnlyList<ClimateHourFacts> Hours);

/// <summary>What a sealed hour says about the limits that were in force.</summary>
/// <param name="Hour">Its start.</param>
/// <param name="Minutes">Minutes that were recorded, of whatever quality.</param>
/// <param name="Temperature">Null when no good value came, or no limit was in force; likewise humidity.</param>
public sealed record ClimateHourFacts(string Point, DateTimeOffset Hour, int Minutes, LimitMinutes? Temperature, LimitMinutes? Humidity);

/// <summary>Minutes against limits.</summary>
/// <param name="Judged">Minutes with a value.</param>
/// <param name="Outside">Of these, outside the limits in force.</param>
public sealed record LimitMinutes(int Judged, int Outside);
