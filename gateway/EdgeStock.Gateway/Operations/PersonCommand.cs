using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using EdgeStock.Domain;
using EdgeStock.Gateway.Intake;
using EdgeStock.Ledger;
using EdgeStock.Wire;
using Command = System.CommandLine.Command;

namespace EdgeStock.Gateway.Operations;

/// <summary>Who is behind the pseudonyms that entries carry, and how a name is erased.</summary>
internal static class PersonCommand
{
    public static Command Verb(Option<string> data)
    {
        var json = new Option<bool>("--json") { Description = "print JSON" };
        var person = new Argument<string>("PSEUDONYM") { Description = "as in the entries, such as p-3f2a91c0" };
        var list = new Command("list", "every pseudonym and who is behind it") { data, json };
        list.SetAction(parsed => List(parsed.GetValue(data)!, parsed.GetValue(json)));
        var erase = new Command("erase", "forget who is behind a pseudonym; the entries stay, and so does their chain") { person, data };
        erase.SetAction((parsed, _) => EraseAsync(parsed.GetValue(data)!, parsed.GetValue(person)!));
        return new("person", "people behind the pseudonyms of the ledger") { list, erase };
    }

    /// <summary>The user of this tool as the ledger's people know it, when the tool itself is the one writer.</summary>
    public static (People People, string By, DateTimeOffset Now) Myself(LedgerStore ledger)
    {
        var now = DateTimeOffset.FromUnixTimeMilliseconds(ScaledClock.FromEnvironment().GetUtcNow().ToUnixTimeMilliseconds());
        var people = new People(ledger.People());
        var user = Peer.EffectiveUser();
        return (people, people.Of(new Peer(Environment.ProcessId, user).Account, AccountName.Of(user), now), now);
    }

    /// <summary>Commits when the tool itself is the one writer; it does not wait for better days.</summary>
    /// <exception cref="CommandException">The ledger cannot be written.</exception>
    public static void Keep(LedgerStore ledger, LedgerCommit commit)
    {
        if (ledger.TryCommit(commit) is { } fault)
        {
            throw new CommandException($"it could not be kept in {ledger.Path}, so nothing was changed: {fault.Says}");
        }
    }

    private static int List(string data, bool json)
    {
        using var ledger = LedgerReader.Open(Path.Combine(data, "ledger.db"));
        var people = ledger.People();
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(people, JsonSerializerOptions.Web));
            return 0;
        }

        Console.Out.WriteLine("pseudonym   since (UTC)       account     name");
        foreach (var p in people)
        {
            Console.Out.WriteLine($"{p.Pseudonym}  {Minute(p.Since)}  {p.Account ?? "-",-10}  {(p.Erased is { } at ? $"(erased {Minute(at)})" : p.Name ?? "-")}");
        }

        return 0;
    }

    private static async Task<int> EraseAsync(string data, string person)
    {
        using var gateway = new ControlClient(data);
        using var response = await gateway.TrySendAsync(HttpMethod.Delete, $"people/{Uri.EscapeDataString(person)}");
        var erasure = response is null ? EraseHere(data, person) : await ControlClient.ReadAsync<PersonErasure>(response);
        await Console.Out.WriteLineAsync($"nobody can say any more who {person} was: ledger entry {erasure.Seq}");
        await Console.Out.WriteLineAsync(erasure.LogEmptied
            ? "the name stands in no file of the ledger; backups made before keep it until they are replaced"
            : "a reader held the write-ahead log: the name leaves it within the next thousand pages; backups made before keep it until they are replaced");
        return 0;
    }

    /// <summary>No gateway runs: the tool is the one writer.</summary>
    private static PersonErasure EraseHere(string data, string person)
    {
        var path = Path.Combine(data, "ledger.db");
        LedgerIdentity identity;
        using (var reader = LedgerReader.Open(path))
        {
            identity = reader.Identity;
        }

        using var ledger = LedgerStore.Open(path, identity.Site, identity.Gateway, 0);
        var site = SiteFile.Parse((ledger.Site ?? throw new CommandException("this ledger keeps no site file yet: start its gateway once with this release")).Text).Site;
        var (people, by, now) = Myself(ledger);
        if (!people.Erase(person, now))
        {
            throw new CommandException($"nobody is behind '{person}', or not any more: see 'edgestock person list'");
        }

        var turn = new Turn(site, ledger.Load(site), ledger.Head);
        turn.Take(new ErasePerson(now, by, person));
        Keep(ledger, turn.TakeCommit(ledger.OutboxSeq) with { People = people.TakeChanges() });
        return new(ledger.Head.Seq, ledger.EmptyLog());
    }

    private static string Minute(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
