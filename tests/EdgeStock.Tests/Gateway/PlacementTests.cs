using EdgeStock.Domain;
using EdgeStock.Gateway.Intake;

namespace EdgeStock.Tests.Gateway;

/// <summary>What a sensor hangs in, as the site file says it.</summary>
public sealed class PlacementTests
{
    private const string Text = "site: lund\ngateway: ward-3\ntimezone: UTC\nrooms: [{id: r, class: pharmacy}]\ndevices: [{id: d, kind: climate, room: r, interval_s: 30}]\nclimate: [{id: wall, room: r, device: d, PROFILE, sensor: ds18b20}]\n";

    [Theory]
    [InlineData("profile: med-room", ClimatePlacement.Air)]
    [InlineData("profile: med-cool", ClimatePlacement.Air)]
    [InlineData("profile: med-room, placement: surface", ClimatePlacement.Surface)]
    [InlineData("profile: med-fridge", ClimatePlacement.Fridge)]
    [InlineData("profile: med-freezer", ClimatePlacement.Fridge)]
    [InlineData("profile: med-cool, placement: fridge", ClimatePlacement.Fridge)]
    [InlineData("profile: med-fridge, placement: air", ClimatePlacement.Air)]
    public void A_refrigerators_profile_says_where_its_sensor_hangs_unless_the_file_does(string point, ClimatePlacement placement)
    {
        Assert.Equal(placement, Assert.Single(SiteFile.Parse(Text.Replace("PROFILE", point, StringComparison.Ordinal)).Site.ClimatePoints).Placement);
    }

    [Fact]
    public void A_surface_without_a_profile_is_only_recorded()
    {
        var point = Assert.Single(SiteFile.Parse(Text.Replace("PROFILE", "placement: surface", StringComparison.Ordinal)).Site.ClimatePoints);

        Assert.Null(point.Profile);
        Assert.Empty(Assert.Single(point.Channels).Limits());
    }

    [Theory]
    [InlineData("placement: wall", "must be one of air, surface, fridge")]
    [InlineData("placement: air", "'profile' is missing")]
    [InlineData("placement: fridge", "'profile' is missing")]
    public void Another_place_and_another_sensor_without_limits_are_refused_with_their_line(string point, string word)
    {
        var e = Assert.Throws<SiteFileException>(() => SiteFile.Parse(Text.Replace("PROFILE", point, StringComparison.Ordinal)));

        Assert.Contains(word, e.Message, StringComparison.Ordinal);
        Assert.StartsWith("line 6: ", e.Message, StringComparison.Ordinal);
    }
}
