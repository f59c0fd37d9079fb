using System.Text;
using EdgeStock.Domain;
using EdgeStock.Gateway.Operations;
using EdgeStock.Gateway.Publishing;
using EdgeStock.Ledger;
using EdgeStock.Tests.Domain.Alarms;
using EdgeStock.Tests.Domain.Following;

namespace EdgeStock.Tests.Gateway.Alarms;

/// <summary>Limits that goods made stricter, as people and subscribers see them.</summary>
public sealed class StockLimitsShownTests
{
    private static readonly Payloads Payloads = new(new LedgerIdentity("lund", "ward-3", 1_772_431_200));

    [Fact]
    public void The_climate_message_names_limits_and_goods_and_judges_by_them()
    {
        var (site, bench) = (FollowingBench.Site(), FollowingBench.Begin());
        var minute = new ClimateMinute("north", bench.Now, new(20, 20, 20, 6), null, Quality.Good);
        Assert.DoesNotContain("stockLimits", Message(), StringComparison.Ordinal);
        Assert.Contains("\"inLimits\":true", Message(), StringComparison.Ordinal);
        bench.Receive(FollowingBench.Insulin, "A");

        Assert.Contains(
            "\"stockLimits\":{\"temperature\":{\"low\":8,\"high\":15,\"lowBecause\":{\"article\":\"insulin\",\"lot\":\"A\",\"profile\":\"med-cool\"},\"highBecause\":{\"article\":\"insulin\",\"lot\":\"A\",\"profile\":\"med-cool\"},\"seq\":", Message(), StringComparison.Ordinal);
        Assert.Contains("\"inLimits\":false", Message(), StringComparison.Ordinal);

        string Message() => Encoding.UTF8.GetString(Payloads.Climate(LimitsInForce.Of(site, bench.Projection, site.ClimatePoints[0]), minute, bench.Projection).Payload.Span);
    }

    [Fact]
    public void An_alarm_says_the_reason_of_its_limit_in_words_and_in_its_message()
    {
        var bench = FollowingBench.Begin();
        bench.Receive(FollowingBench.Insulin, "A");
        bench.Minutes(17, 20);

        var view = bench.View(AlarmBench.High);
        Assert.Equal("north temperature too high: 20.0 °C, limit 15.0 °C (25 → 15 °C because of insulin lot A (med-cool))", AlarmWords.About(view));
        Assert.Contains("\"because\":\"25 → 15 °C because of insulin lot A (med-cool)\"", Encoding.UTF8.GetString(Payloads.Alarm(view).Payload.Span), StringComparison.Ordinal);
    }
}
