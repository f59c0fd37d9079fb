using System.Text.Json;
using EdgeStock.Domain;
using EdgeStock.Gateway;
using EdgeStock.Gateway.Publishing;
using EdgeStock.Tests.Domain;
using EdgeStock.Tests.Ledger;

namespace EdgeStock.Tests.Gateway;

/// <summary>What a climate message says beside its minute: dew margin, coverage, and why a value is in doubt.</summary>
public sealed class ClimateShownTests
{
    private static readonly Site Site = PeerRoom.Make("north", "south", "wall", "pipe");
    private static readonly ClimateMinute North = new("north", TestSite.T0, new(22, 22, 22, 1), new(50, 50, 50, 1), Quality.Good);

    // 22 °C and 50 %: dew point 11.095 °C by the Magnus formula.
    [Fact]
    public void The_margin_is_to_the_coldest_surface_of_the_room_and_to_the_air_itself_where_there_is_none()
    {
        var site = Site with { ClimatePoints = [Site.ClimatePoints[0], Site.ClimatePoints[1], Surface(2), Surface(3)] };
        ClimateMinute wall = new("wall", TestSite.T0, new(14, 14, 14, 1), null, Quality.Good), pipe = new("pipe", TestSite.T0, new(12, 12, 12, 1), null, Quality.Good);

        var coldest = ClimateShown.Of(Sheet(site, North, wall, pipe), site.ClimatePoints[0], North);
        Assert.Equal(("pipe", 0.9), (coldest.Surface, Math.Round(coldest.Margin!.Kelvin, 1)));
        var json = Json(site, North, coldest);
        Assert.Equal(("pipe", 0.905), (json.GetProperty("coldestSurface").GetString(), Math.Round(json.GetProperty("dewMargin").GetDouble(), 3)));

        var stale = ClimateShown.Of(Sheet(site, North, wall, pipe with { Minute = TestSite.T0.AddMinutes(-11) }), site.ClimatePoints[0], North);
        Assert.Equal(("wall", 2.9), (stale.Surface, Math.Round(stale.Margin!.Kelvin, 1)));
        var none = ClimateShown.Of(Sheet(Site, North, wall, pipe), site.ClimatePoints[0], North);
        Assert.Equal((null, 10.9), (none.Surface, Math.Round(none.Margin!.Kelvin, 1)));
        Assert.Null(ClimateShown.Of(Sheet(site, North, wall), site.ClimatePoints[2], wall).Margin);

        ClimatePoint Surface(int at) => Site.ClimatePoints[at] with { Placement = ClimatePlacement.Surface };
    }

    [Theory]
    [InlineData(SensorFault.Ok, false, false, false, "good", null)]
    [InlineData(SensorFault.Stuck, false, false, false, "uncertain", "stuck")]
    [InlineData(SensorFault.Condensation, false, false, false, "uncertain", "condensation")]
    [InlineData(SensorFault.Silent, true, true, true, "bad", "silent")]
    [InlineData(SensorFault.Implausible, false, false, false, "bad", "implausible")]
    [InlineData(SensorFault.Ok, true, true, true, "uncertain", "disagrees")]
    [InlineData(SensorFault.Ok, false, true, true, "uncertain", "calibrationOverdue")]
    [InlineData(SensorFault.Ok, false, false, true, "uncertain", "stale")]
    public void Each_doubt_has_its_quality_and_its_reason(SensorFault fault, bool disagrees, bool overdue, bool stale, string quality, string? reason)
    {
        var projection = Projection.Empty(Site).Apply(Site, 1, new SensorFaultChanged(TestSite.T0, "sterile", "north", Quantity.Humidity, fault))
            .Apply(Site, 2, new SensorAgreementChanged(TestSite.T0, "sterile", "north", disagrees, 1.5, 2, 24, ["south"]));
        var json = Json(Site, North, new(null, null, overdue, stale), projection);

        Assert.Equal((quality, reason), (json.GetProperty("quality").GetString(), json.TryGetProperty("reason", out var why) ? why.GetString() : null));
    }

    [Theory]
    [InlineData(0, 180, false)]
    [InlineData(0, 181, true)]
    [InlineData(60, 240, false)]
    public void A_sensor_is_stale_after_three_intervals_without_news(int heardAfter, int nowAfter, bool isStale)
    {
        var sheet = Sheet(Site, North) with { Hearing = new Dictionary<string, DateTimeOffset> { ["s-north"] = TestSite.T0.AddSeconds(heardAfter) }, AsOf = TestSite.T0.AddSeconds(nowAfter) };

        Assert.Equal(isStale, ClimateShown.Of(sheet, Site.ClimatePoints[0], North).IsStale);
    }

    [Fact]
    public void A_calibration_is_overdue_from_the_day_after_the_one_it_was_due_on()
    {
        var site = Site with { Devices = [Site.Devices[0] with { CalibrationDue = new(2026, 3, 1) }] };
        Assert.True(ClimateShown.Of(Sheet(site, North), site.ClimatePoints[0], North).IsOverdue);

        site = Site with { Devices = [Site.Devices[0] with { CalibrationDue = new(2026, 3, 2) }] };
        Assert.False(ClimateShown.Of(Sheet(site, North), site.ClimatePoints[0], North).IsOverdue);
    }

    // One value expected each 20 s, two came: two thirds. The rarer quantity counts.
    [Fact]
    public void Coverage_is_the_share_of_the_values_expected()
    {
        var point = Site.ClimatePoints[0] with { Channels = [.. Site.ClimatePoints[0].Channels.Select(c => c with { Interval = TimeSpan.FromSeconds(20) })] };

        Assert.Equal(2.0 / 3, point.CoverageOf(North with { Temperature = new(22, 22, 22, 3), Humidity = new(50, 50, 50, 2) }), 9);
        Assert.Equal(1, point.CoverageOf(North with { Temperature = new(22, 22, 22, 4), Humidity = new(50, 50, 50, 3) }));
        Assert.Equal(0, point.CoverageOf(North with { Humidity = null }));
    }

    private static Snapshot Sheet(Site site, params ClimateMinute[] minutes) =>
        new(site, new(0, []), Projection.Empty(site), new Dictionary<string, DateTimeOffset>(), minutes, IntakeCounters.None, TestSite.T0);

    private static JsonElement Json(Site site, ClimateMinute minute, ClimateShown shown, Projection? projection = null)
    {
        var message = new Payloads(new("lund", "ward-3", LedgerBench.Epoch)).Climate(site.ClimatePoints[0], minute, projection ?? Projection.Empty(site), shown);
        using var json = JsonDocument.Parse(message.Payload);
        return json.RootElement.Clone();
    }
}
