namespace EdgeStock.Llrp;

/// <summary>Something that happened at a reader.</summary>
/// <param name="At">When, in host time, whole milliseconds.</param>
public abstract record ReaderEvent(DateTimeOffset At);

/// <summary>One report arrived; it may be empty.</summary>
public sealed record TagsReported(DateTimeOffset At, IReadOnlyList<TagRead> Tags) : ReaderEvent(At);

/// <summary>An antenna is connected or not.</summary>
public sealed record AntennaChanged(DateTimeOffset At, int Antenna, bool Connected) : ReaderEvent(At);

/// <summary>A ROSpec started, ended or gave way.</summary>
public sealed record RoSpecChanged(DateTimeOffset At, uint RoSpecId, RoSpecChange Change) : ReaderEvent(At);

/// <summary>The reader reports a fault of its own.</summary>
public sealed record ReaderFaulted(DateTimeOffset At, string Text) : ReaderEvent(At);

/// <summary>The reader's buffer ran over and reads are lost: a gap.</summary>
public sealed record ReportsLost(DateTimeOffset At) : ReaderEvent(At);

/// <summary>The session goes on, but an operator should know.</summary>
/// <param name="At">When.</param>
/// <param name="Code">Stable code, such as <c>llrp-clock</c>.</param>
/// <param name="Text">A sentence.</param>
public sealed record SessionWarned(DateTimeOffset At, string Code, string Text) : ReaderEvent(At);

/// <summary>One tag at one antenna, in host time.</summary>
/// <param name="Tag">What the reader said, with its own times.</param>
/// <param name="FirstSeen">Null when it was not said.</param>
/// <param name="LastSeen">When it was read last; the first time or the arrival of the report when that is not said.</param>
public sealed record TagRead(TagReport Tag, DateTimeOffset? FirstSeen, DateTimeOffset LastSeen);
