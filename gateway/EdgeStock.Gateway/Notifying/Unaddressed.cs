using System.Text.RegularExpressions;

namespace EdgeStock.Gateway.Notifying;

/// <summary>
/// What a receiver answered, fit for the ledger and the log: short, on one line, and without addresses. Mail servers like to repeat the
/// address, which belongs to a person.
/// </summary>
internal static partial class Unaddressed
{
    private const int Longest = 200;

    /// <summary>The answer.</summary>
    /// <param name="known">Addresses and names that it may repeat.</param>
    public static string Text(string? answer, params ReadOnlySpan<string?> known)
    {
        var text = Blanks().Replace(answer ?? "", " ").Trim();
        foreach (var address in known)
        {
            text = string.IsNullOrEmpty(address) ? text : text.Replace(address, "(address)", StringComparison.OrdinalIgnoreCase);
        }

        text = Addresses().Replace(text, "(address)");
        return text.Length == 0 ? "no reason given" : text.Length > Longest ? $"{text[..Longest]}…" : text;
    }

    [GeneratedRegex(@"[\s\p{C}]+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"<?[^\s<>""'(),;:]+@[^\s<>""'(),;:]+>?")]
    private static partial Regex Addresses();
}
