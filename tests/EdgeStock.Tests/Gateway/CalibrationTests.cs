using System.Text.Json;
using EdgeStock.Domain;
using EdgeStock.Gateway.Intake;
using EdgeStock.Gateway.Operations;
using EdgeStock.Tests.Domain;
using EdgeStock.Tests.Ledger;

namespace EdgeStock.Tests.Gateway;

/// <summary>What a site file says of a climate sensor's calibration, what the ledger keeps of it, and what it does to limits and minutes.</summary>
public sealed class CalibrationTests
{
    private const string Text = """
        site: lund
        gateway: ward-3
        timezone: Europe/Stockholm
        rooms: [{id: sterile, class: sterile}]
        devices:
          - id: climate-1
            kind: climate
            room: sterile
            interval_s: 10
            calibration: {temperature_offset: -0.2, humidity_offset: 1.5, certificate: K-4711, date: 2026-02-27, as_found: {temperature: 0.2, humidity: -1.5}, as_left: {temperature: 0}, uncertainty: {temperature: 0.2, humidity: 1.8}, due: 2027-02-28}
        climate:
          - {id: north, room: sterile, device: climate-1, profile: se-sterile, guard_band: true}

        """;

    [Fact]
    public void A_certificate_is_read_whole()
    {
        var device = SiteFile.Parse(Text).Site.Devices[0];

        Assert.Equal(new ClimateOffsets(-0.2, 1.5), device.Offsets);
        Assert.Equal(new ClimateCalibration("K-4711", new(2026, 2, 27), new(0.2, -1.5), new(0, 0), new(0.2, 1.8)), device.Calibration);
        Assert.Equal(new DateOnly(2027, 2, 28), device.CalibrationDue);
    }

    // se-sterile 19-25 °C, HH 30; 30-70 %, HH 80; U 0.2 K and 1.8 %.
    [Fact]
    public void A_guard_band_tightens_every_limit_by_the_uncertainty_and_its_alarms_say_so()
    {
        var site = SiteFile.Parse(Text).Site;
        var (t, h) = (site.ClimatePoints[0].Channels[0], site.ClimatePoints[0].Channels[1]);

        Assert.Equal((19.2, 24.8, 29.8, 0.2, 0.2), (t.Low, t.High, t.OuterHigh, t.Guard, t.Uncertainty));
        Assert.Equal((31.8, 68.2, 78.2, 1.8, 1.8), (h.Low, h.High, h.OuterHigh, h.Guard, h.Uncertainty));
        var high = AlarmDefinition.Of(site).First(d => d.Id == "north-temperature-high");
        Assert.Equal((24.8, 0.2), (high.Limits.Limit, high.Limits.Guard));
    }

    [Fact]
    public void Without_a_guard_band_limits_are_the_profiles_and_uncertainty_is_the_certificates_or_the_makers()
    {
        var plain = SiteFile.Parse(Text.Replace(", guard_band: true", "", StringComparison.Ordinal)).Site;
        var t = plain.ClimatePoints[0].Channels[0];
        Assert.Equal((19.0, 25.0, 0.0, 0.2), (t.Low, t.High, t.Guard, t.Uncertainty));
        Assert.Null(AlarmDefinition.Of(plain).First(d => d.Id == "north-temperature-high").Limits.Guard);

        var unknown = SiteFile.Parse(Text.Replace(", guard_band: true", "", StringComparison.Ordinal).Replace(", uncertainty: {temperature: 0.2, humidity: 1.8}", "", StringComparison.Ordinal)).Site.ClimatePoints[0];
        Assert.Equal((0.3, 3.0), (unknown.Channels[0].Uncertainty, unknown.Channels[1].Uncertainty));
    }

