using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using EdgeStock.Domain;
using EdgeStock.Gateway.Intake;
using EdgeStock.Gateway.Operations;
using EdgeStock.Gateway.Publishing;
using EdgeStock.Ledger;

namespace EdgeStock.Gateway.Reports;

/// <summary>Makes the report of an excursion of what a ledger holds, read beside the gateway that writes it.</summary>
internal static class ExcursionReading
{
    /// <summary>A running gateway may not have closed these minutes yet: they are no gap.</summary>
    private static readonly TimeSpan Open = TimeSpan.FromMinutes(2);

    /// <summary>An hour is sealed at the latest so long after its end, while the gateway runs.</summary>
    private static readonly TimeSpan SealedAfter = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    /// <summary>The excursions that a ledger knows, the latest last.</summary>
    /// <param name="alarm">Of this alarm alone; null for all.</param>
    public static IReadOnlyList<AlarmedExcursion> All(LedgerReader ledger, string? alarm) =>
    [
        .. ExcursionQueries.Alarms(ledger, alarm).Where(a => AlarmedExcursion.IsOf(a.Event.Alarm.Kind)).GroupBy(a => a.Event.Alarm.Id, StringComparer.Ordinal)
            .SelectMany(g => AlarmedExcursion.Of(g.Select(a => (a.Entry.Seq, a.Event)))).OrderBy(e => e.Onset).ThenBy(e => e.Seq),
    ];

    /// <summary>The excursion that an entry began, as a report.</summary>
    /// <param name="seq">The entry by which its alarm stood.</param>
    /// <returns>Null when no excursion has this number.</returns>
    public static ExcursionReport? Of(LedgerReader ledger, long seq, DateTimeOffset now) => ledger.AtOneInstant(() =>
        ledger.After(seq - 1, 1) is [{ Kind: "alarm.changed.v1" } entry] && entry.Seq == seq && EventCodec.Decode(entry) is AlarmEvent { Alarm: var name }
        && All(ledger, name.Id).FirstOrDefault(e => e.Seq == seq) is { } excursion ? Of(ledger, excursion, now) : null);

    /// <summary>An excursion as a report.</summary>
    public static ExcursionReport Of(LedgerReader ledger, AlarmedExcursion excursion, DateTimeOffset now)
    {
        var site = SiteFile.Parse((ledger.Site ?? throw new CommandException("this ledger keeps no site file yet: start its gateway once with this release")).Text).Site;
        var head = ledger.Head;
        var recorded = head.Seq > ledger.Base.Seq ? ledger.After(head.Seq - 1, 1)[0].Recorded : excursion.StoodAt;
        now = now > recorded ? now : recorded;
        var (place, subject) = (Place(ledger, site, excursion), ClimateSubject.Of(excursion));
        var (course, isFinal) = Course(ledger, place.Point, excursion, recorded, now);
        var found = subject.Minutes.Of(course.Trace, excursion.Onset, excursion.ClearedAt);
        var told = ExcursionQueries.Lots(ledger).Where(l => IsOf(l.Event, excursion)).ToList();
        var lots = Lots(ledger, site, subject, course, found, told);
        var alarms = ExcursionQueries.Alarms(ledger, excursion.Name.Id).ToDictionary(a => a.Entry.Seq, a => a.Entry);
        var timeline = excursion.Timeline.Select(t => (alarms[t.Seq], (StoreroomEvent)t.Event)).Concat(told).Concat(Messages(ledger, excursion)).OrderBy(t => t.Item1.Seq).ToList();
        var mentioned = timeline.Select(t => By(t.Item2)).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return new(
            ledger.Identity, site.TimeZone, Payloads.Version, now, head, ExcursionQueries.LastCheckpoint(ledger), isFinal, place, subject, excursion, course,
            found is null ? null : ExcursionJudgement.Of(course.Trace, found, place.Point.Rules), lots, timeline, [.. ledger.People().Where(p => mentioned.Contains(p.Pseudonym)).OrderBy(p => p.Pseudonym, StringComparer.Ordinal)])
        {
            Because = Because(alarms[excursion.Seq]),
        };
    }

