using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace EdgeStock.Domain;

/// <summary>A span as it is stored, hashed and summed: whole thousandths of °C or %, so that sums over it are exact.</summary>
public readonly record struct MilliSpan(long Mean, long Min, long Max, long Samples)
{
    /// <summary>The span in thousandths, halves away from zero; null of none.</summary>
    public static MilliSpan? From(Span? span) => span is null ? null : new(Milli(span.Mean), Milli(span.Min), Milli(span.Max), span.Samples);

    /// <summary>A value in thousandths, halves away from zero.</summary>
    public static long Milli(double value) => (long)Math.Round(value * 1000, MidpointRounding.AwayFromZero);
}

/// <summary>A climate minute as it stands beside the chain and enters its hour's hash.</summary>
/// <param name="Start">Start of the minute, unix seconds.</param>
/// <param name="Quality">0 good, 1 uncertain, 2 bad.</param>
public readonly record struct StoredMinute(string Point, long Start, MilliSpan? Temperature, MilliSpan? Humidity, long Quality)
{
    /// <summary>The minute in its stored form.</summary>
    public static StoredMinute From(ClimateMinute minute) =>
        new(minute.Point, minute.Minute.ToUnixTimeSeconds(), MilliSpan.From(minute.Temperature), MilliSpan.From(minute.Humidity), (long)minute.Quality);

    /// <summary>One step of the hour's hash: SHA-256, in lower-case hexadecimal, over the hash before (empty at first) and this minute's line (docs/ledger.md).</summary>
    public string HashAfter(string before) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{before}|{Point}|{Start}|{Line(Temperature)}|{Line(Humidity)}|{Quality}"))));

    private static string Line(MilliSpan? span) => span is { } s ? string.Create(CultureInfo.InvariantCulture, $"{s.Mean},{s.Min},{s.Max},{s.Samples}") : "-";
}
