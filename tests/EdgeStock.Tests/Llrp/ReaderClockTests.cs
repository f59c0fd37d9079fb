using EdgeStock.Llrp;

namespace EdgeStock.Tests.Llrp;

public sealed class ReaderClockTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 6, 0, 0, TimeSpan.Zero);
    private readonly ManualClock host = new(Start);

    [Fact]
    public void A_clock_within_five_seconds_is_taken_as_it_is()
    {
        var clock = new ReaderClock(host);

        Assert.Null(clock.Observe(ReaderTime.Utc(Start.AddSeconds(-4))));

        Assert.False(clock.Corrects);
        Assert.Equal(Start.AddSeconds(-3), clock.ToHost(ReaderTime.Utc(Start.AddSeconds(-3))));
    }

    [Fact]
    public void A_clock_in_the_year_2000_is_corrected_and_said_once()
    {
        var clock = new ReaderClock(host);
        var reader = new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

        Assert.Contains("2000-01-01", clock.Observe(ReaderTime.Utc(reader)), StringComparison.Ordinal);
        host.Advance(TimeSpan.FromSeconds(10));
        Assert.Null(clock.Observe(ReaderTime.Utc(reader.AddSeconds(10))));

        Assert.Equal(Start.AddSeconds(7), clock.ToHost(ReaderTime.Utc(reader.AddSeconds(7))));
    }

    [Fact]
    public void Uptime_is_anchored_at_the_connection_and_again_when_the_reader_restarts()
    {
        var clock = new ReaderClock(host);
        clock.Observe(ReaderTime.Uptime(TimeSpan.FromHours(1)));

        host.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(Start.AddSeconds(12.345), clock.ToHost(ReaderTime.Uptime(TimeSpan.FromSeconds(3612.345))));
        Assert.Equal(Start.AddSeconds(-600), clock.ToHost(ReaderTime.Uptime(TimeSpan.FromSeconds(3000))));

        clock.Observe(ReaderTime.Uptime(TimeSpan.FromSeconds(5)));
        host.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(Start.AddSeconds(21), clock.ToHost(ReaderTime.Uptime(TimeSpan.FromSeconds(6))));
    }

    [Fact]
    public void One_event_that_was_long_on_the_way_hardly_moves_the_anchor()
    {
        var clock = new ReaderClock(host);
        clock.Observe(ReaderTime.Uptime(TimeSpan.Zero));

        host.Advance(TimeSpan.FromSeconds(12));
        clock.Observe(ReaderTime.Uptime(TimeSpan.FromSeconds(10)));

        Assert.Equal(Start.AddSeconds(10.125), clock.ToHost(ReaderTime.Uptime(TimeSpan.FromSeconds(10))));
    }

    [Fact]
    public void Drift_over_weeks_is_followed()
    {
        var clock = new ReaderClock(host);
        var reader = TimeSpan.FromHours(1);
        clock.Observe(ReaderTime.Uptime(reader));
        for (var round = 0; round < 100_000; round++)
        {
            // the reader's clock loses 100 ppm
            host.Advance(TimeSpan.FromMilliseconds(10_001));
            reader += TimeSpan.FromSeconds(10);
            clock.Observe(ReaderTime.Uptime(reader));
        }

        Assert.InRange((host.GetUtcNow() - clock.ToHost(ReaderTime.Uptime(reader))).TotalMilliseconds, 0, 50);
    }

    [Fact]
    public void What_a_reader_says_of_the_future_or_beyond_the_calendar_is_now()
    {
        var clock = new ReaderClock(host);
        clock.Observe(ReaderTime.Utc(Start));

        Assert.Equal(Start, clock.ToHost(ReaderTime.Utc(Start.AddDays(1))));
        Assert.Equal(Start, clock.ToHost(new ReaderTime(ulong.MaxValue, IsUptime: false)));
        Assert.Equal(Start, clock.ToHost(new ReaderTime(17, IsUptime: true)));
        Assert.Equal(Start, clock.ToHost(null));
        Assert.Null(clock.Observe(new ReaderTime(ulong.MaxValue, IsUptime: false)));
    }
}
