namespace EdgeStock.Domain;

/// <summary>Goods that an excursion reached.</summary>
/// <param name="Lot">Null: not known.</param>
/// <param name="Expiry">Last day on which it may be used; null: not known, or it does not expire.</param>
/// <param name="Pieces">As many as can have been there when it was told: what is booked, or what sensors see if that is more.</param>
public sealed record ExposedLot(string Article, string? Lot, DateOnly? Expiry, int Pieces)
{
    /// <summary>The same lot of the same article.</summary>
    public bool Is(string article, string? lot, DateOnly? expiry) => Article == article && Lot == lot && Expiry == expiry;
}

/// <summary>
/// The climate of a storeroom is beyond a limit for longer than its delay: these lots were in it since the onset. Told when the alarm's condition
/// begins to stand, and again, with the new ones alone, when more come in while it lasts.
/// </summary>
/// <param name="Alarm">Id of the alarm; with <paramref name="Onset"/> it names the excursion.</param>
/// <param name="Onset">When the limit was first broken.</param>
public sealed record ExcursionLots(DateTimeOffset At, string Room, string Alarm, DateTimeOffset Onset, IReadOnlyList<ExposedLot> Lots) : RoomEvent(At, Room);

/// <summary>A lot at the end of an excursion.</summary>
/// <param name="From">Since when it was in it: the onset, or when it came.</param>
/// <param name="Until">When the last of it left the storeroom; null when it stayed to the end.</param>
public sealed record EndedLot(string Article, string? Lot, DateOnly? Expiry, int Pieces, DateTimeOffset From, DateTimeOffset? Until);

/// <summary>
/// An excursion that had reached lots is over. What it did to each of them is reckoned from the climate minutes, which stand beside the chain
/// (decision 0020); here stands what the chain itself knows.
/// </summary>
/// <param name="Peak">The furthest filtered value, in °C or %; null when the alarm was withdrawn.</param>
/// <param name="OutsideSeconds">Time beyond the limit since the onset, gaps left out.</param>
public sealed record ExcursionEnded(DateTimeOffset At, string Room, string Alarm, DateTimeOffset Onset, double? Peak, double? OutsideSeconds, IReadOnlyList<EndedLot> Lots) : RoomEvent(At, Room);

/// <summary>What a pharmacist decides about a lot after an excursion.</summary>
public enum LotDecision
{
    /// <summary>It may be used.</summary>
    Release,

    /// <summary>It must not be used for now: somebody has to find out.</summary>
    Quarantine,

    /// <summary>It must not be used any more, and is to be thrown away.</summary>
    Discard,
}

/// <summary>Somebody answerable has decided what becomes of a lot that an excursion reached. A later decision takes the place of this one.</summary>
/// <param name="Room">The storeroom of the excursion.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="By">Who, as a pseudonym.</param>
public sealed record LotDecided(DateTimeOffset At, string Room, string Article, string? Lot, DateOnly? Expiry, string Alarm, DateTimeOffset Onset, LotDecision Decision, string Reason, string By)
    : LotEvent(At, Room, Article, Lot, Expiry);
