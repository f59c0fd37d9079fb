namespace EdgeStock.Domain;

/// <summary>Decides on exemptions: what must be documented about one must be there, and make sense.</summary>
internal static class ExemptionDesk
{
    public static Decision Grant(Site site, Projection projection, Instruct instruct, Exemption x)
    {
        var wrong = ExemptionRules.Problems(site, projection, x, site.Calendar.DayOf(instruct.Taken)).Select(p => p.Problem).FirstOrDefault();
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

    private static string? Unknown(Projection projection, string id) =>
        projection.Book.Exemptions.ContainsKey(id) ? null
        : $"no exemption '{id}' is in force: {(projection.Book.Exemptions.IsEmpty ? "there are none" : $"there are {string.Join(", ", projection.Book.Exemptions.Keys)}")}";
}
