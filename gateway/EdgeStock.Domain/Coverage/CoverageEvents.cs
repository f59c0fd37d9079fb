namespace EdgeStock.Domain;

/// <summary>An article's cover in a storeroom changed its state: the warning that it falls below a month, or the all-clear.</summary>
/// <param name="Days">Days of cover from the low end of the interval; null without a baseline.</param>
/// <param name="Usable">Pieces that can be used before they expire, low end.</param>
/// <param name="Required">Pieces of one month's normal consumption; null without a baseline.</param>
/// <param name="RunsOut">Day on which demand can first not be met, without a delivery.</param>
public sealed record CoverStateChanged(
    DateTimeOffset At, string Room, string Article, CoverState State, CoverState Was, double? Days, double? PerDay, double Usable, double? Required, DateOnly? RunsOut) : RoomEvent(At, Room);

/// <summary>Consumption rose far above normal, or is not any more: an early warning, before the cover falls.</summary>
/// <param name="RecentPerDay">Pieces a day lately.</param>
/// <param name="NormalPerDay">Pieces a day that are normal.</param>
public sealed record SurgeChanged(DateTimeOffset At, string Room, string Article, bool Standing, double RecentPerDay, double NormalPerDay, int Days) : RoomEvent(At, Room);

/// <summary>
/// A storeroom's day was closed: what each article's cover was at its end. Reports, and whoever adds storerooms up, use these figures.
/// </summary>
/// <param name="Day">The day in the site's local calendar.</param>
/// <param name="MonthDays">Days of a month, as the site counts them.</param>
/// <param name="Unwatched">Part of the day (0 to 1) in which the gateway itself did not run.</param>
public sealed record StoreroomDayClosed(DateTimeOffset At, string Room, DateOnly Day, int MonthDays, double Unwatched, IReadOnlyList<ArticleDay> Articles) : RoomEvent(At, Room);

/// <summary>One article's day in a storeroom. Pieces; days of cover from the low end and the best value.</summary>
/// <param name="Unknown">Pieces last known that cannot be known now.</param>
/// <param name="Blocked">Pieces that are quarantined, recalled or expired.</param>
/// <param name="Undated">Pieces whose expiry is not known, of an article that expires.</param>
/// <param name="Usable">Pieces that can be used before they expire, low end; null without a baseline.</param>
/// <param name="Consumed">Pieces used that day; null on a day with faults.</param>
/// <param name="UnknownShare">Part of the day (0 to 1) in which its stock could not be known.</param>
/// <param name="Critical">Care stops without it.</param>
/// <param name="Exemption">The exemption in force; null when there is none.</param>
/// <param name="Unused">Pieces that expire before they are used at the normal rate.</param>
/// <param name="Variants">Articles of the storeroom with the same word here can stand in for each other; null when none can.</param>
/// <param name="VariantDays">Days of cover of all of them together, low end; null when none can stand in, or one of them has no baseline.</param>
/// <param name="Lots">Lots that are booked of it.</param>
public sealed record ArticleDay(
    string Article, ProductGroup Group, bool Obligated, CoverState State, double OnHand, double Low, double High, double Unknown, double Blocked, double Undated, double? Usable,
    double? PerDay, BaselineSource Baseline, double? Required, double? Days, double? DaysBest, double? Consumed, double UnknownShare, bool Critical, ExemptionDay? Exemption,
    double Expiring30, double Expiring60, double Expiring90, double Unused, DateOnly? OldestExpiry, string? Variants = null, double? VariantDays = null, int Lots = 0);

/// <summary>How an exemption stood at the end of a day.</summary>
/// <param name="Overdue">Its review is overdue.</param>
/// <param name="RiskAssessed">What can happen was assessed.</param>
/// <param name="Met">Its own target is held, from the low end of the interval.</param>
public sealed record ExemptionDay(string Id, double TargetDays, bool Overdue, bool RiskAssessed, bool Met);
