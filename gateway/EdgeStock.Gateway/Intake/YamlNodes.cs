using System.Globalization;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace EdgeStock.Gateway.Intake;

/// <summary>A site file is wrong: where, what, and what to do next.</summary>
internal sealed class SiteFileException(long line, string problem) : Exception($"line {line}: {problem}")
{
    public long Line => line;

    /// <summary>What, without where.</summary>
    public string Problem => problem;
}

/// <summary>A mapping of the file that knows its lines and notices fields that nobody asked for.</summary>
internal sealed partial class YamlFields
{
    private readonly YamlMappingNode node;
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);
    private readonly string what;

    public YamlFields(YamlNode node, string what)
    {
        this.what = what;
        this.node = node as YamlMappingNode ?? throw new SiteFileException(node.Start.Line, $"{what} is a list of 'field: value' pairs here");
    }

    public long Line => node.Start.Line;

    /// <summary>A larger file is not a site file.</summary>
    public const int MostCharacters = 4 * 1024 * 1024;

    /// <summary>Reads a document. Anchors and aliases are refused: such a file needs none, and they can blow a small file up.</summary>
    /// <param name="what">What it is, for messages.</param>
    public static YamlFields Parse(string text, string what = "the site file")
    {
        if (text.Length > MostCharacters)
        {
            throw new SiteFileException(1, $"the file has more than {MostCharacters} characters: check that this is {what}");
        }

        long reached = 1;
        try
        {
            var parser = new Parser(new StringReader(text));
            var depth = 0;
            while (parser.MoveNext())
            {
                var current = parser.Current!;
                reached = current.End.Line;
                if (current is AnchorAlias || (current is NodeEvent { Anchor.IsEmpty: false }))
                {
                    throw new SiteFileException(current.Start.Line, "anchors (&) and aliases (*) are not taken: write the value out");
                }

                depth += current.NestingIncrease;
                if (depth > 16)
                {
                    throw new SiteFileException(current.Start.Line, "nested too deeply");
                }
            }

            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            return stream.Documents.Count == 1
                ? new(stream.Documents[0].RootNode, what)
                : throw new SiteFileException(1, $"one document is expected, {stream.Documents.Count} are here");
        }
        catch (YamlException e)
        {
            throw new SiteFileException(Inside(Where(e, text), text), $"not YAML: {e.InnerException?.Message ?? e.Message}");
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            // YamlDotNet's scanner says so of a bracket that the text after it cannot close, and of an escape that is no character.
            throw new SiteFileException(Inside(reached, text), "not YAML: about here a bracket or a quote is not closed, or an escape (\\) is no character");
        }
    }

    public string Text(string field) => Find(field) is { } value
        ? value is YamlScalarNode { Value: { Length: > 0 } text } ? text : throw new SiteFileException(value.Start.Line, $"{what}: '{field}' is a text")
        : throw Missing(field);

    public string? OptionalText(string field) => Find(field) is null ? null : Text(field);

    /// <summary>A name that may stand in an MQTT topic.</summary>
    public string Slug(string field)
    {
        var text = Text(field);
        return SlugForm().IsMatch(text) ? text : throw Wrong(field, $"'{text}' must be made of a-z, 0-9 and -, at most 64 characters: it becomes a level of an MQTT topic");
    }

    /// <summary>The same; left out, it is made of a name: "Förråd 3" becomes forrad-3. Two names may make the same one, which is then a clash of ids.</summary>
    public string SlugOr(string field, string nameField)
    {
        if (Find(field) is not null)
        {
            return Slug(field);
        }

        var name = Text(nameField);
        var slug = SlugText.Of(name);
        return SlugForm().IsMatch(slug) ? slug : throw Wrong(nameField, $"no id can be made of '{name}': give one under '{field}'");
    }

    public double Number(string field, double min, double max, double? fallback = null)
    {
        if (Find(field) is null && fallback is { } given)
        {
            return given;
        }

        var text = Text(field);
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max
            ? value
            : throw Wrong(field, string.Create(CultureInfo.InvariantCulture, $"'{text}' must be a number from {min} to {max} (decimal point, no unit)"));
    }

    public int Whole(string field, int min, int max, int? fallback = null) => Number(field, min, max, fallback) is var value && value == Math.Floor(value)
        ? (int)value
        : throw Wrong(field, "must be a whole number");

    public T Choice<T>(string field, T? fallback = null)
        where T : struct, Enum
    {
        if (Find(field) is null && fallback is { } given)
        {
            return given;
        }

        var text = Text(field);
        return Enum.GetValues<T>().Where(v => v.ToString().Equals(text, StringComparison.OrdinalIgnoreCase)).Cast<T?>().FirstOrDefault()
            ?? throw Wrong(field, $"'{text}' must be one of {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}");
    }

    public bool Flag(string field) => Find(field) is not null && Text(field) switch
    {
        "true" => true,
        "false" => false,
        var other => throw Wrong(field, $"'{other}' must be true or false"),
    };

    public YamlFields? Group(string field) => Find(field) is { } value ? new(value, $"{what}, '{field}'") : null;

    /// <summary>The entries of a list; none when it is left out.</summary>
    public IReadOnlyList<YamlFields> List(string field, string entry) => Find(field) switch
    {
        null => [],
        YamlSequenceNode list => [.. list.Children.Select(c => new YamlFields(c, entry))],
        var other => throw new SiteFileException(other.Start.Line, $"'{field}' is a list: begin each entry with '- '"),
    };

    /// <summary>The texts of a list, or the one text that stands in its place; empty ones do not count.</summary>
    public IReadOnlyList<string> Texts(string field) => Find(field) switch
    {
        null => [],
        YamlSequenceNode list when list.Children.All(c => c is YamlScalarNode) => [.. list.Children.Select(c => ((YamlScalarNode)c).Value ?? "").Where(t => t.Length > 0)],
        YamlScalarNode { Value: var text } => string.IsNullOrEmpty(text) ? [] : [text],
        var other => throw new SiteFileException(other.Start.Line, $"'{field}' is a list of texts: begin each with '- ', and put one that holds ': ' into quotes"),
    };

    /// <summary>Whether a field says 'none'.</summary>
    public bool IsNone(string field) => Find(field) is YamlScalarNode { Value: "none" };

    /// <summary>Whether a field is left out or left empty.</summary>
    public bool IsBlank(string field) => Find(field) is null or YamlScalarNode { Value: null or "" };

    /// <summary>Line of a field; where it is left out, of the mapping.</summary>
    public long LineOf(string field) => Find(field)?.Start.Line ?? Line;

    /// <summary>The first of these names that stands here; where none does, the first.</summary>
    public string Either(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (node.Children.ContainsKey(new YamlScalarNode(name)))
            {
                return name;
            }
        }

        return names[0];
    }

    /// <summary>A field that this release knows and does not use.</summary>
    public void Ignore(string field) => asked.Add(field);

    /// <summary>Refuses what nobody asked for: usually a misspelt name.</summary>
    public void Done()
    {
        foreach (var unknown in Unknown())
        {
            throw unknown;
        }
    }

    /// <summary>Each field that nobody asked for.</summary>
    public IEnumerable<SiteFileException> Unknown() => node.Children.Keys
        .Where(key => key is not YamlScalarNode { Value: { } name } || !asked.Contains(name))
        .Select(key => new SiteFileException(key.Start.Line, $"{what}: field '{key}' is not known here; known are {string.Join(", ", asked)}"));

    public SiteFileException Wrong(string field, string problem) => new(Find(field)?.Start.Line ?? Line, $"{what}: '{field}' {problem}");

    /// <summary>Of a tab in an indentation the parser says where the mapping began that it stands in.</summary>
    private static long Where(YamlException e, string text) =>
        e.Message.Contains(" tab ", StringComparison.Ordinal) && IndentingTab().Match(text) is { Success: true } tab ? 1 + text.AsSpan(0, tab.Index).Count('\n') : e.Start.Line;

    /// <summary>An error at the end of the file is said of the line after it.</summary>
    private static long Inside(long line, string text) => Math.Clamp(line, 1, 1 + text.Count(c => c == '\n'));

    private YamlNode? Find(string field)
    {
        asked.Add(field);
        return node.Children.TryGetValue(new YamlScalarNode(field), out var value) ? value : null;
    }

    private SiteFileException Missing(string field) => new(Line, $"{what}: '{field}' is missing");

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,63}\\z")]
    private static partial Regex SlugForm();

    [GeneratedRegex("^ *\\t", RegexOptions.Multiline)]
    private static partial Regex IndentingTab();
}
