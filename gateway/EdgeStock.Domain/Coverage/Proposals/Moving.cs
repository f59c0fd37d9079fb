namespace EdgeStock.Domain;

/// <summary>What storerooms of one gateway can give each other.</summary>
internal static class Moving
{
    /// <summary>
    /// First to those that have the fewest days, what brings them back to what they must hold; then what would expire where it lies and is used in
    /// time elsewhere. A giver keeps what it must hold, until its next order at least. The shelves are changed as the proposals say.
    /// </summary>
    public static IReadOnlyList<MoveProposal> Between(Dictionary<(string Room, string Article), Shelf> shelves, DateOnly today, ProposalTerms terms)
    {
        var moves = new List<MoveProposal>();
        foreach (var article in shelves.Values.GroupBy(s => s.Cover.Article, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Select(s => (s.Cover.Room, s.Cover.Article)).ToList()).ToList())
        {
            foreach (var to in article.Where(k => shelves[k].Days(today) < shelves[k].TargetDays).OrderBy(k => shelves[k].Days(today)).ToList())
            {
                foreach (var from in article.Where(k => k != to).OrderByDescending(k => shelves[k].Days(today)).ToList())
                {
                    moves.AddRange(Move(shelves, from, to, today, terms, false));
                }
            }

            foreach (var from in article.Where(k => shelves[k].Unused(today) >= 1))
            {
                foreach (var to in article.Where(k => k != from).OrderBy(k => shelves[k].Days(today)).ToList())
                {
                    moves.AddRange(Move(shelves, from, to, today, terms, true));
                }
            }
        }

        return moves;
    }

    private static IEnumerable<MoveProposal> Move(
        Dictionary<(string Room, string Article), Shelf> shelves, (string Room, string Article) from, (string Room, string Article) to, DateOnly today, ProposalTerms terms, bool rescues)
    {
        // What expires first goes first where it would be lost; otherwise what the giver would come to last.
        var lots = shelves[from].Lots.Where(l => l.Low >= 1).ToList();
        foreach (var lot in rescues ? lots : [.. lots.OrderBy(l => IsSaved(l) ? 0 : 1).ThenByDescending(l => l.LastUse ?? DateOnly.MaxValue)])
        {
            var (giver, getter) = (shelves[from], shelves[to]);
            var pieces = Most((int)Math.Floor(lot.Low), n => IsGood(giver, getter, lot, n));
            if (pieces == 0)
            {
                continue;
            }

            var saved = IsSaved(lot);
            shelves[from] = giver.With(lot.Lot, lot.LastUse, -pieces);
            shelves[to] = getter.With(lot.Lot, lot.LastUse, pieces);
            yield return new(to.Room, to.Article, from.Room, lot.Lot, lot.LastUse, pieces, saved, getter.Days(today), shelves[to].Days(today), shelves[from].Days(today));
        }

        bool IsSaved(LotStock lot) => shelves[from] is var shelf && shelf.Unused(today) > shelf.With(lot.Lot, lot.LastUse, -1).Unused(today);

        bool IsGood(Shelf giver, Shelf getter, LotStock lot, int n)
        {
            var (rest, more) = (giver.With(lot.Lot, lot.LastUse, -n), getter.With(lot.Lot, lot.LastUse, n));
            return more.Unused(today) <= getter.Unused(today) + 1e-9 && (rescues

                // What expires if little is used may be needed if as much is used as normally: that much stays.
                ? giver.Unused(today) - rest.Unused(today) >= n - 1e-9 && rest.Days(today) >= Math.Min(giver.Days(today), giver.TargetDays + terms.LeadDays) - 1e-9
                : rest.Days(today) >= giver.TargetDays + terms.LeadDays && getter.With(lot.Lot, lot.LastUse, n - 1).Days(today) < getter.TargetDays);
        }
    }

    /// <summary>The most pieces for which something holds, that holds for all fewer but none.</summary>
    private static int Most(int available, Func<int, bool> holds)
    {
        var (yes, no) = (0, available + 1);
        while (no - yes > 1)
        {
            var middle = yes + ((no - yes) / 2);
            (yes, no) = holds(middle) ? (middle, no) : (yes, middle);
        }

        return yes;
    }
}
