using System.Text.Json;
using System.Text.Json.Serialization;
using EdgeStock.Domain;

namespace EdgeStock.Ledger;

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

/// <summary>A product code as its 14 digits.</summary>
internal sealed class GtinConverter : JsonConverter<Gtin>
{
    /// <inheritdoc/>
    public override Gtin Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Gtin.TryFrom(reader.GetString(), out var gtin) ? gtin : throw new JsonException("not a product code with a right check digit");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Gtin value, JsonSerializerOptions options) => writer.WriteStringValue(value.Digits);
}

/// <summary>A mass as its number of grams.</summary>
internal sealed class GramsConverter : JsonConverter<Grams>
{
    /// <inheritdoc/>
    public override Grams Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return Grams.From(reader.GetDouble());
        }
        catch (ArgumentOutOfRangeException e)
        {
            throw new JsonException(e.Message);
        }
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Grams value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Value);
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
