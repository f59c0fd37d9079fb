using EdgeStock.Domain;

namespace EdgeStock.Tests.Domain;

public sealed class ClimateRulesTests
{
    // Known answers of the climate mathematics, made with an independent implementation.
    [Theory]
    [InlineData(25, 80, 21.31)]
    [InlineData(22, 50, 11.11)]
    [InlineData(22, 70, 16.28)]
    [InlineData(25, 60, 16.70)]
    [InlineData(25, 100, 25.00)]
    public void A_dew_point_follows_from_temperature_and_humidity(double celsius, double humidity, double dew) =>
        Assert.Equal(dew, DewPoint.From(celsius, humidity)!.Value, 0.05);

    [Theory]
    [InlineData(0)]
    [InlineData(0.1)]
    [InlineData(-5)]
    public void Bone_dry_air_has_no_dew_point(double humidity) => Assert.Null(DewPoint.From(22, humidity));

    [Fact]
    public void A_humidity_above_a_hundred_counts_as_a_hundred() => Assert.Equal(DewPoint.From(20, 100), DewPoint.From(20, 104));

    // Vårdhandboken (sterile goods), Swedish practice (medicines), AAMI and Danish limits; hold times are proposals.
    [Theory]
    [InlineData("se-sterile", 19.0, 25.0, 30, 30.0, 70.0, 60)]
    [InlineData("dk-sterile", null, 24.0, 30, null, 70.0, 60)]
    [InlineData("us-sterile", null, 24.0, 30, null, 60.0, 60)]
    [InlineData("med-room", 15.0, 25.0, 30, null, null, 60)]
    [InlineData("med-cool", 8.0, 15.0, 20, null, null, 60)]
    [InlineData("med-fridge", 2.0, 8.0, 15, null, null, 60)]
    [InlineData("med-freezer", null, -15.0, 20, null, null, 60)]
    [InlineData("general", 10.0, 30.0, 60, 30.0, 70.0, 60)]
    public void A_profile_holds_the_limits_of_its_kind_of_store(string id, double? low, double? high, int hold, double? dry, double? damp, int humidityHold) =>
        Assert.Equal(
            new ClimateProfile(id, low, high, TimeSpan.FromMinutes(hold), dry, damp, TimeSpan.FromMinutes(humidityHold)),
            ClimateProfile.Find(id)! with { OuterLow = null, OuterHigh = null, OuterHold = default, OuterHumidityHigh = null, OuterHumidityHold = default, AtOnce = null, Cumulative = null, Kinetic = null, DewMargin = null });

    // The climate rules: HH 30 °C after 5 min and 80 % after 15 min in a sterile store, 30 °C after 15 min for medicines, LL 0 °C after 5 min in a fridge.
    [Theory]
    [InlineData("se-sterile", null, 30.0, 5, 80.0, 15)]
    [InlineData("med-room", null, 30.0, 15, null, 0)]
    [InlineData("med-fridge", 0.0, null, 5, null, 0)]
    [InlineData("general", null, null, 0, null, 0)]
    public void A_profile_holds_outer_limits_with_delays_of_their_own(string id, double? lowLow, double? highHigh, int hold, double? damp, int humidityHold)
    {
        var profile = ClimateProfile.Find(id)!;

        Assert.Equal((lowLow, highHigh, TimeSpan.FromMinutes(hold)), (profile.OuterLow, profile.OuterHigh, profile.OuterHold));
        Assert.Equal((damp, TimeSpan.FromMinutes(humidityHold)), (profile.OuterHumidityHigh, profile.OuterHumidityHold));
    }

    // The climate rules: medicines in a room 24 h above 25 °C in 30 days, 40 °C at once, MKT up to 25 over 30 days; in a fridge MKT up to 8 over
    // 24 h; a dew margin of 2 and 1 K in a sterile store.
    [Fact]
    public void A_profile_holds_limits_over_running_windows_and_of_nearness_to_dew()
    {
        var (room, fridge, sterile) = (ClimateProfile.Find("med-room")!, ClimateProfile.Find("med-fridge")!, ClimateProfile.Find("se-sterile")!);

        Assert.Equal((40d, new CumulativeLimit(25, 24, 30), new KineticLimit(25, TimeSpan.FromDays(30))), (room.AtOnce!.Value, room.Cumulative, room.Kinetic));
        Assert.Equal((null, null, new KineticLimit(8, TimeSpan.FromHours(24))), (fridge.AtOnce, fridge.Cumulative, fridge.Kinetic));
        Assert.Equal((new DewMarginLimit(2, 1), TimeSpan.FromMinutes(15)), (sterile.DewMargin, sterile.DewMargin!.Hold));
        Assert.All(ClimateProfile.All.Except([room, fridge, sterile]), p => Assert.Null((object?)p.Cumulative ?? (object?)p.Kinetic ?? (object?)p.DewMargin ?? p.AtOnce));
    }

    [Fact]
    public void There_are_these_profiles_and_no_others()
    {
        Assert.Equal(8, ClimateProfile.All.Count);
        Assert.Equal(8, ClimateProfile.All.Select(p => p.Id).Distinct().Count());
        Assert.Null(ClimateProfile.Find("SE-STERILE"));
        Assert.Null(ClimateProfile.Find("se-sterile-2"));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0.6826895)]
    [InlineData(1.96, 0.9500042)]
    [InlineData(-1.96, 0.9500042)]
    [InlineData(3, 0.9973002)]
    [InlineData(50, 1)]
    public void The_normal_distribution_is_that_of_the_tables(double z, double within) => Assert.Equal(within, Normal.Within(z), 2e-7);
}
