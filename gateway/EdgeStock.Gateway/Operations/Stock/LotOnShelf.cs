using System.Globalization;
using EdgeStock.Domain;

namespace EdgeStock.Gateway.Operations;

/// <summary>Pieces of a lot on a shelf.</summary>
/// <param name="Pieces">Best value; the truth is in [Low, High].</param>
/// <param name="State"><c>usable</c>, <c>undated</c>, <c>doubtful</c>, <c>expired</c>, <c>quarantined</c> or <c>recalled</c>.</param>
/// <param name="Why">Reason of the quarantine, or id of the recall.</param>
/// <param name="ClosedUntil">Cold goods in a warm room: not to be opened before; null when they may.</param>
/// <param name="DaysLeft">0 on its last day; null without a date.</param>
internal sealed record LotOnShelf(string? Lot, DateOnly? Expiry, double Pieces, double Low, double High, string State, string? Why, int? DaysLeft, DateTimeOffset? ClosedUntil = null)
{
    public static LotOnShelf Of(ShelfLot lot, DateOnly today) => new(
        lot.Lot, lot.Expiry, Rounded(lot.Best), Rounded(lot.Low), Rounded(lot.High), lot.State.ToString().ToLowerInvariant(), lot.Why, lot.DaysLeft(today));

    /// <summary>How many, with the interval where it is one.</summary>
    public string Count() => Low < High ? $"{Number(Pieces)} ({Number(Low)}-{Number(High)})" : Number(Pieces);

    /// <summary>Its state in words.</summary>
    public string Says() => State switch
    {
        "undated" => "date not known: does not count for sure",
        "doubtful" => $"lot not known: may be of {Why}",
        "expired" => "TOO OLD: throw it away",
        "quarantined" => $"QUARANTINE: {Why}",
        "recalled" => $"RECALLED: {Why}",
        _ => "usable",
    };

    /// <summary>To thousandths; fractions come of goods that are used at a known rate and seldom counted.</summary>
    public static double Rounded(double pieces) => Math.Round(pieces, 3);

    public static string Number(double pieces) => pieces.ToString("0.#", CultureInfo.InvariantCulture);
}
