using System.Text.Json;
using System.Text.RegularExpressions;
using EdgeStock.Domain;
using EdgeStock.Gateway.Publishing;
using EdgeStock.Ledger;
using EdgeStock.Mqtt;
using EdgeStock.Tests.Domain;

namespace EdgeStock.Tests.Gateway;

/// <summary>The MQTT contract, message by message.</summary>
public sealed partial class PayloadTests
{
    private const string Root = "edgestock/1/lund/ward-3/";
    private static readonly Site Site = TestSite.Make();
    private static readonly LedgerIdentity Identity = new("lund", "ward-3", 1_772_431_200);
    private static readonly Payloads Payloads = new(Identity);
    private static readonly ChainHead Head = new(41, [.. Enumerable.Repeat((byte)0xAB, 32)]);

    [Fact]
    public void A_birth_says_who_is_here_since_when_and_up_to_where()
    {
        var json = Retained(Payloads.Birth(9, TestSite.T0, Head, "synced"), "status");

        Assert.Equal(
            $$"""{"online":true,"session":9,"epoch":1772431200,"epochFirst":1,"since":"2026-03-02T06:00:00.000Z","version":"{{Payloads.Version}}","ledgerHead":41,"ledgerHash":"{{new string('x', 64).Replace("xx", "ab", StringComparison.Ordinal)}}","clock":"synced"}""",
            json.GetRawText());
        Assert.Matches(VersionForm(), Payloads.Version);
    }

    [Fact]
    public void A_will_stands_on_the_same_topic_and_says_why()
    {
        Assert.Equal("""{"online":false,"session":9,"epoch":1772431200,"reason":"lost"}""", Retained(Payloads.Away(9, "lost", null), "status").GetRawText());
        Assert.Equal("2026-03-02T06:00:00.000Z", Retained(Payloads.Away(9, "shutdown", TestSite.T0), "status").GetProperty("since").GetString());
    }

    [Fact]
    public void The_info_names_rooms_devices_events_and_encodings()
    {
        var json = Retained(Payloads.Info(Site), "info");

        Assert.Equal(("lund", "ward-3", "Europe/Stockholm"), (Text(json, "site"), Text(json, "gateway"), Text(json, "timeZone")));
        Assert.Equal("""[{"id":"store","name":"Förråd","class":"storeroom"},{"id":"sterile","name":"Sterilförråd","class":"sterile"}]""", json.GetProperty("rooms").GetRawText());
        Assert.Equal(["reader-1", "scale-1", "scale-2", "climate-1"], json.GetProperty("devices").EnumerateArray().Select(d => d.GetString()));
        Assert.Contains("edgestock.stock.taken.v1", json.GetProperty("events").EnumerateArray().Select(d => d.GetString()));
        Assert.Equal("""["cloudevents-json"]""", json.GetProperty("encodings").GetRawText());
    }

    [Fact]
    public void A_counted_bin_says_its_interval_and_how_far_it_can_be_trusted() => Assert.Equal(
        """{"article":"glove","name":"glove","count":{"best":7,"low":6,"high":8,"confidence":0.97},"quality":"good","asOf":"2026-03-02T06:00:00.000Z","seq":12}""",
        Retained(Payloads.Bin(Site, View()), "room/store/bin/bin-1").GetRawText());

    [Fact]
    public void A_bin_that_was_never_counted_has_no_count() => Assert.Equal(
        """{"article":"glove","name":"glove","quality":"unknown","reason":"not-counted","seq":0}""",
        Retained(Payloads.Bin(Site, Projection.Empty(Site).Bins[TestSite.Glove]), "room/store/bin/bin-1").GetRawText());

