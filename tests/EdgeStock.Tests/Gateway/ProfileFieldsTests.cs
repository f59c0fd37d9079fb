using EdgeStock.Domain;
using EdgeStock.Gateway.Intake;
using EdgeStock.Gateway.Intake.Csv;
using EdgeStock.Gateway.Operations;

namespace EdgeStock.Tests.Gateway;

/// <summary>A site's own climate profiles.</summary>
public sealed class ProfileFieldsTests
{
    [Fact]
    public void A_profile_may_say_everything()
    {
        var profile = Read("""
            - id: vault
              temperature: {low_low: 1, low: 2, high: 8, high_high: 12, at_once: 20, delay_min: 10, outer_delay_min: 3, deadband: 0.3}
              humidity: {low: 20, high: 60, high_high: 75, delay_min: 45, outer_delay_min: 7, deadband: 1.5}
              off_delay_min: 6
              rate: {most: 3, within_min: 20}
              cumulative: {above: 8, hours: 12, within_days: 14}
              mkt: {limit: 7.5, window_h: 48}
              dew_margin: {warn: 3, alarm: 1.5, delay_min: 20, off_delay_min: 4, deadband: 0.6}
              credible: {low: -5, high: 28}
            """);

        Assert.Equal(
            new ClimateProfile("vault", 2, 8, TimeSpan.FromMinutes(10), 20, 60, TimeSpan.FromMinutes(45))
            {
                OuterLow = 1,
                OuterHigh = 12,
                AtOnce = 20,
                OuterHold = TimeSpan.FromMinutes(3),
                Deadband = 0.3,
                OuterHumidityHigh = 75,
                OuterHumidityHold = TimeSpan.FromMinutes(7),
                HumidityDeadband = 1.5,
                OffDelay = TimeSpan.FromMinutes(6),
                Rate = new(3, TimeSpan.FromMinutes(20)),
                Cumulative = new(8, 12, 14),
                Kinetic = new(7.5, TimeSpan.FromHours(48)),
                DewMargin = new(3, 1.5) { Hold = TimeSpan.FromMinutes(20), OffDelay = TimeSpan.FromMinutes(4), Deadband = 0.6 },
                Credible = new(-5, 28),
            },
            profile);
    }

    [Fact]
    public void One_that_is_based_on_another_changes_only_what_it_says()
    {
        var profile = Read("- {id: insulin, based_on: med-fridge, temperature: {high: 7.5, delay_min: 10}, mkt: none}");

        Assert.Equal(ClimateProfile.Find("med-fridge")! with { Id = "insulin", BasedOn = "med-fridge", High = 7.5, Hold = TimeSpan.FromMinutes(10), Kinetic = null }, profile);
    }

    [Fact]
    public void One_of_its_own_may_be_based_on_another_that_stands_above()
    {
        var site = Site("- {id: a, based_on: med-room, cumulative: {hours: 12}}\n- {id: b, based_on: a, temperature: {at_once: none}}", "b");

        Assert.Equal((new CumulativeLimit(25, 12, 30), null), (site.OwnProfiles[1].Cumulative, site.OwnProfiles[1].AtOnce));
        Assert.Equal(("b", site.OwnProfiles[1]), (site.ClimatePoints[0].Profile, site.ClimatePoints[0].Rules));
    }

    [Fact]
    public void A_point_takes_all_that_its_profile_says_of_values()
    {
        var site = Site("- {id: a, based_on: med-room, temperature: {deadband: 0.4}, off_delay_min: 7, rate: {most: 4, within_min: 30}}", "a");
        var channel = site.ClimatePoints[0].Channels[0];

        Assert.Equal((15d, 25d, 30d, 40d, 0.4, TimeSpan.FromMinutes(7)), (channel.Low, channel.High, channel.OuterHigh, channel.AtOnce, channel.DeadbandInForce(), channel.OffDelay));
        Assert.Equal(new RateLimit(4, TimeSpan.FromMinutes(30)), channel.Rate);
        Assert.Equal(
            ["p-temperature-low", "p-temperature-high", "p-temperature-high-high", "p-temperature-at-once", "p-temperature-rate", "p-cumulative-warning", "p-cumulative", "p-mkt-unknown", "p-mkt"],
            AlarmDefinition.Of(site).Select(d => d.Id).TakeWhile(id => id != "p-no-data"));
    }

