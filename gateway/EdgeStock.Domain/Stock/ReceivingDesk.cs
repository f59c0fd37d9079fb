namespace EdgeStock.Domain;

/// <summary>Decides on goods that come in, and on cases that are opened.</summary>
internal sealed class ReceivingDesk(Site site, Projection projection, Instruct instruct)
{
    private readonly DateOnly today = site.Calendar.DayOf(instruct.Taken);
    private readonly DateTimeOffset at = instruct.Taken;
    private readonly string by = instruct.By;

    public Decision Receive(ReceiveGoods x)
    {
        if ((InstructionDesk.WrongRoom(site, x.Room) ?? (x.Supplier is null ? null : InstructionDesk.Wrong(x.Supplier, "the supplier"))) is { } wrong)
        {
            return Decision.No(wrong);
        }

        if (x.Zone is { } zone)
        {
            return ReceiveTags(x, zone);
        }

        if (NamedGoods.Find(site, projection, x.Goods, today, out var refused) is not { } goods)
        {
            return Decision.No(refused!);
        }

        if (goods.Pieces is not > 0)
        {
            return Decision.No("it is not said how many came: give --pieces, or scan a package that the catalogue knows");
        }

        return NotToCome(x.Room, goods) ?? Twice(goods) ?? Refused(goods.Article.Id, goods.Lot, goods.Expiry) ?? Decision.Of(new LotReceived(
            at, x.Room, goods.Article.Id, goods.Lot, goods.Expiry, goods.Pieces.Value, goods.Package?.Gtin.Digits, goods.Packages, goods.Sscc, x.Supplier, goods.Epc is { } epc ? [epc] : [], goods.Via, by, goods.Serial));
    }

    public Decision Open(OpenCase x)
    {
        if (InstructionDesk.WrongRoom(site, x.Room) is { } wrong || NamedGoods.Find(site, projection, x.Goods, today, out wrong) is not { } goods)
        {
            return Decision.No(wrong!);
        }

        if (goods.Epc is null && goods.Package is null)
        {
            return Decision.No("it is not said which case: scan it, or give its tag with --epc");
        }

        return goods.OpenedBefore(projection) is { } opened ? opened
            : goods.Epc is { } epc && !IsIn(x.Room, epc) ? Decision.No($"no antenna of '{x.Room}' sees tag {epc.Hex}: there is nothing that would count it")
            : goods.Pieces is > 0 ? Decision.Of(new CaseOpened(at, x.Room, goods.Article.Id, goods.Lot, goods.Expiry, goods.Pieces.Value, goods.Epc, by))
            : Decision.No("it is not known how many pieces are in it: put its product code into the catalogue, or give --pieces");
    }

    /// <summary>Why goods with this tag do not come in; null when they do, or have no tag.</summary>
    private Decision? NotToCome(string room, NamedGoods goods) => goods.Epc is not { } epc ? null
        : goods.OpenedBefore(projection) is { } opened ? opened
        : !IsIn(room, epc) ? Decision.No($"no antenna of '{room}' has seen tag {epc.Hex} yet, so nothing would count it: put the package where it is read and say it again, or leave --epc out")
        : projection.Tags[epc.Hex].Booked ? Decision.No($"tag {epc.Hex} came in already: its goods are booked") : null;

    /// <summary>Why a package with a number of its own does not come in again; null when it has none, or comes for the first time.</summary>
    private Decision? Twice(NamedGoods goods) =>
        ReceivedUnits.NumberOf(goods.Sscc, goods.Package?.Gtin.Digits, goods.Serial) is { } number && projection.Book.Units.GetValueOrDefault(number) is { } known
            ? Decision.No($"this very package ({goods.Sscc ?? goods.Serial}) came in to '{known.Room}' on {site.Calendar.DayOf(known.At):yyyy-MM-dd} already (entry {known.Seq}): it is booked once; if that was wrong, count the lot ('edgestock stock-take')")
            : null;

