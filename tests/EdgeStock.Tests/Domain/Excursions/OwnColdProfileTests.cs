using EdgeStock.Domain;
using EdgeStock.Tests.Domain.Alarms;
using EdgeStock.Tests.Domain.Following;

namespace EdgeStock.Tests.Domain.Excursions;

/// <summary>A site's own profile of a cold store counts as cold, as the built-in one that it is made of: by its upper limit.</summary>
public sealed class OwnColdProfileTests
{
    private static readonly ClimateProfile Own = ClimateProfile.Find("med-fridge")! with { Id = "own-cold" };

    [Theory]
    [InlineData("med-fridge", "own-cold")]
    [InlineData("own-cold", "med-fridge")]
    public void Goods_and_refrigerator_find_each_other_under_either_name(string label, string fridge)
    {
        var site = FollowingBench.Site(FollowingBench.Fridge with { Profile = fridge }) with { OwnProfiles = [Own] };
        var bench = new AlarmBench(site);
        Assert.Null(bench.Say(new ImportCatalogue("artiklar.csv", "ab", [FollowingBench.Labelled("serum", label), FollowingBench.Labelled("glove", null)], true)));

        Assert.Equal(["fridge"], Exposure.PointsOf(site, bench.Projection, "sterile", "serum").Select(p => p.Id));
        Assert.Equal(["north"], Exposure.PointsOf(site, bench.Projection, "sterile", "glove").Select(p => p.Id));
    }

    [Fact]
    public void A_planned_window_of_an_own_freezer_is_a_defrost_too()
    {
        var freezer = FollowingBench.Fridge with { Id = "freezer", Profile = "own-frozen", Channels = [AlarmBench.Channel with { Source = "climate-1/freezer", High = -18 }] };
        var site = FollowingBench.Site(freezer);
        var alarm = AlarmDefinition.Of(site).Single(d => d.Id == "freezer-temperature-high").Name;

        Assert.Null(WindowLength.Wrong(site, alarm, TimeSpan.FromMinutes(30)));
        Assert.NotNull(WindowLength.Wrong(site, alarm, TimeSpan.FromMinutes(31)));
    }
}
