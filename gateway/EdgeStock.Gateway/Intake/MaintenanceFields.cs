using System.Globalization;
using EdgeStock.Domain;

namespace EdgeStock.Gateway.Intake;

/// <summary>Reads windows of maintenance of the site file.</summary>
internal static class MaintenanceFields
{
    private static readonly string[] Days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
    private static readonly string[] Instants = ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK"];

    /// <summary>Reads one.</summary>
    /// <param name="site">Everything else that the file says.</param>
    public static MaintenanceWindow Read(YamlFields f, Site site)
    {
        var window = new MaintenanceWindow(f.Slug("id"), f.Text("reason"), f.OptionalText("room"), f.Texts("points"), f.Texts("alarms"), Times(f, site.Calendar));
        var named = (window.Room is null ? 0 : 1) + (window.Points.Count > 0 ? 1 : 0) + (window.Alarms.Count > 0 ? 1 : 0);
        var alarms = AlarmDefinition.Of(site);
        var wrong = named != 1 ? f.Wrong("room", "a window names one of room, points and alarms")
            : window.Room is { } room && site.Rooms.All(r => r.Id != room) ? f.Wrong("room", $"'{room}' is no room of this file")
            : window.Points.FirstOrDefault(p => site.ClimatePoints.All(c => c.Id != p)) is { } point ? f.Wrong("points", $"'{point}' is no climate point of this file")
            : window.Alarms.FirstOrDefault(a => alarms.All(d => d.Id != a)) is { } alarm ? f.Wrong("alarms", $"this site has no alarm '{alarm}': see 'edgestock alarm list --all'")
            : alarms.All(d => !window.Holds(d.Name)) ? f.Wrong("alarms", "a restart of the gateway cannot be planned ahead")
            : null;
        return wrong is null ? Checked(f, site, window, alarms) : throw wrong;
    }

    private static MaintenanceWindow Checked(YamlFields f, Site site, MaintenanceWindow window, IReadOnlyList<AlarmDefinition> alarms)
    {
        foreach (var alarm in alarms.Where(d => window.Holds(d.Name)))
        {
            if (WindowLength.Wrong(site, alarm.Name, window.Times.Longest()) is { } why)
            {
                throw f.Wrong(f.Either("weekly", "daily", "once"), $"suppresses '{alarm.Id}': {why}");
            }
        }

        return window;
    }

    private static WindowTimes Times(YamlFields f, SiteCalendar calendar)
    {
        var (weekly, daily, once) = (f.Group("weekly"), f.Group("daily"), f.Group("once"));
        WindowTimes? times = (weekly, daily, once) switch
        {
            ({ } g, null, null) => new WeeklyWindow(WeekDays(g), Time(g, "from"), Time(g, "to")),
            (null, { } g, null) => new DailyWindow(Time(g, "at"), TimeSpan.FromMinutes(g.Number("minutes", 1, 1440))),
            (null, null, { } g) => Once(g, calendar),
            _ => throw new SiteFileException(f.Line, "a window of maintenance has one of 'weekly: {days, from, to}', 'daily: {at, minutes}' and 'once: {from, to}'"),
        };
        (weekly ?? daily ?? once)!.Done();
        return times;
    }

    private static List<DayOfWeek> WeekDays(YamlFields g)
    {
        var days = g.Texts("days").Select(d => Array.IndexOf(Days, d) is >= 0 and var day ? (DayOfWeek)day : throw g.Wrong("days", $"'{d}' must be one of {string.Join(", ", Days)}")).Distinct().ToList();
        return days.Count > 0 ? days : throw g.Wrong("days", $"is missing: name days of the week ({string.Join(", ", Days)})");
    }

    private static OnceWindow Once(YamlFields g, SiteCalendar calendar)
    {
        var window = new OnceWindow(Instant(g, "from", calendar), Instant(g, "to", calendar));
        return window.From < window.Until ? window : throw g.Wrong("to", "must be after 'from'");
    }

    private static TimeOnly Time(YamlFields g, string field) => TimeOnly.TryParseExact(g.Text(field), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
        ? time : throw g.Wrong(field, $"'{g.Text(field)}' must be a time of the day in quotes, such as \"06:30\"");

    /// <summary>A local time of the site, or an instant with its zone.</summary>
    private static DateTimeOffset Instant(YamlFields g, string field, SiteCalendar calendar)
    {
        var text = g.Text(field);
        return DateTime.TryParseExact(text, "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) ? calendar.InstantOf(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local))
            : DateTimeOffset.TryParseExact(text, Instants, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant) ? instant.ToUniversalTime()
            : throw g.Wrong(field, $"'{text}' must be a local time such as 2026-03-02T06:30, or an instant with its zone such as 2026-03-02T05:30Z");
    }
}
