using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using EdgeStock.Domain;
using EdgeStock.Gateway.Publishing;

namespace EdgeStock.Gateway.Operations;

/// <summary>What a tag or a scan says, as a JSON object on one line; what is not said is left out.</summary>
internal static class DecodedText
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What a tag says.</summary>
    public static string Of(EpcIdentity tag) => Write(json =>
    {
        json.WriteString("scheme", tag.SchemeName);
        JsonFields.Optional(json, "tagUri", tag.TagUri);
        json.WriteString("idUri", tag.IdUri);
        if (tag.Filter is not { } filter)
        {
            return;
        }

        json.WriteNumber("filter", filter);
        json.WriteString("packaging", JsonFields.Lower(tag.Packaging));
        JsonFields.Optional(json, "gtin", tag.Gtin?.Digits);
        JsonFields.Optional(json, "sscc", tag.Sscc);
        JsonFields.Optional(json, "gln", tag.Gln);
        JsonFields.Optional(json, "grai", tag.Grai);
        JsonFields.Optional(json, "giai", tag.Giai);
        JsonFields.Optional(json, tag.Gln is null ? "serial" : "extension", tag.Serial);
        JsonFields.Optional(json, "digitalLink", tag.DigitalLink);
        JsonFields.Optional(json, "elementString", tag.ElementString);
        JsonFields.Optional(json, "lot", tag.Lot);
        JsonFields.Optional(json, "expiry", tag.Expiry);
        JsonFields.Optional(json, "unread", tag.Unread);
    });

    /// <summary>What a scan says: its application identifiers, and those that matter in a storeroom by name; or why it cannot be read.</summary>
    public static string Of(ScanResult scan) => Write(json =>
    {
        if (scan.Error is { } wrong)
        {
            json.WriteString("error", wrong);
            json.WriteNumber("offset", scan.Offset);
            return;
        }

        // One that is said twice is said the same both times.
        foreach (var (identifier, value) in scan.Fields.DistinctBy(f => f.Identifier))
        {
            json.WriteString(identifier, value);
        }

        JsonFields.Optional(json, "gtin", scan.Gtin?.Digits);
        JsonFields.Optional(json, "sscc", scan.Sscc);
        JsonFields.Optional(json, "udiDi", scan.UdiDi);
        JsonFields.Optional(json, "lot", scan.Lot);
        JsonFields.Optional(json, "expiry", scan.Expiry);
        JsonFields.Optional(json, "serial", scan.Serial);
    });

    private static string Write(Action<Utf8JsonWriter> fields)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text, Plain))
        {
            json.WriteStartObject();
            fields(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(text.ToArray());
    }
}
