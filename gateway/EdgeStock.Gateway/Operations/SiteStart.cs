using EdgeStock.Gateway.Intake;
using EdgeStock.Ledger;

namespace EdgeStock.Gateway.Operations;

/// <summary>
/// Which site file a gateway starts with. The one in force stands in the ledger; the gateway's own file replaces it when its text has
/// changed since it was last read. A file that is wrong replaces nothing: the gateway goes on with the last good one.
/// </summary>
/// <param name="InForce">What stood where until now.</param>
/// <param name="Next">What is to come into force now; null when nothing changes.</param>
/// <param name="Seen">Hash of the gateway's own file, to be remembered; null when it could not be read.</param>
/// <param name="Fault">What is wrong with the gateway's own file; null when nothing is.</param>
internal sealed record SiteStart(SiteFile InForce, SiteFile? Next, string? Seen, string? Fault)
{
    /// <summary>Chooses between the gateway's file and what its ledger keeps.</summary>
    /// <param name="file">The gateway's file; null when it is wrong.</param>
    /// <param name="fault">Why it is.</param>
    /// <param name="kept">What the ledger keeps; null in a new one.</param>
    /// <exception cref="CommandException">The file is wrong and nothing is kept.</exception>
    public static SiteStart Choose(SiteFile? file, string? fault, SiteInForce? kept)
    {
        if (kept is null)
        {
            return file is null ? throw new CommandException(fault!) : new(file, file, file.Hash, null);
        }

        try
        {
            var inForce = SiteFile.Parse(kept.Text);
            return file is null ? new(inForce, null, null, fault)
                : file.Hash == kept.Hash || file.Hash == kept.FileHash ? new(inForce, null, file.Hash, null)
                : new(inForce, file, file.Hash, null);
        }
        catch (SiteFileException e)
        {
            // Written by another release; a file that this one takes begins anew from it.
            return file is null
                ? throw new CommandException($"{fault}\nThe site file that the ledger keeps is not taken by this release either: {e.Message}")
                : new(file, file, file.Hash, null);
        }
    }

    /// <summary>Hash of the gateway's file as it is now, right or wrong; null when it cannot be read.</summary>
    public static string? HashOf(string path)
    {
        try
        {
            return SiteFile.HashOf(File.ReadAllText(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Reads the gateway's file, or says what is wrong with it.</summary>
    public static (SiteFile? File, string? Fault) Read(string path)
    {
        try
        {
            return (GatewayOptions.ReadSite(path), null);
        }
        catch (CommandException e)
        {
            return (null, e.Message);
        }
    }
}
