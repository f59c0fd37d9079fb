using EdgeStock.FirmwareHost;

namespace EdgeStock.Tests.FirmwareHost;

public sealed class BackoffTests
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    [Fact]
    public void Waits_double_up_to_the_longest_each_jittered_by_at_most_half()
    {
        var backoff = new Backoff(First, Longest, "scale-01");

        foreach (var full in (double[])[0.5, 1, 2, 4, 8, 16, 30, 30, 30])
        {
            Assert.InRange(backoff.After(TimeSpan.Zero).TotalSeconds, full / 2, full);
        }
    }

    [Fact]
    public void A_run_longer_than_the_wait_due_starts_over_and_a_shorter_one_does_not()
    {
        var backoff = new Backoff(First, Longest, "scale-01");
        for (var i = 0; i < 5; i++)
        {
            backoff.After(TimeSpan.Zero);
        }

        Assert.InRange(backoff.After(TimeSpan.FromSeconds(10)).TotalSeconds, 8, 16);
        Assert.InRange(backoff.After(TimeSpan.FromSeconds(31)).TotalSeconds, 0.25, 0.5);
    }

    [Fact]
    public void The_same_name_waits_alike_and_another_differently()
    {
        Assert.Equal(Waits("scale-01"), Waits("scale-01"));
        Assert.NotEqual(Waits("scale-01"), Waits("scale-02"));
    }

    private static List<TimeSpan> Waits(string seed)
    {
        var backoff = new Backoff(First, Longest, seed);
        return [.. Enumerable.Range(0, 6).Select(_ => backoff.After(TimeSpan.Zero))];
    }
}