    /// <summary>Whether an entry about lots belongs to an excursion.</summary>
    public static bool IsOf(StoreroomEvent e, AlarmedExcursion excursion) => e switch
    {
        ExcursionLots l => Is(l.Room, l.Alarm, l.Onset, excursion),
        ExcursionEnded l => Is(l.Room, l.Alarm, l.Onset, excursion),
        LotDecided l => Is(l.Room, l.Alarm, l.Onset, excursion),
        _ => false,
    };

    /// <summary>What people were told of an excursion, and what came of it.</summary>
    private static IEnumerable<(LedgerEntry, StoreroomEvent)> Messages(LedgerReader ledger, AlarmedExcursion excursion)
    {
        // Which entries, and not which times: a clock may have been set back in between.
        var next = All(ledger, excursion.Name.Id).Select(a => a.Seq).Where(seq => seq > excursion.Seq).DefaultIfEmpty(long.MaxValue).Min();
        var messages = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (entry, e) in NotificationQueries.Entries(ledger, excursion.StoodAt - Clock))
        {
            var isOf = e switch
            {
                NotificationDue due => Tells(entry, due.Alarms) && messages.Add(due.Notification),
                NotificationSent sent => messages.Contains(sent.Notification),
                NotificationFailed failed => messages.Contains(failed.Notification),
                NotificationWithheld held => held.Notification is { } id ? messages.Contains(id) : Tells(entry, held.Alarms),
                _ => false,
            };
            if (isOf)
            {
                yield return (entry, e);
            }
        }

