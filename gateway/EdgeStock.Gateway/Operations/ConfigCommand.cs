using System.CommandLine;
using System.Text;
using System.Text.Json;
using EdgeStock.Gateway.Intake;
using EdgeStock.Ledger;

namespace EdgeStock.Gateway.Operations;

/// <summary>The site file: checked, compared with what is in force, and put into force without a restart.</summary>
internal static class ConfigCommand
{
    public static Command Verb(Option<string> data)
    {
        var file = new Argument<string>("FILE") { Description = "a site file" };
        var json = new Option<bool>("--json") { Description = "print JSON" };
        var dryRun = new Option<bool>("--dry-run") { Description = "only say what would change" };
        var validate = new Command("validate", "check a site file; nothing is changed") { file };
        validate.SetAction(parsed => Validate(parsed.GetValue(file)!));
        var apply = new Command("apply", "put a site file into force, through the running gateway where one runs") { file, data, dryRun, json };
        apply.SetAction((parsed, _) => ApplyAsync(parsed.GetValue(file)!, parsed.GetValue(data)!, parsed.GetValue(dryRun), parsed.GetValue(json)));
        var show = new Command("show", "print the site file that is in force") { data };
        show.SetAction(parsed => Show(parsed.GetValue(data)!));
        return new("config", "the site file") { validate, apply, show };
    }

    private static int Validate(string path)
    {
        if (!File.Exists(path))
        {
            throw new CommandException($"{path} does not exist: give a site file");
        }

        try
        {
            var site = GatewayOptions.ReadSite(path).Site;
            Console.Out.WriteLine($"{path} is right: {site.Id}/{site.Gateway}, {site.Rooms.Count} rooms, {site.Devices.Count} devices, {site.Articles.Count} articles, {site.Bins.Count} bins, {site.ClimatePoints.Count} climate points");
            return 0;
        }
        catch (CommandException e)
        {
            Console.Out.WriteLine(e.Message);
            return 1;
        }
    }

    /// <returns>0 when it is in force or nothing differs.</returns>
    /// <exception cref="CommandException">It is wrong: what was in force stays in force.</exception>
    private static async Task<int> ApplyAsync(string path, string data, bool dryRun, bool json)
    {
        var file = GatewayOptions.ReadSite(path);
        using var gateway = new ControlClient(data);
        using var response = await gateway.TrySendAsync(
            HttpMethod.Post, dryRun ? "config?dryRun=true" : "config", new StringContent(file.Text, Encoding.UTF8, "application/yaml"));
        var reply = response is null ? ApplyHere(file, data, dryRun) : await ControlClient.ReadAsync<ConfigReply>(response);
        if (json)
        {
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(reply, JsonSerializerOptions.Web));
            return 0;
        }

        foreach (var line in reply.Changes.Select(c => c.ToString()).Concat(reply.Notes))
        {
            await Console.Out.WriteLineAsync(line);
        }

        await Console.Out.WriteLineAsync(
            reply.Applied ? $"in force as ledger entry {reply.Seq}{(response is null ? "; no gateway runs, the next one starts with it" : "")}"
            : dryRun ? $"{reply.Changes.Count} changes; nothing was applied" : "nothing differs from what is in force; nothing was applied");
        return 0;
    }

    /// <summary>No gateway runs: the tool is the one writer.</summary>
    private static ConfigReply ApplyHere(SiteFile file, string data, bool dryRun)
    {
        var path = Path.Combine(data, "ledger.db");
        if (!File.Exists(path))
        {
            throw new CommandException($"no gateway has run with --data {data} yet: it will take the site file at its first start");
        }

        using var ledger = LedgerStore.Open(path, file.Site.Id, file.Site.Gateway, 0);
        var inForce = SiteFile.Parse((ledger.Site ?? throw new CommandException("this ledger keeps no site file yet: start its gateway once with this release, then apply")).Text);
        var reply = ConfigEndpoints.Compare(inForce.Site, inForce.Broker, file);
        if (dryRun || (reply.Changes.Count == 0 && reply.Notes.Count == 0))
        {
            return reply;
        }

        var turn = new Turn(inForce.Site, ledger.Load(inForce.Site), ledger.Head);
        var (people, by, now) = PersonCommand.Myself(ledger);
        turn.Configure(file, now, by);
        if (turn.LastFault is { } fault)
        {
            throw new CommandException($"the site file could not be put into force: {fault.Message}: please report it with both site files");
        }

        PersonCommand.Keep(ledger, turn.TakeCommit(ledger.OutboxSeq) with { People = people.TakeChanges() });
        return reply with { Applied = true, Seq = ledger.Head.Seq };
    }

    private static int Show(string data)
    {
        using var ledger = LedgerReader.Open(Path.Combine(data, "ledger.db"));
        var site = ledger.Site ?? throw new CommandException("this ledger keeps no site file yet: it does from the next start of its gateway on");
        Console.Out.Write(site.Text);
        return 0;
    }
}
