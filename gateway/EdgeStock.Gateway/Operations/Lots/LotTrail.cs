using EdgeStock.Domain;
using EdgeStock.Ledger;

namespace EdgeStock.Gateway.Operations;

/// <summary>
/// Follows a lot, or one tag of it, through the ledger's entries: from which instant to which it stood in which storeroom. It goes by the read models
/// made anew from the first entry on, so it says of each instant what the gateway said then.
/// </summary>
/// <param name="article">Its id.</param>
/// <param name="lot">Null: goods whose lot is not known.</param>
/// <param name="epc">One tag alone; null for the whole lot.</param>
internal sealed class LotTrail(string article, string? lot, Epc? epc)
{
    private readonly Dictionary<string, LotStay> open = new(StringComparer.Ordinal);
    private readonly List<LotStay> closed = [];
    private Projection? before;

    /// <summary>Its stays, in the order of their beginning.</summary>
    /// <exception cref="CommandException">The ledger does not hold what is needed.</exception>
    public static IReadOnlyList<LotStay> Of(LedgerReader ledger, string article, string? lot, Epc? epc)
    {
        var (trail, builder) = (new LotTrail(article, lot, epc), new ProjectionBuilder(ledger));
        var more = true;
        while (more)
        {
            more = builder.Advance((_, e, after) => trail.Take(builder.Site!, e, after));
        }

        return trail.Stays;
    }

    /// <summary>Its stays so far, in the order of their beginning.</summary>
    public IReadOnlyList<LotStay> Stays => [.. closed.Concat(open.Values).OrderBy(s => s.From).ThenBy(s => s.Room, StringComparer.Ordinal)];

    /// <summary>Takes one more event.</summary>
    /// <param name="site">What stands where from it on.</param>
    /// <param name="after">The read models after it.</param>
    public void Take(Site site, StoreroomEvent e, Projection after)
    {
        var was = before ?? after;
        before = after;
        if (e is SiteChanged or CatalogueImported || GoodsTouched.By(site, was, after, e).Any(t => t.Article == article))
        {
            Look(site, e, after);
        }
    }

    private void Look(Site site, StoreroomEvent e, Projection after)
    {
        foreach (var room in site.Rooms.Select(r => r.Id).Concat(open.Keys).Distinct().ToList())
        {
            var points = IsIn(site, after, room, e.At) ? Exposure.PointsOf(site, after, room, article) : null;
            var stay = open.GetValueOrDefault(room);
            if (stay is not null && (points is null || !points.Select(p => p.Id).SequenceEqual(stay.Points.Select(p => p.Id))))
            {
                closed.Add(stay with { To = e.At });
                open.Remove(room);
                stay = null;
            }

            if (stay is null && points is not null)
            {
                open[room] = new(room, e.At, null, points);
            }
        }
    }

    private bool IsIn(Site site, Projection after, string room, DateTimeOffset at) => epc is { } tag
        ? after.Tags.GetValueOrDefault(tag.Hex) is { } seen && seen.Room == room
        : Exposure.Of(site, after, room, article, at).Any(l => l.Lot == lot);
}
