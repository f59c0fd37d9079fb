namespace EdgeStock.Wire;

/// <summary>One line of the stream between firmware-host and gateway, or of a recorded trace.</summary>
public abstract record Line;

/// <summary>Opens a stream: who speaks, and since when.</summary>
/// <param name="Version">Version of the line format, 1.</param>
/// <param name="Host">Name of the firmware-host, unique at its gateway.</param>
/// <param name="Session">New at each start of the host.</param>
/// <param name="Devices">What the host serves, so that the gateway knows where to send a <see cref="DoLine"/>; null from a host that does not say.</param>
public sealed record HelloLine(int Version, string Host, string Session, IReadOnlyList<string>? Devices = null) : Line;

/// <summary>Something a device said.</summary>
public abstract record SampleLine : Line
{
    /// <summary>The sender's sequence number, at most <see cref="long.MaxValue"/>; null in a trace.</summary>
    public ulong? N { get; init; }

    /// <summary>When the device said it, UTC, whole milliseconds.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>In a recording: when the gateway took the line, by its own clock.</summary>
    public DateTimeOffset? Taken { get; init; }

    /// <summary>Device and channel (<c>reader-1/2</c>) on the wire; the bin, antenna or sensor in a trace.</summary>
    public required string Device { get; init; }
}

/// <summary>Weight on a scale.</summary>
/// <param name="Grams">Gross weight in grams as the scale gives it; 0 where <paramref name="State"/> or <paramref name="Raw"/> stands.</param>
/// <param name="State">What the scale says of itself: null when it gave a weight, else <c>overload</c> or <c>underload</c>.</param>
/// <param name="Raw">Counts of a bare load cell's converter, which knows no grams; the gateway's calibration makes them of it.</param>
public sealed record WeightLine(double Grams, string? State = null, long? Raw = null) : SampleLine;

/// <summary>A tag read at an antenna, or several reads of it in one inventory round.</summary>
/// <param name="Epc">EPC memory as upper-case hexadecimal.</param>
/// <param name="Rssi">Peak RSSI in dBm.</param>
/// <param name="Count">Reads that this line stands for.</param>
public sealed record ReadLine(string Epc, double? Rssi = null, int? Count = null) : SampleLine;

/// <summary>A climate value, °C or %RH by its channel.</summary>
/// <param name="Value">The value; null when the read failed (then quality is <c>bad</c>).</param>
/// <param name="Quality"><c>good</c>, <c>uncertain</c> or <c>bad</c>; null means good.</param>
/// <param name="Reason">Why the quality is not good.</param>
public sealed record ClimateLine(double? Value, string? Quality = null, string? Reason = null) : SampleLine;

/// <summary>An antenna (or a whole reader) went down or came up, as far as announced.</summary>
public sealed record AntennaLine(bool Up) : SampleLine;

/// <summary>An inventory round began or ended: what was not read between the two was missed.</summary>
public sealed record RoundLine(bool Ended) : SampleLine;

/// <summary>A device's own state.</summary>
/// <param name="State"><c>up</c> or <c>down</c>.</param>
/// <param name="Reason">What is wrong, for people.</param>
/// <param name="Errors">Refused or failed inputs since the host started.</param>
public sealed record DeviceLine(string State, string? Reason = null, long? Errors = null) : SampleLine;

/// <summary>A door opened or closed.</summary>
public sealed record DoorLine(bool Open) : SampleLine;

/// <summary>The host had to drop samples while the gateway was away: their number; At is the first of them.</summary>
public sealed record GapLine(long Lost) : SampleLine;

/// <summary>Gateway to host: everything up to <paramref name="N"/> is committed.</summary>
/// <param name="N">Highest sequence number whose effects are in the ledger; 0 for none.</param>
/// <param name="Next">Answer to a hello only: the lowest number the host may give to a new sample.</param>
public sealed record AckLine(ulong N, ulong? Next = null) : Line;

/// <summary>Gateway to host: do something at a device; answered by <see cref="DoneLine"/>.</summary>
/// <param name="Action"><c>zero</c>, <c>led</c>, <c>identify</c> or <c>scan</c>.</param>
/// <param name="Value">What the action takes: <c>on</c>, <c>off</c> or <c>blink</c> for a led.</param>
public sealed record DoLine(string Id, string Device, string Action, string? Value = null) : Line;

/// <summary>Host to gateway: the outcome of a <see cref="DoLine"/>.</summary>
public sealed record DoneLine(string Id, string? Result, string? Error) : Line;

/// <summary>The gateway's own clock, recorded; time without samples passes through these.</summary>
public sealed record TickLine(DateTimeOffset At) : Line;

/// <summary>In a recording: something that a person, or the gateway itself, asked and that its storeroom took as an input.</summary>
/// <param name="At">When the gateway took it.</param>
/// <param name="Verb"><c>config</c> (Body is the site file now in force), <c>zeroed</c> (Device is a scale that was set to zero) or <c>space</c>
/// (Body is <c>short</c> or <c>enough</c>: the room on the ledger's disk).</param>
/// <param name="By">Who asked; <c>gateway</c> where it asked itself.</param>
public sealed record CommandInputLine(DateTimeOffset At, string Verb, string By, string? Device = null, string? Body = null) : Line;

/// <summary>In a recording: the site file in force, as text.</summary>
public sealed record SiteLine(string Text) : Line;

/// <summary>In a recording: the ledger it belongs to, and the entry it continues from.</summary>
/// <param name="Seq">Sequence of the last entry before the recording; 0 for none.</param>
/// <param name="Hash">Hash of that entry, or the genesis hash, hexadecimal.</param>
public sealed record LedgerLine(string Site, string Gateway, long Epoch, long Seq, string Hash) : Line;

/// <summary>In a recording: what an estimator remembered when it began.</summary>
public sealed record MemoryLine(string Kind, string Id, string Body) : Line;

/// <summary>In a recording: a read model as it stood when it began. Decisions on goods are made against it.</summary>
public sealed record ViewLine(string Kind, string Id, string Body) : Line;

/// <summary>Last line of a recording: the ledger's head when it ended, so that a replay can be compared.</summary>
public sealed record EndLine(long Seq, string Hash) : Line;

/// <summary>A line of a type this version does not know: skipped and counted.</summary>
public sealed record UnknownLine(string Type) : Line;
