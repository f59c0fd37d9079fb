using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using EdgeStock.Domain;

namespace EdgeStock.Ledger;

/// <summary>
/// Events to stored bytes and back. The stored names stand here and are never reused or changed; a new form of an event is a new
/// version beside the old one.
/// </summary>
public static class EventCodec
{
    private static readonly (string Name, Type Type)[] Kinds =
    [
        ("stock.counted.v1", typeof(StockCounted)),
        ("stock.taken.v1", typeof(StockTaken)),
        ("stock.added.v1", typeof(StockAdded)),
        ("stock.uncounted.v1", typeof(StockUncounted)),
        ("stock.condition.v1", typeof(BinConditionChanged)),
        ("tag.arrived.v1", typeof(TagArrived)),
        ("tag.moved.v1", typeof(TagMoved)),
        ("tag.departed.v1", typeof(TagDeparted)),
        ("tag.obscured.v1", typeof(TagObscured)),
        ("climate.alarm.v1", typeof(ClimateAlarmChanged)),
        ("climate.fault.v1", typeof(SensorFaultChanged)),
        ("climate.hour.v1", typeof(ClimateHourSealedV1)),
        ("climate.hour.v2", typeof(ClimateHourSealed)),
        ("climate.thinned.v1", typeof(ClimateThinned)),
        ("device.state.v1", typeof(DeviceStateChanged)),
        ("device.samples-lost.v1", typeof(SamplesLost)),
        ("device.zeroed.v1", typeof(ScaleZeroed)),
        ("config.applied.v1", typeof(SiteChanged)),
        ("person.erased.v1", typeof(PersonErased)),
        ("ledger.space.v1", typeof(SpaceChanged)),
        ("ledger.restored.v1", typeof(LedgerRestored)),
    ];

    private static readonly Dictionary<Type, string> Names = Kinds.ToDictionary(k => k.Type, k => k.Name);
    private static readonly Dictionary<string, Type> Types = Kinds.ToDictionary(k => k.Name, k => k.Type);

    /// <summary>Every stored name.</summary>
    public static IReadOnlyCollection<string> StoredNames => Types.Keys;

    /// <summary>The stored name of an event.</summary>
    public static string NameOf(StoreroomEvent e) => Names[e.GetType()];

    /// <summary>What an event is about, as a path.</summary>
    public static string SubjectOf(StoreroomEvent e) => e switch
    {
        StockCounted s => $"{s.Room}/{s.Bin}",
        StockTaken s => $"{s.Room}/{s.Bin}",
        StockAdded s => $"{s.Room}/{s.Bin}",
        StockUncounted s => $"{s.Room}/{s.Bin}",
        BinConditionChanged s => $"{s.Room}/{s.Bin}",
        TagArrived t => $"{t.Room}/{t.Zone}",
        TagMoved t => $"{t.Room}/{t.Zone}",
        TagDeparted t => $"{t.Room}/{t.Zone}",
        TagObscured t => $"{t.Room}/{t.Zone}",
        ClimateAlarmChanged c => $"{c.Room}/{c.Point}",
        SensorFaultChanged c => $"{c.Room}/{c.Point}",
        ClimateHourSealed c => $"{c.Room}/{c.Point}",
        ClimateHourSealedV1 c => $"{c.Room}/{c.Point}",
        ClimateThinned => "climate",
        DeviceStateChanged d => d.Device,
        SamplesLost l => l.Host,
        ScaleZeroed z => z.Device,
        SiteChanged => "site",
        PersonErased p => p.Person,
        SpaceChanged => "ledger",
        LedgerRestored => "ledger",
        _ => throw new ArgumentException($"{e.GetType().Name} has no subject", nameof(e)),
    };

    /// <summary>The event's data as it is stored and hashed.</summary>
    public static byte[] Encode(StoreroomEvent e) => JsonSerializer.SerializeToUtf8Bytes(e, e.GetType(), LedgerJson.Plain);

    /// <summary>The event of a stored entry.</summary>
    /// <exception cref="LedgerFormatException">A kind that this release does not know, or data that is not that kind's.</exception>
    public static StoreroomEvent Decode(LedgerEntry entry)
    {
        if (!Types.TryGetValue(entry.Kind, out var type))
        {
            throw new LedgerFormatException($"entry {entry.Seq} is of kind {entry.Kind}, which this release does not know: it was written by a newer one");
        }

        try
        {
            return (StoreroomEvent?)JsonSerializer.Deserialize(entry.Payload, type, LedgerJson.Plain) ?? throw new JsonException("it is null");
        }
        catch (JsonException e)
        {
            throw new LedgerFormatException($"entry {entry.Seq} ({entry.Kind}) cannot be read: {e.Message}");
        }
    }
}

