using EdgeStock.Domain;

namespace EdgeStock.Tests.Domain.Windows;

/// <summary>In Stockholm the clocks go from 02:00 to 03:00 on 29 March 2026, and from 03:00 back to 02:00 on 25 October.</summary>
public sealed class WindowTimesTests
{
    private static readonly SiteCalendar Stockholm = new(TimeZoneInfo.FindSystemTimeZoneById("Europe/Stockholm"));

    [Fact]
    public void A_daily_defrost_begins_at_its_local_time_and_at_the_first_instant_there_is_where_the_clocks_jump_over_it()
    {
        var defrost = new DailyWindow(new(2, 15), TimeSpan.FromMinutes(30));

        Assert.Equal(
            ["03-28T01:15 30", "03-29T01:00 30", "03-30T00:15 30"],
            Said(defrost, Utc("2026-03-28T00:00"), Utc("2026-03-30T12:00")));

        // Of the hour that comes twice, the first.
        Assert.Equal(["10-25T00:15 30"], Said(defrost, Utc("2026-10-24T22:00"), Utc("2026-10-25T22:00")));
    }

    [Fact]
    public void A_weekly_window_keeps_its_local_ends_and_lasts_as_long_as_that_is()
    {
        var night = new WeeklyWindow([DayOfWeek.Sunday], new(1, 30), new(3, 30));

        Assert.Equal(["03-22T00:30 120", "03-29T00:30 60", "04-04T23:30 120"], Said(night, Utc("2026-03-22T00:00"), Utc("2026-04-05T12:00")));
        Assert.Equal(["10-24T23:30 180"], Said(night, Utc("2026-10-24T00:00"), Utc("2026-10-26T00:00")));
        Assert.Empty(Said(new WeeklyWindow([DayOfWeek.Sunday], new(2, 10), new(2, 50)), Utc("2026-03-28T00:00"), Utc("2026-03-30T00:00")));
    }

    [Fact]
    public void A_window_over_midnight_ends_on_the_next_day_and_is_found_from_there()
    {
        var night = new WeeklyWindow([DayOfWeek.Monday, DayOfWeek.Friday], new(23, 0), new(1, 0));

        Assert.Equal(["03-02T22:00 120"], Said(night, Utc("2026-03-02T23:30"), Utc("2026-03-03T06:00")));
        Assert.Equal(TimeSpan.FromHours(2), night.Longest());
        Assert.Equal(["03-02T22:00 120", "03-06T22:00 120"], Said(night, Utc("2026-03-02T00:00"), Utc("2026-03-09T00:00")));
    }

    private static DateTimeOffset Utc(string text) => DateTimeOffset.Parse(text + "Z", System.Globalization.CultureInfo.InvariantCulture);

    private static IEnumerable<string> Said(WindowTimes times, DateTimeOffset from, DateTimeOffset until) =>
        times.Between(Stockholm, from, until).Select(w => FormattableString.Invariant($"{w.From.UtcDateTime:MM-dd'T'HH:mm} {(w.Until - w.From).TotalMinutes}"));
}
