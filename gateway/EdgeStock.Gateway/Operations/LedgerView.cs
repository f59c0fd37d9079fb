using EdgeStock.Domain;
using EdgeStock.Gateway.Intake;
using EdgeStock.Ledger;

namespace EdgeStock.Gateway.Operations;

/// <summary>What a ledger says now, read beside the gateway that writes it.</summary>
/// <param name="Site">What stands where, as the site file in force says.</param>
/// <param name="Projection">The read models as they were saved last.</param>
internal sealed record LedgerView(Site Site, Projection Projection)
{
    /// <summary>Reads it.</summary>
    /// <param name="data">Folder of the ledger.</param>
    /// <exception cref="CommandException">There is no ledger, or it keeps no site file.</exception>
    /// <exception cref="LedgerFormatException">It is none that this release reads.</exception>
    public static LedgerView Open(string data)
    {
        var path = Path.Combine(data, "ledger.db");
        if (!File.Exists(path) && !LedgerReader.IsHidden(path))
        {
            throw new CommandException($"no ledger stands in {data}: start a gateway with 'edgestock run', or give its folder with --data");
        }

        using var ledger = LedgerReader.Open(path);
        return ledger.AtOneInstant(() =>
        {
            var site = SiteFile.Parse((ledger.Site ?? throw new CommandException("this ledger keeps no site file yet: start its gateway once with this release")).Text).Site;
            return new LedgerView(site, ledger.Projection(site));
        });
    }
}