/// <summary>Writes an enumeration by its name in lower camel case.</summary>
internal sealed class LowerEnum<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;

/// <summary>A tag's memory as its hexadecimal text.</summary>
internal sealed class EpcConverter : JsonConverter<Epc>
{
    /// <inheritdoc/>
    public override Epc Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return Epc.From(reader.GetString() ?? "");
        }
        catch (ArgumentException e)
        {
            throw new JsonException(e.Message);
        }
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Epc value, JsonSerializerOptions options) => writer.WriteStringValue(value.Hex);
}

/// <summary>Instants as UTC with milliseconds.</summary>
internal sealed class InstantConverter : JsonConverter<DateTimeOffset>
{
    /// <inheritdoc/>
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture));
}

/// <summary>The framework reads 1e999 as infinity, which it then cannot write: nothing stored is such a number.</summary>
internal sealed class FiniteNumber : JsonConverter<double>
{
    /// <inheritdoc/>
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDouble() is var value && double.IsFinite(value) ? value : throw new JsonException("a number is beyond what a double holds");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
}

/// <summary>Every type that is stored, with its written form.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(StockCounted))]
[JsonSerializable(typeof(StockTaken))]
[JsonSerializable(typeof(StockAdded))]
[JsonSerializable(typeof(BinConditionChanged))]
[JsonSerializable(typeof(TagArrived))]
[JsonSerializable(typeof(TagMoved))]
[JsonSerializable(typeof(TagDeparted))]
[JsonSerializable(typeof(TagObscured))]
[JsonSerializable(typeof(ClimateAlarmChanged))]
[JsonSerializable(typeof(SensorFaultChanged))]
[JsonSerializable(typeof(ClimateHourSealed))]
[JsonSerializable(typeof(ClimateHourSealedV1))]
[JsonSerializable(typeof(ClimateThinned))]
[JsonSerializable(typeof(SpaceChanged))]
[JsonSerializable(typeof(DeviceStateChanged))]
[JsonSerializable(typeof(SamplesLost))]
[JsonSerializable(typeof(StockUncounted))]
[JsonSerializable(typeof(ScaleZeroed))]
[JsonSerializable(typeof(SiteChanged))]
[JsonSerializable(typeof(PersonErased))]
[JsonSerializable(typeof(LedgerRestored))]
[JsonSerializable(typeof(BinMemory))]
[JsonSerializable(typeof(TagMemory))]
[JsonSerializable(typeof(ZoneMemory))]
[JsonSerializable(typeof(AntennaMemory))]
[JsonSerializable(typeof(ClimateMemory))]
[JsonSerializable(typeof(MinuteMemory))]
[JsonSerializable(typeof(DeviceMemory))]
[JsonSerializable(typeof(KeepingMemory))]
[JsonSerializable(typeof(BinView))]
[JsonSerializable(typeof(TagView))]
[JsonSerializable(typeof(ClimateView))]
[JsonSerializable(typeof(DeviceView))]
[JsonSerializable(typeof(RemovedView))]
[JsonSerializable(typeof(DateTimeOffset))]
internal sealed partial class LedgerJson : JsonSerializerContext
{
    /// <summary>The one written form: camel case, lower-case enumerations, UTC milliseconds, null left out.</summary>
    public static JsonSerializerOptions Plain { get; } = Make();

    /// <summary>What may not be null is written always: where it is missing the document is damaged. A number that is missing is one that an older release did not write.</summary>
    private static void Require(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(p => p.AssociatedParameter is { IsNullable: false }))
        {
            property.IsRequired = !property.PropertyType.IsValueType || typeof(StoreroomEvent).IsAssignableFrom(type.Type) || type.Type == typeof(HourSpan);
        }

        if (type.Type == typeof(BinMemory))
        {
            // Written with each event for every bin: what is almost never so is left out.
            type.Properties.Single(p => p.PropertyType == typeof(bool)).ShouldSerialize = static (_, rebased) => rebased is true;
        }
    }

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions
        {
            TypeInfoResolver = new LedgerJson().WithAddedModifier(Require),
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            RespectNullableAnnotations = true,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters =
            {
                new EpcConverter(), new InstantConverter(), new FiniteNumber(), new LowerEnum<BinCondition>(), new LowerEnum<ClimateState>(), new LowerEnum<SensorFault>(),
                new LowerEnum<DeviceState>(), new LowerEnum<Quality>(), new LowerEnum<Quantity>(), new LowerEnum<Presence>(), new LowerEnum<ChangeKind>(),
            },
        };
        options.MakeReadOnly();
        return options;
    }
}

/// <summary>The ledger holds what this release cannot read; the message says what and what to do.</summary>
public sealed class LedgerFormatException(string message) : Exception(message);
