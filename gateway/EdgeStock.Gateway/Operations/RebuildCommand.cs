using System.CommandLine;
using System.Text.Json;
using EdgeStock.Ledger;

namespace EdgeStock.Gateway.Operations;

/// <summary>
/// Makes the read models anew from the ledger's entries alone, and compares them with those that are saved and with those that the running
/// gateway shows. It writes nothing, and the gateway goes on meanwhile; with --replace the gateway itself makes them and puts them in place.
/// </summary>
internal static class RebuildCommand
{
    private const int Shown = 20;

    public static Command Verb(Option<string> data)
    {
        var replace = new Option<bool>("--replace") { Description = "let the running gateway make them anew and put them in place" };
        var verb = new Command("rebuild", "prove the read models: make them anew from the ledger and compare") { data, replace };
        verb.SetAction((parsed, _) => parsed.GetValue(replace) ? ReplaceAsync(parsed.GetValue(data)!) : RunAsync(parsed.GetValue(data)!));
        return verb;
    }

    /// <returns>0 when they are equal, 1 when they differ.</returns>
    private static async Task<int> RunAsync(string data)
    {
        // The live ones first: the file can only be further.
        using var gateway = new ControlClient(data);
        using var response = await gateway.TrySendAsync(HttpMethod.Get, "projection");
        var live = response is null ? null : await ControlClient.ReadAsync<ProjectionReply>(response);

        using var ledger = LedgerReader.Open(Path.Combine(data, "ledger.db"));
        ledger.Hold();
        string? atLive = null;
        var hours = new ClimateHourProof(ledger);
        var builder = new ProjectionBuilder(ledger);
        var progress = new Progress(ledger.Head.Seq, "entries");
        while (builder.Advance((seq, e, made) =>
        {
            hours.Check(seq, e);
            atLive = seq == live?.Seq ? ProjectionText.Digest(made) : atLive;
        }))
        {
            progress.Show(builder.Seq, builder.Seq);
        }

        progress.Clear();
        List<string> differences = [.. ProjectionRebuild.Differences(ledger.SavedProjection(), ProjectionText.Documents(builder.Made)), .. hours.Finish()];
        foreach (var difference in differences.Take(Shown))
        {
            await Console.Out.WriteLineAsync(difference);
        }

        var said = live is null ? "no gateway runs" : atLive == live.Digest ? $"equal to the running gateway's at entry {live.Seq}" : $"DIFFERENT from the running gateway's at entry {live.Seq}";
        var head = ledger.Head;
        await Console.Out.WriteLineAsync(differences.Count == 0
            ? $"rebuilt from {head.Seq} entries: equal to the saved read models; {said}"
            : $"rebuilt from {head.Seq} entries: {differences.Count} documents DIFFER from the saved read models; {said}. Please report it with a copy of the ledger");
        return differences.Count == 0 && (live is null || atLive == live.Digest) ? 0 : 1;
    }

    /// <summary>Asks the running gateway to make its read models anew and to put them in place.</summary>
    /// <returns>0 when they are in place, 1 when they could not be made.</returns>
    private static async Task<int> ReplaceAsync(string data)
    {
        using var gateway = new ControlClient(data);
        using var response = await gateway.SendAsync(HttpMethod.Post, "rebuild");
        if (!response.IsSuccessStatusCode)
        {
            throw new CommandException($"the gateway answered {(int)response.StatusCode}: use the tool of its own release");
        }

        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync());
        RebuildReply? last = null;
        var shown = !Console.IsErrorRedirected;
        while (await lines.ReadLineAsync() is { } line)
        {
            last = JsonSerializer.Deserialize<RebuildReply>(line, JsonSerializerOptions.Web);
            if (shown && last is { Of: > 0 })
            {
                await Console.Error.WriteAsync($"\r{last.Seq * 100 / last.Of,3} %  {last.Seq} entries");
            }
        }

        if (shown)
        {
            await Console.Error.WriteAsync("\r\u001b[K");
        }

        if (last is not { Differences: { } differences })
        {
            await Console.Error.WriteLineAsync($"edgestock: {last?.Error ?? "the gateway broke off its answer"}\nThe read models are those from before.");
            return 1;
        }

        foreach (var difference in differences.Take(Shown))
        {
            await Console.Out.WriteLineAsync(difference);
        }

        await Console.Out.WriteLineAsync($"made anew from {last.Seq} entries and in place: {differences.Count} documents were different before");
        return 0;
    }
}
