namespace EdgeStock.Tests.Fuzzing;

/// <summary>What means something in YAML, rightly or wrongly.</summary>
internal static class YamlWords
{
    public static IReadOnlyList<string> All { get; } =
    [
        .. Mutator.Numbers, "&a ", "*a", "!!str ", "!<", "? ", ": ", "- ", "\n", "\n  ", "---\n", "...\n", "%YAML 1.1\n", "%YAML 99999999999.1\n---\n", "%TAG ! tag:x,2000:\n", "\"\\U00110000\"", "\"\\ud800\"", "\"\\x", "\\n", "\\0",
        "'", "\"", "[", "]", "{", "}", "|2\n", ">-\n", "|99\n", "\t", "\0", "#", "~", "\u2028", "\u0085", "\uFEFF", "<<: ", "[[[[[[[[[[[[[[[[[[[[",
    ];

    /// <summary>Lines of a text as YAML counts them, or more: it may tell line ends apart in other ways than this.</summary>
    public static int Lines(string text) => 1 + text.Count(c => c is '\n' or '\r' or '\u0085' or '\u2028' or '\u2029');
}