    [Theory]
    [InlineData(", uncertainty: {temperature: 0.2, humidity: 1.8}", "", 12, "guard_band: needs the uncertainty of 'climate-1'")]
    [InlineData("uncertainty: {temperature: 0.2, humidity: 1.8}", "uncertainty: {temperature: 0.2}", 12, "needs the uncertainty of humidity too")]
    [InlineData("uncertainty: {temperature: 0.2", "uncertainty: {temperature: 3", 12, "leaves nothing between the limits")]
    [InlineData("uncertainty: {temperature: 0.2", "uncertainty: {temperature: 0", 10, "from 0.001 to 20")]
    [InlineData("due: 2027-02-28", "due: 2026-02-27", 10, "must be after 'date'")]
    [InlineData("date: 2026-02-27", "date: 27/2", 10, "must be a day such as")]
    [InlineData("as_left: {temperature: 0}", "as_left: {temp: 0}", 10, "temp")]
    [InlineData("as_found: {temperature: 0.2, humidity: -1.5}", "as_found: 0.2", 10, "as_found")]
    [InlineData("guard_band: true", "guard_band: wide", 12, "true or false")]
    public void A_wrong_one_is_refused_with_its_line(string right, string wrong, int line, string word)
    {
        Assert.Contains(right, Text, StringComparison.Ordinal);
        var e = Assert.Throws<SiteFileException>(() => SiteFile.Parse(Text.Replace(right, wrong, StringComparison.Ordinal)));

        Assert.Contains(word.Split(": ")[^1], e.Message, StringComparison.Ordinal);
        Assert.StartsWith($"line {line}: ", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_change_is_an_entry_and_minutes_are_raw_again_by_the_offset_then_in_force()
    {
        using var ledger = new ClimateLedger(Site(new(-0.5, 2), null));
        ledger.Air(10).Apply(Site(new(-0.3, 0), new("K-2", new(2026, 3, 2), new(0.4, -1), null, new(0.15, 1.8)))).Apply(Site(new(-0.3, 0), new("K-2", new(2026, 3, 2), new(0.4, -1), null, new(0.15, 1.8)))).Air(10).Quiet().Commit();

        using var reader = ledger.File.Read();
        var history = CalibrationHistory.Read(reader, ledger.Site, "climate-1");
        var recorded = Assert.Single(history.Recorded).Event;
        Assert.Equal((new ClimateOffsets(-0.3, 0), new ClimateOffsets(-0.5, 2), "uid-0"), (recorded.Offsets, recorded.WasOffsets, recorded.By));

        var rows = ClimateMinutesCommand.Read(reader, ledger.Site, ledger.Site.ClimatePoints[0], TestSite.T0, TestSite.T0.AddHours(1));
        Assert.Equal(21, rows.Count);
        Assert.All(rows, r => Assert.Equal(r.At < recorded.At ? (0.5, -2) : (0.3, 0d), (Math.Round(r.RawTemperature!.Value - (r.Temperature!.Value.Mean / 1000.0), 3), Math.Round(r.RawHumidity!.Value - (r.Humidity!.Value.Mean / 1000.0), 3))));

        // A value each 20 s where one is expected each 10 s.
        Assert.All(rows[1..^1], r => Assert.Equal((0.5, Quality.Good), (r.Coverage, r.Quality)));
        Assert.InRange(rows[3].DewPoint!.Value, 11, 11.7);
    }

    [Fact]
    public void The_first_site_file_records_its_calibrations_and_a_ledger_without_entries_goes_by_the_file()
    {
        var first = new Bench(Site(new(-0.5, 2), null));
        Assert.Empty(first.Apply(Site(new(-0.5, 2), null)).OfType<CalibrationRecorded>());

        var outcome = new Outcome();
        var site = Site(new(-0.5, 2), null);
        new Storeroom(site, new()).Under(new(TestSite.T0, "uid-0", site, "ab"), outcome);
        Assert.Equal(new CalibrationRecorded(TestSite.T0, "climate-1", new(-0.5, 2), new(-0.5, 2), null, null, "uid-0"), Assert.Single(outcome.Events.OfType<CalibrationRecorded>()));

        Assert.Equal(new ClimateOffsets(-0.5, 2), new CalibrationHistory(site.Devices[^1], []).OffsetsAt(TestSite.T0));
    }

    // Found 0.4 K off with U 0.15: in doubt. Found 0.1 K off: not. An entry with the same certificate is the same calibration.
    [Fact]
    public void A_sensor_found_farther_off_than_its_uncertainty_puts_the_time_before_in_doubt()
    {
        var (one, two, three) = (Recorded(0, "K-1", 0.1, 0), Recorded(10, "K-2", 0.4, 0), Recorded(20, "K-3", 0.1, 2.5));
        var history = new CalibrationHistory(null, [(1, one), (2, two), (3, two with { At = two.At.AddDays(1), Due = new(2028, 1, 1) }), (4, three)]);

        Assert.Equal([(one.At, two), ((DateTimeOffset?)two.At, three)], history.Doubts().Select(d => (d.From, d.To)));
        Assert.Equal(
            "climate-1 was found +0.4 °C, 0.0 % off on 2026-03-12: its values from 2026-03-02 06:00 to then are in doubt by as much; judge excursions of that time again",
            CalibrationWords.Of(history.Doubts().First(), TimeZoneInfo.Utc));
        Assert.Equal([(null, two)], new CalibrationHistory(null, [(2, two)]).Doubts().Select(d => (d.From, d.To)));

        using var output = new MemoryStream();
        CalibrationCommand.WriteJson(output, null, history, [.. history.Doubts()], false);
        using var json = JsonDocument.Parse(output.ToArray());
        Assert.Equal((4, 2), (json.RootElement.GetProperty("calibrations").GetArrayLength(), json.RootElement.GetProperty("doubts").GetArrayLength()));
        Assert.Equal(0.4, json.RootElement.GetProperty("doubts")[0].GetProperty("off").GetProperty("temperature").GetDouble());

        static CalibrationRecorded Recorded(int day, string certificate, double t, double h) =>
            new(TestSite.T0.AddDays(day), "climate-1", new(0, 0), new(0, 0), new(certificate, new DateOnly(2026, 3, 2).AddDays(day), new(t, h), new(0, 0), new(0.15, 1.8)), null, "p-1");
    }

    private static Site Site(ClimateOffsets offsets, ClimateCalibration? calibration)
    {
        var site = TestSite.Make();
        return site with { Devices = [.. site.Devices.Select(d => d.Id == "climate-1" ? d with { Offsets = offsets, Calibration = calibration } : d)] };
    }
}
