using System.Net;
using System.Text;
using EdgeStock.Domain;
using EdgeStock.Gateway.Intake;
using EdgeStock.Ledger;

namespace EdgeStock.Gateway.Operations;

/// <summary>Gives an instruction to the running gateway; where none runs, the tool is the one writer and does it itself.</summary>
internal static class Instructing
{
    /// <summary>Has it done.</summary>
    /// <param name="data">Folder of the ledger and the control socket.</param>
    /// <returns>The entries that say so.</returns>
    /// <exception cref="InstructionRefusedException">It cannot be done; the message says why and what to do next.</exception>
    /// <exception cref="CommandException">Nobody could be asked, or what was done could not be kept.</exception>
    public static async Task<IReadOnlyList<InstructEntry>> DoAsync(string data, Instruction what) => (await AskAsync(data, what)).Entries;

    /// <summary>The same, with the names of the articles that the entries are about.</summary>
    /// <exception cref="InstructionRefusedException">It cannot be done; the message says why and what to do next.</exception>
    /// <exception cref="CommandException">Nobody could be asked, or what was done could not be kept.</exception>
    public static async Task<InstructReply> AskAsync(string data, Instruction what)
    {
        using var gateway = new ControlClient(data);
        using var response = await gateway.TrySendAsync(HttpMethod.Post, $"instruct/{InstructionText.VerbOf(what)}", new StringContent(InstructionText.Write(what), Encoding.UTF8, "application/json"));
        return response switch
        {
            null => DoHere(data, what),
            { StatusCode: HttpStatusCode.Conflict } => throw new InstructionRefusedException((await response.Content.ReadFromJsonAsync<ControlRefusal>())!.Error),
            _ => await ControlClient.ReadAsync<InstructReply>(response),
        };
    }

    private static InstructReply DoHere(string data, Instruction what)
    {
        var path = Path.Combine(data, "ledger.db");
        if (!File.Exists(path))
        {
            throw new CommandException($"no gateway answers in {data}, and no ledger stands there: start a gateway with 'edgestock run', or give its folder with --data");
        }

        LedgerIdentity identity;
        using (var reader = LedgerReader.Open(path))
        {
            identity = reader.Identity;
        }

        using var ledger = LedgerStore.Open(path, identity.Site, identity.Gateway, 0);
        var site = SiteFile.Parse((ledger.Site ?? throw new CommandException("this ledger keeps no site file yet: start its gateway once with this release")).Text).Site;
        var (people, by, now) = PersonCommand.Myself(ledger);
        var turn = new Turn(site, ledger.Load(site), ledger.Head);
        if (turn.Instruct(new(now, by, what)) is { } refused)
        {
            throw new InstructionRefusedException(refused);
        }

        var reply = InstructReply.Of(turn, ledger.Head.Seq);
        PersonCommand.Keep(ledger, turn.TakeCommit(ledger.OutboxSeq) with { People = people.TakeChanges() });
        return reply;
    }
}
