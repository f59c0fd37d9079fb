using System.Collections.Immutable;

namespace EdgeStock.Domain;

/// <summary>A package or logistic unit with a number of its own that came in.</summary>
/// <param name="Unit">Its number: application identifiers 00, or 01 and 21, with their values.</param>
public sealed record UnitView(string Unit, string Room, DateTimeOffset At, long Seq);

/// <summary>Remembers for a while which packages came in: one that is scanned twice is there once.</summary>
internal static class ReceivedUnits
{
    /// <summary>A second scan comes within minutes, or when a pallet is counted again after a few days.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(30);

    /// <summary>The number of what was scanned; null when it has none of its own.</summary>
    public static string? NumberOf(string? sscc, string? gtin, string? serial) =>
        sscc is not null ? $"00{sscc}" : gtin is not null && serial is not null ? $"01{gtin}21{serial}" : null;

    /// <summary>The book after goods came in.</summary>
    public static Projection Add(Projection next, long seq, LotReceived r) => NumberOf(r.Sscc, r.Gtin, r.Serial) is { } number
        ? next with { Book = next.Book with { Units = next.Book.Units.SetItem(number, new(number, r.Room, r.At, seq)) } }
        : next;

    /// <summary>Those that are still remembered on a morning.</summary>
    public static ImmutableSortedDictionary<string, UnitView> Still(StockBook book, DateTimeOffset morning) =>
        book.Units.RemoveRange(book.Units.Values.Where(u => morning - u.At > Remembered).Select(u => u.Unit));
}
