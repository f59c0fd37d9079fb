using EdgeStock.Domain;

namespace EdgeStock.Tests.Domain.Notifications;

/// <summary>Stockholm's clocks go from 02:00 to 03:00 on 2026-03-29 (01:00 UTC) and from 03:00 back to 02:00 on 2026-10-25 (01:00 UTC); the instants below are reckoned from that by hand.</summary>
public sealed class OnCallTests
{
    private static readonly SiteCalendar Stockholm = new(TimeZoneInfo.FindSystemTimeZoneById("Europe/Stockholm"));
    private static readonly DayOfWeek[] Week = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    private static readonly OnCallCalendar Calendar = new(
        "jour", "pharmacist",
        [
            new(Week, new(7, 0), new(16, 0), "day"),
            new([DayOfWeek.Saturday], new(22, 0), new(7, 0), "night"),
            new([DayOfWeek.Sunday], new(2, 30), new(6, 0), "early"),
        ],
        [
            new(new(2026, 12, 24), TimeOnly.MinValue, TimeOnly.MinValue, "eve"),
            new(new(2026, 3, 3), new(15, 0), new(8, 0), "swapped"),
        ]);

    [Theory]
    [InlineData("2026-03-02T05:59:59Z", "pharmacist", "Monday 06:59:59")]
    [InlineData("2026-03-02T06:00:00Z", "day", "Monday 07:00")]
    [InlineData("2026-03-02T14:59:59Z", "day", "Monday 15:59:59")]
    [InlineData("2026-03-02T15:00:00Z", "pharmacist", "Monday 16:00: the end does not count")]
    [InlineData("2026-03-07T12:00:00Z", "pharmacist", "Saturday noon: no shift")]
    [InlineData("2026-03-08T05:30:00Z", "night", "Sunday 06:30: begun on Saturday")]
    [InlineData("2026-03-08T03:00:00Z", "night", "Sunday 04:00: of two that overlap, the first")]
    [InlineData("2026-12-24T08:00:00Z", "eve", "the exception goes before Thursday's shift")]
    [InlineData("2026-12-23T22:59:59Z", "pharmacist", "Wednesday 23:59:59")]
    [InlineData("2026-12-23T23:00:00Z", "eve", "midnight of the exception's day")]
    [InlineData("2026-12-24T22:59:59Z", "eve", "its last second")]
    [InlineData("2026-12-24T23:00:00Z", "pharmacist", "the day after")]
    [InlineData("2026-03-03T13:59:59Z", "day", "Tuesday 14:59:59")]
    [InlineData("2026-03-03T14:00:00Z", "swapped", "Tuesday 15:00")]
    [InlineData("2026-03-04T06:59:59Z", "swapped", "Wednesday 07:59:59, though Wednesday's shift began at 7")]
    [InlineData("2026-03-04T07:00:00Z", "day", "Wednesday 08:00")]
    public void The_first_that_lasts_is_on_call_exceptions_before_the_week(string at, string recipient, string why)
    {
        Assert.Equal((recipient, why), (Calendar.At(Stockholm, DateTimeOffset.Parse(at, null)), why));
    }

    [Theory]
    [InlineData("2026-03-28T20:59:59Z", "pharmacist")]
    [InlineData("2026-03-28T21:00:00Z", "night")] // Saturday 22:00 CET
    [InlineData("2026-03-29T04:59:59Z", "night")] // Sunday 06:59:59 CEST: the shift has eight hours
    [InlineData("2026-03-29T05:00:00Z", "pharmacist")]
    [InlineData("2026-10-24T19:59:59Z", "pharmacist")]
    [InlineData("2026-10-24T20:00:00Z", "night")] // Saturday 22:00 CEST
    [InlineData("2026-10-25T05:59:59Z", "night")] // Sunday 06:59:59 CET: the shift has ten
    [InlineData("2026-10-25T06:00:00Z", "pharmacist")]
    public void A_night_shift_goes_by_the_clock_on_the_wall_when_that_is_changed(string at, string recipient) =>
        Assert.Equal(recipient, Calendar.At(Stockholm, DateTimeOffset.Parse(at, null)));

    [Theory]
    [InlineData("2026-03-29T00:59:59Z", "otherwise")] // 01:59:59 CET; 02:30 does not exist
    [InlineData("2026-03-29T01:00:00Z", "early")] // 03:00 CEST, the first instant after it
    [InlineData("2026-03-29T03:59:59Z", "early")] // 05:59:59 CEST
    [InlineData("2026-03-29T04:00:00Z", "otherwise")]
    [InlineData("2026-10-25T00:29:59Z", "otherwise")] // 02:29:59 CEST
    [InlineData("2026-10-25T00:30:00Z", "early")] // 02:30 CEST
    [InlineData("2026-10-25T01:15:00Z", "early")] // 02:15 CET: the clock shows a time before the beginning, and the shift goes on
    [InlineData("2026-10-25T05:00:00Z", "otherwise")] // 06:00 CET
    public void A_shift_that_begins_in_the_hour_that_is_lost_or_comes_twice_begins_once(string at, string recipient) =>
        Assert.Equal(recipient, new OnCallCalendar("jour", "otherwise", [Calendar.Shifts[2]], []).At(Stockholm, DateTimeOffset.Parse(at, null)));

    [Theory]
    [InlineData("2026-03-27T00:00:00Z")]
    [InlineData("2026-10-23T00:00:00Z")]
    [InlineData("2026-12-22T00:00:00Z")]
    public void The_spans_follow_each_other_without_a_gap_and_say_what_each_instant_says(string begin)
    {
        var from = DateTimeOffset.Parse(begin, null);
        var until = from.AddDays(5);

        var spans = Calendar.Spans(Stockholm, from, until);

        Assert.Equal((from, until), (spans[0].From, spans[^1].Until));
        Assert.All(spans.Zip(spans.Skip(1)), p => Assert.Equal(p.First.Until, p.Second.From));
        Assert.All(spans.Zip(spans.Skip(1)), p => Assert.NotEqual(p.First.Recipient, p.Second.Recipient));
        for (var at = from; at < until; at = at.AddMinutes(5))
        {
            Assert.Equal(Calendar.At(Stockholm, at), spans.Single(s => s.From <= at && at < s.Until).Recipient);
        }
    }

    [Theory]
    [InlineData("2026-03-03T08:59:59Z", "2026-03-03T09:00:00Z", true)] // 10:00 CET
    [InlineData("2026-03-03T09:00:00Z", "2026-03-03T09:00:01Z", false)]
    [InlineData("2026-03-03T08:59:58Z", "2026-03-03T08:59:59Z", false)]
    [InlineData("2026-03-02T20:00:00Z", "2026-03-20T09:00:00Z", true)] // away over it
    [InlineData("2026-02-20T09:00:00Z", "2026-03-02T09:00:00Z", false)] // away, and neither month's day in between
    [InlineData("2026-06-03T07:59:59Z", "2026-06-03T08:00:00Z", true)] // 10:00 CEST
    [InlineData(null, "2026-03-03T09:00:00Z", false)] // the very first tick owes nothing
    public void A_drill_is_due_once_a_month_by_the_sites_clock(string? before, string now, bool due) =>
        Assert.Equal(due, new DrillDay(3, new(10, 0)).Between(Stockholm, before is null ? null : DateTimeOffset.Parse(before, null), DateTimeOffset.Parse(now, null)) is not null);
}
