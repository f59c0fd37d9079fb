namespace EdgeStock.Gateway.Notifying;

/// <summary>How an open delivery goes, as long as the gateway runs.</summary>
internal sealed class DeliveryCourse
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private TimeSpan wait = First;
    private (long From, TimeSpan Wait)? pause;

    /// <summary>Attempts so far.</summary>
    public int Attempts { get; private set; }

    /// <summary>The attempt that is under way; null while none is.</summary>
    public Task? Running { get; set; }

    /// <summary>A channel took it, or never will: it is not tried again, whatever the board shows.</summary>
    public bool IsSettled { get; private set; }

    /// <summary>Goes on from what the ledger knows of attempts before a restart.</summary>
    public static DeliveryCourse After(int attempts) => new() { Attempts = attempts };

    /// <summary>Whether it is time for another attempt.</summary>
    public bool IsReady(TimeProvider time) => Running is null && !IsSettled && (pause is not { } p || time.GetElapsedTime(p.From) >= p.Wait);

    /// <summary>Another attempt begins.</summary>
    public void Begin() => Attempts++;

    /// <summary>It is settled.</summary>
    public void Settle() => IsSettled = true;

    /// <summary>It failed: the next attempt waits twice as long as the one before, five seconds at first and five minutes at most.</summary>
    /// <param name="asked">The receiver asks to be left alone for longer, which is granted as far as the longest wait.</param>
    public void Fail(TimeProvider time, TimeSpan? asked = null)
    {
        pause = (time.GetTimestamp(), asked > wait ? asked < Longest ? asked.Value : Longest : wait);
        wait = wait * 2 > Longest ? Longest : wait * 2;
    }
}
