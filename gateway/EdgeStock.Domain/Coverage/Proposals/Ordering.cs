namespace EdgeStock.Domain;

/// <summary>What to order of an article for a storeroom.</summary>
internal static class Ordering
{
    private const int MostPackages = 1_000_000;

    /// <summary>The order that is due; null when none is, or when nothing can be ordered that would not expire.</summary>
    /// <param name="booked">Lots that lie there: the shelf life that deliveries have had.</param>
    public static OrderProposal? For(Shelf shelf, IReadOnlyList<BookedLot> booked, SiteCalendar calendar, DateOnly today, ProposalTerms terms)
    {
        var days = shelf.Days(today);
        if (days >= shelf.TargetDays + terms.LeadDays)
        {
            return null;
        }

        // On the day of delivery: what is left then, what is booked in and not yet on a shelf, and the order.
        var delivery = today.AddDays(terms.LeadDays);
        var left = RunDown.After(shelf.Pieces().Append((null, shelf.Cover.Awaiting)), shelf.PerDay, today, terms.LeadDays);
        var prudently = RunDown.After(shelf.Pieces().Append((null, shelf.Cover.Awaiting)), shelf.PrudentPerDay, today, terms.LeadDays);
        var life = shelf.ShelfLife(booked, calendar)?.Usual;
        DateOnly? expiry = life is { } l ? delivery.AddDays(l - 1) : null;
        var package = shelf.Package();
        var size = package?.Pieces ?? 1;
        var needed = Fewest(n => After(n).Days >= shelf.TargetDays + terms.ReviewDays);
        var expiring = RunDown.Of(prudently, shelf.PrudentPerDay, delivery).Unused;
        var most = Fewest(n => RunDown.Of([.. prudently, (expiry, (double)n * size)], shelf.PrudentPerDay, delivery).Unused > expiring + 1e-9) - 1;
        var packages = Math.Min(needed, most);
        if (packages <= 0)
        {
            return null;
        }

        // Asked of the supplier: what the last piece needs if little is used, first-expired-first-out, nothing being in its way.
        int? ask = expiry is null ? null : (int)Math.Ceiling(RunDown.Of([.. prudently, (null, (double)packages * size)], shelf.PrudentPerDay, delivery).Days);
        return new(
            shelf.Cover.Room, shelf.Cover.Article, packages * size, package, packages, days, After(packages).Days, shelf.TargetDays, ask, most < needed, shelf.Cover.Unknown);

        RunDown After(int n) => RunDown.Of([.. left, (expiry, (double)n * size)], shelf.PerDay, delivery);
    }

    /// <summary>The fewest packages for which something holds, that holds for all more.</summary>
    private static int Fewest(Func<int, bool> holds)
    {
        var (no, yes) = (-1, MostPackages);
        while (yes - no > 1)
        {
            var middle = no + ((yes - no) / 2);
            (no, yes) = holds(middle) ? (no, middle) : (middle, yes);
        }

        return yes;
    }
}
