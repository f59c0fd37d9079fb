using System.CommandLine;
using System.Globalization;
using EdgeStock.Ledger;
using EdgeStock.Wire;

namespace EdgeStock.Gateway.Operations;

/// <summary>Makes a backup of the ledger now, and checks it. It only reads: a gateway that runs goes on meanwhile.</summary>
internal static class BackupCommand
{
    public static Command Verb(Option<string> data)
    {
        var file = new Option<string?>("--out") { Description = "the backup's new file, or a folder that is there, such as that of 'run --backups'; DATA/backups otherwise" };
        var verb = new Command("backup", "make a backup of the ledger and check it") { data, file };
        verb.SetAction(parsed => Run(parsed.GetValue(data)!, parsed.GetValue(file)));
        return verb;
    }

    /// <returns>0 when the backup is made and holds, 1 when the ledger is damaged.</returns>
    public static int Run(string data, string? file)
    {
        var ledger = Path.Combine(data, "ledger.db");
        var progress = new BackupProgress();

        // Before any folder is made: is there a ledger at all?
        LedgerReader.Open(ledger).Dispose();
        try
        {
            var (path, seq) = Make(ledger, Path.Combine(data, GatewayOptions.BackupFolder), file, progress);
            progress.Clear();
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{path}: {seq} entries, {new FileInfo(path).Length / 1048576.0:0.0} MB, checked"));
            return 0;
        }
        catch (BackupException e)
        {
            progress.Clear();
            Console.Error.WriteLine($"edgestock: {e.Message}");
            return e.LedgerDamaged ? 1 : 2;
        }
    }

    private static (string Path, long Seq) Make(string ledger, string folder, string? file, BackupProgress progress)
    {
        if (file is not null && !Directory.Exists(file))
        {
            return (file, LedgerBackup.As(ledger, file, progress));
        }

        var made = LedgerBackup.InFolder(ledger, file ?? folder, ScaledClock.FromEnvironment().GetUtcNow(), progress);
        return (made.Path, made.Seq);
    }
}
