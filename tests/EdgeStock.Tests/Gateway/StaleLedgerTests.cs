using EdgeStock.Domain;
using EdgeStock.Gateway.Operations;
using EdgeStock.Tests.Gateway.Reports;

namespace EdgeStock.Tests.Gateway;

/// <summary>A ledger whose gateway does not run says so when its cover is asked for.</summary>
public sealed class StaleLedgerTests
{
    private static readonly DateOnly Closed = new(2026, 10, 14);

    [Theory]
    [InlineData(1, 12, false)] // the day after: yesterday is closed
    [InlineData(2, 0.25, false)] // a quarter past midnight: the day may be closed any moment
    [InlineData(2, 1, true)]
    [InlineData(60, 12, true)]
    public void It_is_behind_when_yesterday_is_not_closed(int days, double hours, bool behind)
    {
        var book = StockBook.Empty;
        book = book with { Days = book.Days.AddRange(ReportBench.Site.Rooms.Select(r => KeyValuePair.Create(r.Id, new ClosedDayView(r.Id, Closed, null, 1)))) };
        var now = ReportBench.Site.Calendar.StartOf(Closed.AddDays(days)).AddHours(hours);

        Assert.Equal(behind ? Closed : null, CoverageCommand.Behind(ReportBench.Site, book, now));
        Assert.Null(CoverageCommand.Behind(ReportBench.Site, StockBook.Empty, now));
    }
}
