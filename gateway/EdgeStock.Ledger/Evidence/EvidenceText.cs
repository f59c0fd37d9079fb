using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace EdgeStock.Ledger.Evidence;

/// <summary>What the writer and the verifier of evidence share: the texts that are signed and hashed.</summary>
internal static class EvidenceText
{
    /// <summary>UTF-8 that fails at what is none, instead of replacing it.</summary>
    public static UTF8Encoding Strict { get; } = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>What the signature at the end is over.</summary>
    public static byte[] Signed(byte[] sha256) => Encoding.ASCII.GetBytes($"edgestock evidence 1\n{Convert.ToHexStringLower(sha256)}\n");

    /// <summary>One step of an hour's running hash.</summary>
    /// <param name="before">The hash so far; empty at first.</param>
    public static string Next(string before, EvidenceMinute m) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture, $"{before}|{m.Point}|{m.Start}|{m.Temperature}|{m.Humidity}|{m.Quality}"))));

    /// <summary>The site file that an entry says came into force; null for any other entry. Every form of such an entry has this field.</summary>
    /// <exception cref="LedgerFormatException">The payload is not what such an entry holds.</exception>
    public static string? SiteOf(LedgerEntry entry) => Of(entry, "config.applied.", site => site.GetProperty("hash").GetString());

    /// <summary>Takes something from the payload of an entry of some kind, whichever form of it; null for any other entry.</summary>
    public static T? Of<T>(LedgerEntry entry, string kind, Func<JsonElement, T> take)
        where T : class?
    {
        if (!entry.Kind.StartsWith(kind, StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(entry.Payload);
            return take(json.RootElement);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new LedgerFormatException($"entry {entry.Seq} ({entry.Kind}) cannot be read: {e.Message}");
        }
    }
}

/// <summary>What an entry seals of the minutes beside the chain.</summary>
/// <param name="Start">Start of the hour, unix seconds.</param>
/// <param name="Minutes">Minutes that were kept.</param>
/// <param name="Hash">The running hash over them.</param>
internal sealed record SealedHour(string Point, long Start, int Minutes, string Hash)
{
    public const int Seconds = 3600;

    /// <summary>The hour that an entry seals; null for any other entry. Every form of such an entry has these fields.</summary>
    /// <exception cref="LedgerFormatException">The payload is not what such an entry holds.</exception>
    public static SealedHour? Of(LedgerEntry entry) => EvidenceText.Of(entry, "climate.hour.", hour => new SealedHour(
        hour.GetProperty("point").GetString()!, hour.GetProperty("hour").GetDateTimeOffset().ToUnixTimeSeconds(),
        hour.GetProperty("minutes").GetInt32(), hour.GetProperty("hash").GetString()!));
}
