namespace EdgeStock.Llrp;

/// <summary>Something that a reader reports of itself (READER_EVENT_NOTIFICATION).</summary>
/// <param name="Time">By the reader's clock; null when it gave none.</param>
/// <param name="Notices">What happened; empty when nothing of it is known here.</param>
public sealed record ReaderEventNotification(ReaderTime? Time, IReadOnlyList<ReaderNotice> Notices) : LlrpMessage(LlrpMessageType.ReaderEventNotification);

/// <summary>One event in a notification.</summary>
public abstract record ReaderNotice;

/// <summary>The answer to a connection, and the first thing a client hears.</summary>
public sealed record ConnectionAttemptNotice(ConnectionAttemptStatus Status) : ReaderNotice;

/// <summary>The reader closes the connection; it reads nothing more.</summary>
public sealed record ConnectionCloseNotice : ReaderNotice;

/// <summary>An antenna was connected or disconnected.</summary>
public sealed record AntennaNotice(ushort Antenna, bool Connected) : ReaderNotice;

/// <summary>A ROSpec started, ended, or gave way to another.</summary>
public sealed record RoSpecNotice(RoSpecChange Change, uint RoSpecId, uint PreemptingRoSpecId) : ReaderNotice;

/// <summary>The reader's report buffer fills.</summary>
public sealed record BufferWarningNotice(byte PercentFull) : ReaderNotice;

/// <summary>The reader's report buffer ran over: reads are lost.</summary>
public sealed record BufferOverflowNotice : ReaderNotice;

/// <summary>The reader says that something in it went wrong.</summary>
public sealed record ReaderExceptionNotice(string Text) : ReaderNotice;

public enum ConnectionAttemptStatus
{
    Success,
    ReaderInitiatedExists,
    ClientInitiatedExists,
    OtherFailure,
    AnotherConnectionAttempted,
}

public enum RoSpecChange
{
    Started,
    Ended,
    Preempted,
}
