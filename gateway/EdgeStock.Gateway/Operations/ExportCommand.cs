using System.CommandLine;
using System.Runtime.InteropServices;
using EdgeStock.Gateway.Intake;
using EdgeStock.Ledger;
using EdgeStock.Ledger.Evidence;
using EdgeStock.Wire;
using Microsoft.Data.Sqlite;

namespace EdgeStock.Gateway.Operations;

/// <summary>Writes a part of the ledger into a signed file that anybody can check without this program.</summary>
internal static class ExportCommand
{
    public static Command Verb(Option<string> data)
    {
        var from = new Option<string>("--from") { Description = "first day (of the site's time zone), or instant", Required = true };
        var to = new Option<string>("--to") { Description = "last day, or the instant before which the range ends", Required = true };
        var output = new Option<string>("--out") { Description = "file for the evidence; one that is there is replaced", Required = true };
        var verb = new Command("export", "write a signed evidence file of what was recorded in a range") { data, from, to, output };
        verb.SetAction(async (parsed, _) =>
        {
            using var stop = new CancellationTokenSource();
            using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
            using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
            return await RunAsync(parsed.GetValue(data)!, parsed.GetValue(from)!, parsed.GetValue(to)!, parsed.GetValue(output)!, stop.Token);

            void Stop(PosixSignalContext signal)
            {
                signal.Cancel = true;
                stop.Cancel();
            }
        });
        return verb;
    }

    /// <returns>0 when the file is there, 1 when nothing was recorded in the range.</returns>
    private static async Task<int> RunAsync(string data, string from, string to, string output, CancellationToken stop)
    {
#pragma warning disable RS0030 // composition root: the tool's own clock
        var now = DateTimeOffset.FromUnixTimeMilliseconds(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
#pragma warning restore RS0030
        var path = Path.Combine(data, "ledger.db");
        var (begin, end) = ExportRange.Of(from, to, Zone(path));
        if (Directory.Exists(output) || !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(output))))
        {
            throw new CommandException($"{output} cannot be written: --out must name a file in a folder that exists");
        }

        using var signer = await EvidenceSigner.OpenAsync(data, now);
        using var ledger = LedgerReader.Open(path);
        if (EvidencePlan.Of(ledger, begin, end) is not { } plan)
        {
            await Console.Error.WriteLineAsync($"nothing was recorded from {LineCodec.Format(begin)} to {LineCodec.Format(end)}: no file was written");
            return 1;
        }

        var temporary = output + ".part";
        try
        {
            var body = await WriteAsync(temporary, ledger, plan, signer, now, stop);
            DurableFile.Rename(temporary, output);
            if (body.HoursWithout > 0)
            {
                await Console.Error.WriteLineAsync($"minutes of {body.HoursWithMinutes} climate hours; of {body.HoursWithout} they are not kept any more, or damaged: 'edgestock verify' tells");
            }
        }
        catch (OperationCanceledException)
        {
            throw new CommandException("interrupted: no file was written");
        }
        catch (SqliteException e)
        {
            throw new CommandException($"the ledger cannot be read: {e.Message}: no file was written. Run 'edgestock verify', and restore a backup that verifies");
        }
        finally
        {
            File.Delete(temporary);
        }

        await Console.Out.WriteLineAsync($"{output}: entries {plan.First} to {plan.Last}, recorded from {LineCodec.Format(begin)} to {LineCodec.Format(end)}, signed by key {signer.Key}");
        return 0;
    }

    /// <summary>The site's time zone, before anything is signed.</summary>
    private static TimeZoneInfo Zone(string path)
    {
        using var ledger = LedgerReader.Open(path);
        return ExportRange.Zone(ledger.Site is { } site ? SiteFile.Parse(site.Text).Site.TimeZone : null);
    }

    private static async Task<EvidenceBody> WriteAsync(string path, LedgerReader ledger, EvidencePlan plan, EvidenceSigner signer, DateTimeOffset now, CancellationToken stop)
    {
        await using var file = new FileStream(path, FileMode.Create, FileAccess.Write);
        using var writer = new EvidenceWriter(ledger, plan, file);
        var progress = new Progress(plan.Through - plan.First + 1, "entries");
        var body = writer.WriteBody(now, signer.Key, new Step(seq => progress.Show(seq - plan.First, seq - plan.First)), stop);
        progress.Clear();
        writer.WriteEnd(body, signer.Key, await signer.SignAsync(body.Sha256));
#pragma warning disable CA1849 // only the synchronous form reaches the disk
        file.Flush(flushToDisk: true);
#pragma warning restore CA1849
        return body;
    }
}
