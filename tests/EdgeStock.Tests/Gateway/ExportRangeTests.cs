using System.Globalization;
using EdgeStock.Gateway.Operations;

namespace EdgeStock.Tests.Gateway;

public sealed class ExportRangeTests
{
    private static readonly TimeZoneInfo Stockholm = TimeZoneInfo.CreateCustomTimeZone("test", TimeSpan.FromHours(1), "test", "test");

    [Theory]
    [InlineData("2026-03-01", "2026-02-28T23:00:00Z", "2026-03-01T23:00:00Z")]
    [InlineData("2026-03-01T06:30:00Z", "2026-03-01T06:30:00Z", "2026-03-01T06:30:00Z")]
    [InlineData("2026-03-01T06:30+01:00", "2026-03-01T05:30:00Z", "2026-03-01T05:30:00Z")]
    [InlineData("2026-03-01T06:30:00.250-05:00", "2026-03-01T11:30:00.250Z", "2026-03-01T11:30:00.250Z")]
    public void A_day_is_the_sites_and_counts_whole_and_an_instant_is_what_it_says(string text, string from, string to)
    {
        Assert.Equal(DateTimeOffset.Parse(from, CultureInfo.InvariantCulture), ExportRange.From(text, Stockholm));
        Assert.Equal(DateTimeOffset.Parse(to, CultureInfo.InvariantCulture), ExportRange.To(text, Stockholm));
    }

    [Theory]
    [InlineData("2026-03-02", "2026-03-01")]
    [InlineData("2026-03-03", "2026-03-01")]
    [InlineData("2026-03-01T06:30:00Z", "2026-03-01T06:30:00Z")]
    public void A_range_that_ends_before_it_begins_is_wrong_use(string from, string to) =>
        Assert.Contains("is not after --from", Assert.Throws<CommandException>(() => ExportRange.Of(from, to, Stockholm)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_range_of_one_day_is_that_day() => Assert.Equal(TimeSpan.FromDays(1), ExportRange.Of("2026-03-01", "2026-03-01", Stockholm) switch { var (begin, end) => end - begin });

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("2026-02-30")]
    [InlineData("2026-03-01T06:30:00")]
    [InlineData("01/03/2026")]
    [InlineData("9999-12-31")]
    public void What_is_no_day_and_no_instant_is_refused_with_an_example(string text) =>
        Assert.Contains("2026-03-31T06:30:00Z", Assert.Throws<CommandException>(() => ExportRange.From(text, Stockholm)).Message, StringComparison.Ordinal);
}
