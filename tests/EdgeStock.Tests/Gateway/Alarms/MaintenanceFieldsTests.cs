using EdgeStock.Domain;
using EdgeStock.Gateway.Intake;
using EdgeStock.Gateway.Operations;

namespace EdgeStock.Tests.Gateway.Alarms;

/// <summary>Windows of maintenance, and limits that follow stock, in the site file.</summary>
public sealed class MaintenanceFieldsTests
{
    private const string Site = """
        site: lund
        gateway: ward-3
        timezone: Europe/Stockholm
        rooms: [{id: pharmacy, class: pharmacy, limits_follow_stock: true}, {id: sterile, class: sterile}]
        devices: [{id: climate-1, kind: climate, room: pharmacy, interval_s: 10}, {id: climate-2, kind: climate, room: pharmacy, interval_s: 10}]
        climate: [{id: north, room: pharmacy, device: climate-1, profile: med-room}, {id: freezer, room: pharmacy, device: climate-2, profile: med-freezer}]

        """;

    [Fact]
    public void A_file_that_says_nothing_has_none_and_follows_nothing_but_where_it_says_so()
    {
        var site = SiteFile.Parse(Site).Site;

        Assert.Empty(site.Maintenance);
        Assert.Equal([true, false], site.Rooms.Select(r => r.LimitsFollowStock));
        Assert.Contains("pharmacy-goods-misplaced", AlarmDefinition.Of(site).Select(d => d.Id));
    }

    [Fact]
    public void All_three_kinds_are_read_in_local_time()
    {
        var windows = SiteFile.Parse(Site + """
            maintenance:
              - {id: cleaning, reason: städning, points: [north], weekly: {days: [mon, thu], from: "22:30", to: "00:15"}}
              - {id: defrost, reason: avfrostning, points: [freezer], daily: {at: "03:00", minutes: 30}}
              - {id: service, reason: service, alarms: [north-no-data, pharmacy-devices-absent], once: {from: 2026-07-01T08:00, to: "2026-07-01T07:30Z"}}

            """).Site.Maintenance;

        Assert.Equal((TimeSpan.FromMinutes(105), "north"), (windows[0].Times.Longest(), windows[0].Scope()));
        Assert.Equal([DayOfWeek.Monday, DayOfWeek.Thursday], ((WeeklyWindow)windows[0].Times).Days);
        Assert.Equal(new DailyWindow(new(3, 0), TimeSpan.FromMinutes(30)), windows[1].Times);

        // 08:00 in Stockholm in July is 06:00 UTC.
        Assert.Equal(new OnceWindow(new(2026, 7, 1, 6, 0, 0, TimeSpan.Zero), new(2026, 7, 1, 7, 30, 0, TimeSpan.Zero)), windows[2].Times);
        Assert.Equal(["north-no-data", "pharmacy-devices-absent"], AlarmDefinition.Of(SiteFile.Parse(Site).Site).Where(d => windows[2].Holds(d.Name)).Select(d => d.Id));
        Assert.Equal(["freezer-temperature-high", "freezer-no-data", "freezer-sensor-fault"], AlarmDefinition.Of(SiteFile.Parse(Site).Site).Where(d => windows[1].Holds(d.Name)).Select(d => d.Id));
    }

    [Theory]
    [InlineData("points: [freezer], daily: {at: \"03:00\", minutes: 31}", "30 minutes at most here: a freezer's planned defrost is shorter")]
    [InlineData("room: pharmacy, weekly: {days: [mon], from: \"08:00\", to: \"09:00\"}", "suppresses 'freezer-temperature-high'")]
    [InlineData("points: [north], once: {from: 2026-07-01T08:00, to: 2026-07-03T08:00}", "1440 minutes at most here")]
    [InlineData("points: [north], once: {from: 2026-07-01T08:00, to: 2026-07-01T08:00}", "must be after 'from'")]
    [InlineData("points: [north], once: {from: tomorrow, to: 2026-07-01T08:00}", "must be a local time such as")]
    [InlineData("points: [north], weekly: {days: [måndag], from: \"08:00\", to: \"09:00\"}", "'måndag' must be one of sun, mon")]
    [InlineData("points: [north], weekly: {from: \"08:00\", to: \"09:00\"}", "'days' is missing")]
    [InlineData("points: [north], daily: {at: 8, minutes: 30}", "must be a time of the day in quotes")]
    [InlineData("points: [north]", "has one of 'weekly")]
    [InlineData("points: [north], daily: {at: \"08:00\", minutes: 5}, once: {from: 2026-07-01T08:00, to: 2026-07-01T09:00}", "has one of 'weekly")]
    [InlineData("points: [north], room: sterile, daily: {at: \"08:00\", minutes: 5}", "names one of room, points and alarms")]
    [InlineData("points: [south], daily: {at: \"08:00\", minutes: 5}", "'south' is no climate point of this file")]
    [InlineData("room: kitchen, daily: {at: \"08:00\", minutes: 5}", "'kitchen' is no room of this file")]
    [InlineData("alarms: [nothing], daily: {at: \"08:00\", minutes: 5}", "has no alarm 'nothing'")]
    [InlineData("alarms: [gateway-restart], daily: {at: \"08:00\", minutes: 5}", "a restart of the gateway cannot be planned ahead")]
    [InlineData("points: [north], daily: {at: \"08:00\", minutes: 5, days: [mon]}", "field 'days' is not known here")]
    public void A_wrong_one_is_refused_with_its_line(string fields, string says)
    {
        var wrong = Assert.Throws<SiteFileException>(() => SiteFile.Parse(Site + $"maintenance:\n  - {{id: service, reason: service, {fields}}}\n"));

        Assert.Contains(says, wrong.Message, StringComparison.Ordinal);
        Assert.Equal(8, wrong.Line);
    }

    [Fact]
    public void A_difference_is_told_in_the_files_words()
    {
        var before = SiteFile.Parse(Site + "maintenance: [{id: defrost, reason: avfrostning, points: [freezer], daily: {at: \"03:00\", minutes: 30}}]\n").Site;
        var after = SiteFile.Parse(Site.Replace(", limits_follow_stock: true", "", StringComparison.Ordinal) + "maintenance: [{id: defrost, reason: avfrostning, points: [freezer], daily: {at: \"04:00\", minutes: 30}}]\n").Site;

        Assert.Equal(
            ["~ room pharmacy: limits_follow_stock true → (none)", "~ maintenance defrost: times daily 03:00, 30 min → daily 04:00, 30 min"],
            SiteDiff.Between(before, after).Select(c => c.ToString()));
    }

    [Theory]
    [InlineData("2026-03-02T06:30:00Z", "2026-03-02T06:30:00")]
    [InlineData("2026-03-02T06:30+01:00", "2026-03-02T05:30:00")]
    public void An_instant_on_the_command_line_has_its_zone(string text, string utc) =>
        Assert.Equal(utc, AlarmTime.Instant("--from", text).UtcDateTime.ToString("s", System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("2026-03-02T06:30")]
    [InlineData("2026-03-02")]
    [InlineData("now")]
    public void One_without_is_refused(string text) => Assert.Contains("write an instant with its zone", Assert.Throws<CommandException>(() => AlarmTime.Instant("--from", text)).Message, StringComparison.Ordinal);
}
