using EdgeStock.Mqtt;

namespace EdgeStock.Tests.Mqtt;

public sealed class BackoffTests
{
    private static readonly double[] Ceilings = [1, 2, 4, 8, 16, 32, 60, 60, 60];

    [Fact]
    public void Waits_lie_between_nothing_and_a_ceiling_that_doubles_up_to_a_minute()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var backoff = new Backoff(seed);
            Assert.All(Ceilings, ceiling => Assert.InRange(backoff.Next().TotalSeconds, 0, ceiling));
        }
    }

    [Fact]
    public void Waits_spread_over_the_whole_range_so_that_gateways_do_not_come_back_together()
    {
        var first = Enumerable.Range(0, 200).Select(seed => new Backoff(seed).Next().TotalSeconds).ToList();

        Assert.Contains(first, wait => wait < 0.25);
        Assert.Contains(first, wait => wait > 0.75);
    }

    [Fact]
    public void After_a_reset_the_first_ceiling_holds_again()
    {
        var backoff = new Backoff(1);
        for (var n = 0; n < 10; n++)
        {
            backoff.Next();
        }

        backoff.Reset();

        Assert.InRange(backoff.Next().TotalSeconds, 0, 1);
    }
}
