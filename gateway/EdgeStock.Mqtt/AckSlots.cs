namespace EdgeStock.Mqtt;

/// <summary>
/// Pairs messages with their acknowledgements by packet id. The two sides race: the broker's answer can be handled on the loop thread
/// before the library has told the publisher which id it gave (seen 33 times in 60,000). So both sides put what they have into the
/// id's slot with a compare-exchange, and the one who finds the other's part there completes the wait.
/// </summary>
internal sealed class AckSlots
{
    private readonly object?[] slots = new object?[ushort.MaxValue + 1];

    /// <summary>The publisher's side: a message was sent under this id.</summary>
    /// <exception cref="InvalidOperationException">The id is in use: the library's counter has gone round, and an answer would complete the wrong message.</exception>
    public void Register(int id, PendingAck pending)
    {
        switch (Interlocked.CompareExchange(ref slots[id], pending, null))
        {
            case null:
                break;
            case EarlyAck early:
                Volatile.Write(ref slots[id], null);
                pending.Complete(early.Reason);
                break;
            default:
                throw new InvalidOperationException($"packet id {id} is in use by another message");
        }
    }

    /// <summary>The loop's side: the broker answered.</summary>
    public void Acknowledge(int id, byte reason)
    {
        var found = Interlocked.CompareExchange(ref slots[id], EarlyAck.Of(reason), null);

        // the library reports each id once; FailAll may have taken it in between
        if (found is PendingAck pending && ReferenceEquals(Interlocked.CompareExchange(ref slots[id], null, pending), pending))
        {
            pending.Complete(reason);
        }
    }

    /// <summary>Ends every wait; for after the last acknowledgement can have come.</summary>
    public void FailAll(string reason)
    {
        for (var id = 0; id < slots.Length; id++)
        {
            Fail(id, reason);
        }
    }

    /// <summary>Ends the wait under this id, if there is one.</summary>
    public void Fail(int id, string reason)
    {
        if (Interlocked.Exchange(ref slots[id], null) is PendingAck pending)
        {
            pending.Fail(reason);
        }
    }

    private sealed class EarlyAck(byte reason)
    {
        private static readonly EarlyAck[] All = [.. Enumerable.Range(0, 256).Select(reason => new EarlyAck((byte)reason))];

        public byte Reason { get; } = reason;

        public static EarlyAck Of(byte reason) => All[reason];
    }
}
