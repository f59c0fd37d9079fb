using EdgeStock.Domain;
using EdgeStock.Gateway.Intake;
using EdgeStock.Gateway.Operations;

namespace EdgeStock.Tests.Gateway.Alarms;

/// <summary>What the site file and the command line say of alarms.</summary>
public sealed class AlarmSettingsTests
{
    private const string Site = """
        site: lund
        gateway: ward-3
        timezone: Europe/Stockholm
        rooms: [{id: sterile, class: sterile}]
        devices: [{id: climate-1, kind: climate, room: sterile, interval_s: 10, calibration: {temperature_offset: 0.1, due: 2027-03-31}}]
        climate: [{id: north, room: sterile, device: climate-1, profile: se-sterile, temperature_alarms: {deadband: 0.4, off_delay_min: 3, rate_most: 3, rate_within_min: 15}}]

        """;

    [Fact]
    public void A_file_that_says_nothing_has_the_defaults()
    {
        var policy = SiteFile.Parse(Site).Site.Alarms;

        Assert.Equal(AlarmPolicy.Default.Escalations, policy.Escalations);
        Assert.Equal(AlarmPolicy.Default with { Escalations = [] }, policy with { Escalations = [] });
    }

    [Fact]
    public void A_file_may_say_everything()
    {
        var policy = SiteFile.Parse(Site + "alarms: {escalate_after_min: 5, escalate_again_after_min: 12, realarm_min: 0, longest_shelving_min: 60, longest_suppression_min: 90, stale_min: 10, fault_delay_min: 1, away_min: 4}\n").Site.Alarms;

        Assert.Equal([TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(12)], policy.Escalations);
        Assert.Null(policy.Realarm);
        Assert.Equal((60d, 90d, 10d, 1d, 4d), (policy.LongestShelving.TotalMinutes, policy.LongestSuppression.TotalMinutes, policy.Stale.TotalMinutes, policy.FaultDelay.TotalMinutes, policy.Away.TotalMinutes));
        Assert.Empty(SiteFile.Parse(Site + "alarms: {escalate_after_min: 0}\n").Site.Alarms.Escalations);
    }

    [Fact]
    public void A_point_has_its_profiles_outer_limits_and_its_own_deadband_and_rate()
    {
        var site = SiteFile.Parse(Site).Site;
        var (temperature, humidity) = (site.ClimatePoints[0].Channels[0], site.ClimatePoints[0].Channels[1]);

        Assert.Equal((30d, TimeSpan.FromMinutes(5), 0.4, TimeSpan.FromMinutes(3)), (temperature.OuterHigh, temperature.OuterHold, temperature.Deadband, temperature.OffDelay));
        Assert.Equal(new RateLimit(3, TimeSpan.FromMinutes(15)), temperature.Rate);
        Assert.Equal((80d, TimeSpan.FromMinutes(15), null, TimeSpan.FromMinutes(5)), (humidity.OuterHigh, humidity.OuterHold, humidity.Deadband, humidity.OffDelay));
        Assert.Equal(new DateOnly(2027, 3, 31), site.Devices[0].CalibrationDue);
        Assert.Equal(
            [
                "north-temperature-low", "north-temperature-high", "north-temperature-high-high", "north-temperature-rate", "north-humidity-low", "north-humidity-high", "north-humidity-high-high",
                "north-no-data", "north-sensor-fault", "climate-1-calibration", "sterile-devices-absent", "sterile-dew-margin-warning", "sterile-dew-margin", "gateway-restart",
            ],
            AlarmDefinition.Of(site).Select(d => d.Id));
    }

    [Theory]
    [InlineData("alarms: {escalate_after_min: 20, escalate_again_after_min: 20}", "must be more than escalate_after_min")]
    [InlineData("alarms: {escalate_after: 20}", "escalate_after")]
    [InlineData("alarms: {stale_min: 0}", "stale_min")]
    public void A_wrong_one_is_refused_with_the_field(string line, string says) =>
        Assert.Contains(says, Assert.Throws<SiteFileException>(() => SiteFile.Parse(Site + line + "\n")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_wrong_day_of_calibration_is_refused() =>
        Assert.Contains("must be a day such as", Assert.Throws<SiteFileException>(() => SiteFile.Parse(Site.Replace("2027-03-31", "31/3", StringComparison.Ordinal))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("90s", 1.5)]
    [InlineData("30m", 30)]
    [InlineData("2h", 120)]
    [InlineData("1.5h", 90)]
    [InlineData("1d", 1440)]
    public void A_time_on_the_command_line_has_a_unit(string text, double minutes) => Assert.Equal(minutes, AlarmTime.Minutes(text), 9);

    [Theory]
    [InlineData("")]
    [InlineData("30")]
    [InlineData("h")]
    [InlineData("-5m")]
    [InlineData("1e9m")]
    [InlineData("two hours")]
    public void What_has_none_is_refused(string text) => Assert.Contains("write a time as 30m", Assert.Throws<CommandException>(() => AlarmTime.Minutes(text)).Message, StringComparison.Ordinal);
}
