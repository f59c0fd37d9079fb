using System.Text.RegularExpressions;

namespace EdgeStock.Tests.Tree;

/// <summary>The source tree these tests were built from.</summary>
internal static partial class Repository
{
    /// <summary>The folders whose code runs at a customer's.</summary>
    public static IReadOnlyList<string> ProductFolders { get; } = ["firmware-host", "gateway", "simulator"];

    /// <summary>The folder of EdgeStock.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Every project file of the product, sorted.</summary>
    public static IReadOnlyList<string> Projects() => [.. ProductFolders.SelectMany(folder => Files(folder, "*.csproj"))];

    /// <summary>Full paths of the files below a folder of the tree, sorted, without what a build leaves there.</summary>
    public static IReadOnlyList<string> Files(string folder, string pattern) =>
        [.. Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Where(path => !BuildOutput().IsMatch(Relative(path)))
            .Order(StringComparer.Ordinal)];

    /// <summary>A path as it is written in this tree: from the root, with slashes.</summary>
    public static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    /// <summary>The lines of a source text as the compiler sees them: without comments, and with strings emptied.</summary>
    public static string[] CodeLines(string text) =>
        CommentsAndStrings().Replace(text, match => match.Value is ['/', ..] ? NewLines(match.Value) : "\"\"" + NewLines(match.Value)).Split('\n');

    /// <summary>Every line of a file whose code matches, as <c>path:line: code</c>.</summary>
    public static IEnumerable<string> Matches(string path, Regex pattern) => Matches(Relative(path), File.ReadAllText(path), pattern);

    /// <summary>Every line of a text whose code matches, as <c>path:line: code</c>.</summary>
    public static IEnumerable<string> Matches(string name, string text, Regex pattern) =>
        CodeLines(text).Select((line, index) => (line, index)).Where(l => pattern.IsMatch(l.line)).Select(l => $"{name}:{l.index + 1}: {l.line.Trim()}");

    private static string NewLines(string text) => new('\n', text.Count(c => c == '\n'));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "EdgeStock.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"no EdgeStock.sln above {AppContext.BaseDirectory}: these tests read the source tree, run them from it");
    }

    [GeneratedRegex("(^|/)(bin|obj)/")]
    private static partial Regex BuildOutput();

    // raw strings, verbatim strings, strings, characters, comments; whichever begins first
    [GeneratedRegex("""(?s)"{3,}.*?"{3,}|\$?@\$?"(?:""|[^"])*"|"(?:\\.|[^"\\\n])*"|'(?:\\.[^']*|[^'\\\n])'|//[^\n]*|/\*.*?\*/""")]
    private static partial Regex CommentsAndStrings();
}
