using EdgeStock.Domain;
using EdgeStock.Gateway.Intake;
using EdgeStock.Tests.Tree;

namespace EdgeStock.Tests.Gateway;

public sealed class SiteFileTests
{
    /// <summary>A right file; the wrong ones below are made of it.</summary>
    private const string Right = """
        site: lund
        gateway: ward-3
        timezone: Europe/Stockholm
        rooms:
          - {id: store, name: Förråd, class: storeroom}
          - {id: sterile, class: sterile}
        zones:
          - {id: shelf-a, room: store, kind: shelf, adjacent: [], exit: true}
        devices:
          - {id: reader-1, kind: reader, room: store, interval_s: 5}
          - {id: scale-1, kind: scale, room: store, interval_s: 1}
          - {id: scale-2, kind: scale, room: store, interval_s: 0.5}
          - {id: climate-1, kind: climate, room: sterile, interval_s: 10}
        articles:
          - id: glove
            name: Handske
            group: ppe
            emdn: T01020204
            gtin: "09506000134352"
            unit_g: 412
            unit_sd_g: 6.2
        bins:
          - id: a-01
            room: store
            zone: shelf-a
            article: glove
            device: scale-1
            tare_g: 420
            capacity: 16
            initial_count: 3
            cell: {full_scale_g: 15000, noise_sd_g: 0.7, resolution_g: 0.5}
          - {id: a-02, room: store, article: glove, device: scale-2, tare_g: 0}
        antennas:
          - {device: reader-1/1, zone: shelf-a}
        climate:
          - {id: north, room: sterile, device: climate-1, profile: se-sterile}
        broker: {host: broker.example, port: 8883, user: ward-3, password_file: /etc/edgestock/password, ca_file: /etc/edgestock/ca.pem}
        """;

    [Fact]
    public void The_demonstrations_site_is_read()
    {
        var file = SiteFile.Parse(File.ReadAllText(Path.Combine(Repository.Root, "deploy/demo/site.yaml")));

        Assert.Equal(("lund", "ward-3", "Europe/Stockholm"), (file.Site.Id, file.Site.Gateway, file.Site.TimeZone));
        Assert.Equal((24, 2, 3, 28), (file.Site.Bins.Count, file.Site.Antennas.Count, file.Site.ClimatePoints.Count, file.Site.Devices.Count));
        Assert.Equal([RoomClass.Storeroom, RoomClass.Sterile], file.Site.Rooms.Select(r => r.Class));
        Assert.All(file.Site.Articles, a => Assert.NotNull(a.Gtin));
        Assert.All(file.Site.Bins, b => Assert.True(b.Capacity > 0 && b.Cell.FullScale.Value > 0));
        Assert.Equal(24, file.Site.Bins.Select(b => b.Device).Distinct().Count());
        Assert.Equal(("127.0.0.1", 1883), (file.Broker!.Host, file.Broker.Port));
    }

    [Fact]
    public void Everything_in_a_site_file_is_taken()
    {
        var file = SiteFile.Parse(Right);
        var site = file.Site;

        Assert.Equal([new Room("store", "Förråd", RoomClass.Storeroom), new Room("sterile", "sterile", RoomClass.Sterile)], site.Rooms);
        Assert.Equal([new Zone("shelf-a", "store", true)], site.Zones);
        Assert.Equal(new Device("scale-2", DeviceKind.Scale, "store", TimeSpan.FromSeconds(0.5)), site.Devices[2]);
        Assert.True(Gtin.TryFrom("09506000134352", out var gtin));
        var glove = new Article("glove", "Handske", ProductGroup.Ppe, "T01020204", gtin, Grams.From(412), Grams.From(6.2), Grams.From(0));
        Assert.Equal([glove], site.Articles);
        Assert.Equal(
            [
                new Bin("a-01", "store", "shelf-a", glove, "scale-1", Grams.From(420), 16, 3, new(Grams.From(15_000), Grams.From(0.7), Grams.From(0.5))),
                new Bin("a-02", "store", null, glove, "scale-2", Grams.From(0), 0, null, new(Grams.From(0), Grams.From(1), Grams.From(1))),
            ],
            site.Bins);
        Assert.Equal([new Antenna("reader-1/1", "reader-1", "shelf-a", TimeSpan.FromSeconds(5))], site.Antennas);
        var north = Assert.Single(site.ClimatePoints);
        Assert.Equal(("north", "sterile", "se-sterile"), (north.Id, north.Room, north.Profile));
        Assert.Equal(
            [("climate-1/temperature", Quantity.Temperature, 19.0, 25.0, 30.0, 10.0), ("climate-1/humidity", Quantity.Humidity, 30.0, 70.0, 60.0, 10.0)],
            north.Channels.Select(c => (c.Source, c.Quantity, c.Low!.Value, c.High!.Value, c.Hold.TotalMinutes, c.Interval.TotalSeconds)));
        Assert.Equal(new BrokerSection("broker.example", 8883, "ward-3", "/etc/edgestock/password", "/etc/edgestock/ca.pem", null, null), file.Broker);
        Assert.Equal(Right, file.Text);
    }

