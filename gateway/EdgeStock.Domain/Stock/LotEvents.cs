namespace EdgeStock.Domain;

/// <summary>How it became known which goods they are.</summary>
public enum GoodsSource
{
    /// <summary>Somebody said so.</summary>
    Hand,

    /// <summary>A code was scanned.</summary>
    Scan,

    /// <summary>An antenna read their tags.</summary>
    Tags,
}

/// <summary>Why goods were thrown away (kassation).</summary>
public enum WasteReason
{
    /// <summary>Too old.</summary>
    Expired,

    /// <summary>Broken package or goods.</summary>
    Damaged,

    /// <summary>Recalled by its maker or an authority.</summary>
    Recalled,

    /// <summary>Dirty, or the sterile barrier is in doubt.</summary>
    Contaminated,

    /// <summary>It was too warm, too cold or too damp.</summary>
    Climate,

    /// <summary>Nobody needs it any more.</summary>
    Surplus,

    /// <summary>What the text says.</summary>
    Other,
}

/// <summary>Something happened to goods of one article, and of one lot when it is known.</summary>
/// <param name="Lot">Lot (batch); null when not known. Likewise below.</param>
/// <param name="Expiry">Last day on which it may be used; null when not known, or it does not expire.</param>
public abstract record LotEvent(DateTimeOffset At, string Room, string Article, string? Lot, DateOnly? Expiry) : RoomEvent(At, Room);

/// <summary>Goods came in.</summary>
/// <param name="By">Who did it, as a pseudonym; likewise below.</param>
/// <param name="Pieces">Pieces in all.</param>
/// <param name="Gtin">Product code of the package that came; null when not known.</param>
/// <param name="Packages">How many of them; null when not known.</param>
/// <param name="Sscc">Serial code of the logistic unit that they came in.</param>
/// <param name="Serial">Serial number of the package that was scanned; null when it says none.</param>
/// <param name="Tags">Their tags, where antennas read them: from now on these are known to be of this lot.</param>
public sealed record LotReceived(
    DateTimeOffset At, string Room, string Article, string? Lot, DateOnly? Expiry, int Pieces, string? Gtin, int? Packages, string? Sscc, string? Supplier, IReadOnlyList<Epc> Tags, GoodsSource Via, string By,
    string? Serial = null)
    : LotEvent(At, Room, Article, Lot, Expiry);

/// <summary>A case was opened: its own tag stands for nothing any more, its pieces stand for themselves.</summary>
/// <param name="Epc">The case's tag; null when it has none.</param>
public sealed record CaseOpened(DateTimeOffset At, string Room, string Article, string? Lot, DateOnly? Expiry, int Pieces, Epc? Epc, string By) : LotEvent(At, Room, Article, Lot, Expiry);

/// <summary>Goods that had been taken came back unused.</summary>
public sealed record LotReturned(DateTimeOffset At, string Room, string Article, string? Lot, DateOnly? Expiry, int Pieces, string Reason, string By) : LotEvent(At, Room, Article, Lot, Expiry);

/// <summary>Goods were thrown away: no consumption.</summary>
public sealed record LotWasted(DateTimeOffset At, string Room, string Article, string? Lot, DateOnly? Expiry, int Pieces, WasteReason Reason, string? Text, string By) : LotEvent(At, Room, Article, Lot, Expiry);

/// <summary>Goods went to another storeroom of this gateway: no consumption.</summary>
public sealed record LotSent(DateTimeOffset At, string Room, string Article, string? Lot, DateOnly? Expiry, int Pieces, string To, string By) : LotEvent(At, Room, Article, Lot, Expiry);

/// <summary>Goods came from another storeroom of this gateway.</summary>
public sealed record LotArrived(DateTimeOffset At, string Room, string Article, string? Lot, DateOnly? Expiry, int Pieces, string From, string By) : LotEvent(At, Room, Article, Lot, Expiry);

/// <summary>Somebody counted (inventering): a lot, a bin, or all that the storeroom has of an article.</summary>
/// <param name="Bin">The bin that was counted; null when it was not a bin.</param>
/// <param name="Whole">All lots of the article were counted together; then <paramref name="Lot"/> is null.</param>
/// <param name="Expected">Pieces that were thought to be there.</param>
public sealed record StockTakeMade(DateTimeOffset At, string Room, string Article, string? Lot, DateOnly? Expiry, string? Bin, bool Whole, int Counted, int Expected, string By) : LotEvent(At, Room, Article, Lot, Expiry);

/// <summary>A lot must not be used until it is released.</summary>
public sealed record LotQuarantined(DateTimeOffset At, string Room, string Article, string? Lot, DateOnly? Expiry, string Reason, string By) : LotEvent(At, Room, Article, Lot, Expiry);

/// <summary>A lot may be used again.</summary>
public sealed record LotReleased(DateTimeOffset At, string Room, string Article, string? Lot, DateOnly? Expiry, string Reason, string By) : LotEvent(At, Room, Article, Lot, Expiry);

/// <summary>A lot's last day is over, and pieces of it are still there.</summary>
public sealed record LotExpired(DateTimeOffset At, string Room, string Article, string? Lot, DateOnly? Expiry, int Pieces) : LotEvent(At, Room, Article, Lot, Expiry);

/// <summary>A later-expiring piece was taken while an earlier one remained: turnover stock is used first-expired-first-out (FEFO).</summary>
/// <param name="EarlierLot">The lot that should have been taken.</param>
/// <param name="Epc">Tag of the piece; null when it was not tagged.</param>
public sealed record FefoBroken(DateTimeOffset At, string Room, string Article, string? Lot, DateOnly? Expiry, string? EarlierLot, DateOnly EarlierExpiry, Epc? Epc) : LotEvent(At, Room, Article, Lot, Expiry);

/// <summary>An article, or one lot of it, is recalled: in no storeroom of this gateway does it count any more.</summary>
/// <param name="Recall">Its id, <c>recall-SEQ</c>.</param>
/// <param name="Lot">Null: every lot.</param>
/// <param name="Reference">The maker's or the authority's number.</param>
public sealed record RecallIssued(DateTimeOffset At, string Recall, string Article, string? Lot, string Reason, string? Reference, string By) : StoreroomEvent(At);

/// <summary>A recall is over.</summary>
public sealed record RecallEnded(DateTimeOffset At, string Recall, string Reason, string By) : StoreroomEvent(At);

/// <summary>A transport package or logistic unit stands in a sterile storeroom, or does not any more: dust and moisture come in with it.</summary>
/// <param name="Packaging">What its tag says it is.</param>
/// <param name="Article">Null when its code is not in the catalogue.</param>
public sealed record HygieneAlarmChanged(DateTimeOffset At, string Room, string Zone, Epc Epc, Packaging Packaging, string? Article, bool Standing) : RoomEvent(At, Room);
