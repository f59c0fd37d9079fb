using System.Text.RegularExpressions;

namespace EdgeStock.Gateway.Operations;

/// <summary>What a scanner read, as people can type it.</summary>
internal static partial class ScannedText
{
    /// <summary>The same with the separator of GS1 codes (FNC1, the sign 0x1D) where <c>&lt;GS&gt;</c>, <c>{GS}</c>, <c>\x1d</c> or <c>\u001d</c> stands for it.</summary>
    public static string Read(string typed) => Separator().Replace(typed, "\u001d");

    [GeneratedRegex(@"<GS>|\{GS\}|\\x1d|\\u001d", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Separator();
}
