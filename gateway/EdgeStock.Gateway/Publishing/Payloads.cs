using System.Globalization;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using EdgeStock.Domain;
using EdgeStock.Ledger;
using EdgeStock.Ledger.Proof;
using EdgeStock.Mqtt;
using EdgeStock.Wire;
using static EdgeStock.Gateway.Publishing.JsonFields;

namespace EdgeStock.Gateway.Publishing;

/// <summary>The messages of the contract: topic, payload and properties of each. Culture-free; states are codes, not sentences.</summary>
/// <param name="ledger">Whose ledger it is.</param>
/// <param name="epochs">Under which epoch each entry is published; null when it was never restored.</param>
internal sealed class Payloads(LedgerIdentity ledger, Epochs? epochs = null)
{
    private const uint Week = 7 * 24 * 3600;
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Topics topics = new(ledger);
    private readonly Epochs epochs = epochs ?? Epochs.Single(ledger);
    private readonly string source = $"urn:edgestock:{ledger.Site}:{ledger.Gateway}";

    /// <summary>The release, without build metadata.</summary>
    public static string Version { get; } =
        typeof(Payloads).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public Topics Topics => topics;

    /// <summary>Birth: published after every CONNACK.</summary>
    public MqttMessage Birth(long session, DateTimeOffset since, ChainHead head, string clock) => Retained(topics.Status, json =>
    {
        json.WriteBoolean("online", true);
        json.WriteNumber("session", session);
        json.WriteNumber("epoch", epochs.Current);
        json.WriteNumber("epochFirst", epochs.CurrentFirst);
        json.WriteString("since", LineCodec.Format(since));
        json.WriteString("version", Version);
        json.WriteNumber("ledgerHead", head.Seq);
        json.WriteString("ledgerHash", head.HexHash);
        json.WriteString("clock", clock);
    });

    /// <summary>What stands on the status topic while the gateway is away: as last will, or in order.</summary>
    public MqttMessage Away(long session, string reason, DateTimeOffset? since) => Retained(topics.Status, json =>
    {
        json.WriteBoolean("online", false);
        json.WriteNumber("session", session);
        json.WriteNumber("epoch", epochs.Current);
        json.WriteString("reason", reason);
        if (since is { } at)
        {
            json.WriteString("since", LineCodec.Format(at));
        }
    });

    /// <summary>The last checkpoint: whoever keeps it can tell a ledger that is rewritten or cut off later.</summary>
    public MqttMessage Checkpoint(Checkpoint checkpoint) => Retained(topics.Checkpoint, json =>
    {
        json.WriteNumber("seq", checkpoint.Seq);
        json.WriteString("hash", checkpoint.HexHash);
        json.WriteNumber("epoch", ledger.Epoch);
        json.WriteString("at", LineCodec.Format(checkpoint.At));
        json.WriteString("key", checkpoint.Key);
        json.WriteString("signature", Convert.ToBase64String(checkpoint.Signature));
    });