        bool Tells(LedgerEntry entry, IReadOnlyList<NotifiedCall> alarms) => entry.Seq > excursion.Seq && entry.Seq < next && alarms.Any(a => a.Alarm == excursion.Name.Id);
    }

    /// <summary>No clock is set back by more.</summary>
    private static readonly TimeSpan Clock = TimeSpan.FromDays(2);

    /// <summary>Who said what an entry tells, as a pseudonym; null when nobody did.</summary>
    public static string? By(StoreroomEvent e) => e switch
    {
        AlarmAcknowledged x => x.By,
        AlarmConfirmed x => x.By,
        AlarmShelved x => x.By,
        AlarmUnshelved x => x.By,
        AlarmSuppressed x => x.By,
        AlarmUnsuppressed x => x.By,
        AlarmTakenOut x => x.By,
        AlarmPutBack x => x.By,
        LotDecided x => x.By,
        _ => null,
    };

    /// <summary>The reason that an entry gives for its limit; entries of a release that knows no reasons give none.</summary>
    private static string? Because(LedgerEntry entry)
    {
        using var json = JsonDocument.Parse(entry.Payload);
        return json.RootElement.GetProperty("limits").TryGetProperty("because", out var because) ? because.GetString() : null;
    }

    private static ExcursionPlace Place(LedgerReader ledger, Site now, AlarmedExcursion excursion)
    {
        var id = excursion.Name.Subject.Split('/')[0];
        var hash = ExcursionQueries.SiteBefore(ledger, excursion.Timeline[0].Seq);
        var then = hash is null ? now : SiteOf(ledger, hash);
        var room = excursion.Name.Room ?? "";
        var point = then?.ClimatePoints.FirstOrDefault(p => p.Id == id);
        return new(room, then?.Rooms.FirstOrDefault(r => r.Id == room)?.Name ?? room, point ?? new ClimatePoint(id, room, null, []), point?.Profile, hash);
    }

    /// <summary>The site of a file that was in force once; null when this release cannot read it any more.</summary>
    private static Site? SiteOf(LedgerReader ledger, string hash)
    {
        try
        {
            return ledger.SiteText(hash) is { } text ? SiteFile.Parse(text).Site : null;
        }
        catch (SiteFileException)
        {
            return null;
        }
    }

    private static (ExcursionCourse Course, bool IsFinal) Course(
        LedgerReader ledger, ClimatePoint point, AlarmedExcursion excursion, DateTimeOffset recorded, DateTimeOffset now)
    {
        var closed = Floor(now - Open, TimeSpan.FromMinutes(1));
        var end = excursion.ClearedAt is { } cleared ? Floor(cleared, Hour) + Hour : DateTimeOffset.MaxValue;
        var to = end < closed ? end : closed;
        var from = Floor(excursion.Onset, Hour) - Hour;
        from = to - from > Longest ? Floor(to - Longest, Hour) : from < to ? from : to - Hour;
        var record = ClimateRecord.Read(ledger, point, from, to, null);
        var start = Floor(from - KineticWindow.Room.Length, Hour);
        var seals = ExcursionQueries.Seals(ledger, point.Id, start.ToUnixTimeSeconds(), to.ToUnixTimeSeconds());
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Concat(seals.Select(s => Convert.ToHexStringLower(s.Hash) + "\n")))));
        DateTimeOffset? first = seals.Count > 0 ? seals.Min(s => s.Recorded) : null;
        return (new(record.Trace, from, start, seals.Count, hash, first, recorded, record.HoursOnly), to == end && now >= end + SealedAfter && IsSealed(ledger, point.Id, from, to));
    }

    private static bool IsSealed(LedgerReader ledger, string point, DateTimeOffset from, DateTimeOffset to)
    {
        for (var hour = from.ToUnixTimeSeconds(); hour < to.ToUnixTimeSeconds(); hour += (long)Hour.TotalSeconds)
        {
            if (ledger.Minutes(point, hour).Count > ledger.Hours(point, hour, hour + 1).Sum(h => h.Minutes))
            {
                return false;
            }
        }

        return true;
    }

    private static List<ReportedLot> Lots(
        LedgerReader ledger, Site site, ClimateSubject subject, ExcursionCourse course, Excursion? found, List<(LedgerEntry Entry, StoreroomEvent Event)> told)
    {
        var catalogue = told.Count > 0 ? ledger.Projection(site).Book.Catalogue : null;
        var lots = new List<EndedLot>();
        var first = true;
        foreach (var (_, e) in told)
        {
            switch (e)
            {
                case ExcursionLots x:
                    // What is told first was there from the onset on; what is told later came then.
                    var since = first ? x.Onset : x.At;
                    lots.AddRange(x.Lots.Where(l => !lots.Exists(o => l.Is(o.Article, o.Lot, o.Expiry))).Select(l => new EndedLot(l.Article, l.Lot, l.Expiry, l.Pieces, since, null)).ToList());
                    first = false;
                    break;
                case ExcursionEnded x:
                    // The end knows best when each of them came and went.
                    lots = [.. x.Lots, .. lots.Where(l => !x.Lots.Any(o => Same(o, l)))];
                    break;
                default:
                    break;
            }
        }

        var decisions = told.Where(t => t.Event is LotDecided).Select(t => (t.Entry, Event: (LotDecided)t.Event)).ToList();
        return [.. lots.Select(l => new ReportedLot(
            l.Article, catalogue?.Find(site, l.Article)?.Name ?? l.Article, l.Lot, l.Expiry, l.Pieces, l.From, l.Until, Exposed(subject, course.Trace, found, l),
            [.. decisions.Where(d => d.Event.Article == l.Article && d.Event.Lot == l.Lot && d.Event.Expiry == l.Expiry)]))];

        static bool Same(EndedLot a, EndedLot b) => a.Article == b.Article && a.Lot == b.Lot && a.Expiry == b.Expiry;
    }

    /// <summary>The minutes of the excursion in which the lot was there; what can have been outside counts as unknown.</summary>
    private static MinuteCount Exposed(ClimateSubject subject, ClimateTrace trace, Excursion? found, EndedLot lot)
    {
        if (found is null)
        {
            return MinuteCount.None;
        }

        var from = Floor(lot.From, TimeSpan.FromMinutes(1));

        // What was there at the onset was there before it too.
        from = lot.From <= found.Start || from < found.StartEarliest ? found.StartEarliest : from;
        var until = lot.Until is { } u && u < found.EndLatest ? u : found.EndLatest;
        return until > from ? subject.Minutes.Count(trace, from, until) : MinuteCount.None;
    }

    private static DateTimeOffset Floor(DateTimeOffset at, TimeSpan unit) => new(at.UtcTicks - (at.UtcTicks % unit.Ticks), TimeSpan.Zero);

    private static bool Is(string room, string alarm, DateTimeOffset onset, AlarmedExcursion excursion) => room == excursion.Name.Room && alarm == excursion.Name.Id && onset == excursion.Onset;
}
