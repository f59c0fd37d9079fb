using EdgeStock.Domain;
using EdgeStock.Gateway.Intake;
using EdgeStock.Gateway.Operations;
using EdgeStock.Ledger;
using EdgeStock.Ledger.Proof;
using EdgeStock.Wire;
using Microsoft.Data.Sqlite;

namespace EdgeStock.Gateway;

/// <summary>Something for the one writer to do.</summary>
internal abstract record Work;

/// <summary>A host began its stream.</summary>
internal sealed record HelloWork(HostStream Stream) : Work;

/// <summary>A host's sample.</summary>
internal sealed record SampleWork(HostStream Stream, SampleLine Line) : Work;

/// <summary>A host's stream ended.</summary>
internal sealed record GoodbyeWork(HostStream Stream) : Work;

/// <summary>A second passed.</summary>
internal sealed record TickWork : Work;

/// <summary>Put a site file into force.</summary>
/// <param name="Seen">Hash of the gateway's own file now: what was done last counts, so an older edit of it does not come back at the next start.</param>
internal sealed record ConfigWork(SiteFile File, string By, string? Seen, TaskCompletionSource<ConfigApplied> Done) : Work;

/// <summary>A site file is in force, as ledger entry <paramref name="Seq"/>.</summary>
internal sealed record ConfigApplied(long Seq, string Hash, IReadOnlyList<SiteChange> Changes);

/// <summary>Under which pseudonym an account acts.</summary>
/// <param name="Name">The person's name as the system knows it.</param>
internal sealed record PersonWork(string Account, string? Name, TaskCompletionSource<string> Pseudonym) : Work;

/// <summary>Erase the name behind a pseudonym.</summary>
/// <param name="Done">The entry that says so, and whether the name has left the write-ahead log too; null when nobody is behind the pseudonym.</param>
internal sealed record EraseWork(string Person, string By, TaskCompletionSource<PersonErasure?> Done) : Work;

/// <summary>A name was erased.</summary>
/// <param name="LogEmptied">False while a reader held the write-ahead log: the name leaves it when the log is next turned over.</param>
internal sealed record PersonErasure(long Seq, bool LogEmptied);

/// <summary>Do what somebody says about goods, catalogue, consumption or exemptions.</summary>
internal sealed record InstructWork(Instruction What, string By, TaskCompletionSource<InstructReply> Done) : Work
{
    /// <summary>Called by the writer. A refusal is answered at once, and what was done after its commit.</summary>
    public void GiveTo(Turn turn, DateTimeOffset now, List<Tap> taps, List<Action> afterCommit)
    {
        var (before, instruct) = (turn.Head.Seq, new Instruct(now, By, What));
        if (turn.Instruct(instruct) is { } refused)
        {
            Done.SetResult(InstructReply.No(refused));
            return;
        }

        taps.ForEach(t => t.Write(null, TraceInput.LineOf(instruct)));
        var reply = InstructReply.Of(turn, before);
        afterCommit.Add(() => Done.SetResult(reply));
    }
}

/// <summary>Ask for the last counts of a bare load cell; null when it gave none.</summary>
internal sealed record RawWork(string Device, TaskCompletionSource<RawWeight?> Answer) : Work;

/// <summary>Ask the host that serves a device to do something.</summary>
internal sealed record RequestWork(DoLine Line, TaskCompletionSource<HostAnswer> Answer) : Work;

/// <summary>A host answered a request.</summary>
internal sealed record DoneWork(HostStream Stream, DoneLine Line) : Work;

/// <summary>What came of a request.</summary>
/// <param name="Error">Why it was not done, or is not known to be; null when it was.</param>
/// <param name="Seq">Ledger entry up to which it is kept; null when nothing of it is.</param>
internal sealed record HostAnswer(string? Result, string? Error, long? Seq);

/// <summary>Sign where the chain stands.</summary>
internal sealed record CheckpointWork(TaskCompletionSource<Checkpoint> Done) : Work;

/// <summary>Begin a recording.</summary>
internal sealed record AttachTapWork(Tap Tap) : Work;

/// <summary>End a recording.</summary>
internal sealed record DetachTapWork(Tap Tap) : Work;

/// <summary>Put read models that were made anew in the place of the live ones.</summary>
/// <param name="Made">They, as far as they have come.</param>
/// <param name="Done">The read models before, once the new ones are committed; null when the writer is too far ahead.</param>
internal sealed record RebuildWork(ProjectionBuilder Made, TaskCompletionSource<Projection?> Done) : Work
{
    /// <summary>The writer takes so many entries itself, which takes it some hundredths of a second; otherwise it would be ahead for ever.</summary>
    private const long MostLeft = 2000;

    /// <summary>Called by the writer after a commit.</summary>
    /// <param name="turn">Takes the new read models when they stand at <paramref name="head"/>.</param>
    /// <param name="head">The last committed entry.</param>
    /// <param name="afterCommit">Takes what is to be said once they are committed.</param>
    public void PutInto(Turn turn, ChainHead head, List<Action> afterCommit)
    {
        try
        {
            if (turn.HasEntries || turn.Head.Seq != head.Seq || head.Seq - Made.Seq > MostLeft || head.Seq == 0)
            {
                Done.SetResult(null);
                return;
            }

            while (Made.Seq < head.Seq)
            {
                Made.Advance();
            }

            var before = turn.Projection;
            turn.Replace(Made.Made);
            afterCommit.Add(() => Done.SetResult(before));
        }
        catch (Exception e) when (e is CommandException or LedgerFormatException or SqliteException)
        {
            // Whoever asked is told; the writer goes on with what it has.
            Done.SetException(e);
        }
    }
}