    public MqttMessage Info(Site site) => Retained(topics.Info, json =>
    {
        json.WriteString("version", Version);
        json.WriteString("site", site.Id);
        json.WriteString("gateway", site.Gateway);
        json.WriteString("timeZone", site.TimeZone);
        json.WriteStartArray("rooms");
        foreach (var room in site.Rooms)
        {
            json.WriteStartObject();
            json.WriteString("id", room.Id);
            json.WriteString("name", room.Name);
            json.WriteString("class", Lower(room.Class));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Strings(json, "devices", site.Devices.Select(d => d.Id));
        Strings(json, "events", EventCodec.StoredNames.Select(n => $"edgestock.{n}").Order(StringComparer.Ordinal));
        Strings(json, "encodings", ["cloudevents-json"]);
    });

    public MqttMessage Bin(Site site, BinView bin) => Retained(topics.Bin(bin.Room, bin.Bin), json =>
    {
        json.WriteString("article", bin.Article);
        json.WriteString("name", site.Articles.First(a => a.Id == bin.Article).Name);
        if (bin.Count is { } count)
        {
            json.WriteStartObject("count");
            json.WriteNumber("best", count);
            json.WriteNumber("low", bin.Low);
            json.WriteNumber("high", bin.High);
            json.WriteNumber("confidence", bin.Confidence);
            json.WriteEndObject();
        }

        json.WriteString("quality", bin.Quality switch { Quality.Good => "good", Quality.Uncertain => "uncertain", _ => "unknown" });
        Optional(json, "reason", bin.Reason);
        Optional(json, "asOf", bin.AsOf is { } at ? LineCodec.Format(at) : null);
        json.WriteNumber("seq", bin.Seq);
    });

    public MqttMessage Device(Site site, DeviceView device, DateTimeOffset? lastSeen) => Retained(topics.Device(device.Device), json =>
    {
        json.WriteString("kind", Lower(site.Devices.First(d => d.Id == device.Device).Kind));
        json.WriteString("state", Lower(device.State));
        Optional(json, "reason", device.Reason);
        Optional(json, "since", device.Since is { } since ? LineCodec.Format(since) : null);
        Optional(json, "lastSeen", lastSeen is { } seen ? LineCodec.Format(seen) : null);
        json.WriteNumber("seq", device.Seq);
    });

    /// <summary>A climate point's last minute. It expires after three minutes or intervals, so that an old climate does not look like today's.</summary>
    /// <param name="shown">What is shown beside the minute itself; null where nothing else is known.</param>
    public MqttMessage Climate(ClimatePoint point, ClimateMinute minute, Projection projection, ClimateShown? shown = null)
    {
        shown ??= ClimateShown.Nothing;
        var (quality, reason) = shown.Trust(minute, [.. point.Channels.Select(c => projection.Climate[StoreroomMemory.Key(point.Id, c.Quantity)])]);
        var message = Retained(topics.Climate(point.Room, point.Id), json =>
        {
            Write(json, "temperature", minute.Temperature);
            Write(json, "humidity", minute.Humidity);
            if (minute.Temperature is { } t && minute.Humidity is { } h && DewPoint.From(t.Mean, h.Mean) is { } dew)
            {
                json.WriteNumber("dewPoint", Math.Round(dew, 2));
            }

            Optional(json, "dewMargin", shown.Margin?.Kelvin);
            Optional(json, "coldestSurface", shown.Surface);
            json.WriteString("quality", Lower(quality));
            Optional(json, "reason", reason);
            Optional(json, "coverage", point.CoverageOf(minute));
            Optional(json, "profile", point.Profile);
            Optional(json, "placement", point.Placement == ClimatePlacement.Air ? null : Lower(point.Placement));
            json.WriteBoolean("inLimits", point.Channels.All(c => IsWithin(c, c.Quantity == Quantity.Temperature ? minute.Temperature : minute.Humidity)));
            json.WriteString("asOf", LineCodec.Format(minute.Minute));
        });
        return message with { ExpirySeconds = (uint)Math.Max(180, 3 * point.Channels.Max(c => c.Interval.TotalSeconds)) };
    }

    /// <summary>An article's stock and cover in a storeroom.</summary>
    /// <param name="asOf">When it was reckoned.</param>
    /// <param name="seq">Ledger entry up to which it was.</param>
    public MqttMessage Article(Snapshot sheet, ArticleCover cover, DateTimeOffset asOf, long seq) => Retained(
        topics.Article(cover.Room, cover.Article),
        json => CoverPayloads.Write(json, cover, sheet.Projection.Book.Catalogue.Find(sheet.Site, cover.Article), sheet.Projection.Book.Holding(cover.Room, cover.Article), asOf, seq));

    /// <summary>A storeroom's indicators as the day stands now: all articles, then each product group that it keeps.</summary>
    /// <param name="articles">Its articles' figures.</param>
    public MqttMessage Coverage(Snapshot sheet, Room room, IReadOnlyList<ArticleDay> articles, DateTimeOffset asOf, long seq) => Retained(topics.Coverage(room.Id), json =>
    {
        json.WriteString("schema", "edgestock.coverage.v1");
        json.WriteNumber("monthDays", sheet.Site.MonthDays);
        json.WriteStartObject("total");
        IndicatorsJson.Write(json, CoverIndicators.Of(articles, sheet.Site.MonthDays));
        json.WriteEndObject();
        json.WriteStartObject("productGroups");
        foreach (var group in articles.GroupBy(a => a.Group).OrderBy(g => g.Key))
        {
            json.WriteStartObject(Lower(group.Key));
            IndicatorsJson.Write(json, CoverIndicators.Of(group, sheet.Site.MonthDays));
            json.WriteEndObject();
        }

        json.WriteEndObject();
        var book = sheet.Projection.Book;
        json.WriteNumber("surges", book.Holdings.Values.Count(h => h.Room == room.Id && h.Surge));
        json.WriteNumber("hygieneAlarms", book.Hygiene.Values.Count(h => h.Room == room.Id));
        json.WriteStartObject("wasted12Months");
        var (today, year) = (sheet.Today(), sheet.Today().AddMonths(-12));
        foreach (var waste in book.Waste.Values.Where(w => w.Room == room.Id && w.Month > year && w.Month <= today).GroupBy(w => w.Reason))
        {
            json.WriteNumber(Lower(waste.Key), waste.Sum(w => w.Pieces));
        }

        json.WriteEndObject();
        Optional(json, "closedDay", book.Days.GetValueOrDefault(room.Id)?.Day);
        json.WriteString("asOf", LineCodec.Format(asOf));
        json.WriteNumber("seq", seq);
    });

    /// <summary>An alarm that stands; of one that does not any more, the message is taken back.</summary>
    public MqttMessage Alarm(AlarmView alarm) => alarm.Stands()
        ? Retained(topics.Alarm(alarm.Name.Room, alarm.Name.Id), json => AlarmPayload.Write(json, alarm))
        : new(topics.Alarm(alarm.Name.Room, alarm.Name.Id), Array.Empty<byte>()) { Retain = true };

    /// <summary>Takes back the retained message of something that does not stand at the site any more.</summary>
    public MqttMessage Gone(RemovedView removed) => new(
        removed.Part switch { "alarm" => topics.Alarm(removed.Room.Length == 0 ? null : removed.Room, removed.Id), "article" => topics.Article(removed.Room, removed.Id), "coverage" => topics.Coverage(removed.Room), "bin" => topics.Bin(removed.Room, removed.Id), "climate" => topics.Climate(removed.Room, removed.Id), _ => topics.Device(removed.Id) },
        Array.Empty<byte>())
    { Retain = true };

    /// <summary>A ledger entry as a CloudEvents 1.0 document.</summary>
    /// <param name="previous">Hash of the entry before.</param>
    public MqttMessage Event(LedgerEntry entry, byte[] previous, DateTimeOffset now, string clock)
    {
        var epoch = epochs.Of(entry.Seq).ToString(CultureInfo.InvariantCulture);
        var id = string.Create(CultureInfo.InvariantCulture, $"{ledger.Gateway}/{epoch}/{entry.Seq}");
        var type = $"edgestock.{entry.Kind}";
        var sequence = entry.Seq.ToString("D20", CultureInfo.InvariantCulture);
        var payload = Document(json =>
        {
            json.WriteString("specversion", "1.0");
            json.WriteString("id", id);
            json.WriteString("source", source);
            json.WriteString("type", type);
            json.WriteString("subject", entry.Subject);
            json.WriteString("time", LineCodec.Format(entry.Occurred));
            json.WriteString("datacontenttype", "application/json");
            json.WriteString("dataschema", $"urn:edgestock:schema:{entry.Kind}.0");
            json.WriteString("epoch", epoch);
            json.WriteString("sequence", sequence);
            json.WriteString("recordedtime", LineCodec.Format(entry.Recorded));
            json.WriteBoolean("historical", now - entry.Recorded > TimeSpan.FromMinutes(1));
            json.WriteString("timequality", clock);
            json.WriteString("prev", Convert.ToHexStringLower(previous));
            json.WriteStartObject("data");
            using var data = JsonDocument.Parse(entry.Payload);
            foreach (var property in data.RootElement.EnumerateObject())
            {
                property.WriteTo(json);
            }

            json.WriteString("quality", data.RootElement.TryGetProperty("confidence", out var confidence) && confidence.GetDouble() < 0.9 ? "uncertain" : "good");
            json.WriteNumber("stateVersion", entry.Seq);
            json.WriteEndObject();
        });
        return new(topics.Event(entry.Room, entry.Kind), payload)
        {
            ContentType = "application/cloudevents+json",
            ExpirySeconds = Week,
            UserProperties = [new("id", id), new("type", type), new("source", source), new("epoch", epoch), new("sequence", sequence)],
        };
    }

    /// <summary>The other side's dead-man switch.</summary>
    /// <param name="waiting">Entries that the broker has not acknowledged.</param>
    public MqttMessage Heartbeat(DateTimeOffset now, long waiting, TimeSpan? oldest, IntakeCounters counters, string clock, string ledgerState) => new(topics.Heartbeat, Document(json =>
    {
        json.WriteString("at", LineCodec.Format(now));
        json.WriteNumber("outboxDepth", waiting);
        json.WriteNumber("outboxAgeSeconds", Math.Round(oldest?.TotalSeconds ?? 0));
        json.WriteString("clock", clock);
        json.WriteString("ledger", ledgerState);
        json.WriteNumber("hosts", counters.Hosts.Count);
        json.WriteNumber("samples", counters.Taken);
        json.WriteStartObject("refused");
        foreach (var (kind, count) in counters.Refused)
        {
            json.WriteNumber(kind, count);
        }

        json.WriteEndObject();
    }))
    { Qos = 0, ContentType = "application/json" };

    private static MqttMessage Retained(string topic, Action<Utf8JsonWriter> write) => new(topic, Document(write)) { Retain = true, ContentType = "application/json" };

    private static byte[] Document(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Plain))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static void Write(Utf8JsonWriter json, string name, Span? span)
    {
        if (span is null)
        {
            return;
        }

        json.WriteStartObject(name);
        json.WriteNumber("mean", Math.Round(span.Mean, 3));
        json.WriteNumber("min", Math.Round(span.Min, 3));
        json.WriteNumber("max", Math.Round(span.Max, 3));
        json.WriteNumber("samples", span.Samples);
        json.WriteEndObject();
    }

    private static bool IsWithin(ClimateChannel channel, Span? span) =>
        span is null ? channel is { Low: null, High: null } : !(span.Max > channel.High) && !(span.Min < channel.Low);
}
