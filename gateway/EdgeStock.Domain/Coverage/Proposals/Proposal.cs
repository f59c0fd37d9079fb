namespace EdgeStock.Domain;

/// <summary>Something that could be done about the cover of an article in a storeroom. It is advice: nothing is done by it.</summary>
/// <param name="Room">The storeroom whose cover it is about.</param>
public abstract record Proposal(string Room, string Article);

/// <summary>What to order, so that a month is held again and nothing expires for it.</summary>
/// <param name="Pieces">Pieces to order, in whole packages.</param>
/// <param name="Package">The package to order; null: single pieces.</param>
/// <param name="Packages">How many of it.</param>
/// <param name="DaysNow">Days of cover now, low end.</param>
/// <param name="DaysAfter">Days of cover on the day of delivery, with the order.</param>
/// <param name="TargetDays">Days that must be held: a month, or an exemption's own target.</param>
/// <param name="ShelfLifeToAsk">Days of shelf life that must remain on delivery, for the last piece to be used in time at the low end of normal consumption; null for goods that do not expire.</param>
/// <param name="IsLimited">More is needed to hold the target, but would expire before it is used.</param>
/// <param name="Unknown">Pieces whose state cannot be known now: see to them first.</param>
public sealed record OrderProposal(
    string Room, string Article, int Pieces, TradeItem? Package, int Packages, double DaysNow, double DaysAfter, double TargetDays, int? ShelfLifeToAsk, bool IsLimited, double Unknown) : Proposal(Room, Article);

/// <summary>What to move here from another storeroom of the gateway.</summary>
/// <param name="Room">The storeroom that gets it.</param>
/// <param name="From">The storeroom that gives it, and still holds what it must.</param>
/// <param name="WouldExpire">There it would not be used in time.</param>
/// <param name="DaysBefore">Days of cover of the one that gets it, low end, as things are.</param>
/// <param name="DaysAfter">The same with the goods.</param>
/// <param name="DaysLeftThere">Days of cover that the giver is left with.</param>
public sealed record MoveProposal(
    string Room, string Article, string From, string? Lot, DateOnly? Expiry, int Pieces, bool WouldExpire, double DaysBefore, double DaysAfter, double DaysLeftThere) : Proposal(Room, Article);

/// <summary>
/// An article that is turned over too slowly for a month of it to be used before it expires: a candidate for an exemption, with what justifies it.
/// </summary>
/// <param name="PerMonth">Normal consumption a month.</param>
/// <param name="PackagePieces">Pieces of the smallest package that can be ordered.</param>
/// <param name="PackageDays">Days for which one such package lasts.</param>
/// <param name="HoldDays">Days that the last piece of a package waits when a month is always held.</param>
/// <param name="ShelfLifeDays">Days of shelf life on delivery that it was reckoned with.</param>
/// <param name="ShelfLifeSeen">They are those of the lot here that came with the most; otherwise two thirds of the catalogue's.</param>
/// <param name="WastedShare">Part of each package (0 to 1) that would expire unused.</param>
/// <param name="TargetThatWorks">Days that can be held without waste; 0 when not even one package is used in time.</param>
public sealed record SlowMoverProposal(
    string Room, string Article, double PerMonth, int PackagePieces, double PackageDays, double HoldDays, int ShelfLifeDays, bool ShelfLifeSeen, double WastedShare, double TargetThatWorks)
    : Proposal(Room, Article);

/// <summary>With what proposals reckon.</summary>
/// <param name="LeadDays">Days from an order to its delivery.</param>
/// <param name="ReviewDays">Days between two orders: so long the cover must stay at the target.</param>
public sealed record ProposalTerms(int LeadDays = 7, int ReviewDays = 7);