    [Theory]
    [InlineData("- {id: med-room, temperature: {high: 20}}", "is a built-in profile")]
    [InlineData("- {id: a, based_on: nothing}", "must be one of se-sterile")]
    [InlineData("- {id: a}", "limits nothing")]
    [InlineData("- {id: a, temperature: {low: 8, high: 8}}", "'high' 8 must be more than low 8")]
    [InlineData("- {id: a, temperature: {low_low: 3, low: 2, high: 8}}", "'low' 2 must be more than low_low 3")]
    [InlineData("- {id: a, temperature: {high: 25, high_high: 24}}", "'high_high' 24 must be more than high 25")]
    [InlineData("- {id: a, temperature: {high: 25, high_high: 30, at_once: 30}}", "'at_once' 30 must be more than high_high 30")]
    [InlineData("- {id: a, based_on: med-room, temperature: {high: 31}}", "'high_high' 30 must be more than high 31")]
    [InlineData("- {id: a, temperature: {high: 25, delay_min: -1}}", "must be a number from 0 to 1440")]
    [InlineData("- {id: a, temperature: {low: 2, high: 3, deadband: 1.5}}", "could never end")]
    [InlineData("- {id: a, humidity: {low: 60, high: 50}}", "'high' 50 must be more than low 60")]
    [InlineData("- {id: a, based_on: med-room, cumulative: {hours: 720}}", "must be less than the 720 hours")]
    [InlineData("- {id: a, based_on: med-cool, cumulative: {above: 15, hours: 2}}", "'within_days' is missing")]
    [InlineData("- {id: a, based_on: med-room, mkt: {window_h: 8760}}", "must be a number from 1 to 720")]
    [InlineData("- {id: a, based_on: se-sterile, dew_margin: {alarm: 2}}", "must be less than the 2 K that warn")]
    [InlineData("- {id: a, based_on: med-room, credible: {low: 10, high: 24}}", "time that nobody measured would count as good")]
    [InlineData("- {id: a, temperature: {high: 45}}", "time that nobody measured would count as good")]
    [InlineData("- {id: a, based_on: med-room, credible: {low: 10, high: 9}}", "must be more than 10")]
    [InlineData("- {id: a, temperature: {hgih: 25}}", "field 'hgih' is not known here")]
    [InlineData("- {id: a, based_on: med-room}\n- {id: a, based_on: med-fridge}", "stands already at line")]
    public void A_wrong_one_is_refused_with_its_line(string text, string problem)
    {
        var refused = Assert.Throws<SiteFileException>(() => Site(text, "med-room"));

        Assert.Contains(problem, refused.Message, StringComparison.Ordinal);
        Assert.InRange(refused.Line, 6, 7);
    }

    [Fact]
    public void A_point_with_a_name_that_is_none_is_told_all_names() =>
        Assert.Contains("general, vault", Assert.Throws<SiteFileException>(() => Site("- {id: vault, based_on: med-room}", "vualt")).Message, StringComparison.Ordinal);

    [Fact]
    public void What_a_new_figure_in_a_profile_changes_is_said_of_it_and_of_its_points()
    {
        var (before, after) = (Site("- {id: a, based_on: med-room}", "a"), Site("- {id: a, based_on: med-room, cumulative: {hours: 12}, temperature: {at_once: 38}}", "a"));

        Assert.Equal(
            ["profile a temperature at_once 40 38", "profile a cumulative hours 24 12", "climate p temperature at_once 40 38", "climate p cumulative hours 24 12"],
            SiteDiff.Between(before, after).Select(c => $"{c.Part} {c.Id} {c.Field} {c.Was} {c.Now}"));
        Assert.Equal([("profile", ChangeKind.Added)], SiteDiff.Between(Site("", "med-room"), Site("- {id: a, based_on: med-room}", "med-room")).Select(c => (c.Part, c.Change)));
    }

