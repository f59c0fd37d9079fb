using EdgeStock.Ledger.Proof;
using Microsoft.Data.Sqlite;

namespace EdgeStock.Gateway;

/// <summary>
/// Signs where the chain stands: once a day, when the gateway stops, and when somebody asks. Called by the writer alone, between its
/// commits. A checkpoint that cannot be written is tried again; nothing else waits for it.
/// </summary>
internal sealed class DailyCheckpoint(CheckpointWriter writer, TimeProvider time, ILogger<DailyCheckpoint> log)
{
    private static readonly TimeSpan Retry = TimeSpan.FromMinutes(1);

    private long? failed;

    /// <summary>The last one, to be shown; null before the first.</summary>
    public Checkpoint? Latest => writer.Latest;

    /// <summary>Signs the last committed entry when the day's checkpoint is due.</summary>
    /// <param name="now">The gateway's clock, whole milliseconds.</param>
    /// <returns>It was due and is signed.</returns>
    public bool Pass(DateTimeOffset now) => writer.IsDue(now) && !(failed is { } last && time.GetElapsedTime(last) < Retry) && Try(now);

    /// <summary>The gateway stops: signs the last committed entry.</summary>
    public void End(DateTimeOffset now) => Try(now);

    /// <summary>Somebody asked: signs the last committed entry and says so, or why not.</summary>
    public void Answer(DateTimeOffset now, TaskCompletionSource<Checkpoint> asked)
    {
        try
        {
            asked.SetResult(Sign(now));
        }
        catch (SqliteException e)
        {
            asked.SetException(new IOException($"the checkpoint could not be written: {e.Message}: see whether the disk is full", e));
        }
    }

    private bool Try(DateTimeOffset now)
    {
        try
        {
            Sign(now);
            if (failed is not null)
            {
                failed = null;
                log.CheckpointMended();
            }

            return true;
        }
        catch (SqliteException e)
        {
            if (failed is null)
            {
                log.CheckpointFailed(e.Message);
            }

            failed = time.GetTimestamp();
            return false;
        }
    }

    private Checkpoint Sign(DateTimeOffset now)
    {
        var before = writer.Latest;
        var checkpoint = writer.Sign(now);
        if (!ReferenceEquals(before, checkpoint))
        {
            log.CheckpointSigned(checkpoint.Seq, checkpoint.HexHash, checkpoint.Key);
        }

        return checkpoint;
    }
}