    [Theory]
    [InlineData(BinCondition.Foreign, DeviceState.Up, "uncertain", "foreign")]
    [InlineData(BinCondition.Lifted, DeviceState.Up, "unknown", "lifted")]
    [InlineData(BinCondition.Ok, DeviceState.Silent, "unknown", "scale-silent")]
    [InlineData(BinCondition.Foreign, DeviceState.Down, "unknown", "scale-down")]
    public void A_bin_in_doubt_says_why(BinCondition condition, DeviceState scale, string quality, string reason)
    {
        var json = Retained(Payloads.Bin(Site, View() with { Condition = condition, Scale = scale }), "room/store/bin/bin-1");

        Assert.Equal((quality, reason), (Text(json, "quality"), Text(json, "reason")));
    }

    [Fact]
    public void A_device_says_its_state_and_when_it_was_heard()
    {
        Assert.Equal(
            """{"kind":"scale","state":"silent","reason":"nothing heard for 30 s","since":"2026-03-02T06:00:00.000Z","lastSeen":"2026-03-02T05:59:00.000Z","seq":5}""",
            Retained(Payloads.Device(Site, new("scale-1", DeviceState.Silent, "nothing heard for 30 s", TestSite.T0, 5), TestSite.T0.AddMinutes(-1)), "device/scale-1").GetRawText());
        Assert.Equal(
            """{"kind":"climate","state":"unknown","seq":0}""",
            Retained(Payloads.Device(Site, new("climate-1", DeviceState.Unknown, null, null, 0), null), "device/climate-1").GetRawText());
    }

    [Fact]
    public void A_climate_point_says_its_last_minute_and_expires()
    {
        var message = Climate(new(22.1234, 22, 22.5, 6), new(50, 49, 51, 6));

        Assert.Equal(180u, message.ExpirySeconds);
        Assert.Equal(
            """{"temperature":{"mean":22.123,"min":22,"max":22.5,"samples":6},"humidity":{"mean":50,"min":49,"max":51,"samples":6},"dewPoint":11.21,"quality":"good","coverage":1,"profile":"se-sterile","inLimits":true,"asOf":"2026-03-02T06:00:00.000Z"}""",
            Retained(message, "room/sterile/climate/north").GetRawText());
    }

    [Theory]
    [InlineData(24, 25.1, false)]
    [InlineData(18.9, 20, false)]
    [InlineData(19, 25, true)]
    public void A_climate_is_in_its_limits_when_its_lowest_and_highest_are(double min, double max, bool within) =>
        Assert.Equal(within, Json(Climate(new(22, min, max, 6), new(50, 49, 51, 6))).GetProperty("inLimits").GetBoolean());

    [Fact]
    public void A_climate_without_values_is_not_called_in_limits()
    {
        var json = Json(Climate(null, new(50, 49, 51, 6), Quality.Bad));

        Assert.False(json.GetProperty("inLimits").GetBoolean());
        Assert.Equal("bad", Text(json, "quality"));
        Assert.False(json.TryGetProperty("temperature", out _) || json.TryGetProperty("dewPoint", out _));
    }

    [Theory]
    [InlineData(10, 180)]
    [InlineData(60, 180)]
    [InlineData(600, 1800)]
    public void A_climate_expires_after_three_intervals(int interval, uint expiry)
    {
        var point = Site.ClimatePoints[0] with { Channels = [.. Site.ClimatePoints[0].Channels.Select(c => c with { Interval = TimeSpan.FromSeconds(interval) })] };

        Assert.Equal(expiry, Payloads.Climate(point, new(TestSite.Point, TestSite.T0, null, null, Quality.Good), Projection.Empty(Site)).ExpirySeconds);
    }

    [Fact]
    public void A_channel_without_limits_is_always_in_them()
    {
        var point = Site.ClimatePoints[0] with { Channels = [TestSite.Temperature, TestSite.Humidity with { Low = null, High = null }] };

        Assert.True(Json(Payloads.Climate(point, new(TestSite.Point, TestSite.T0, new(22, 22, 22, 6), null, Quality.Good), Projection.Empty(Site))).GetProperty("inLimits").GetBoolean());
    }

