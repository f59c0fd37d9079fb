namespace EdgeStock.Domain;

/// <summary>GS1 Digital Links: a key and its qualifiers in the path of any address, attributes in its query (GS1 Digital Link URI syntax).</summary>
internal static class DigitalLink
{
    private static readonly string[] Keys = ["01", "00", "414", "8003", "8004", "8006", "8017", "8018", "417"];
    private static readonly string[] ItemQualifiers = ["22", "10", "21", "235"];
    private static readonly string[] PlaceQualifiers = ["254", "7040"];

    /// <summary>Reads it.</summary>
    public static ScanResult Parse(string text, DateOnly today)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri))
        {
            return Scan.Wrong("it looks like a web address and is none: scan it again", 0);
        }

        // The escaped path: a slash within a value is %2F there.
        var path = uri.GetComponents(UriComponents.Path, UriFormat.UriEscaped).Split('/', StringSplitOptions.RemoveEmptyEntries);
        var key = Array.FindIndex(path, p => Keys.Contains(p));
        if (key < 0 || (path.Length - key) % 2 != 0)
        {
            return Scan.Wrong("the web address holds no GS1 key: scan the package's other code, or name the article", 0);
        }

        var fields = new List<(string, string)>();
        for (var i = key; i < path.Length; i += 2)
        {
            fields.Add((path[i], Uri.UnescapeDataString(path[i + 1])));
        }

        var order = fields.Skip(1).Select(f => Array.IndexOf(Qualifiers(path[key]), f.Item1)).ToList();
        if (order.Any(o => o < 0) || !order.SequenceEqual(order.Order()))
        {
            return Scan.Wrong("the qualifiers in the web address are not those of its key, in their order: scan it again", 0);
        }

        foreach (var pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            // What is no application identifier is the address's own.
            if (pair.IndexOf('=', StringComparison.Ordinal) is var eq and > 1 && pair[..eq].All(char.IsAsciiDigit))
            {
                fields.Add((pair[..eq], Uri.UnescapeDataString(pair[(eq + 1)..])));
            }
        }

        if (fields[0].Item1 == "01")
        {
            fields[0] = ("01", fields[0].Item2.PadLeft(14, '0'));
        }

        return fields.Select(f => ElementString.Problem(f.Item1, f.Item2)).FirstOrDefault(p => p is not null) is { } problem ? Scan.Wrong(problem, 0) : Scan.Of(fields, today);
    }

    /// <summary>The address of these fields, key first, at the place that GS1 gives to all: qualifiers in the path in their order, the rest as its query.</summary>
    public static string Write(IReadOnlyList<(string Identifier, string Value)> fields)
    {
        var key = fields[0];
        var qualifiers = Qualifiers(key.Identifier);
        var path = fields.Skip(1).Where(f => qualifiers.Contains(f.Identifier)).OrderBy(f => Array.IndexOf(qualifiers, f.Identifier)).Prepend(key)
            .Select(f => $"/{f.Identifier}/{Uri.EscapeDataString(f.Value)}");
        var query = fields.Skip(1).Where(f => !qualifiers.Contains(f.Identifier)).Select(f => $"{f.Identifier}={Uri.EscapeDataString(f.Value)}");
        return $"https://id.gs1.org{string.Concat(path)}{(query.Any() ? "?" : "")}{string.Join('&', query)}";
    }

    private static string[] Qualifiers(string key) => key switch { "01" or "8006" => ItemQualifiers, "414" or "417" => PlaceQualifiers, _ => [] };
}
