using System.Collections.Immutable;

namespace EdgeStock.Domain;

/// <summary>
/// What the ledger says beside the sensors: catalogue, lots, consumption, recalls, exemptions, closed days. Part of the read models, and like
/// them made of events alone (<see cref="StockKeeping"/>); decisions are made against it.
/// </summary>
public sealed record StockBook
{
    /// <summary>Before the first event.</summary>
    public static StockBook Empty { get; } = new();

    /// <summary>The articles.</summary>
    public Catalogue Catalogue { get; init; } = Catalogue.Empty;

    /// <summary>By storeroom and article.</summary>
    public ImmutableSortedDictionary<string, HoldingView> Holdings { get; init; } = None<HoldingView>();

    /// <summary>By storeroom and article.</summary>
    public ImmutableSortedDictionary<string, UseView> Use { get; init; } = None<UseView>();

    /// <summary>By recall.</summary>
    public ImmutableSortedDictionary<string, RecallView> Recalls { get; init; } = None<RecallView>();

    /// <summary>By exemption.</summary>
    public ImmutableSortedDictionary<string, ExemptionView> Exemptions { get; init; } = None<ExemptionView>();

    /// <summary>By storeroom.</summary>
    public ImmutableSortedDictionary<string, ClosedDayView> Days { get; init; } = None<ClosedDayView>();

    /// <summary>By tag.</summary>
    public ImmutableSortedDictionary<string, GoneTagView> Gone { get; init; } = None<GoneTagView>();

    /// <summary>By the package's own number.</summary>
    public ImmutableSortedDictionary<string, UnitView> Units { get; init; } = None<UnitView>();

    /// <summary>By tag.</summary>
    public ImmutableSortedDictionary<string, HygieneView> Hygiene { get; init; } = None<HygieneView>();

    /// <summary>By storeroom, month and reason.</summary>
    public ImmutableSortedDictionary<string, WasteView> Waste { get; init; } = None<WasteView>();

    /// <summary>What is known of an article in a storeroom beside its sensors.</summary>
    public HoldingView Holding(string room, string article) =>
        Holdings.GetValueOrDefault(HoldingView.Key(room, article)) ?? HoldingView.Empty(room, article);

    /// <summary>The recall that an article's lot is under; null when it is under none. A lot that is not known is under a recall of every lot alone.</summary>
    public RecallView? RecallOf(string article, string? lot) => Recalls.Values.FirstOrDefault(r => r.Article == article && (r.Lot is null || r.Lot == lot));

    /// <summary>Every article that a storeroom holds, has held, or is to hold.</summary>
    public IEnumerable<string> ArticlesOf(Site site, string room)
    {
        var held = Holdings.Values.Where(h => h.Room == room).Select(h => h.Article);
        return held.Concat(site.Bins.Where(b => b.Room == room).Select(b => b.Article.Id)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
    }

    /// <summary>The exemption that holds for an article in a storeroom on a day; null when none does. One of the storeroom's own goes first.</summary>
    public Exemption? ExemptionOf(string room, string article, DateOnly day) => Exemptions.Values
        .Select(x => x.Exemption)
        .Where(x => x.Article == article && (x.Room is null || x.Room == room) && !(x.ValidUntil < day))
        .OrderBy(x => x.Room is null ? 1 : 0).ThenBy(x => x.Id, StringComparer.Ordinal)
        .FirstOrDefault();

    private static ImmutableSortedDictionary<string, T> None<T>() => ImmutableSortedDictionary.Create<string, T>(StringComparer.Ordinal);
}
