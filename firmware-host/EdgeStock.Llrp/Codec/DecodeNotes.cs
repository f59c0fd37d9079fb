namespace EdgeStock.Llrp;

/// <summary>What the decoder has to say of one message: why it was refused, or what it had to skip.</summary>
public sealed class DecodeNotes
{
    private const int MaxWarnings = 32;
    private readonly List<string> warnings = [];

    /// <summary>Why the message is malformed; null when it is not.</summary>
    public string? Error { get; private set; }

    /// <summary>Octets from the start of the body to the fault.</summary>
    public int ErrorOffset { get; private set; }

    /// <summary>Parameters skipped because nobody here knows them.</summary>
    public int Skipped { get; private set; }

    /// <summary>One sentence for each thing skipped, the first 32.</summary>
    public IReadOnlyList<string> Warnings => warnings;

    internal bool Failed => Error is not null;

    internal void Fail(int offset, string error)
    {
        // the first fault explains the others
        if (Error is null)
        {
            (Error, ErrorOffset) = (error, offset);
        }
    }

    internal void Skip(string what)
    {
        Skipped++;
        Warn(what);
    }

    internal void Warn(string what)
    {
        if (warnings.Count < MaxWarnings)
        {
            warnings.Add(what);
        }
    }
}
