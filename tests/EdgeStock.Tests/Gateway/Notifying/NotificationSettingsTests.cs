using EdgeStock.Domain;
using EdgeStock.Gateway.Intake;

namespace EdgeStock.Tests.Gateway.Notifying;

/// <summary>What the site file says of who is told.</summary>
public sealed class NotificationSettingsTests
{
    private const string Site = """
        site: lund
        gateway: ward-3
        timezone: Europe/Stockholm
        rooms: [{id: sterile, class: sterile}, {id: cold, class: pharmacy}]

        """;

    private const string Whole = Site + """
        notifications:
          language: en
          group_s: 5
          undelivered_min: 3
          returned: false
          recipients: [anna, bo, manager]
          on_call:
            - id: jour
              otherwise: anna
              shifts:
                - {days: [mon, fri], from: "16:00", until: "07:00", recipient: bo}
                - {from: "07:00", until: "16:00", recipient: manager}
              exceptions:
                - {date: 2026-12-24, recipient: manager}
                - {date: 2026-12-31, from: "16:00", until: "08:00", recipient: bo}
          steps:
            - {to: [jour], by: [mail, webhook]}
            - {to: manager, by: webhook, severity: high, rooms: [cold]}
          drill: {day: 3, at: "10:00"}

        """;

    [Fact]
    public void A_file_that_says_nothing_tells_nobody()
    {
        var policy = SiteFile.Parse(Site).Site.Notifications;

        Assert.Same(NotificationPolicy.None, policy);
        Assert.False(policy.TellsAnybody());
    }

    [Fact]
    public void A_file_may_say_everything()
    {
        var policy = SiteFile.Parse(Whole).Site.Notifications;

        Assert.Equal((NotificationLanguage.English, 5d, 3d, false), (policy.Language, policy.Group.TotalSeconds, policy.Undelivered.TotalMinutes, policy.Returned));
        Assert.Equal(new DrillDay(3, new(10, 0)), policy.Drill);
        var calendar = Assert.Single(policy.OnCall);
        Assert.Equal([DayOfWeek.Monday, DayOfWeek.Friday], calendar.Shifts[0].Days);
        Assert.Equal((new TimeOnly(16, 0), new TimeOnly(7, 0), "bo"), (calendar.Shifts[0].From, calendar.Shifts[0].Until, calendar.Shifts[0].Recipient));
        Assert.Equal(7, calendar.Shifts[1].Days.Count);
        Assert.Equal([new(new(2026, 12, 24), default, default, "manager"), new OnCallException(new(2026, 12, 31), new(16, 0), new(8, 0), "bo")], calendar.Exceptions);
        Assert.Equal((AlarmSeverity.Low, AlarmSeverity.High), (policy.Steps[0].Severity, policy.Steps[1].Severity));
        Assert.Equal(["cold"], policy.Steps[1].Rooms);
    }

    [Fact]
    public void A_short_file_has_the_defaults()
    {
        var policy = SiteFile.Parse(Site + "notifications: {recipients: [anna], steps: [{to: anna, by: mail}]}\n").Site.Notifications;

        Assert.Equal((NotificationLanguage.Swedish, 20d, 5d, true), (policy.Language, policy.Group.TotalSeconds, policy.Undelivered.TotalMinutes, policy.Returned));
        Assert.Null(policy.Drill);
    }

    [Theory]
    [InlineData("{recipients: [anna]}", 5, "names nobody to be told")]
    [InlineData("{recipients: [Anna Ek], steps: [{to: x, by: mail}]}", 5, "'Anna Ek' must be made of a-z")]
    [InlineData("{recipients: [a@b.se], steps: [{to: x, by: mail}]}", 5, "an address stands in the gateway's settings")]
    [InlineData("{recipients: [anna], steps: [{to: ana, by: mail}]}", 5, "'ana' is neither a recipient nor a calendar: there are anna")]
    [InlineData("{recipients: [anna], steps: [{to: anna, by: sms}]}", 5, "'sms' is no channel: there are mail, webhook")]
    [InlineData("{recipients: [anna], steps: [{to: anna, by: mail, rooms: [attic]}]}", 5, "'attic' is no room: there are sterile, cold")]
    [InlineData("{recipients: [anna], steps: [{to: [], by: mail}]}", 5, "'to' is missing or empty")]
    [InlineData("{recipients: [anna], steps: [{to: anna, by: mail, severty: low}]}", 5, "'severty' is not known")]
    [InlineData("{recipients: [anna], steps: [{to: anna, by: mail}], drill: {day: 31, at: '10:00'}}", 5, "'day'")]
    [InlineData("{recipients: [anna], steps: [{to: anna, by: mail}], drill: {day: 3, at: '24:00'}}", 5, "midnight is \"00:00\"")]
    [InlineData("{recipients: [anna], steps: [{to: anna, by: mail}], language: de}", 5, "must be sv or en")]
    [InlineData("{recipients: [anna], steps: [{to: anna, by: mail}], on_call: [{id: anna, otherwise: anna}]}", 5, "'anna' names two things")]
    [InlineData("{recipients: [anna], steps: [{to: anna, by: mail}], on_call: [{id: jour}]}", 5, "'otherwise' is missing")]
    [InlineData("{recipients: [anna], steps: [{to: anna, by: mail}], on_call: [{id: jour, otherwise: bo}]}", 5, "'bo' is not among the recipients")]
    [InlineData("{recipients: [anna], steps: [{to: anna, by: mail}], on_call: [{id: jour, otherwise: anna, shifts: [{days: [mo], from: '07:00', until: '08:00', recipient: anna}]}]}", 5, "'mo' must be one of sun, mon")]
    [InlineData("\n  recipients: [anna]\n  steps:\n    - {to: anna, by: mail}\n    - {to: anna, by: mail}\n    - {to: anna, by: mail}\n    - {to: anna, by: mail}", 11, "step 4 is never called")]
    public void What_would_leave_an_alarm_untold_is_refused_with_its_line(string section, long line, string says)
    {
        var e = Assert.Throws<SiteFileException>(() => SiteFile.Parse($"{Site}notifications: {section}\n"));

        Assert.Contains(says, e.Message, StringComparison.Ordinal);
        Assert.Equal(line, e.Line);
    }

    [Fact]
    public void Another_file_is_compared_field_by_field()
    {
        var (before, after) = (SiteFile.Parse(Whole).Site, SiteFile.Parse(Whole.Replace("group_s: 5", "group_s: 6", StringComparison.Ordinal).Replace("by: webhook", "by: mail", StringComparison.Ordinal).Replace("2026-12-24", "2026-12-25", StringComparison.Ordinal)).Site);

        Assert.Equal(
            [
                "~ notifications site: group_s 5 → 6",
                "~ on-call jour: exceptions 2026-12-24 00:00-00:00 manager; 2026-12-31 16:00-08:00 bo → 2026-12-25 00:00-00:00 manager; 2026-12-31 16:00-08:00 bo",
                "~ step 2: by webhook → mail",
            ],
            SiteDiff.Between(before, after).Select(c => c.ToString()));
        Assert.Contains("- step 2", SiteDiff.Between(before, SiteFile.Parse(Site).Site).Select(c => c.ToString()));
    }
}
