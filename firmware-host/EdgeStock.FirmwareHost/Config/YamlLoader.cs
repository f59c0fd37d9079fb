using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace EdgeStock.FirmwareHost.Config;

/// <summary>
/// Reads one YAML document of bounded size and depth. Anchors, aliases and tags are refused: a hardware file needs none,
/// and nested aliases can unfold a few lines into gigabytes.
/// </summary>
internal sealed partial class YamlLoader
{
    /// <summary>A larger file is not a hardware file.</summary>
    public const int MaxCharacters = 1024 * 1024;

    private const int MaxDepth = 16;
    private readonly Parser parser;
    private int depth;

    private YamlLoader(string text) => parser = new Parser(new StringReader(text));

    /// <summary>Reads the document; null when there is none.</summary>
    /// <exception cref="YamlRefusedException">It is not YAML, or uses what is refused here.</exception>
    public static Yaml? Load(string text)
    {
        if (text.Length > MaxCharacters)
        {
            throw new YamlRefusedException(1, $"the file has more than {MaxCharacters} characters", "check that this is the hardware file");
        }

        var loader = new YamlLoader(text);
        try
        {
            return loader.Document();
        }
        catch (YamlException e)
        {
            throw new YamlRefusedException(Inside(Where(e, text), text), $"not YAML: {e.Message}", "check indentation, colons and quotes near this line");
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            // YamlDotNet's scanner says so of a bracket that the text after it cannot close, and of an escape that is no character.
            throw new YamlRefusedException(Inside(loader.parser.Current?.End.Line ?? 1, text), "not YAML: about here a bracket or a quote is not closed, or an escape (\\) is no character", "correct it");
        }
    }

    private Yaml? Document()
    {
        parser.Consume<StreamStart>();
        if (!parser.TryConsume<DocumentStart>(out _))
        {
            return null;
        }

        var root = Node();
        parser.Consume<DocumentEnd>();
        return parser.TryConsume<DocumentStart>(out var second)
            ? throw new YamlRefusedException(LineOf(second), "a second document begins", "keep one document in the file, without further '---' lines")
            : root;
    }

    private Yaml Node()
    {
        if (parser.TryConsume<AnchorAlias>(out var alias))
        {
            throw new YamlRefusedException(LineOf(alias), $"the alias *{alias.Value} is not taken", "write the values out");
        }

        if (parser.Current is NodeEvent node && (!node.Anchor.IsEmpty || !node.Tag.IsEmpty))
        {
            throw new YamlRefusedException(LineOf(node), "anchors (&) and tags (!) are not taken", "remove them and write the values out");
        }

        if (++depth > MaxDepth)
        {
            throw new YamlRefusedException(LineOf(parser.Current!), "nested too deeply", "compare with the example in the documentation");
        }

        Yaml read = parser.Current switch
        {
            MappingStart => Map(),
            SequenceStart => List(),
            _ => Text(),
        };
        depth--;
        return read;
    }

    private YamlText Text()
    {
        var scalar = parser.Consume<Scalar>();
        return new YamlText(LineOf(scalar), scalar.Value);
    }

    private YamlList List()
    {
        var start = parser.Consume<SequenceStart>();
        var items = new List<Yaml>();
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(Node());
        }

        return new YamlList(LineOf(start), items);
    }

    private YamlMap Map()
    {
        var start = parser.Consume<MappingStart>();
        var entries = new List<YamlEntry>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            if (Node() is not YamlText key)
            {
                throw new YamlRefusedException(LineOf(parser.Current!), "a key is not plain text", "write 'key: value'");
            }

            if (!keys.Add(key.Value))
            {
                throw new YamlRefusedException(key.Line, $"'{key.Value}' stands twice", "keep one of the two");
            }

            entries.Add(new YamlEntry(key.Line, key.Value, Node()));
        }

        return new YamlMap(LineOf(start), entries);
    }

    /// <summary>Of a tab in an indentation the parser says where the mapping began that it stands in.</summary>
    private static long Where(YamlException e, string text) =>
        e.Message.Contains(" tab ", StringComparison.Ordinal) && IndentingTab().Match(text) is { Success: true } tab ? 1 + text.AsSpan(0, tab.Index).Count('\n') : e.Start.Line;

    /// <summary>An error at the end of the file is said of the line after it.</summary>
    private static int Inside(long line, string text) => (int)Math.Clamp(line, 1, 1 + text.Count(c => c == '\n'));

    private static int LineOf(ParsingEvent read) => (int)read.Start.Line;

    [GeneratedRegex("^ *\\t", RegexOptions.Multiline)]
    private static partial Regex IndentingTab();
}

/// <summary>A YAML text is refused, with the line and what to do.</summary>
internal sealed class YamlRefusedException(int line, string reason, string next) : Exception(reason)
{
    /// <summary>Line, from 1.</summary>
    public int Line => line;

    /// <summary>What the writer of the file can do.</summary>
    public string Next => next;
}
