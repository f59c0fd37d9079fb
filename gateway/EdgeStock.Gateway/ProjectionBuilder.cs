using EdgeStock.Domain;
using EdgeStock.Gateway.Intake;
using EdgeStock.Gateway.Operations;
using EdgeStock.Ledger;

namespace EdgeStock.Gateway;

/// <summary>Makes the read models from a ledger's entries and its site files alone, some at a time, so that the one who waits can be told.</summary>
/// <param name="ledger">The ledger; its writer may go on meanwhile.</param>
internal sealed class ProjectionBuilder(LedgerReader ledger)
{
    private const int Page = 1000;

    private Site? site;
    private Projection? made;

    /// <summary>What stands where after it; null before the first entry.</summary>
    public Site? Site => site;

    /// <summary>The last entry that is in the read models.</summary>
    public long Seq { get; private set; }

    /// <summary>The read models after it.</summary>
    /// <exception cref="CommandException">The ledger holds no entry yet.</exception>
    public Projection Made => made ?? throw new CommandException("the ledger holds no entry yet: there is nothing to make read models of");

    /// <summary>Takes the next thousand entries.</summary>
    /// <param name="reached">Told each entry's sequence and event, and the read models after it.</param>
    /// <returns>False when there was none.</returns>
    /// <exception cref="CommandException">The ledger does not hold what is needed.</exception>
    /// <exception cref="LedgerFormatException">An entry cannot be read.</exception>
    public bool Advance(Action<long, StoreroomEvent, Projection>? reached = null)
    {
        if (ledger.Base.Seq > 0)
        {
            throw new CommandException($"this ledger begins after entry {ledger.Base.Seq} (a replay made it): read models can only be made from a whole one");
        }

        var page = ledger.After(Seq, Page);
        foreach (var entry in page)
        {
            var e = EventCodec.Decode(entry);
            site = e is SiteChanged changed ? SiteOf(changed.Hash) : site ?? FirstSite();
            made = (made ?? Projection.Empty(site)).Apply(site, entry.Seq, e);
            Seq = entry.Seq;
            reached?.Invoke(Seq, e, made);
        }

        return page.Count > 0;
    }

    /// <summary>A ledger that an older release began does not say what stood where at its beginning: the first file that it does hold has to do.</summary>
    private Site FirstSite()
    {
        long seq = 0;
        while (ledger.After(seq, Page) is { Count: > 0 } page)
        {
            if (page.Select(EventCodec.Decode).OfType<SiteChanged>().FirstOrDefault() is { } first)
            {
                return SiteOf(first.Hash);
            }

            seq = page[^1].Seq;
        }

        throw new CommandException("this ledger keeps no site file yet: start its gateway once with this release");
    }

    private Site SiteOf(string hash)
    {
        try
        {
            return ledger.SiteText(hash) is { } text && SiteFile.HashOf(text) == hash
                ? SiteFile.Parse(text).Site
                : throw new CommandException($"the ledger does not hold the text of site file {hash} as it was: restore a backup that verifies");
        }
        catch (SiteFileException e)
        {
            throw new CommandException($"this release does not take site file {hash} that the ledger keeps: {e.Message}");
        }
    }
}
