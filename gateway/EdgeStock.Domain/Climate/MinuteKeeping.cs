namespace EdgeStock.Domain;

/// <summary>How long climate minutes are kept; their hours stay for good.</summary>
/// <param name="ClimateMinuteDays">Days, counted from the UTC midnight before.</param>
public sealed record Retention(int ClimateMinuteDays)
{
    /// <summary>What a site file may ask for.</summary>
    public const int FewestDays = 7;

    /// <summary>Ten years.</summary>
    public const int MostDays = 3660;

    /// <summary>Where the site file says nothing: a quarter of a year.</summary>
    public static Retention Default { get; } = new(92);
}

/// <summary>What must be remembered over a restart of how minutes are kept.</summary>
/// <param name="SteadySince">First tick since which the clock has made no step; null before the first.</param>
/// <param name="Oldest">No minute that is kept is older; null while none is.</param>
/// <param name="Short">The disk is short: minutes that close are not kept.</param>
public sealed record KeepingMemory(DateTimeOffset? SteadySince, DateTimeOffset? Oldest, bool Short)
{
    /// <summary>Before the first tick.</summary>
    public static KeepingMemory Empty { get; } = new(null, null, false);

    /// <summary>Of a ledger that an older release wrote: it may hold minutes of any age.</summary>
    internal static KeepingMemory Older { get; } = new(null, DateTimeOffset.UnixEpoch, false);
}

/// <summary>
/// Which climate minutes are kept, and until when. They may go by age, but only by a clock that has been steady for a week: one that was set
/// wrong makes every minute look old.
/// </summary>
internal sealed class MinuteKeeping(KeepingMemory memory)
{
    private static readonly TimeSpan Step = TimeSpan.FromHours(1);
    private static readonly TimeSpan SteadyFor = TimeSpan.FromDays(7);

    private KeepingMemory memory = memory;

    public bool Changed { get; private set; }

    public KeepingMemory Save()
    {
        Changed = false;
        return memory;
    }

    /// <summary>Takes note of whether there is room for minutes; said once, when it changes.</summary>
    public void Observe(NoteSpace note, Outcome outcome)
    {
        if (note.Short != memory.Short)
        {
            Become(memory with { Short = note.Short });
            outcome.Events.Add(new SpaceChanged(note.Taken, note.Short));
        }
    }

    /// <summary>Hands a closed minute on.</summary>
    /// <returns>False when there is no room to keep it.</returns>
    public bool Close(ClimateMinute minute, Outcome outcome)
    {
        if (memory.Short)
        {
            outcome.Dropped.Add(minute);
            return false;
        }

        outcome.Minutes.Add(minute);
        if (memory.Oldest is not { } oldest || minute.Minute < oldest)
        {
            Become(memory with { Oldest = minute.Minute });
        }

        return true;
    }

    /// <summary>Lets time pass: with a new UTC day, minutes that are old enough may go.</summary>
    /// <param name="before">The tick before; null for the first.</param>
    /// <returns>The midnight before which they may; null while none may.</returns>
    public DateTimeOffset? Pass(DateTimeOffset? before, DateTimeOffset now, Retention retention)
    {
        if (memory.SteadySince is not { } since || before is not { } last || (now - last).Duration() > Step)
        {
            Become(memory with { SteadySince = now });
            return null;
        }

        if (now.UtcDateTime.Date == last.UtcDateTime.Date || now - since < SteadyFor)
        {
            return null;
        }

        var until = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero).AddDays(-retention.ClimateMinuteDays);
        if (memory.Oldest is not { } oldest || oldest >= until)
        {
            return null;
        }

        Become(memory with { Oldest = until });
        return until;
    }

    private void Become(KeepingMemory next)
    {
        memory = next;
        Changed = true;
    }
}
