using EdgeStock.Domain;
using EdgeStock.Ledger;
using EdgeStock.Ledger.Proof;

namespace EdgeStock.Gateway.Reports;

/// <summary>
/// All that a ledger says of one excursion. Page and JSON are both made of this, and each figure can be found again in a signed evidence file
/// (docs/excursions.md).
/// </summary>
/// <param name="Ledger">Whose it is.</param>
/// <param name="Head">Last entry that was looked at.</param>
/// <param name="Checkpoint">The gateway's newest signed word on its chain; null before the first.</param>
/// <param name="IsFinal">The excursion is over and its hours are sealed: the figures will stay. Until then they are provisional.</param>
/// <param name="Judgement">What the minutes say; null when no minute's mean was beyond the limit.</param>
/// <param name="Timeline">Every entry about it, in order.</param>
/// <param name="People">Whose pseudonyms stand in it, as far as the ledger knows them.</param>
internal sealed record ExcursionReport(
    LedgerIdentity Ledger, string TimeZone, string Release, DateTimeOffset MadeAt, ChainHead Head, Checkpoint? Checkpoint, bool IsFinal, ExcursionPlace Place, ClimateSubject Subject,
    AlarmedExcursion Excursion, ExcursionCourse Course, ExcursionJudgement? Judgement, IReadOnlyList<ReportedLot> Lots, IReadOnlyList<(LedgerEntry Entry, StoreroomEvent Event)> Timeline,
    IReadOnlyList<Person> People)
{
    /// <summary>Why the limit was stricter than the point's own, as its entry says; null where it was its own.</summary>
    public string? Because { get; init; }

    /// <summary>Lots about which nobody has decided.</summary>
    public int Undecided() => Lots.Count(l => l.Decision() is null);

    /// <summary>The range of an export that holds all that this report is made of.</summary>
    public (DateTimeOffset From, DateTimeOffset To) Evidence() => (Course.FirstRecorded is { } seals && seals < Timeline[0].Entry.Recorded ? seals : Timeline[0].Entry.Recorded, Course.HeadRecorded.AddMilliseconds(1));
}

/// <summary>Where it was, as the site file of that time names it.</summary>
/// <param name="Profile">Climate profile in force; null when limits were given directly, or the site file of that time cannot be read any more.</param>
/// <param name="SiteFile">Hash of the site file; null when the ledger names none.</param>
internal sealed record ExcursionPlace(string Room, string RoomName, ClimatePoint Point, string? Profile, string? SiteFile);

/// <summary>What was measured, and on which side of which limit it went.</summary>
internal sealed record ClimateSubject(AlarmedMinutes Minutes)
{
    /// <summary>What was measured.</summary>
    public Quantity Quantity => Minutes.Quantity;

    /// <summary>Its unit.</summary>
    public string Unit => Quantity == Quantity.Temperature ? "°C" : "%";

    /// <summary>What an alarm is about.</summary>
    public static ClimateSubject Of(AlarmedExcursion excursion) => new(new AlarmedMinutes(
        excursion.Name.Subject.EndsWith("/humidity", StringComparison.Ordinal) ? Quantity.Humidity : Quantity.Temperature,
        excursion.Name.Kind is AlarmKind.High or AlarmKind.HighHigh or AlarmKind.AtOnce ? ClimateState.High : ClimateState.Low, excursion.Limits.Limit!.Value));
}

/// <summary>The minutes that it was judged by.</summary>
/// <param name="Trace">They, with the window of the mean kinetic temperature before them.</param>
/// <param name="From">Where the picture begins: a whole hour before the onset's.</param>
/// <param name="SealedFrom">From here on the seals of the point were counted.</param>
/// <param name="Seals">How many entries seal its hours up to the end of the trace.</param>
/// <param name="SealsHash">SHA-256 over their hashes in hexadecimal, each followed by a line feed.</param>
/// <param name="FirstRecorded">When the first of them was recorded; null when there is none.</param>
/// <param name="HeadRecorded">When the last entry that was looked at was recorded.</param>
/// <param name="HoursOnly">Hours from <paramref name="From"/> on of which only sums are kept.</param>
internal sealed record ExcursionCourse(ClimateTrace Trace, DateTimeOffset From, DateTimeOffset SealedFrom, int Seals, string SealsHash, DateTimeOffset? FirstRecorded, DateTimeOffset HeadRecorded, int HoursOnly)
{
    /// <summary>The minute after the last.</summary>
    public DateTimeOffset To => Trace.At(Trace.Length);

    /// <summary>Place of the first minute of the picture.</summary>
    public int First => Trace.IndexOf(From);
}

/// <summary>A lot that was in the storeroom meanwhile.</summary>
/// <param name="Name">The article's name, or its id.</param>
/// <param name="From">Since when it was in it: the onset, or when it came.</param>
/// <param name="Until">When the last of it left; null when it stayed.</param>
/// <param name="Minutes">What it was exposed to.</param>
/// <param name="Decisions">What was decided about it, in order; the last one holds.</param>
internal sealed record ReportedLot(string Article, string Name, string? Lot, DateOnly? Expiry, int Pieces, DateTimeOffset From, DateTimeOffset? Until, MinuteCount Minutes, IReadOnlyList<(LedgerEntry Entry, LotDecided Event)> Decisions)
{
    /// <summary>What holds; null while nobody has decided.</summary>
    public (LedgerEntry Entry, LotDecided Event)? Decision() => Decisions.Count > 0 ? Decisions[^1] : null;
}
