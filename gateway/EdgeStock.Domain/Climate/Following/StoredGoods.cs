namespace EdgeStock.Domain;

/// <summary>Goods of an article that are in a storeroom now.</summary>
/// <param name="Lot">The lot that came first; null: not known.</param>
/// <param name="Since">When it came; the end of time for goods that nobody booked.</param>
internal sealed record StoredGoods(string Article, string? Lot, DateTimeOffset Since)
{
    /// <summary>
    /// An article's goods in a storeroom: booked lots, quarantined ones too; where nothing is booked, what a scale or a tag sees. Null when there is nothing.
    /// </summary>
    public static StoredGoods? Of(Projection projection, string room, string article)
    {
        var lot = projection.Book.Holdings.GetValueOrDefault(HoldingView.Key(room, article))?.Lots.Where(l => l.Pieces > 0).OrderBy(l => l.Since).ThenBy(l => l.Lot, StringComparer.Ordinal).FirstOrDefault();
        return lot is not null ? new(article, lot.Lot, lot.Since)
            : projection.Bins.Values.Any(b => b.Room == room && b.Article == article && b.Count > 0) ? new(article, null, DateTimeOffset.MaxValue)
            : projection.Tags.Values.Where(t => t.Room == room && t.Goods?.Article == article).Select(t => t.Goods!.Lot).Order(StringComparer.Ordinal).Take(1).Select(l => new StoredGoods(article, l, DateTimeOffset.MaxValue)).FirstOrDefault();
    }

    /// <summary>All goods in a storeroom, those first that came first.</summary>
    public static IReadOnlyList<StoredGoods> In(Projection projection, string room)
    {
        var articles = projection.Book.Holdings.Values.Where(h => h.Room == room).Select(h => h.Article)
            .Concat(projection.Bins.Values.Where(b => b.Room == room).Select(b => b.Article))
            .Concat(projection.Tags.Values.Where(t => t.Room == room && t.Goods is not null).Select(t => t.Goods!.Article));
        return [.. articles.Distinct(StringComparer.Ordinal).Select(a => Of(projection, room, a)).OfType<StoredGoods>().OrderBy(g => g.Since).ThenBy(g => g.Article, StringComparer.Ordinal)];
    }
}
