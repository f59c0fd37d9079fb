namespace EdgeStock.Domain;

/// <summary>What must be documented about an exemption, and must make sense, before it comes into force, whichever way it came.</summary>
public static class ExemptionRules
{
    private const int MostMeasures = 20;
    private const int MostReviewYears = 2;

    /// <summary>Everything that is wrong with an exemption, by field of the form.</summary>
    /// <param name="today">The site's day on which it is entered.</param>
    public static IReadOnlyList<(string Field, string Problem)> Problems(Site site, Projection projection, Exemption x, DateOnly today)
    {
        var problems = new List<(string Field, string Problem)>();
        Add("id", Slug(x.Id) ?? (projection.Book.Exemptions.GetValueOrDefault(x.Id)?.Exemption is { } known && known.Article != x.Article ? $"'{x.Id}' is the exemption of '{known.Article}': give this one another id" : null));
        Add("room", x.Room is { } room ? InstructionDesk.WrongRoom(site, room) : null);
        Add("article", projection.Book.Catalogue.Find(site, x.Article) is null ? $"'{x.Article}' is neither in the catalogue nor in the site file: see 'edgestock catalogue list'" : null);
        Add("text", InstructionDesk.Wrong(x.Text, "the special reason in words"));
        Add("decided_by", InstructionDesk.Wrong(x.DecidedBy, "who decided"));
        Add("harm", x.Risk is { } risk ? InstructionDesk.Wrong(risk.Harm, "what can happen") : null);
        Add("measures", x.Measures.Count > MostMeasures ? $"{x.Measures.Count} measures: give at most {MostMeasures}" : x.Measures.Select(m => InstructionDesk.Wrong(m, "a measure")).FirstOrDefault(m => m is not null));
        Add("target_days", x.TargetDays >= 0 && x.TargetDays < site.MonthDays ? null : FormattableString.Invariant($"a target of {x.TargetDays} days is no exemption: give 0 or more, and less than {site.MonthDays}"));
        Add("decided_on", x.DecidedOn > today ? $"it cannot have been decided on {x.DecidedOn:yyyy-MM-dd}, which is still to come" : null);
        Add("valid_until", x.ValidUntil < today ? $"it is valid until {x.ValidUntil:yyyy-MM-dd} only, which is over" : null);
        Add(
            "review_on",
            x.ReviewOn <= x.DecidedOn ? $"its review on {x.ReviewOn:yyyy-MM-dd} is not after the decision of {x.DecidedOn:yyyy-MM-dd}"
            : x.ReviewOn > Latest(x.DecidedOn) ? $"its review on {x.ReviewOn:yyyy-MM-dd} is more than two years after the decision: exemptions are reviewed regularly" : null);
        return problems;

        void Add(string field, string? problem)
        {
            if (problem is not null)
            {
                problems.Add((field, problem));
            }
        }
    }

    /// <summary>The last day on which the first review may be; where the calendar ends, that is its end.</summary>
    private static DateOnly Latest(DateOnly decided) => decided.Year + MostReviewYears > DateOnly.MaxValue.Year ? DateOnly.MaxValue : decided.AddYears(MostReviewYears);

    private static string? Slug(string id) =>
        id.Length is > 0 and <= 64 && id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') && id[0] != '-' ? null : $"'{id}' is no id: give lower-case letters, digits and dashes";
}
