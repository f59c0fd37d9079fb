using EdgeStock.Domain;
using EdgeStock.Tests.Domain.Alarms;

namespace EdgeStock.Tests.Domain.Following;

/// <summary>Limits that follow the stock at a point whose limits are guarded by its sensor's uncertainty: here 0.5 K.</summary>
public sealed class GuardedFollowingTests
{
    private static readonly Site Place = FollowingBench.Site() is var site
        ? site with { ClimatePoints = [site.ClimatePoints[0] with { Channels = [AlarmBench.Channel with { Low = 10.5, High = 24.5, Guard = 0.5 }] }] } : throw new InvalidOperationException();

    [Fact]
    public void A_label_is_kept_off_by_the_uncertainty_and_the_points_own_limit_is_not_kept_off_again()
    {
        var bench = FollowingBench.Begin(Place);

        // Tablets of med-room ask for 15 to 25 °C: guarded 15.5 to 24.5, of which the upper one is the point's own already.
        bench.Receive(FollowingBench.Tablet, "A");
        Assert.Equal((15.5, 24.5), bench.Limits(Place));
        bench.Receive(FollowingBench.Tablet, "B");
        bench.Tick(4000);

        Assert.Equal((15.5, 24.5), bench.Limits(Place));
        Assert.Single(bench.Told.OfType<ClimateLimitsChanged>());
        FollowingBench.AssertRebuilds(bench, Place);
    }

    [Fact]
    public void A_label_that_leaves_no_room_within_the_guard_is_told_once_and_not_applied()
    {
        var bench = FollowingBench.Begin(Place with { ClimatePoints = [Place.ClimatePoints[0] with { Channels = [AlarmBench.Channel with { Low = 14.4, High = 24.5, Guard = 0.5 }] }] });

        // Insulin of med-cool asks for 8 to 15 °C, guarded to 14.5: with 14.4 that leaves no two deadbands.
        bench.Receive(FollowingBench.Insulin, "A");
        bench.Tick(600);

        Assert.Empty(bench.Told.OfType<ClimateLimitsChanged>());
        Assert.Equal(FollowingBench.Insulin, Assert.Single(Assert.Single(bench.Told.OfType<StorageConflictsChanged>()).Conflicts).Goods.Article);
    }
}
