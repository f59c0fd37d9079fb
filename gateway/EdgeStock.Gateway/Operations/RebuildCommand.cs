using System.CommandLine;
using EdgeStock.Domain;
using EdgeStock.Gateway.Intake;
using EdgeStock.Ledger;
using Command = System.CommandLine.Command;

namespace EdgeStock.Gateway.Operations;

/// <summary>
/// Makes the read models anew from the ledger's entries alone, and compares them with those that are saved and with those that the running
/// gateway shows. It writes nothing, and the gateway goes on meanwhile.
/// </summary>
internal static class RebuildCommand
{
    private const int Page = 1000;
    private const int Shown = 20;

    public static Command Verb(Option<string> data)
    {
        var verb = new Command("rebuild", "prove the read models: make them anew from the ledger and compare") { data };
        verb.SetAction((parsed, _) => RunAsync(parsed.GetValue(data)!));
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
        var projection = Rebuild(ledger, hours, (seq, made) => atLive = seq == live?.Seq ? ProjectionText.Digest(made) : atLive);

        List<string> differences = [.. Differences(ledger.SavedProjection(), ProjectionText.Documents(projection)), .. hours.Finish()];
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

    /// <summary>The read models of a whole ledger.</summary>
    /// <param name="reached">Told the read models after each page and at each of the entries that end one.</param>
    private static Projection Rebuild(LedgerReader ledger, ClimateHourProof hours, Action<long, Projection> reached)
    {
        if (ledger.Base.Seq > 0)
        {
            throw new CommandException($"this ledger begins after entry {ledger.Base.Seq} (a replay made it): read models can only be made from a whole one");
        }

        Site? site = null;
        Projection? projection = null;
        var progress = new Progress(ledger.Head.Seq);
        long seq = 0;
        while (ledger.After(seq, Page) is { Count: > 0 } page)
        {
            foreach (var entry in page)
            {
                var e = EventCodec.Decode(entry);
                hours.Check(entry.Seq, e);
                site = e is SiteChanged changed ? SiteOf(ledger, changed.Hash) : site ?? FirstSite(ledger);
                projection = (projection ?? Projection.Empty(site)).Apply(site, entry.Seq, e);
                seq = entry.Seq;
                reached(seq, projection);
            }

            progress.Show(seq, seq);
        }

        progress.Clear();
        return projection ?? throw new CommandException("the ledger holds no entry yet: there is nothing to prove");
    }

    /// <summary>A ledger that an older release began does not say what stood where at its beginning: the first file that it does hold has to do.</summary>
    private static Site FirstSite(LedgerReader ledger)
    {
        long seq = 0;
        while (ledger.After(seq, Page) is { Count: > 0 } page)
        {
            if (page.Select(EventCodec.Decode).OfType<SiteChanged>().FirstOrDefault() is { } first)
            {
                return SiteOf(ledger, first.Hash);
            }

            seq = page[^1].Seq;
        }

        throw new CommandException("this ledger keeps no site file yet: start its gateway once with this release");
    }

    private static Site SiteOf(LedgerReader ledger, string hash) => ledger.SiteText(hash) is { } text && SiteFile.HashOf(text) == hash
        ? SiteFile.Parse(text).Site
        : throw new CommandException($"the ledger does not hold the text of site file {hash} as it was: restore a backup that verifies");

    private static List<string> Differences(IReadOnlyDictionary<(string Kind, string Id), string> saved, SortedDictionary<(string Kind, string Id), string> made) =>
    [
        .. made.Where(d => saved.GetValueOrDefault(d.Key) != d.Value).Select(d => $"{d.Key.Kind} {d.Key.Id}: saved {saved.GetValueOrDefault(d.Key) ?? "(none)"}, rebuilt {d.Value}"),
        .. saved.Where(d => !made.ContainsKey(d.Key)).Select(d => $"{d.Key.Kind} {d.Key.Id}: saved {d.Value}, rebuilt (none)"),
    ];
}
