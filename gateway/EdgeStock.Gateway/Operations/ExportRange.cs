using System.Globalization;

namespace EdgeStock.Gateway.Operations;

/// <summary>The range of an export as people give it: days of the site's time zone, or instants.</summary>
internal static class ExportRange
{
    private static readonly string[] Instants = ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.fffK"];

    /// <summary>Where a range begins, and the instant before which it ends.</summary>
    /// <exception cref="CommandException">One is no day and no instant, or the end is not after the beginning.</exception>
    public static (DateTimeOffset Begin, DateTimeOffset End) Of(string from, string to, TimeZoneInfo zone)
    {
        var (begin, end) = (From(from, zone), To(to, zone));
        return begin < end ? (begin, end) : throw new CommandException($"--to {to} is not after --from {from}: the range is empty");
    }

    /// <summary>The instant at which the range begins.</summary>
    public static DateTimeOffset From(string text, TimeZoneInfo zone) => Read("--from", text, zone, 0);

    /// <summary>The instant before which it ends: a day counts whole.</summary>
    public static DateTimeOffset To(string text, TimeZoneInfo zone) => Read("--to", text, zone, 1);

    /// <summary>An instant with its zone.</summary>
    /// <exception cref="CommandException">It is none.</exception>
    public static DateTimeOffset Instant(string option, string text) =>
        DateTimeOffset.TryParseExact(text, Instants, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) && IsZoned(text)
            ? instant.ToUniversalTime() : throw new CommandException($"{option} {text}: write an instant with its zone such as 2026-03-31T06:30:00Z");

    /// <summary>A time zone by its name; UTC where the machine does not know it.</summary>
    public static TimeZoneInfo Zone(string? name) => name is not null && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : TimeZoneInfo.Utc;

    private static bool IsZoned(string text) => text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > 10;

    private static DateTimeOffset Read(string option, string text, TimeZoneInfo zone, int daysOn)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day < DateOnly.MaxValue.AddDays(-2))
        {
            var local = day.AddDays(daysOn).ToDateTime(TimeOnly.MinValue);
            return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
        }

        return DateTimeOffset.TryParseExact(text, Instants, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) && IsZoned(text)
            ? instant.ToUniversalTime()
            : throw new CommandException($"{option} {text}: write a day such as 2026-03-31, or an instant with its zone such as 2026-03-31T06:30:00Z");
    }
}
