namespace EdgeStock.Domain;

/// <summary>Decides what a count by hand says.</summary>
internal static class StockTakeDesk
{
    public static Decision Decide(Site site, Projection projection, Instruct instruct, TakeStock x)
    {
        if (InstructionDesk.WrongRoom(site, x.Room) is { } wrong)
        {
            return Decision.No(wrong);
        }

        if (x.Bin is { } bin)
        {
            return OfBin(projection, instruct, x, bin);
        }

        var today = site.Calendar.DayOf(instruct.Taken);
        if (NamedGoods.Find(site, projection, x.Goods, today, out var refused) is not { } goods)
        {
            return Decision.No(refused!);
        }

        if (goods.Pieces is not { } counted)
        {
            return Decision.No("it is not said how many were counted: give --pieces");
        }

        var (id, holding) = (goods.Article.Id, projection.Book.Holding(x.Room, goods.Article.Id));
        if (goods.Lot is not null || goods.Expiry is not null)
        {
            var lots = holding.Lots.Where(l => (goods.Lot is null || l.Lot == goods.Lot) && (goods.Expiry is null || l.Expiry == goods.Expiry || (l.Expiry is null && l.Lot is not null && l.Lot == goods.Lot))).ToList();
            var lot = lots.FirstOrDefault();
            return lots.Count > 1 ? Decision.No($"that are {lots.Count} lots: {string.Join(", ", lots.Select(l => $"{l.Lot ?? "one without a number"} ({(l.Expiry is { } day ? $"{day:yyyy-MM-dd}" : "no date")})"))}; count one of them, with --lot and --expiry") : Decision.Of(new StockTakeMade(instruct.Taken, x.Room, id, lot?.Lot ?? goods.Lot, goods.Expiry ?? lot?.Expiry, null, false, counted, lot?.Pieces ?? 0, instruct.By));
        }

        return holding.Tagged || site.Bins.Any(b => b.Room == x.Room && b.Article.Id == id)
            ? Decision.No($"'{id}' is counted by sensors in '{x.Room}': count one bin (--bin), or one lot (--lot, --expiry or --scan)")
            : Decision.Of(new StockTakeMade(instruct.Taken, x.Room, id, null, null, null, true, counted, holding.Booked, instruct.By));
    }

    private static Decision OfBin(Projection projection, Instruct instruct, TakeStock x, string bin)
    {
        var inRoom = projection.Bins.Values.Where(b => b.Room == x.Room).ToList();
        if (inRoom.FirstOrDefault(b => b.Bin == bin) is not { } view)
        {
            return Decision.No($"'{bin}' is no bin of '{x.Room}': there are {string.Join(", ", inRoom.Take(8).Select(b => b.Bin))}{(inRoom.Count > 8 ? " and more" : "")}");
        }

        return x.Goods is not { Pieces: { } counted and >= 0, Lot: null, Expiry: null, Scan: null, Epc: null }
            ? Decision.No("of a bin only the pieces in it are counted: give --bin and --pieces alone")
            : x.Goods.Article is { } named && named != view.Article ? Decision.No($"'{bin}' holds '{view.Article}', not '{named}': give --bin and --pieces alone")
            : view.Count is null || view.Quality == Quality.Bad
                ? Decision.No($"the scale of '{bin}' cannot be asked now ({view.Reason}): a count by hand holds only against a weight; see to the scale first")
                : Decision.Of(new StockTakeMade(instruct.Taken, x.Room, view.Article, null, null, bin, false, counted, view.Count.Value, instruct.By));
    }
}