    [Fact]
    public void A_climate_whose_sensor_is_stuck_is_uncertain_and_says_why()
    {
        var stuck = Projection.Empty(Site).Apply(Site, 1, new SensorFaultChanged(TestSite.T0, "sterile", TestSite.Point, Quantity.Humidity, SensorFault.Stuck));
        var json = Json(Payloads.Climate(Site.ClimatePoints[0], new(TestSite.Point, TestSite.T0, new(22, 22, 22, 6), new(50, 50, 50, 6), Quality.Good), stuck));

        Assert.Equal(("uncertain", "stuck"), (Text(json, "quality"), Text(json, "reason")));
    }

    [Fact]
    public void An_event_is_a_cloud_event_with_its_place_in_the_ledger()
    {
        var taken = new StockTaken(TestSite.T0, "store", TestSite.Glove, "glove", 2, 5, 5, 6, 0.98);
        var message = Payloads.Event(Entry(taken), [.. Enumerable.Repeat((byte)0xCD, 32)], TestSite.T0.AddSeconds(10), "uncertain");
        var json = Json(message);

        Assert.Equal((Root + "room/store/event/stock", false, (byte)1, "application/cloudevents+json", 604_800u), (message.Topic, message.Retain, message.Qos, message.ContentType, message.ExpirySeconds!.Value));
        Assert.Equal(
            $$$"""
            {"specversion":"1.0","id":"ward-3/1772431200/42","source":"urn:edgestock:lund:ward-3","type":"edgestock.stock.taken.v1","subject":"store/bin-1",
            "time":"2026-03-02T06:00:00.000Z","datacontenttype":"application/json","dataschema":"urn:edgestock:schema:stock.taken.v1.0","epoch":"1772431200",
            "sequence":"00000000000000000042","recordedtime":"2026-03-02T06:00:01.500Z","historical":false,"timequality":"uncertain","prev":"{{{Convert.ToHexStringLower([.. Enumerable.Repeat((byte)0xCD, 32)])}}}",
            "data":{"bin":"bin-1","article":"glove","quantity":2,"count":5,"low":5,"high":6,"confidence":0.98,"room":"store","at":"2026-03-02T06:00:00.000Z","quality":"good","stateVersion":42}}
            """.ReplaceLineEndings(""),
            json.GetRawText());
        Assert.Equal(
            [new("id", "ward-3/1772431200/42"), new("type", "edgestock.stock.taken.v1"), new("source", "urn:edgestock:lund:ward-3"), new("epoch", "1772431200"), new("sequence", "00000000000000000042")],
            message.UserProperties);
    }

    [Fact]
    public void An_event_published_more_than_a_minute_late_is_historical()
    {
        var entry = Entry(new SamplesLost(TestSite.T0, "ward-3-hw", 12));

        Assert.False(Historical(entry.Recorded.AddSeconds(60)));
        Assert.True(Historical(entry.Recorded.AddSeconds(61)));

        bool Historical(DateTimeOffset now) => Json(Payloads.Event(entry, [], now, "synced")).GetProperty("historical").GetBoolean();
    }

    [Theory]
    [InlineData(0.9, "good")]
    [InlineData(0.8999, "uncertain")]
    public void An_event_of_little_confidence_is_uncertain(double confidence, string quality) =>
        Assert.Equal(quality, Text(Json(Payloads.Event(Entry(new StockTaken(TestSite.T0, "store", TestSite.Glove, "glove", 2, 5, 5, 6, confidence)), [], TestSite.T0, "synced")).GetProperty("data"), "quality"));

