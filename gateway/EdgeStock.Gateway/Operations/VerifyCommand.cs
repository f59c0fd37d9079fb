using System.CommandLine;
using EdgeStock.Ledger;

namespace EdgeStock.Gateway.Operations;

/// <summary>Checks a ledger's hash chain; its gateway may go on meanwhile.</summary>
internal static class VerifyCommand
{
    public static Command Verb(Option<string> data)
    {
        var file = new Argument<string?>("FILE") { Description = "the ledger's file; DATA/ledger.db otherwise", Arity = ArgumentArity.ZeroOrOne };
        var verb = new Command("verify", "check the ledger's hash chain") { file, data };
        verb.SetAction(parsed => Run(parsed.GetValue(file) ?? Path.Combine(parsed.GetValue(data)!, "ledger.db")));
        return verb;
    }

    /// <returns>0 when every entry holds, 1 when one is broken.</returns>
    public static int Run(string path)
    {
        using var ledger = LedgerReader.Open(path);
        var progress = new Progress(ledger.Head.Seq);
        var report = ChainVerifier.Verify(ledger, new Step(seq => progress.Show(seq, seq)));
        progress.Clear();
        var id = ledger.Identity;
        if (report.BrokenAt is { } broken)
        {
            Console.Out.WriteLine($"broken at entry {broken}: {report.Problem}");
            Console.Out.WriteLine($"{report.Entries} entries before it hold, head {report.Head.Seq} {report.Head.HexHash}, ledger {id.Site}/{id.Gateway} epoch {id.Epoch}");
            Console.Out.WriteLine("next: keep this file as it is, and restore the newest backup that verifies");
            return 1;
        }

        Console.Out.WriteLine($"holds: {report.Entries} entries, head {report.Head.Seq} {report.Head.HexHash}, ledger {id.Site}/{id.Gateway} epoch {id.Epoch}");
        return 0;
    }

    private sealed class Step(Action<long> report) : IProgress<long>
    {
        public void Report(long value) => report(value);
    }
}
