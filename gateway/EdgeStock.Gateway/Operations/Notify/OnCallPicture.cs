using System.Globalization;
using EdgeStock.Domain;

namespace EdgeStock.Gateway.Operations;

/// <summary>A calendar of who is on call, to be looked at: a row for each day, a letter for each half-hour of the site's clock.</summary>
internal static class OnCallPicture
{
    private const int Cells = 48;
    private const int Left = 17;

    /// <summary>Its lines.</summary>
    public static IEnumerable<string> Of(OnCallCalendar calendar, SiteCalendar site, DateTimeOffset from, int days)
    {
        var first = site.DayOf(from);
        var rows = Enumerable.Range(0, days).Select(d => first.AddDays(d)).Select(day => (Day: day, Who: Row(calendar, site, day))).ToList();
        var letters = rows.SelectMany(r => r.Who).OfType<string>().Distinct(StringComparer.Ordinal).Select((name, i) => (name, Letter: i < 26 ? (char)('a' + i) : '?')).ToDictionary(l => l.name, l => l.Letter, StringComparer.Ordinal);
        var now = calendar.At(site, from);
        yield return $"{calendar.Id}: {now} is on call at {Clock(site, from)}";
        yield return $"{"".PadRight(Left)}{string.Concat(Enumerable.Range(0, 8).Select(i => $"{i * 3:00}".PadRight(6)))}";
        foreach (var (day, who) in rows)
        {
            yield return $"{day.ToString("ddd yyyy-MM-dd", CultureInfo.InvariantCulture)}{(who.Contains(null) ? "*" : "")}".PadRight(Left) + string.Concat(who.Select(w => w is null ? ' ' : letters[w]));
        }

        yield return string.Join("   ", letters.Select(l => $"{l.Value} {l.Key}"));
        if (rows.Exists(r => r.Who.Contains(null)))
        {
            yield return "* the clocks are put forward: that hour does not exist";
        }
    }

    /// <summary>Who is on call in each half-hour of a local day; null where the clocks jump over it. Of one that comes twice, the first.</summary>
    private static List<string?> Row(OnCallCalendar calendar, SiteCalendar site, DateOnly day) =>
    [
        .. Enumerable.Range(0, Cells).Select(i => new TimeOnly(i / 2, i % 2 * 30)).Select(time => site.Zone.IsInvalidTime(day.ToDateTime(time)) ? null : calendar.At(site, site.InstantOf(day, time))),
    ];

    private static string Clock(SiteCalendar site, DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, site.Zone).ToString("ddd yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
