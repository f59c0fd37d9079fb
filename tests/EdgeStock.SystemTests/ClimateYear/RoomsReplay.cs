using EdgeStock.Domain;
using EdgeStock.Gateway;
using EdgeStock.Gateway.Intake;
using EdgeStock.Ledger;
using EdgeStock.Simulator.Physics;

namespace EdgeStock.SystemTests.ClimateYear;

/// <summary>The rooms, replayed through the code of the live gateway; a person acknowledges what calls.</summary>
internal sealed record RoomsReplay(SaidAlarms Said, long Lines, long Skipped, long RefusedSamples, long Refused, string? LastRefusal, long Failed, TimeSpan Took)
{
    private const int Enough = 1000;
    private const string Who = "p-1";

    public static RoomsReplay Of(string trace, long seed, TimeProvider clock, CancellationToken stop)
    {
        var started = clock.GetTimestamp();
        var reader = TraceReader.Open(trace, null);
        var turn = new Turn(reader.Site, new(reader.Memory, reader.Projection, new Dictionary<string, ulong>(), reader.Start.Seq, []), reader.Start);
        var said = new SaidAlarms();
        var answers = new PriorityQueue<string, DateTimeOffset>();
        var asked = new HashSet<string>(StringComparer.Ordinal);
        var patience = ChanceStream.From(seed, "who answers");
        var seen = reader.Start.Seq;
        var calls = 0L;
        foreach (var input in reader.Inputs())
        {
            while (answers.TryPeek(out var alarm, out var due) && due <= input.Taken)
            {
                answers.Dequeue();
                asked.Remove(alarm);
                if (SaidAlarms.IsCalling(turn.Projection.Alarms[alarm].State()))
                {
                    turn.Instruct(new(due, Who, new AcknowledgeAlarm(alarm, "seen", "looked after it")));
                }
            }

            input.GiveTo(turn);
            if (turn.Head.Seq == seen)
            {
                continue;
            }

            foreach (var entry in turn.PendingAfter(seen))
            {
                if (EventCodec.Decode(entry) is AlarmEvent e)
                {
                    said.Take(entry.Recorded, e);
                    if (SaidAlarms.IsCalling(e.State) && asked.Add(e.Alarm.Id))
                    {
                        answers.Enqueue(e.Alarm.Id, entry.Recorded + Patience(entry.Recorded, patience.At(calls++)));
                    }
                }
            }

            seen = turn.Head.Seq;
            if (turn.PendingEntries >= Enough)
            {
                stop.ThrowIfCancellationRequested();
                turn.TakeCommit(0);
            }
        }

        said.End();
        var unmapped = turn.Refused.Of(Refusal.DeviceUnknown) + turn.Refused.Of(Refusal.ValueImpossible);
        return new(
            said, reader.Lines, reader.Malformed + reader.Unknown + unmapped, turn.RefusedSamples, turn.Refused.Of(Refusal.InstructionRefused), turn.LastRefusal,
            turn.Refused.Of(Refusal.InputFailed), clock.GetElapsedTime(started));
    }

    /// <summary>Somebody comes within a quarter of an hour by day, and within three quarters by night.</summary>
    private static TimeSpan Patience(DateTimeOffset at, Chance chance) =>
        TimeSpan.FromSeconds(Math.Round(SwedishDay.Local(at).Hour is >= 7 and < 19 ? chance.Between(3, 15) * 60 : chance.Between(10, 45) * 60));
}
