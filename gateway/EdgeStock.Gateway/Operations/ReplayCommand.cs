using System.CommandLine;
using EdgeStock.Gateway.Intake;
using EdgeStock.Ledger;

namespace EdgeStock.Gateway.Operations;

/// <summary>Runs a trace or a recording through the same code as a live gateway and says what it would have said.</summary>
internal static class ReplayCommand
{
    /// <summary>A recording's header holds the whole site file in one line.</summary>
    public const int LongestLine = 16 * 1024 * 1024;

    private const int EntriesPerCommit = 1000;

    public static Command Verb()
    {
        var trace = new Argument<string>("TRACE") { Description = "a trace, or a recording of 'record'" };
        var site = new Option<string?>("--site") { Description = "site file to use instead of the trace's header" };
        var output = new Option<string?>("--out") { Description = "file for the lines; standard output otherwise" };
        var keep = new Option<string?>("--ledger") { Description = "keep the ledger that the replay makes in this new file" };
        var verb = new Command("replay", "run a trace through the same code as a live gateway") { trace, site, output, keep };
        verb.SetAction((parsed, _) => RunAsync(parsed.GetValue(trace)!, parsed.GetValue(site), parsed.GetValue(output), parsed.GetValue(keep)));
        return verb;
    }

    /// <summary>Replays a file.</summary>
    /// <param name="site">Site file to use instead of the trace's header; null for that.</param>
    /// <param name="output">Where the lines go; null for standard output.</param>
    /// <param name="ledgerPath">Where the ledger is kept; null to keep none.</param>
    /// <returns>0; 1 when the head differs from the recording's.</returns>
    public static async Task<int> RunAsync(string trace, string? site, string? output, string? ledgerPath)
    {
        if (ledgerPath is not null && File.Exists(ledgerPath))
        {
            throw new CommandException($"{ledgerPath} exists already: a replay begins its own ledger, give a new file");
        }

        var reader = TraceReader.Open(trace, site);
        using var ledger = ledgerPath is null ? null : LedgerStore.Open(ledgerPath, reader.Identity.Site, reader.Identity.Gateway, reader.Identity.Epoch, reader.Start);
        ledger?.Load(reader.Site);
        var content = new LedgerContent(reader.Memory, reader.Projection, new Dictionary<string, ulong>(), reader.Start.Seq, []);
        var turn = new Turn(reader.Site, content, reader.Start);

        var progress = new Progress(reader.Bytes, "lines");
        await using (var text = output is null ? Console.Out : new StreamWriter(output))
        {
            var writer = new TraceOutput(text, reader.Site, reader.T0);
            foreach (var input in reader.Inputs())
            {
                Give(input, turn);

                if (turn.PendingEntries >= EntriesPerCommit || (turn.HasEntries && ledger is null))
                {
                    await SettleAsync(turn, ledger, writer);
                }

                progress.Show(reader.Position, reader.Lines);
            }

            await SettleAsync(turn, ledger, writer);
        }

        progress.Clear();
        return await ReportAsync(reader, turn);
    }

    private static void Give(TraceInput input, Turn turn)
    {
        try
        {
            input.GiveTo(turn);
        }
        catch (FormatException e)
        {
            throw new CommandException($"the trace holds an instruction that cannot be read: {e.Message}");
        }
        catch (SiteFileException e)
        {
            throw new CommandException($"a site file that the recording holds is wrong: {e.Message}: replay it with the release that recorded it");
        }
    }

    private static async Task SettleAsync(Turn turn, LedgerStore? ledger, TraceOutput writer)
    {
        var commit = turn.TakeCommit(0);
        ledger?.Commit(commit);
        foreach (var entry in commit.Entries)
        {
            await writer.WriteAsync(entry);
        }
    }

    private static async Task<int> ReportAsync(TraceReader reader, Turn turn)
    {
        var unmapped = turn.Refused.Of(Refusal.DeviceUnknown) + turn.Refused.Of(Refusal.ValueImpossible);
        var skipped = reader.Unknown + reader.Malformed + unmapped;
        await Console.Error.WriteLineAsync($"{reader.Lines} lines, {turn.Head.Seq - reader.Start.Seq} entries, head {turn.Head.Seq} {turn.Head.HexHash}");
        if (skipped > 0)
        {
            await Console.Error.WriteLineAsync(
                $"skipped: {reader.Malformed} malformed{(reader.FirstMalformed is { } first ? $" (first: {first})" : "")}, {reader.Unknown} of unknown type, {unmapped} of devices that the site does not name, or beyond all measure");
        }

        if (turn.Refused.Of(Refusal.InstructionRefused) is var refused and > 0)
        {
            await Console.Error.WriteLineAsync($"refused: {refused} instructions (the last: {turn.LastRefusal})");
        }

        if (turn.Refused.Of(Refusal.InputFailed) is var failed and > 0)
        {
            await Console.Error.WriteLineAsync($"FAILED: {failed} inputs, each to be reported (the last: {turn.LastFault?.Message})");
        }

        if (reader.End is not { } end)
        {
            if (reader.IsRecording)
            {
                await Console.Error.WriteLineAsync("the recording was cut off before its last line: there is no head to compare with");
            }

            return reader.IsRecording ? 1 : 0;
        }

        var equal = end.Seq == turn.Head.Seq && end.Hash == turn.Head.HexHash;
        await Console.Error.WriteLineAsync(equal ? "equal to the live ledger's head" : $"DIFFERENT from the live ledger's head {end.Seq} {end.Hash}: the recording or this release differs from what ran");
        return equal ? 0 : 1;
    }
}
