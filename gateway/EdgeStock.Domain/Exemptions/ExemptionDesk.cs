namespace EdgeStock.Domain;

/// <summary>Decides on exemptions: what must be documented about one must be there, and make sense.</summary>
internal static class ExemptionDesk
{
    private const int MostMeasures = 20;

    public static Decision Grant(Site site, Projection projection, Instruct instruct, Exemption x)
    {
        var wrong = Slug(x.Id)
            ?? (x.Room is { } room ? InstructionDesk.WrongRoom(site, room) : null)
            ?? (projection.Book.Catalogue.Find(site, x.Article) is null ? $"'{x.Article}' is neither in the catalogue nor in the site file: see 'edgestock catalogue list'" : null)
            ?? InstructionDesk.Wrong(x.Text, "the special reason in words")
            ?? InstructionDesk.Wrong(x.DecidedBy, "who decided")
            ?? (x.Risk is { } risk ? InstructionDesk.Wrong(risk.Harm, "what can happen") : null)
            ?? (x.Measures.Count > MostMeasures ? $"{x.Measures.Count} measures: give at most {MostMeasures}" : x.Measures.Select(m => InstructionDesk.Wrong(m, "a measure")).FirstOrDefault(m => m is not null))
            ?? (x.TargetDays >= 0 && x.TargetDays < site.MonthDays ? null : $"a target of {x.TargetDays} days is no exemption: give 0 or more, and less than {site.MonthDays}")
            ?? Dates(x, site.Calendar.DayOf(instruct.Taken));
        return wrong is null ? Decision.Of(new ExemptionGranted(instruct.Taken, x, instruct.By)) : Decision.No(wrong);
    }

    public static Decision Review(Site site, Projection projection, Instruct instruct, ReviewExemption x)
    {
        var today = site.Calendar.DayOf(instruct.Taken);
        var wrong = Unknown(projection, x.Exemption)
            ?? InstructionDesk.Wrong(x.Text, "what the review found")
            ?? (x.ReviewOn <= today ? $"the next review cannot be on {x.ReviewOn:yyyy-MM-dd}: give a day after today" : null)
            ?? (x.ValidUntil < today ? $"it cannot be valid until {x.ValidUntil:yyyy-MM-dd}, which is over: end it instead ('edgestock exemption end')" : null);
        return wrong is null ? Decision.Of(new ExemptionReviewed(instruct.Taken, x.Exemption, x.Text, x.ReviewOn, x.ValidUntil, instruct.By)) : Decision.No(wrong);
    }

    public static Decision End(Projection projection, Instruct instruct, EndExemption x) =>
        (Unknown(projection, x.Exemption) ?? InstructionDesk.Wrong(x.Text, "why it ends")) is { } wrong
            ? Decision.No(wrong)
            : Decision.Of(new ExemptionEnded(instruct.Taken, x.Exemption, x.Text, instruct.By));

    private static string? Dates(Exemption x, DateOnly today) =>
        x.DecidedOn > today ? $"it cannot have been decided on {x.DecidedOn:yyyy-MM-dd}, which is still to come"
        : x.ValidUntil < today ? $"it is valid until {x.ValidUntil:yyyy-MM-dd} only, which is over"
        : x.ReviewOn <= x.DecidedOn ? $"its review on {x.ReviewOn:yyyy-MM-dd} is not after the decision of {x.DecidedOn:yyyy-MM-dd}"
        : x.ReviewOn > x.DecidedOn.AddYears(2) ? $"its review on {x.ReviewOn:yyyy-MM-dd} is more than two years after the decision: exemptions are reviewed regularly" : null;

    private static string? Unknown(Projection projection, string id) =>
        projection.Book.Exemptions.ContainsKey(id) ? null
        : $"no exemption '{id}' is in force: {(projection.Book.Exemptions.IsEmpty ? "there are none" : $"there are {string.Join(", ", projection.Book.Exemptions.Keys)}")}";

    private static string? Slug(string id) =>
        id.Length is > 0 and <= 64 && id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') && id[0] != '-' ? null : $"'{id}' is no id: give lower-case letters, digits and dashes";
}
