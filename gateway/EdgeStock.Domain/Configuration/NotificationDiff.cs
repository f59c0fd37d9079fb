using System.Globalization;

namespace EdgeStock.Domain;

/// <summary>What a site says of notification, field by field under the site file's names, to be compared with another's.</summary>
internal static class NotificationDiff
{
    /// <summary>Parts with their ids and fields; none where nobody is told.</summary>
    public static IEnumerable<(string Part, string Id, IEnumerable<(string Field, string? Value)> Fields)> Rows(NotificationPolicy policy)
    {
        if (!policy.TellsAnybody())
        {
            return [];
        }

        return
        [
            ("notifications", "site",
            [
                ("language", policy.Language == NotificationLanguage.Swedish ? "sv" : "en"), ("group_s", Number(policy.Group.TotalSeconds)), ("undelivered_min", Number(policy.Undelivered.TotalMinutes)),
                ("returned", policy.Returned ? "true" : "false"), ("drill", policy.Drill is { } d ? $"day {Number(d.Day)} at {Clock(d.At)}" : null), ("recipients", List(policy.Recipients)),
            ]),
            .. policy.OnCall.Select(c => ("on-call", c.Id, new (string Field, string? Value)[]
            {
                ("otherwise", c.Otherwise),
                ("shifts", string.Join("; ", c.Shifts.Select(s => $"{List(s.Days.Select(day => day.ToString()[..3].ToLowerInvariant()))} {Clock(s.From)}-{Clock(s.Until)} {s.Recipient}"))),
                ("exceptions", string.Join("; ", c.Exceptions.Select(e => $"{e.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} {Clock(e.From)}-{Clock(e.Until)} {e.Recipient}"))),
            }.AsEnumerable())),
            .. policy.Steps.Select((s, i) => ("step", Number(i + 1), new (string Field, string? Value)[]
            {
                ("to", List(s.To)), ("by", List(s.By)), ("severity", s.Severity.ToString().ToLowerInvariant()), ("rooms", s.Rooms.Count == 0 ? null : List(s.Rooms)),
            }.AsEnumerable())),
        ];
    }

    private static string List(IEnumerable<string> texts) => string.Join(", ", texts);

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Clock(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);
}