    [Fact]
    public void An_article_of_the_catalogue_may_be_kept_at_it()
    {
        var own = Site("- {id: vault, based_on: med-room}", "vault").OwnProfiles;
        var file = System.Text.Encoding.UTF8.GetBytes("artikel;benämning;produktgrupp;förvaringsprofil\na;A;ppe;vault\n");

        Assert.Empty(CatalogueFile.Read(file, Catalogue.Empty, false, own).Problems);
        Assert.Contains("'vault' must be one of", Assert.Single(CatalogueFile.Read(file, Catalogue.Empty, false).Problems).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void All_of_them_are_listed_with_their_limits_and_their_sources()
    {
        var site = Site("- {id: vault, based_on: med-room, cumulative: {hours: 12}}", "vault");
        var lines = site.Profiles().SelectMany(p => ProfileWords.Of(p, p.Id == "vault" ? ["p"] : [])).ToList();
        var at = lines.IndexOf("vault (in force at p)");

        Assert.Equal(
            [
                "  temperature: below 15 °C after 30 min, above 25 °C after 30 min, above 30 °C after 15 min, above 40 °C at once",
                "  warm time: more than 12 h above 25 °C within 30 days; warns at 9 h",
                "  mean kinetic temperature: more than 25 °C over 30 days",
                "  judged with: deadband 0.5 K and 2 %, back for 5 min; time not measured counts as 5 to 40 °C",
                "  source: the site file, going by med-room",
            ],
            lines.Skip(at + 1).Take(5));
        Assert.Contains("  dew margin: warns below 2 K, alarm below 1 K, after 15 min", lines);
        Assert.All(ClimateProfile.All.Where(p => p.Id != "general"), p => Assert.Contains("(P)", ProfileWords.Source(p), StringComparison.Ordinal));

        using var json = System.Text.Json.JsonDocument.Parse(ClimateProfilesCommand.Json([.. site.Profiles()], site));
        var last = json.RootElement.GetProperty("profiles").EnumerateArray().Last();
        Assert.Equal(("vault", false, "12"), (last.GetProperty("profile").GetString(), last.GetProperty("builtIn").GetBoolean(), last.GetProperty("limits").GetProperty("cumulative hours").GetString()));
        Assert.Contains("confirms it before use", json.RootElement.GetProperty("note").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Own_deadband_off_delay_window_and_range_judge_an_excursion()
    {
        var rules = Read("- {id: a, temperature: {high: 25, deadband: 0.1}, off_delay_min: 2, mkt: {limit: 24, window_h: 48}, credible: {low: 10, high: 35}}");
        var trace = new ClimateTrace(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddHours(3));
        for (var i = 0; i < 180; i++)
        {
            // Ten minutes above, four back by 0.2 K, ten above, back for good: the usual deadband makes one excursion of it.
            var celsius = i is (>= 60 and < 70) or (>= 74 and < 84) ? 26_000 : 24_800;
            trace.Add(new("p", i * 60, new(celsius, celsius, celsius, 1), null, 0), ClimateLimits.Of(rules));
        }

        var judged = ExcursionJudgement.Of(trace, DateTimeOffset.UnixEpoch, rules);

        Assert.Equal(2, judged.Count);
        Assert.Single(ExcursionJudgement.Of(trace, DateTimeOffset.UnixEpoch));
        Assert.Equal((TimeSpan.FromHours(48), 24d, new CredibleRange(10, 35)), (judged[0].Window!.Length, judged[0].KineticLimit!.Value, judged[0].Credible!.Value));
    }

    private static ClimateProfile Read(string text) => Site(text, "med-room").OwnProfiles.Single();

    private static Site Site(string profiles, string profile) => SiteFile.Parse($$"""
        site: lund
        gateway: ward-3
        timezone: Europe/Stockholm
        rooms: [{id: pharmacy, class: pharmacy}]
        profiles:{{(profiles.Length == 0 ? " []" : "\n" + profiles)}}
        devices: [{id: c-1, kind: climate, room: pharmacy, interval_s: 60}]
        climate: [{id: p, room: pharmacy, device: c-1, profile: {{profile}}}]
        """).Site;
}
