namespace EdgeStock.Llrp;

/// <summary>One line of <see cref="LlrpSchema"/>.</summary>
/// <param name="Name">Name in the standard.</param>
/// <param name="Repeats">Can stand several times in what encloses it.</param>
/// <param name="Bare">Is shown as a value instead of an object.</param>
/// <param name="Fields">Fixed fields, in order.</param>
/// <param name="Nests">Parameters follow the fields.</param>
internal sealed record LlrpLayout(string Name, bool Repeats, bool Bare, IReadOnlyList<LlrpField> Fields, bool Nests)
{
    public static LlrpLayout Read(string name, string layout)
    {
        if (layout.StartsWith('='))
        {
            return new LlrpLayout(name, Repeats: false, Bare: true, [new LlrpField(layout[1..], name)], Nests: false);
        }

        var parts = layout.Split(", ", StringSplitOptions.RemoveEmptyEntries);
        var fields = parts.Where(p => p != "...").Select(p => p.Split(' ')).Select(p => new LlrpField(p[0], p[1]));
        return new LlrpLayout(name.TrimEnd('*'), name.EndsWith('*'), Bare: false, [.. fields], parts.Contains("..."));
    }
}

/// <summary>A field: its kind as the schema writes it, and its name in the standard (<c>-</c> when reserved).</summary>
internal sealed record LlrpField(string Kind, string Name);
