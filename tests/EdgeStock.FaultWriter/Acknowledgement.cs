using System.Globalization;

namespace EdgeStock.FaultWriter;

/// <summary>What was promised after a commit that returned: everything up to here is in the ledger, whatever happens.</summary>
/// <param name="Seq">The ledger's last entry.</param>
/// <param name="Hash">Its hash, lower-case hexadecimal.</param>
/// <param name="N">The highest sample of the host in the commit.</param>
public sealed record Acknowledgement(long Seq, string Hash, ulong N)
{
    private const string Word = "ack";

    /// <summary>As one line, without its end.</summary>
    public string Text => string.Create(CultureInfo.InvariantCulture, $"{Word} {Seq} {Hash} {N}");

    /// <summary>The acknowledgement in a line; null when it says something else.</summary>
    public static Acknowledgement? Read(string line) =>
        line.Split(' ') is [Word, var seq, { Length: 64 } hash, var n]
            ? new(long.Parse(seq, CultureInfo.InvariantCulture), hash, ulong.Parse(n, CultureInfo.InvariantCulture))
            : null;
}
