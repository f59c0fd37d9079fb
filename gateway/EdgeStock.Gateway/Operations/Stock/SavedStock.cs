using EdgeStock.Domain;
using EdgeStock.Gateway.Intake;
using EdgeStock.Ledger;

namespace EdgeStock.Gateway.Operations;

/// <summary>The site and the read models as a ledger keeps them, read beside its gateway, which need not run.</summary>
internal static class SavedStock
{
    /// <summary>Reads both as they are at one instant.</summary>
    /// <exception cref="CommandException">The ledger keeps no site file.</exception>
    /// <exception cref="LedgerFormatException">There is no ledger, or its read models are another release's.</exception>
    public static (Site Site, Projection Projection) Read(string data)
    {
        using var ledger = LedgerReader.Open(Path.Combine(data, "ledger.db"));
        return ledger.AtOneInstant(() =>
        {
            var site = SiteFile.Parse((ledger.Site ?? throw new CommandException("this ledger keeps no site file yet: start its gateway once with this release")).Text).Site;
            return (site, ledger.Projection(site));
        });
    }
}