    public static TheoryData<string, string?, string> EventTopics => new()
    {
        { "stock.counted.v1", "store", "room/store/event/stock" },
        { "stock.condition.v1", "store", "room/store/event/stock" },
        { "tag.arrived.v1", "store", "room/store/event/stock" },
        { "climate.alarm.v1", "sterile", "room/sterile/event/alarm" },
        { "climate.fault.v1", "sterile", "room/sterile/event/alarm" },
        { "climate.hour.v1", "sterile", "room/sterile/event/climate" },
        { "climate.hour.v2", "sterile", "room/sterile/event/climate" },
        { "climate.thinned.v1", null, "event/audit" },
        { "ledger.space.v1", null, "event/audit" },
        { "device.state.v1", null, "event/device" },
        { "device.samples-lost.v1", null, "event/device" },
        { "device.zeroed.v1", null, "event/device" },
        { "stock.uncounted.v1", "store", "room/store/event/stock" },
        { "config.applied.v1", null, "event/audit" },
        { "calibration.recorded.v1", null, "event/audit" },
        { "climate.peers.v1", "sterile", "room/sterile/event/alarm" },
        { "ledger.restored.v1", null, "event/audit" },
    };

    [Theory]
    [MemberData(nameof(EventTopics))]
    public void An_events_topic_tells_its_room_and_kind(string stored, string? room, string topic) => Assert.Equal(Root + topic, Payloads.Topics.Event(room, stored));

    [Fact]
    public void A_heartbeat_says_what_waits_and_is_not_worth_an_acknowledgement()
    {
        var message = Payloads.Heartbeat(TestSite.T0, 3, TimeSpan.FromSeconds(90.4), new(100, ["ward-3-hw"], new Dictionary<string, long> { ["sample-repeated"] = 2, ["line-malformed"] = 4 }), "synced", "short");

        Assert.Equal((Root + "heartbeat", false, (byte)0), (message.Topic, message.Retain, message.Qos));
        Assert.Equal(
            """{"at":"2026-03-02T06:00:00.000Z","outboxDepth":3,"outboxAgeSeconds":90,"clock":"synced","ledger":"short","hosts":1,"samples":100,"refused":{"sample-repeated":2,"line-malformed":4}}""",
            Json(message).GetRawText());
    }

    [Fact]
    public void Every_topic_is_made_of_plain_levels()
    {
        string[] topics =
        [
            Payloads.Topics.Status, Payloads.Topics.Info, Payloads.Topics.Heartbeat, Payloads.Topics.Device("scale-1"), Payloads.Topics.Bin("store", TestSite.Glove), Payloads.Topics.Climate("sterile", TestSite.Point),
            .. EventCodec.StoredNames.SelectMany(name => new[] { Payloads.Topics.Event("store", name), Payloads.Topics.Event(null, name) }),
        ];

        Assert.All(topics, topic =>
        {
            Assert.StartsWith(Root, topic, StringComparison.Ordinal);
            Assert.Matches(TopicForm(), topic);
        });
    }

    private static BinView View() => new(TestSite.Glove, "store", "glove", 7, 6, 8, 0.97, BinCondition.Ok, DeviceState.Up, TestSite.T0, 12);

    private static MqttMessage Climate(Span? temperature, Span? humidity, Quality quality = Quality.Good) =>
        Payloads.Climate(Site.ClimatePoints[0], new(TestSite.Point, TestSite.T0, temperature, humidity, quality), Projection.Empty(Site));

    private static LedgerEntry Entry(StoreroomEvent e) =>
        Chain.Next(Head, EventCodec.NameOf(e), EventCodec.RoomOf(e), EventCodec.SubjectOf(e), e.At, e.At.AddSeconds(1.5), EventCodec.Encode(e));

    private static JsonElement Retained(MqttMessage message, string topic)
    {
        Assert.Equal((Root + topic, true, (byte)1, "application/json"), (message.Topic, message.Retain, message.Qos, message.ContentType));
        return Json(message);
    }

    private static JsonElement Json(MqttMessage message) => JsonDocument.Parse(message.Payload).RootElement;

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();

    [GeneratedRegex("^[a-z0-9-]+(/[a-z0-9-]+)*$")]
    private static partial Regex TopicForm();

    [GeneratedRegex(@"^\d+\.\d+\.\d+(-[a-z0-9.-]+)?$")]
    private static partial Regex VersionForm();
}
