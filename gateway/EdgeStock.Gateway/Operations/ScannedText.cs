namespace EdgeStock.Gateway.Operations;

/// <summary>What was scanned, as a person or a shell can type it.</summary>
internal static class ScannedText
{
    /// <summary>The separator FNC1, which a scanner sends as the control sign 0x1D, in the ways in which it is commonly written out.</summary>
    private static readonly string[] Separators = ["<GS>", "{GS}", "\\x1d", "\\u001d"];

    /// <summary>Puts the sign 0x1D where it was written out, and takes off line ends.</summary>
    public static string Read(string typed) =>
        Separators.Aggregate(typed, (text, written) => text.Replace(written, "\u001d", StringComparison.OrdinalIgnoreCase)).Trim('\r', '\n');
}
