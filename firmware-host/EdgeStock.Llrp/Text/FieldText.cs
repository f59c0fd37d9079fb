using System.Globalization;
using System.Text.Json.Nodes;

namespace EdgeStock.Llrp;

/// <summary>The fixed fields of a message or parameter, as JSON.</summary>
internal static class FieldText
{
    private const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    public static void Describe(ref BoundedReader reader, LlrpLayout layout, JsonObject into)
    {
        var bits = 0;
        var bitsLeft = 0;
        foreach (var field in layout.Fields)
        {
            JsonNode? value;
            if (field.Kind[0] == 'b')
            {
                var width = int.Parse(field.Kind.AsSpan(1), CultureInfo.InvariantCulture);
                var number = 0;
                for (var i = 0; i < width; i++)
                {
                    (bits, bitsLeft) = bitsLeft == 0 ? (reader.U8(), 8) : (bits, bitsLeft);
                    bitsLeft--;
                    number = (number << 1) | ((bits >> bitsLeft) & 1);
                }

                value = width == 1 ? JsonValue.Create(number == 1) : JsonValue.Create(number);
            }
            else
            {
                value = Value(ref reader, field.Kind);
            }

            if (field.Name != "-" && value is not null)
            {
                into[field.Name] = value;
            }
        }
    }

    /// <summary>ISO 8601 with microseconds; a count beyond the calendar stays a number.</summary>
    public static JsonNode Instant(ulong microseconds) =>
        ReaderTime.Calendar(microseconds) is { } instant
            ? JsonValue.Create(instant.ToString(InstantFormat, CultureInfo.InvariantCulture))
            : JsonValue.Create(microseconds);

    private static JsonNode? Value(ref BoundedReader reader, string kind) => kind switch
    {
        "u8" => JsonValue.Create(reader.U8()),
        "u16" => JsonValue.Create(reader.U16()),
        "u32" => JsonValue.Create(reader.U32()),
        "u64" => JsonValue.Create(reader.U64()),
        "s8" => JsonValue.Create(reader.S8()),
        "s16" => JsonValue.Create(reader.S16()),
        "utc" => Instant(reader.U64()),
        "utf8v" => JsonValue.Create(reader.Utf8()),
        "rest" => JsonValue.Create(Convert.ToHexString(reader.Rest())),
        "u8v" => JsonValue.Create(Convert.ToHexString(reader.Take(reader.U16()))),
        "u16v" => new JsonArray([.. reader.U16Array().Select(n => JsonValue.Create(n))]),
        "u32v" => U32Array(ref reader),
        "u1v" => BitArray(ref reader),
        _ => throw new ArgumentException($"field kind {kind} is not known", nameof(kind)),
    };

    private static JsonArray U32Array(ref BoundedReader reader)
    {
        var list = new JsonArray();
        for (var left = reader.U16(); left > 0 && !reader.Notes.Failed; left--)
        {
            list.Add(reader.U32());
        }

        return list;
    }

    private static JsonObject BitArray(ref BoundedReader reader)
    {
        var octets = Convert.ToHexString(reader.BitArray(out var bits));
        return new JsonObject { ["bits"] = bits, ["data"] = octets };
    }
}