    /// <summary>The tags that a zone's antennas see now and that came in with nothing yet are the goods.</summary>
    private Decision ReceiveTags(ReceiveGoods x, string zone)
    {
        if (!site.Zones.Any(z => z.Id == zone && z.Room == x.Room))
        {
            return Decision.No($"'{zone}' is no zone of '{x.Room}': there {InstructionDesk.Are(site.Zones.Where(z => z.Room == x.Room).Select(z => z.Id))}");
        }

        if (x.Goods.Epc is not null)
        {
            return Decision.No("the tags in a zone name themselves: leave --epc out");
        }

        var seen = projection.Tags.Values.Where(t => t.Zone == zone && t.Presence == Presence.Present && !t.Booked && t.Goods is not null).ToList();
        NamedGoods? named = null;
        if (x.Goods.Article is not null || x.Goods.Scan is not null)
        {
            if ((named = NamedGoods.Find(site, projection, x.Goods, today, out var refused)) is null)
            {
                return Decision.No(refused!);
            }

            seen = [.. seen.Where(t => t.Goods!.Article == named.Article.Id)];
        }

        return seen.Count == 0
            ? Decision.No($"the antennas of '{zone}' see no tag of {(named is null ? "the catalogue" : $"'{named.Article.Id}'")} that is not booked in yet: bring the goods there, or import their product codes")
            : Booked(x, zone, seen, named?.Lot ?? x.Goods.Lot, named?.Expiry ?? x.Goods.Expiry);
    }

    private Decision Booked(ReceiveGoods x, string zone, List<TagView> seen, string? lot, DateOnly? expiry)
    {
        var (pieces, articles) = (seen.Sum(t => t.Goods!.Pieces), seen.Select(t => t.Goods!.Article).Distinct().Order(StringComparer.Ordinal).ToList());
        if ((lot is not null || expiry is not null) && articles.Count > 1)
        {
            return Decision.No($"there are tags of {string.Join(", ", articles)}, and one lot or date was given: name the article with --article");
        }

        if (seen.FirstOrDefault(t => (lot is not null && t.Goods!.Lot is { } own && own != lot) || (expiry is not null && t.Goods!.Expiry is { } day && day != expiry)) is { Goods: { } other } tag)
        {
            return Decision.No($"tag {tag.Epc} is of lot {other.Lot ?? "?"}, to be used by {other.Expiry:yyyy-MM-dd}, not of what was given: leave lot and date out, or take it out of '{zone}'");
        }

        if ((x.Goods.Pieces is { } said && said != pieces) || (x.Goods.Packages is { } packages && packages != seen.Count))
        {
            return Decision.No($"the antennas of '{zone}' see {pieces} pieces in {seen.Count} packages, not as many as were given: wait until all are read, look for the others, or leave the number out");
        }

        var groups = seen.GroupBy(t => (t.Goods!.Article, Lot: lot ?? t.Goods.Lot, Expiry: expiry ?? t.Goods.Expiry)).OrderBy(g => g.Key.Article, StringComparer.Ordinal).ToList();
        return groups.Select(g => Refused(g.Key.Article, g.Key.Lot, g.Key.Expiry)).FirstOrDefault(no => no is not null) ?? Decision.Of([.. groups.Select(g => new LotReceived(
            at, x.Room, g.Key.Article, g.Key.Lot, g.Key.Expiry, g.Sum(t => t.Goods!.Pieces), null, g.Count(), null, x.Supplier, [.. g.Select(t => Epc.From(t.Epc)).Order()], GoodsSource.Tags, by))]);
    }

    private bool IsIn(string room, Epc epc) => projection.Tags.TryGetValue(epc.Hex, out var tag) && tag.Room == room;

    /// <summary>Why goods of a lot are not taken in; null when they are.</summary>
    private Decision? Refused(string article, string? lot, DateOnly? expiry) => InstructionDesk.TooOld(article, lot, expiry, today) ?? (
        projection.Book.RecallOf(article, lot) is { } recall
            ? Decision.No($"{(recall.Lot is null ? "every lot" : $"lot {lot}")} of '{article}' is recalled ({recall.Recall}: {recall.Reason}): it is not taken in; set it apart and send it back, or end the recall when it is over")
            : null);
}
