namespace EdgeStock.Gateway;

/// <summary>Why an input was refused. The names in lower case with dashes stand in /health, the heartbeat and on the page.</summary>
public enum Refusal
{
    /// <summary>A connection on the sample socket did not begin with a hello of version 1.</summary>
    HelloRefused,

    /// <summary>A line of a host is no sample line.</summary>
    LineMalformed,

    /// <summary>A line of a host is longer than is taken.</summary>
    LineTooLong,

    /// <summary>A line of a host is of a type that hosts do not send, or a sample without a number.</summary>
    LineUnexpected,

    /// <summary>An answer to a request that nobody made, or that was given up.</summary>
    AnswerUnasked,

    /// <summary>A sample came again and was not taken again.</summary>
    SampleRepeated,

    /// <summary>A sample of a device or channel that the site does not name.</summary>
    DeviceUnknown,

    /// <summary>A value beyond all measure.</summary>
    ValueImpossible,

    /// <summary>Counts of a load cell that is not calibrated.</summary>
    Uncalibrated,

    /// <summary>A sample that an estimator would not take: late, or a load that its cell cannot bear.</summary>
    SampleRefused,

    /// <summary>An input at which the domain failed and that was passed over; each is to be reported.</summary>
    InputFailed,

    /// <summary>A host did not read its answers and was cut off.</summary>
    HostNotReading,

    /// <summary>A recorder did not keep up and was cut off.</summary>
    RecorderCut,

    /// <summary>Somebody without the right asked something on the control socket.</summary>
    ControlDenied,

    /// <summary>A request on the control socket that is none: not what was to be sent, or nothing that can be asked of that device.</summary>
    RequestRefused,

    /// <summary>A site file was wrong and not applied.</summary>
    ConfigRefused,

    /// <summary>An instruction about goods, catalogue, consumption or exemptions that cannot be done; who gave it was told why.</summary>
    InstructionRefused,

    /// <summary>A page was asked for while too many were being answered.</summary>
    PageRefused,

    /// <summary>A link to acknowledge that is none of this gateway's, or is too old.</summary>
    LinkRefused,
}

/// <summary>How often each kind of input was refused since the gateway started. Safe from any thread.</summary>
public sealed class Refusals
{
    private readonly long[] counts = new long[Enum.GetValues<Refusal>().Length];

    /// <summary>The name under which a kind is published.</summary>
    public static string NameOf(Refusal kind) => string.Concat(kind.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? $"-{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));

    /// <summary>One more.</summary>
    /// <returns>How many there were, this one included.</returns>
    public long Count(Refusal kind) => Interlocked.Increment(ref counts[(int)kind]);

    /// <summary>So many in all, where somebody else counts.</summary>
    public void Set(Refusal kind, long total) => Interlocked.Exchange(ref counts[(int)kind], total);

    /// <summary>The count of one kind.</summary>
    public long Of(Refusal kind) => Interlocked.Read(ref counts[(int)kind]);

    /// <summary>Every kind that occurred.</summary>
    public IReadOnlyDictionary<string, long> All() =>
        Enum.GetValues<Refusal>().Where(k => Of(k) > 0).ToDictionary(NameOf, Of, StringComparer.Ordinal);
}
