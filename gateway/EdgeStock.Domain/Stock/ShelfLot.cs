namespace EdgeStock.Domain;

/// <summary>Whether pieces of a lot may be used.</summary>
public enum ShelfState
{
    /// <summary>They may.</summary>
    Usable,

    /// <summary>They may, and their date is not known although the article expires: at the low end they do not count.</summary>
    Undated,

    /// <summary>They may be of the lot that is recalled, since nobody knows theirs: at the low end they do not count.</summary>
    Doubtful,

    /// <summary>Their last day is over.</summary>
    Expired,

    /// <summary>They are in quarantine.</summary>
    Quarantined,

    /// <summary>They are recalled.</summary>
    Recalled,
}

/// <summary>Pieces of one lot that stand in a storeroom, as an interval.</summary>
/// <param name="Lot">Null: not known.</param>
/// <param name="Expiry">Last day on which it may be used; null: not known, or it does not expire.</param>
/// <param name="State">The strongest that holds: what is recalled is that, in quarantine or not.</param>
/// <param name="Why">The reason of its quarantine, or the id of its recall; null otherwise.</param>
public sealed record ShelfLot(string? Lot, DateOnly? Expiry, double Low, double Best, double High, ShelfState State, string? Why)
{
    /// <summary>Days from a day to its last one: 0 on the last day, below 0 when that is over; null without a date.</summary>
    public int? DaysLeft(DateOnly today) => Expiry is { } last ? last.DayNumber - today.DayNumber : null;
}
