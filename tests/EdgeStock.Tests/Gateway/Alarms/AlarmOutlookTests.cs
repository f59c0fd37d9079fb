using System.Text;
using System.Text.Json;
using EdgeStock.Domain;
using EdgeStock.Gateway.Operations;
using EdgeStock.Tests.Domain;
using EdgeStock.Tests.Ledger;

namespace EdgeStock.Tests.Gateway.Alarms;

/// <summary>What <c>edgestock alarm list</c> reckons of the ledger's last minutes.</summary>
public sealed class AlarmOutlookTests
{
    // From 26 °C it rises by 0.05 K a minute for 40 minutes, to 28 °C: 30 °C are reached 40 minutes later.
    [Fact]
    public void While_it_is_too_warm_it_says_for_how_long_and_when_the_next_limit_is_passed()
    {
        using var ledger = new ClimateLedger(TestSite.Make(temperature: TestSite.Temperature with { OuterHigh = 30, OuterHold = TimeSpan.FromMinutes(5) }));
        ledger.Air(120, _ => 22).Air(40, i => 26 + (i / 3.0 * 0.05)).Commit();
        var view = ledger.Turn.Projection.Alarms["north-temperature-high"];
        using var reader = ledger.File.Read();

        var outlook = AlarmOutlook.Of(reader, ledger.Site, ledger.Turn.Projection, view, ledger.Now)!;

        Assert.Equal((27.95, 30d), (Math.Round(outlook.Celsius!.Value, 2), outlook.NextLimit!.Value), Near);
        Assert.NotNull(outlook.Budget);
        Assert.True(outlook.Budget.Left.AtLeast < outlook.Budget.Left.AtMost || outlook.Budget.Left.AtMost is null);
        Assert.Contains("°C now; budget left at it", outlook.Words(), StringComparison.Ordinal);
        Assert.Contains("passes 30.0 °C in ", outlook.Words(), StringComparison.Ordinal);
        using var json = Json(outlook);
        Assert.Equal(25, json.RootElement.GetProperty("outlook").GetProperty("budget").GetProperty("limit").GetDouble());
        Assert.InRange(json.RootElement.GetProperty("outlook").GetProperty("minutesToNextLimit").GetDouble(), 20, 60);
    }

    [Fact]
    public void Values_of_an_hour_ago_are_none_of_now()
    {
        using var ledger = new ClimateLedger();
        ledger.Air(60, _ => 22).Air(40, _ => 27).Commit();
        using var reader = ledger.File.Read();

        Assert.Null(AlarmOutlook.Of(reader, ledger.Site, ledger.Turn.Projection, ledger.Turn.Projection.Alarms["north-temperature-high"], ledger.Now.AddHours(1)));
    }

    [Fact]
    public void Of_warm_time_it_says_what_is_used_by_now()
    {
        var site = TestSite.Make();
        using var ledger = new ClimateLedger(site with { ClimatePoints = [site.ClimatePoints[0] with { Rules = ClimateProfile.Find("med-room")! with { Cumulative = new(25, 1, 30) } }] });
        ledger.Air(300, _ => 27).Commit();
        var view = ledger.Turn.Projection.Alarms["north-cumulative"];
        using var reader = ledger.File.Read();

        var outlook = AlarmOutlook.Of(reader, ledger.Site, ledger.Turn.Projection, view, ledger.Now)!;

        Assert.Equal((5d, 0d), (outlook.Hours!.Value, outlook.UnknownHours!.Value));
        Assert.Equal("5.0 h used by now", outlook.Words());
        Assert.Equal("north temperature was warm for longer than allowed: 2.0 h above 25.0 °C within 30 days; allowed are 1 h", AlarmWords.About(view));
    }

    private static bool Near((double Celsius, double Limit) expected, (double Celsius, double Limit) actual) => Math.Abs(expected.Celsius - actual.Celsius) < 0.1 && expected.Limit.Equals(actual.Limit);

    private static JsonDocument Json(AlarmOutlook outlook)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            outlook.Write(json);
            json.WriteEndObject();
        }

        return JsonDocument.Parse(Encoding.UTF8.GetString(buffer.ToArray()));
    }
}
