using EdgeStock.Domain;
using EdgeStock.Tests.Domain.Stock;
using static EdgeStock.Tests.Domain.Stock.StockBench;

namespace EdgeStock.Tests.Domain.Coverage;

/// <summary>Goods that are counted by their tags, and a reader that falls silent a moment after 07:00 on Monday, 2 March 2026.</summary>
public sealed class SilentReaderTests
{
    private readonly StockBench bench = new();

    [Fact]
    public void The_time_in_which_tags_cannot_be_seen_is_time_in_which_the_stock_is_not_known()
    {
        bench.Read(CatheterTag(1), TestSite.AntennaA);
        bench.Read(CatheterTag(2), TestSite.AntennaA);
        var monday = bench.Today;
        Silence(TimeSpan.FromMinutes(30));
        var since = Assert.Single(bench.Events.OfType<TagObscured>().Select(t => t.At).Distinct());
        Assert.Equal((0, 2), (bench.Stock(Catheter).Best, bench.Stock(Catheter).Unknown));
        bench.PassTo(monday.AddDays(1), 6);

        // From the silence on until midnight.
        var midnight = bench.Site.Calendar.StartOf(monday.AddDays(1));
        var day = bench.Closed(Catheter, monday);
        Assert.Equal((midnight - since) / TimeSpan.FromDays(1), day.UnknownShare, 3);
        Assert.Null(day.Consumed);

        // On Tuesday it comes back a little after six; that one tag is seen says nothing of the other.
        bench.Read(CatheterTag(1), TestSite.AntennaA);
        Assert.NotNull(bench.Holding(Catheter).Today.UnknownSince);
        bench.Read(CatheterTag(2), TestSite.AntennaA);
        Assert.Equal(((bench.Now - midnight).TotalSeconds, (DateTimeOffset?)null), (bench.Holding(Catheter).Today.UnknownSeconds, bench.Holding(Catheter).Today.UnknownSince), (a, b) => Math.Abs(a.Item1 - b.Item1) < 60 && a.Item2 == b.Item2);
        Assert.Equal((2, 0), (bench.Stock(Catheter).Best, bench.Stock(Catheter).Unknown));
    }

    /// <summary>Time passes by the second, and no reader says a word.</summary>
    private void Silence(TimeSpan span)
    {
        for (var until = bench.Now + span; bench.Now < until;)
        {
            bench.Pass(TimeSpan.FromSeconds(1));
        }
    }
}
