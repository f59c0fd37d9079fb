using System.Globalization;
using EdgeStock.Domain;

namespace EdgeStock.Ledger.Evidence;

/// <summary>The climate minutes of a sealed hour, as far as they are still kept.</summary>
internal static class KeptMinutes
{
    /// <summary>The minutes that an entry sealed: those of its hour, in their order of arrival, behind those that earlier entries sealed.</summary>
    /// <param name="seq">The entry.</param>
    /// <returns>Empty when they are not kept any more, or are not those that the entry sealed.</returns>
    public static IReadOnlyList<EvidenceMinute> Of(LedgerReader ledger, long seq, SealedHour hour)
    {
        var before = ledger.Hours(hour.Point, hour.Start, hour.Start + 1).Where(h => h.Seq < seq).Sum(h => h.Minutes);
        List<EvidenceMinute> minutes = [.. ledger.Minutes(hour.Point, hour.Start).Skip((int)before).Take(hour.Minutes).Select(Told)];
        return minutes.Count == hour.Minutes && minutes.Aggregate("", EvidenceText.Next) == hour.Hash ? minutes : [];
    }

    private static EvidenceMinute Told(StoredMinute m) => new(m.Point, m.Start, Span(m.Temperature), Span(m.Humidity), m.Quality);

    private static string Span(MilliSpan? span) => span is { } s ? string.Create(CultureInfo.InvariantCulture, $"{s.Mean},{s.Min},{s.Max},{s.Samples}") : "-";
}
