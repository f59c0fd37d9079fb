namespace EdgeStock.Domain;

/// <summary>What is booked of a lot in a storeroom.</summary>
/// <param name="Lot">Null: not known.</param>
/// <param name="Expiry">Last day on which it may be used; null: not known, or it does not expire.</param>
/// <param name="Quarantine">Why it must not be used; null when it may.</param>
/// <param name="Since">When the first of it came.</param>
/// <param name="Expired">It was said that it is too old.</param>
public sealed record BookedLot(string? Lot, DateOnly? Expiry, int Pieces, string? Quarantine, DateTimeOffset Since, bool Expired = false)
{
    /// <summary>The same lot.</summary>
    public bool Is(string? lot, DateOnly? expiry) => Lot == lot && Expiry == expiry;
}

/// <summary>What a day that is not yet closed has brought.</summary>
/// <param name="Taken">Pieces taken for use.</param>
/// <param name="Returned">Pieces that came back unused.</param>
/// <param name="Owed">Pieces thrown away or sent elsewhere that no sensor has yet seen go: the next ones taken are these.</param>
/// <param name="OwedBefore">The part of them that is owed since an earlier day.</param>
/// <param name="UnknownSeconds">How long its stock could not be known, until <paramref name="UnknownSince"/>.</param>
/// <param name="UnknownSince">Since when it cannot be known; null while it can.</param>
/// <param name="Recounted">A count came that no movement explains: what was used that day is not known.</param>
/// <param name="PutBack">Pieces that a scale saw come and that were held for some of <paramref name="Taken"/>, which is less by them, while nobody has said what they are.</param>
/// <param name="Bare">It began with nothing that may be used: that little or nothing was used says nothing of what was wanted.</param>
public sealed record DaySoFar(int Taken, int Returned, int Owed, int OwedBefore, double UnknownSeconds, DateTimeOffset? UnknownSince, bool Recounted, int PutBack = 0, bool Bare = false)
{
    /// <summary>Nothing yet.</summary>
    public static DaySoFar Empty { get; } = new(0, 0, 0, 0, 0, null, false);
}

/// <summary>What is known of an article in a storeroom beside its sensors.</summary>
/// <param name="Lots">What is booked, first to expire first.</param>
/// <param name="Normal">The configured normal consumption; null when there is none.</param>
/// <param name="Counted">When somebody last counted it by hand; null for never.</param>
/// <param name="Tagged">Tags of it were seen here: tags count it, where no bin does.</param>
/// <param name="Seq">Ledger entry that last changed it.</param>
/// <param name="CountBefore">When it was counted on an earlier day than at <paramref name="Counted"/>; null for never.</param>
public sealed record HoldingView(
    string Room, string Article, IReadOnlyList<BookedLot> Lots, DaySoFar Today, NormalFigure? Normal, DateTimeOffset? Counted, bool Tagged, CoverState State, bool Surge, long Seq,
    DateTimeOffset? CountBefore = null)
{
    /// <summary>Pieces booked in all lots.</summary>
    public int Booked => Lots.Sum(l => l.Pieces);

    /// <summary>Its key among the read models.</summary>
    public static string Key(string room, string article) => $"{room}/{article}";

    /// <summary>Before anything is known.</summary>
    public static HoldingView Empty(string room, string article) => new(room, article, [], DaySoFar.Empty, null, null, false, CoverState.Undefined, false, 0);
}

/// <summary>What was used of an article in a storeroom on each closed day.</summary>
/// <param name="First">The first of the days.</param>
/// <param name="Pieces">Pieces of each day from then on; null for a day that says nothing: one with faults, or one that began with an empty shelf.</param>
/// <param name="Measured">What these days say of normal consumption; null while they are too few.</param>
public sealed record UseView(string Room, string Article, DateOnly First, IReadOnlyList<double?> Pieces, MeasuredConsumption? Measured, long Seq)
{
    /// <summary>Days that are kept: the quarter that is measured, and a month for late news.</summary>
    public const int MostDays = 120;

    /// <summary>The days with their dates.</summary>
    public IEnumerable<DayUse> Days() => Pieces.Select((p, i) => new DayUse(First.AddDays(i), p));
}

/// <summary>A recall that is in force.</summary>
/// <param name="Lot">Null: every lot.</param>
public sealed record RecallView(string Recall, string Article, string? Lot, string Reason, string? Reference, DateTimeOffset Since, long Seq);

/// <summary>An exemption in force.</summary>
/// <param name="Reminded">It was said that its review is due soon.</param>
/// <param name="Overdue">It was said that its review is overdue.</param>
/// <param name="Reviewed">When it was last looked at; null for never.</param>
public sealed record ExemptionView(Exemption Exemption, bool Reminded, bool Overdue, DateTimeOffset? Reviewed, long Seq);

/// <summary>The last day that a storeroom has closed.</summary>
/// <param name="AwayUntil">The gateway did not run until then; null when it ran at the day's end.</param>
public sealed record ClosedDayView(string Room, DateOnly Day, DateTimeOffset? AwayUntil, long Seq);

/// <summary>What a tag stood for before it left; when it comes back, it stands for that again.</summary>
/// <param name="Goods">Null for a case that was opened.</param>
/// <param name="Booked">They were booked goods.</param>
/// <param name="Opened">Its case was opened.</param>
/// <param name="Quarantine">Why its lot must not be used; null when it may.</param>
public sealed record GoneTagView(string Epc, string Room, TagGoods? Goods, DateTimeOffset At, long Seq, bool Booked = false, bool Opened = false, string? Quarantine = null);

/// <summary>A package in a sterile storeroom that should not be there.</summary>
public sealed record HygieneView(string Epc, string Room, string Zone, Packaging Packaging, string? Article, DateTimeOffset Since, long Seq);

/// <summary>What was thrown away in a storeroom in a month for one reason, of articles under the obligation.</summary>
/// <param name="Month">Its first day.</param>
public sealed record WasteView(string Room, DateOnly Month, WasteReason Reason, int Pieces, long Seq);

/// <summary>Goods that a tag stands for.</summary>
/// <param name="Pieces">Pieces in its package.</param>
/// <param name="Lot">From goods-in, or from the tag itself; null when neither says it.</param>
public sealed record TagGoods(string Article, int Pieces, string? Lot, DateOnly? Expiry);
