using System.Text.Json;

namespace EdgeStock.Ledger.Evidence;

/// <summary>A line of an evidence file is not what it must be.</summary>
internal sealed class EvidenceException(string message) : Exception(message);

/// <summary>Reads lines of an evidence file: only the one canonical form of each is taken.</summary>
internal static class EvidenceReader
{
    /// <summary>Reads a line, given without its end.</summary>
    /// <exception cref="EvidenceException">It is no line of an evidence file, or written another way than the one way.</exception>
    public static EvidenceLine Read(byte[] octets)
    {
        EvidenceLine line;
        try
        {
            using var json = JsonDocument.Parse(octets);
            line = Line(json.RootElement);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or OverflowException)
        {
            throw new EvidenceException($"it is no line of an evidence file, or was changed: {Reason(e)}");
        }

        return EvidenceText.Strict.GetBytes(line.Text).AsSpan().SequenceEqual(octets) ? line : throw new EvidenceException("it is not written the canonical way: something in it was changed");
    }

    private static string Reason(Exception e) => e switch
    {
        JsonException => "it is no JSON object",
        KeyNotFoundException => "a field is missing",
        InvalidOperationException => "a field is of another kind",
        OverflowException => "a number is too large",
        _ => e.Message,
    };

    private static EvidenceLine Line(JsonElement o) => Text(o, "type") switch
    {
        "evidence" => Header(o),
        "key" => new EvidenceKey(Text(o, "id"), Text(o, "pem")),
        "site" => new EvidenceSite(Hash(o, "hash"), Text(o, "text")),
        "entry" => Entry(o),
        "minute" => new EvidenceMinute(Text(o, "point"), Number(o, "start"), Text(o, "temperature"), Text(o, "humidity"), Number(o, "quality")),
        "checkpoint" => new EvidenceCheckpoint(new(Number(o, "seq"), Time(o, "at"), Hash(o, "hash"), Text(o, "key"), Octets(o, "signature"))),
        "end" => new EvidenceEnd(Hash(o, "sha256"), Text(o, "key"), Octets(o, "signature")),
        var type => throw new FormatException($"there is no type '{type}'"),
    };

    private static EvidenceHeader Header(JsonElement o)
    {
        if (Number(o, "form") is not EvidenceHeader.Form and var form)
        {
            throw new LedgerFormatException($"this evidence file is of form {form}, and this release reads form {EvidenceHeader.Form}: check it with the release that wrote it");
        }

        var before = o.GetProperty("before");
        return new(
            new(Text(o, "site"), Text(o, "gateway"), Number(o, "epoch")), Number(o, "first"), Number(o, "last"),
            new(Number(before, "seq"), Hash(before, "hash")), Time(o, "from"), Time(o, "to"), Time(o, "exported"));
    }

    private static EvidenceEntry Entry(JsonElement o)
    {
        var told = o.TryGetProperty("payload", out _);
        return new(
            new(
                Number(o, "seq"), Text(o, "kind"), o.GetProperty("room").GetString(), Text(o, "subject"), Time(o, "occurred"), Time(o, "recorded"),
                told ? EvidenceText.Strict.GetBytes(Text(o, "payload")) : [], Hash(o, "hash")),
            told ? null : Hash(o, "digest"));
    }

    private static string Text(JsonElement o, string name) => o.GetProperty(name).GetString() ?? throw new FormatException($"{name} is null");

    private static long Number(JsonElement o, string name) => o.GetProperty(name).GetInt64();

    private static DateTimeOffset Time(JsonElement o, string name) => Instant.From(Number(o, name)) ?? throw new FormatException($"{name} lies beyond the calendar");

    private static byte[] Octets(JsonElement o, string name) => Convert.FromBase64String(Text(o, name));

    private static byte[] Hash(JsonElement o, string name) =>
        Convert.FromHexString(Text(o, name)) is { Length: Chain.HashBytes } hash ? hash : throw new FormatException($"{name} is no hash");
}
