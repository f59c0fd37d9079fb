using System.Globalization;
using EdgeStock.Domain;

namespace EdgeStock.Gateway.Intake;

/// <summary>The site file's <c>notifications:</c>, with everything that would leave an alarm untold refused.</summary>
internal static class NotificationSection
{
    private static readonly Dictionary<string, DayOfWeek> Days = Enum.GetValues<DayOfWeek>().ToDictionary(d => d.ToString()[..3].ToLowerInvariant(), d => d, StringComparer.Ordinal);

    /// <summary>Reads it.</summary>
    /// <param name="f">Null where the file does not have it: nobody is told.</param>
    /// <param name="site">The rest of the site.</param>
    /// <exception cref="SiteFileException">It is wrong; the message says where and why.</exception>
    public static NotificationPolicy Read(YamlFields? f, Site site)
    {
        if (f is null)
        {
            return NotificationPolicy.None;
        }

        var usual = NotificationPolicy.None;
        var recipients = Slugs(f, "recipients");
        var calendars = f.List("on_call", "a calendar of who is on call").Select(c => ReadCalendar(c, recipients)).ToList();
        if (calendars.GroupBy(c => c.Id, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1 || recipients.Contains(g.Key)) is { } clash)
        {
            throw f.Wrong("on_call", $"'{clash.Key}' names two things: give each calendar and each recipient a name of its own");
        }

        var entries = f.List("steps", "a step");
        var policy = new NotificationPolicy(recipients, calendars, [.. entries.Select(s => ReadStep(s, site, recipients, calendars))])
        {
            Language = f.OptionalText("language") switch { null or "sv" => NotificationLanguage.Swedish, "en" => NotificationLanguage.English, var other => throw f.Wrong("language", $"'{other}' must be sv or en") },
            Group = TimeSpan.FromSeconds(f.Number("group_s", 0, 600, usual.Group.TotalSeconds)),
            Undelivered = TimeSpan.FromMinutes(f.Number("undelivered_min", 1, 60, usual.Undelivered.TotalMinutes)),
            Returned = f.IsBlank("returned") ? usual.Returned : f.Flag("returned"),
            Drill = ReadDrill(f.Group("drill")),
        };
        f.Done();
        if (!policy.TellsAnybody())
        {
            throw f.Wrong("steps", "names nobody to be told: give at least one step, or leave 'notifications' out");
        }

        for (var i = 0; i < entries.Count; i++)
        {
            if (!IsCalled(policy, site, policy.Steps[i]))
            {
                throw new SiteFileException(entries[i].Line, $"step {i + 1} is never called: an alarm has {1 + site.Alarms.Escalations.Count} steps ('alarms', escalate_after_min and escalate_again_after_min), and as many stand before it");
            }
        }

        return policy;
    }

    /// <summary>Whether some alarm gets as far as this step.</summary>
    private static bool IsCalled(NotificationPolicy policy, Site site, NotificationStep step) =>
        site.Rooms.Select(r => r.Id).Any(room => Enum.GetValues<AlarmSeverity>().Any(severity =>
            policy.StepsFor(new("", room, AlarmKind.High, severity, "")).Take(severity == AlarmSeverity.Low ? 1 : 1 + site.Alarms.Escalations.Count).Any(s => ReferenceEquals(s, step))));

    private static OnCallCalendar ReadCalendar(YamlFields f, IReadOnlyList<string> recipients)
    {
        var calendar = new OnCallCalendar(
            f.Slug("id"),
            Recipient(f, "otherwise", recipients),
            [.. f.List("shifts", "a shift").Select(s => ReadShift(s, recipients))],
            [.. f.List("exceptions", "an exception").Select(e => ReadException(e, recipients))]);
        f.Done();
        return calendar;
    }

    private static OnCallShift ReadShift(YamlFields f, IReadOnlyList<string> recipients)
    {
        var days = f.Texts("days").Select(d => Days.TryGetValue(d, out var day) ? day : throw f.Wrong("days", $"'{d}' must be one of {string.Join(", ", Days.Keys)}")).ToList();
        var shift = new OnCallShift(days.Count > 0 ? days : [.. Days.Values], Time(f, "from"), Time(f, "until"), Recipient(f, "recipient", recipients));
        f.Done();
        return shift;
    }

    private static OnCallException ReadException(YamlFields f, IReadOnlyList<string> recipients)
    {
        var day = DateOnly.TryParseExact(f.Text("date"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date : throw f.Wrong("date", $"'{f.Text("date")}' must be a day such as 2026-12-24");
        var exception = new OnCallException(
            day, f.IsBlank("from") ? TimeOnly.MinValue : Time(f, "from"), f.IsBlank("until") ? TimeOnly.MinValue : Time(f, "until"), Recipient(f, "recipient", recipients));
        f.Done();
        return exception;
    }

    private static NotificationStep ReadStep(YamlFields f, Site site, IReadOnlyList<string> recipients, List<OnCallCalendar> calendars)
    {
        List<string> known = [.. recipients, .. calendars.Select(c => c.Id)];
        var step = new NotificationStep(
            Known(f, "to", known, "neither a recipient nor a calendar"), Known(f, "by", NotificationPolicy.Channels, "no channel"), f.Choice<AlarmSeverity>("severity", AlarmSeverity.Low),
            f.IsBlank("rooms") ? [] : Known(f, "rooms", [.. site.Rooms.Select(r => r.Id)], "no room"));
        f.Done();
        return step;
    }

    private static DrillDay? ReadDrill(YamlFields? f)
    {
        if (f is null)
        {
            return null;
        }

        var drill = new DrillDay(f.Whole("day", 1, 28), Time(f, "at"));
        f.Done();
        return drill;
    }

    private static List<string> Known(YamlFields f, string field, IReadOnlyList<string> known, string what)
    {
        var texts = f.Texts(field);
        return texts.Count == 0 ? throw f.Wrong(field, "is missing or empty")
            : texts.FirstOrDefault(t => !known.Contains(t)) is { } strange ? throw f.Wrong(field, $"'{strange}' is {what}: {(known.Count > 0 ? $"there are {string.Join(", ", known)}" : "name them under 'recipients'")}")
            : [.. texts.Distinct(StringComparer.Ordinal)];
    }

    private static string Recipient(YamlFields f, string field, IReadOnlyList<string> recipients) => f.Text(field) is var name && recipients.Contains(name)
        ? name : throw f.Wrong(field, $"'{name}' is not among the recipients: {(recipients.Count > 0 ? $"there are {string.Join(", ", recipients)}" : "name them under 'recipients'")}");

    private static List<string> Slugs(YamlFields f, string field)
    {
        var texts = f.Texts(field);
        return texts.FirstOrDefault(t => t.Length > 64 || t[0] == '-' || !t.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')) is { } wrong
            ? throw f.Wrong(field, $"'{wrong}' must be made of a-z, 0-9 and -, at most 64 characters: an address stands in the gateway's settings, not here")
            : [.. texts.Distinct(StringComparer.Ordinal)];
    }

    private static TimeOnly Time(YamlFields f, string field) => TimeOnly.TryParseExact(f.Text(field), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
        ? time : throw f.Wrong(field, $"'{f.Text(field)}' must be a time such as \"07:30\" (midnight is \"00:00\")");
}
