namespace EdgeStock.Gateway.Intake;

/// <summary>Gathers what is wrong with a document that a person filled in, so that all of it is said at once.</summary>
internal sealed class YamlProblems
{
    private readonly List<(long Line, string Problem)> all = [];
    private readonly HashSet<string> wrong = new(StringComparer.Ordinal);

    /// <summary>Everything that is wrong, by line.</summary>
    public IReadOnlyList<(long Line, string Problem)> All => [.. all.OrderBy(p => p.Line)];

    /// <summary>Whether anything was said of one of these fields.</summary>
    public bool Has(params ReadOnlySpan<string> fields)
    {
        foreach (var field in fields)
        {
            if (wrong.Contains(field))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Reads a field; where that fails, notes why and gives nothing.</summary>
    public T? Try<T>(string field, Func<T?> read)
    {
        try
        {
            return read();
        }
        catch (SiteFileException e)
        {
            Add(e.Line, field, e.Problem);
            return default;
        }
    }

    /// <summary>Notes a problem of a field.</summary>
    public void Add(long line, string field, string problem)
    {
        wrong.Add(field);
        all.Add((line, problem));
    }

    /// <summary>Notes every field that nobody asked for.</summary>
    public void Done(YamlFields fields) => all.AddRange(fields.Unknown().Select(e => (e.Line, e.Problem)));
}
