namespace EdgeStock.Domain;

/// <summary>
/// The indicators of the obligation for a period. How the articles stand is said at the end of each storeroom's last closed day of the period;
/// what happened, over all its days.
/// </summary>
/// <param name="From">First day, in the site's local calendar.</param>
/// <param name="To">Last day.</param>
/// <param name="MadeAt">When the report was made.</param>
/// <param name="Seq">The ledger's last entry then, with its hash: the report can be made again from the ledger up to it.</param>
/// <param name="Total">All storerooms together, the product groups after their sum.</param>
/// <param name="Exemptions">Exemptions that were in force in the period, with how they stood at the end.</param>
public sealed record CoverageReport(
    string Site, string Gateway, DateOnly From, DateOnly To, int MonthDays, DateTimeOffset MadeAt, long Seq, string Hash,
    IReadOnlyList<GroupReport> Total, IReadOnlyList<StoreroomReport> Rooms, IReadOnlyList<ExemptionReport> Exemptions)
{
    /// <summary>Days of the period.</summary>
    public int Days() => To.DayNumber - From.DayNumber + 1;
}

/// <summary>A product group, or all of them.</summary>
/// <param name="Group">Null: all.</param>
/// <param name="End">How the articles stood at the end.</param>
/// <param name="Period">What the days say.</param>
/// <param name="Waste">What was thrown away in the twelve months up to the end, by reason.</param>
public sealed record GroupReport(ProductGroup? Group, CoverIndicators End, CoveragePeriod Period, IReadOnlyList<WasteSum> Waste);

/// <summary>Pieces thrown away for one reason.</summary>
/// <param name="Pieces">In twelve months.</param>
/// <param name="InPeriod">Of these, in the period.</param>
public sealed record WasteSum(WasteReason Reason, int Pieces, int InPeriod);

/// <summary>A storeroom.</summary>
/// <param name="LastDay">The last closed day of the period; null when none was closed.</param>
/// <param name="ClosedDays">Days of the period that were closed: the others are holes.</param>
/// <param name="Watched">Part of the closed days (0 to 1) in which the gateway ran; null when none was closed.</param>
/// <param name="Groups">All articles, then each product group that it keeps.</param>
/// <param name="Course">The days, for a curve.</param>
public sealed record StoreroomReport(
    string Room, string Name, DateOnly? LastDay, int ClosedDays, double? Watched, IReadOnlyList<GroupReport> Groups, IReadOnlyList<ArticleReport> Articles,
    IReadOnlyList<ClimateReport> Climate, IReadOnlyList<DayCourse> Course, int HygieneAlarms, int FefoBroken, int Surges);

/// <summary>How many articles held a month on a day.</summary>
public sealed record DayCourse(DateOnly Day, CoverCounts Counts);

/// <summary>An article in a storeroom: at the end, and over the period.</summary>
/// <param name="DaysBelow">Days of the period on which a month was surely not held.</param>
/// <param name="LowestDays">Fewest days of cover in the period; null without a baseline.</param>
public sealed record ArticleReport(ArticleDay End, string Name, int DaysBelow, double? LowestDays, CoveragePeriod Period);

/// <summary>One quantity at one climate point over the period.</summary>
/// <param name="Judged">Minutes with a value, while limits were in force.</param>
/// <param name="Outside">Of these, outside the limits.</param>
/// <param name="Recorded">Minutes that were recorded at the point, of all in which the sensor should have spoken on the period's closed days: <paramref name="Minutes"/>.</param>
/// <param name="Excursions">Alarms that began in the period: a limit broken for longer than its hold.</param>
/// <param name="LotsAffected">Lots in the storeroom on the days on which they began, the most of any day; 0 without an excursion.</param>
public sealed record ClimateReport(string Point, Quantity Quantity, int Judged, int Outside, int Recorded, int Minutes, int Excursions, int LotsAffected)
{
    /// <summary>Share of the time within limits, of the time that was judged; null when none was.</summary>
    public double? WithinShare() => Judged > 0 ? 1 - ((double)Outside / Judged) : null;

    /// <summary>Share of the period of which there are data.</summary>
    public double? DataShare() => Minutes > 0 ? Math.Min(1, (double)Recorded / Minutes) : null;
}

/// <summary>An exemption and how it stood at the end.</summary>
/// <param name="Overdue">It held, and its review was due.</param>
/// <param name="Storerooms">Storerooms in which it held at the end; of these, <paramref name="TargetMet"/> hold its own target.</param>
/// <param name="Ended">Its last day, when that has come; null while it holds on.</param>
public sealed record ExemptionReport(Exemption Exemption, string Name, bool Overdue, int Storerooms, int TargetMet, DateOnly? Ended);
