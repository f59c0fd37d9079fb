namespace EdgeStock.Domain;

/// <summary>What must be right about a configured normal consumption, whichever way it came.</summary>
public static class NormalFigureRules
{
    private const double MostPerMonth = 10_000_000;

    /// <summary>Everything that is wrong with a figure, by field.</summary>
    public static IReadOnlyList<(string Field, string Problem)> Problems(Site site, Projection projection, NormalFigure f)
    {
        var problems = new List<(string Field, string Problem)>();
        Add("room", InstructionDesk.WrongRoom(site, f.Room));
        Add("article", projection.Book.Catalogue.Find(site, f.Article) is null ? $"'{f.Article}' is neither in the catalogue nor in the site file: see 'edgestock catalogue list'" : null);
        Add("per_month", f.PerMonth is >= 0 and <= MostPerMonth ? null : FormattableString.Invariant($"{f.PerMonth} pieces a month of '{f.Article}' cannot be: give 0 to 10,000,000"));
        Add("source", InstructionDesk.Wrong(f.Source, $"the source of the figure for '{f.Article}'"));
        return problems;

        void Add(string field, string? problem)
        {
            if (problem is not null)
            {
                problems.Add((field, problem));
            }
        }
    }
}
