using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdgeStock.Wire;

/// <summary>Every field a line can have, flat, under the names of the format.</summary>
internal sealed class LineFields
{
    public string? Type { get; set; }
    public ulong? N { get; set; }
    public ulong? Next { get; set; }
    public string? At { get; set; }
    public string? Rt { get; set; }
    public double? T { get; set; }
    public string? Dev { get; set; }
    public string? Host { get; set; }
    public string? Session { get; set; }
    public string[]? Devices { get; set; }
    public int? Version { get; set; }

    public double? G { get; set; }
    public long? Raw { get; set; }
    public string? State { get; set; }
    public string? Epc { get; set; }
    public double? Rssi { get; set; }
    public int? Count { get; set; }
    public double? V { get; set; }
    public string? Q { get; set; }
    public string? Reason { get; set; }
    public bool? Up { get; set; }
    public bool? Open { get; set; }
    public string? Phase { get; set; }
    public long? Errors { get; set; }
    public long? Lost { get; set; }

    public string? Verb { get; set; }
    public string? By { get; set; }
    public string? Action { get; set; }
    public string? Value { get; set; }
    public string? Result { get; set; }
    public string? Error { get; set; }

    public string? Id { get; set; }
    public long? Seed { get; set; }
    public double? Duration { get; set; }
    public string? T0 { get; set; }
    public string? Note { get; set; }

    public string? Text { get; set; }
    public string? Site { get; set; }
    public string? Gateway { get; set; }
    public long? Epoch { get; set; }
    public long? Seq { get; set; }
    public string? Hash { get; set; }
    public string? Body { get; set; }

    public string? Zone { get; set; }
    public string? Kind { get; set; }
    public string[]? Adjacent { get; set; }
    public bool? Exit { get; set; }

    public string? Bin { get; set; }
    public string? Shelf { get; set; }
    public string? Sku { get; set; }
    [JsonPropertyName("unit_g")] public double? UnitGrams { get; set; }
    [JsonPropertyName("unit_sd_g")] public double? UnitSdGrams { get; set; }
    [JsonPropertyName("unit_lot_sd_g")] public double? UnitLotSdGrams { get; set; }
    [JsonPropertyName("tare_g")] public double? TareGrams { get; set; }
    [JsonPropertyName("tare_sd_g")] public double? TareSdGrams { get; set; }
    public int? Capacity { get; set; }
    [JsonPropertyName("initial_count")] public int? InitialCount { get; set; }
    public PackFields? Pack { get; set; }
    public CellFields? Cell { get; set; }
    public ReportFields? Report { get; set; }

    public string? Ant { get; set; }
    public string? Reader { get; set; }
    [JsonPropertyName("cycle_s")] public double? CycleSeconds { get; set; }
    [JsonPropertyName("offset_s")] public double? OffsetSeconds { get; set; }
    [JsonPropertyName("dwell_s")] public double? DwellSeconds { get; set; }

    public string? Sensor { get; set; }
    public string? Quantity { get; set; }
    public string? Unit { get; set; }
    public double? Low { get; set; }
    public double? High { get; set; }
    [JsonPropertyName("hold_s")] public double? HoldSeconds { get; set; }
    [JsonPropertyName("interval_s")] public double? IntervalSeconds { get; set; }
    [JsonPropertyName("noise_sd")] public double? NoiseSd { get; set; }
    public double? Resolution { get; set; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(LineFields))]
internal sealed partial class LineJson : JsonSerializerContext
{
    /// <summary>As generated, but leaving printable characters such as å and + unescaped.</summary>
    public static LineJson Plain { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new FiniteNumber() },
    });
}

/// <summary>The framework reads 1e999 as infinity, which it then cannot write: no line holds such a number.</summary>
internal sealed class FiniteNumber : JsonConverter<double>
{
    /// <inheritdoc/>
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDouble() is var value && double.IsFinite(value) ? value : throw new JsonException("a number is beyond what a double holds");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
}