    [Theory]
    [InlineData("", 92)]
    [InlineData("retention: {}", 92)]
    [InlineData("retention: {climate_minutes_days: 7}", 7)]
    [InlineData("retention: {climate_minutes_days: 3660}", 3660)]
    public void Climate_minutes_are_kept_as_long_as_the_file_says(string line, int days) =>
        Assert.Equal(days, SiteFile.Parse($"site: lund\ngateway: ward-3\ntimezone: UTC\nrooms: [{{id: store, class: pharmacy}}]\n{line}\n").Site.Retention.ClimateMinuteDays);

    [Theory]
    [InlineData("{climate_minutes_days: 6}", "must be a number from 7 to 3660")]
    [InlineData("{climate_minutes_days: 3661}", "must be a number from 7 to 3660")]
    [InlineData("{climate_minutes_days: 30.5}", "must be a whole number")]
    [InlineData("{climate_minutes: 30}", "field 'climate_minutes' is not known here")]
    [InlineData("30", "'field: value' pairs")]
    public void A_keeping_that_cannot_be_is_refused(string retention, string reason)
    {
        var e = Assert.Throws<SiteFileException>(() => SiteFile.Parse($"site: lund\ngateway: ward-3\ntimezone: UTC\nrooms: [{{id: store, class: pharmacy}}]\nretention: {retention}\n"));
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
        Assert.Equal(5, e.Line);
    }

    [Fact]
    public void A_site_may_hold_rooms_alone()
    {
        var file = SiteFile.Parse("site: lund\ngateway: ward-3\ntimezone: UTC\nrooms: [{id: store, class: pharmacy}]\n");

        Assert.Null(file.Broker);
        Assert.Empty(file.Site.Bins);
    }

    [Fact]
    public void An_id_that_is_left_out_is_made_of_the_name()
    {
        var site = SiteFile.Parse("site: lund\ngateway: ward-3\ntimezone: UTC\nrooms: [{name: Förråd avdelning 3, class: storeroom}, {name: 'Kylrum (2-8 °C)', class: pharmacy}]\n").Site;

        Assert.Equal(["forrad-avdelning-3", "kylrum-2-8-c"], site.Rooms.Select(r => r.Id));
        Assert.Equal("Förråd avdelning 3", site.Rooms[0].Name);
    }

