namespace EdgeStock.Domain;

/// <summary>What was decided of a lot last.</summary>
public sealed record LotVerdict(LotDecision Decision, string Reason, string By, DateTimeOffset At);

/// <summary>A lot that an excursion reached.</summary>
/// <param name="Pieces">As they were told.</param>
/// <param name="From">Since when it was in it.</param>
/// <param name="Until">When the last of it left the storeroom while the excursion lasted; null when it did not.</param>
/// <param name="Rooms">Where pieces of it can be now: the storeroom of the excursion, and those to which some went from there.</param>
/// <param name="Verdict">Null: nobody has decided.</param>
public sealed record ExcursionLot(string Article, string? Lot, DateOnly? Expiry, int Pieces, DateTimeOffset From, DateTimeOffset? Until, IReadOnlyList<string> Rooms, LotVerdict? Verdict)
{
    /// <summary>The same lot of the same article.</summary>
    public bool Is(string article, string? lot, DateOnly? expiry) => Article == article && Lot == lot && Expiry == expiry;
}

/// <summary>
/// An excursion and the lots that it reached. Before it is told, while the alarm is pending, it holds those alone that have left since the onset.
/// Made of events alone.
/// </summary>
/// <param name="Alarm">Id of its alarm; with <paramref name="Onset"/> it names the excursion.</param>
/// <param name="Point">Climate point that measured it.</param>
/// <param name="ToldAt">When its lots were first told; null before.</param>
/// <param name="EndedAt">Null while it lasts.</param>
/// <param name="Peak">The furthest value, in °C or %; null while it lasts.</param>
/// <param name="OutsideSeconds">Time beyond the limit; null while it lasts.</param>
/// <param name="Seq">Ledger entry that last changed it.</param>
public sealed record ExcursionView(
    string Room, string Alarm, AlarmKind Kind, string Point, DateTimeOffset Onset, DateTimeOffset? ToldAt, DateTimeOffset? EndedAt, double? Peak, double? OutsideSeconds, IReadOnlyList<ExcursionLot> Lots, long Seq)
{
    /// <summary>So many are kept; the ledger holds them all.</summary>
    public const int MostKept = 50;

    /// <summary>So many lots of one are told singly; what comes in beyond them is told by its article alone.</summary>
    public const int MostLots = 2000;

    /// <summary>One in which all is decided is kept for so long, so that a decision can still be changed.</summary>
    public static readonly TimeSpan KeptDecided = TimeSpan.FromDays(30);

    /// <summary>Its key among the read models: in the order of alarms, and of time.</summary>
    public static string Key(string alarm, DateTimeOffset onset) => $"{alarm}@{onset.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}";

    /// <summary>Lots of which nobody has decided.</summary>
    public IEnumerable<ExcursionLot> Undecided() => ToldAt is null ? [] : Lots.Where(l => l.Verdict is null);

    /// <summary>It is over, and all is decided.</summary>
    public bool IsSettled() => EndedAt is not null && Lots.All(l => l.Verdict is not null);

    /// <summary>Whether an alarm's condition is an excursion of the climate that the goods stand in.</summary>
    public static bool Is(AlarmKind kind) => kind is AlarmKind.LowLow or AlarmKind.Low or AlarmKind.High or AlarmKind.HighHigh or AlarmKind.AtOnce;

    /// <summary>Its alarm asks, or did: the condition stands, and it is neither suppressed by design nor out of service.</summary>
    public static bool Reaches(AlarmView? alarm) => alarm is not null && alarm.IsOn() && alarm.State() is not (AlarmState.Suppressed or AlarmState.OutOfService);

    /// <summary>How the reason of a quarantine begins that this excursion is the cause of.</summary>
    public string QuarantineMark() => QuarantineMark(Alarm, Onset);

    /// <summary>The same by alarm and onset.</summary>
    public static string QuarantineMark(string alarm, DateTimeOffset onset) => $"excursion {alarm} of {onset.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}: ";
}

/// <summary>The lots that the excursions of an alarm reached, as far as they are not settled.</summary>
/// <param name="Undecided">Of how many of them nobody has decided.</param>
public sealed record AlarmLots(int Number, int Undecided);
