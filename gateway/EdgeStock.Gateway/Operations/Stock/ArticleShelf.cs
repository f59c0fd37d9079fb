using System.Globalization;
using EdgeStock.Domain;

namespace EdgeStock.Gateway.Operations;

/// <summary>What a storeroom has of an article, for a person or a program that asks.</summary>
/// <param name="Usable">Pieces that may be used, best value; likewise below.</param>
/// <param name="Unknown">Pieces last known whose state cannot be known now.</param>
/// <param name="Awaiting">Pieces that are booked in and that no sensor has seen.</param>
/// <param name="Lots">In the order in which they are to be used.</param>
internal sealed record ArticleShelf(string Room, string Article, string Name, double Usable, double Unknown, double Awaiting, IReadOnlyList<LotOnShelf> Lots)
{
    /// <summary>Head of the table.</summary>
    public static string[] Head => ["storeroom", "article", "name", "lot", "use by", "days left", "pieces", "state"];

    /// <summary>Every article that these storerooms have something of.</summary>
    /// <param name="room">Only this one; null for every one. Likewise the article.</param>
    public static IReadOnlyList<ArticleShelf> Of(Site site, Projection projection, string? room, string? article, DateTimeOffset now)
    {
        var today = site.Calendar.DayOf(now);
        return [.. from r in site.Rooms
                   where room is null || r.Id == room
                   from a in projection.Book.ArticlesOf(site, r.Id)
                   where article is null || a == article
                   let shelf = Of(site, projection, r.Id, a, today, now)
                   where shelf.Lots.Count > 0 || shelf.Unknown > 0 || shelf.Awaiting > 0
                   select shelf];
    }

    /// <summary>Its lines in the table.</summary>
    /// <param name="clock">An instant as people read it here.</param>
    public IEnumerable<string[]> Rows(Func<DateTimeOffset, string> clock)
    {
        foreach (var lot in Lots)
        {
            yield return [Room, Article, Name, lot.Lot ?? "-", lot.Expiry?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "-", lot.DaysLeft?.ToString(CultureInfo.InvariantCulture) ?? "-", lot.Count(), lot.ClosedUntil is { } until ? $"{lot.Says()}; do not open before {clock(until)}" : lot.Says()];
        }

        if (Unknown > 0)
        {
            yield return [Room, Article, Name, "-", "-", "-", LotOnShelf.Number(Unknown), "NOT KNOWN NOW: see to its scale or reader, or count it"];
        }

        if (Awaiting > 0)
        {
            yield return [Room, Article, Name, "-", "-", "-", LotOnShelf.Number(Awaiting), "booked in, seen by no sensor yet"];
        }
    }

    private static ArticleShelf Of(Site site, Projection projection, string room, string article, DateOnly today, DateTimeOffset now)
    {
        var stock = StockOnHand.Of(site, projection, room, article, today, now);
        var lots = StockOnHand.LotsOf(site, projection, room, article, today, now);
        return new(
            room, article, projection.Book.Catalogue.Find(site, article)?.Name ?? article, LotOnShelf.Rounded(stock.Usable.Sum(l => l.Best)), LotOnShelf.Rounded(stock.Unknown), LotOnShelf.Rounded(stock.Awaiting),
            [.. lots.Select(l => LotOnShelf.Of(l, today) with { ClosedUntil = projection.Acclimatising.Values.FirstOrDefault(a => a.Room == room && a.Article == article && a.Lot == l.Lot && a.Expiry == l.Expiry)?.Until })]);
    }
}