    [Theory]
    [InlineData("[{name: Förråd 3, class: storeroom}, {name: FORRAD-3, class: storeroom}]", "room 'forrad-3' stands already at line 4")]
    [InlineData("[{name: Förråd 3, class: storeroom}, {id: forrad-3, class: storeroom}]", "room 'forrad-3' stands already at line 4")]
    [InlineData("[{name: '???', class: storeroom}]", "no id can be made of '???'")]
    [InlineData("[{class: storeroom}]", "'name' is missing")]
    public void Names_that_make_the_same_id_or_none_are_refused(string rooms, string reason) =>
        Assert.Contains(reason, Assert.Throws<SiteFileException>(() => SiteFile.Parse($"site: lund\ngateway: ward-3\ntimezone: UTC\nrooms: {rooms}\n")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("{id: d, kind: scale, room: r, interval_s: 1, calibration: {zero_counts: -8412.5, grams_per_count: 0.00213}}", null)]
    [InlineData("{id: d, kind: climate, room: r, interval_s: 1, calibration: {temperature_offset: -0.3}}", null)]
    [InlineData("{id: d, kind: scale, room: r, interval_s: 1, calibration: {zero_counts: 1, grams_per_count: 0}}", "must not be 0")]
    [InlineData("{id: d, kind: scale, room: r, interval_s: 1, calibration: {zero_counts: 1}}", "'grams_per_count' is missing")]
    [InlineData("{id: d, kind: scale, room: r, interval_s: 1, calibration: {zero_counts: 1, grams_per_count: 1, offset: 2}}", "'offset' is not known")]
    [InlineData("{id: d, kind: climate, room: r, interval_s: 1, calibration: {temperature_offset: 11}}", "must be a number from -10 to 10")]
    [InlineData("{id: d, kind: reader, room: r, interval_s: 1, calibration: {temperature_offset: 1}}", "says nothing of a reader")]
    public void A_calibration_is_of_what_can_be_calibrated(string device, string? reason)
    {
        var text = $"site: lund\ngateway: ward-3\ntimezone: UTC\nrooms: [{{id: r, class: storeroom}}]\ndevices: [{device}]\n";
        if (reason is not null)
        {
            Assert.Contains(reason, Assert.Throws<SiteFileException>(() => SiteFile.Parse(text)).Message, StringComparison.Ordinal);
            return;
        }

        var read = Assert.Single(SiteFile.Parse(text).Site.Devices);
        Assert.Equal(
            read.Kind == DeviceKind.Scale ? (new WeightCalibration(-8412.5, 0.00213), null) : (null, new ClimateOffsets(-0.3, 0)),
            (read.Weight, read.Offsets));
    }

    [Fact]
    public void A_thermometer_has_no_humidity_that_could_fall_silent()
    {
        const string Text = "site: lund\ngateway: ward-3\ntimezone: UTC\nrooms: [{id: r, class: pharmacy}]\ndevices: [{id: d, kind: climate, room: r, interval_s: 30}]\nclimate: [{id: fridge, room: r, device: d, profile: med-fridge, sensor: ds18b20}]\n";

        var channel = Assert.Single(Assert.Single(SiteFile.Parse(Text).Site.ClimatePoints).Channels);
        Assert.Equal(("d/temperature", 0.0625, 0.0), (channel.Source, channel.Resolution, channel.Noise));

        Assert.Contains(
            "has limits of humidity, which a ds18b20 does not measure",
            Assert.Throws<SiteFileException>(() => SiteFile.Parse(Text.Replace("med-fridge", "se-sterile", StringComparison.Ordinal))).Message,
            StringComparison.Ordinal);
        Assert.Contains("'sht99' must be one of", Assert.Throws<SiteFileException>(() => SiteFile.Parse(Text.Replace("ds18b20", "sht99", StringComparison.Ordinal))).Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, string, int, string> Wrong => new()
    {
        // what stands there, what stands there instead, the line that is named, a telling word
        { "unit_sd_g: 6.2", "unit_sd: 6.2", 21, "'unit_sd' is not known" },
        { "site: lund", "site: lund\nsize: 4", 2, "'size' is not known" },
        { "exit: true}", "exit: true, colour: red}", 8, "'colour' is not known" },
        { "resolution_g: 0.5}", "resolution_g: 0.5, zero: 1}", 31, "'zero' is not known" },
        { "host: broker.example", "hots: broker.example", 37, "'host' is missing" },
        { "id: scale-2, kind", "id: scale-1, kind", 12, "stands already at line 11" },
        { "{id: a-02", "{id: a-01", 32, "stands already at line 23" },
        { "id: sterile, class", "id: store, class", 6, "stands already at line 5" },
        { "device: scale-2", "device: scale-1", 23, "a scale carries one bin" },
        { "room: store, article", "room: stroe, article", 32, "'stroe' is not among the rooms" },
        { "article: glove, device", "article: gloves, device", 32, "there are glove" },
        { "zone: shelf-a\n", "zone: shelf-b\n", 25, "'shelf-b' is not among the zones" },
        { "device: scale-2", "device: reader-1", 32, "stands on a scale" },
        { "device: scale-2", "device: scale-9", 32, "'scale-9' is not among the devices" },
        { "reader-1/1", "reader-1", 34, "such as reader-1/2" },
        { "reader-1/1", "reader-9/1", 34, "such as reader-1/2" },
        { "reader-1/1", "scale-1/1", 34, "such as reader-1/2" },
        { "09506000134352", "09506000134353", 19, "right check digit" },
        { "09506000134352", "950600013435", 19, "right check digit" },
        { "unit_g: 412", "unit_g: 412 g", 20, "must be a number" },
        { "unit_g: 412", "unit_g: 412,5", 20, "must be a number" },
        { "unit_g: 412", "unit_g: NaN", 20, "must be a number" },
        { "unit_g: 412", "unit_g: Infinity", 20, "must be a number" },
        { "unit_g: 412", "unit_g: 0", 20, "from 0.01" },
        { "unit_g: 412", "unit_g:", 20, "is a text" },
        { "unit_g: 412", "unit_g: [412]", 20, "is a text" },
        { "tare_g: 420", "tare_g: -1", 28, "from 0 to 100000" },
        { "capacity: 16", "capacity: 16.5", 29, "whole number" },
        { "initial_count: 3", "initial_count: many", 30, "must be a number" },
        { "group: ppe", "group: glove", 17, "medicine, device, food, ppe" },
        { "kind: climate", "kind: thermometer", 13, "reader, scale, climate" },
        { "class: sterile", "class: 1", 6, "storeroom, sterile, pharmacy" },
        { "exit: true", "exit: yes", 8, "true or false" },
        { "se-sterile", "sv-sterile", 36, "se-sterile, dk-sterile" },
        { "Europe/Stockholm", "Europe/Lund", 3, "Europe/Stockholm" },
        { "site: lund", "site: Lund", 1, "a-z, 0-9 and -" },
        { "id: shelf-a", "id: shelf_a", 8, "MQTT topic" },
        { "id: shelf-a", "id: -shelf", 8, "MQTT topic" },
        { "id: shelf-a", "id: \"shelf-a\\n\"", 8, "MQTT topic" },
        { "name: Handske", "name: \"\\U00110000\"", 16, "YAML" },
        { "name: Handske", "name: Handske\n\tunit: 1", 17, "YAML" },
        { "gateway: ward-3\n", "gateway: ward/3\n", 2, "MQTT topic" },
        { "id: a-01", "name: a-01", 23, "'id' is missing" },
        { "site: lund\n", "", 1, "'site' is missing" },
        { "  - {id: store, name: Förråd, class: storeroom}\n  - {id: sterile, class: sterile}\n", "  []\n", 7, "not among the rooms" },
        { "name: Handske", "name: &a Handske", 16, "anchors" },
        { "room: store, article", "room: *a, article", 32, "aliases" },
        { "name: Handske", "name: [[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]", 16, "deep" },
        { "site: lund", "site: lund\nsite: lund", 2, "YAML" },
        { "site: lund", "site: \"lund", 1, "YAML" },
        { "adjacent: []", "adjacent: [", 8, "YAML" },
        { "{id: north, room: sterile, device: climate-1", "{id: south, room: sterile, device: climate-1, profile: general}\n  - {id: north, room: sterile, device: climate-1", 36, "watched by both" },
        { "device: climate-1", "device: scale-1", 36, "is a scale" },
        { "reader-1/1", "reader-1/", 34, "such as reader-1/2" },
        { "site: lund", "--- {}\n---\nsite: lund", 1, "one document" },
        { "bins:\n", "bins: none\nbones:\n", 22, "is a list" },
        { "port: 8883", "port: 88830", 37, "from 1 to 65535" },
        { "ca_file: /etc/edgestock/ca.pem", "cert_file: /a, key_file: /b", 37, "with ca_file" },
        { "ca_file: /etc", "cert_file: /a, ca_file: /etc", 37, "go together" },
        { "site: lund", "- lund", 2, "YAML" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_site_file_is_refused_with_its_line_and_a_telling_word(string right, string wrong, int line, string word)
    {
        Assert.Contains(right, Right, StringComparison.Ordinal);

        var e = Assert.Throws<SiteFileException>(() => SiteFile.Parse(Replace(right, wrong)));

        Assert.Contains(word, e.Message, StringComparison.Ordinal);
        Assert.StartsWith($"line {line}: ", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "one document")]
    [InlineData("lund", "'field: value' pairs")]
    [InlineData("[]", "'field: value' pairs")]
    [InlineData("site: lund\ngateway: ward-3\ntimezone: UTC\n", "at least one room")]
    public void A_file_that_is_no_site_is_refused(string text, string word) =>
        Assert.Contains(word, Assert.Throws<SiteFileException>(() => SiteFile.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Whatever_is_mistyped_a_site_file_is_read_or_refused_with_its_line()
    {
        var random = new Random(11);
        const string typed = "[]{}:,-#&*!|>'\"%@` \t\nax0\0?";
        for (var i = 0; i < 4000; i++)
        {
            var text = Right;
            for (var slips = random.Next(1, 4); slips > 0; slips--)
            {
                var at = random.Next(text.Length);
                text = text[..at] + (random.Next(3) > 0 ? typed[random.Next(typed.Length)] : "") + text[(at + random.Next(2))..];
            }

            try
            {
                SiteFile.Parse(text);
            }
            catch (SiteFileException e)
            {
                Assert.InRange(e.Line, 1, text.Count(c => c == '\n') + 2);
            }
        }
    }

    [Fact]
    public void A_file_far_too_long_is_refused_before_it_is_read() =>
        Assert.Contains("characters", Assert.Throws<SiteFileException>(() => SiteFile.Parse(new string('#', YamlFields.MostCharacters + 1))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_file_nested_without_end_is_refused_before_it_is_loaded() =>
        Assert.Contains("deep", Assert.Throws<SiteFileException>(() => SiteFile.Parse(new string('[', 200_000))).Message, StringComparison.Ordinal);

    private static string Replace(string right, string wrong)
    {
        var at = Right.IndexOf(right, StringComparison.Ordinal);
        return string.Concat(Right.AsSpan(0, at), wrong, Right.AsSpan(at + right.Length));
    }
}
