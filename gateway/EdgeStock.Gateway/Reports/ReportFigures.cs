using EdgeStock.Domain;

namespace EdgeStock.Gateway.Reports;

/// <summary>What a figure counts; it decides how it is written.</summary>
internal enum FigureUnit
{
    /// <summary>Articles of a storeroom.</summary>
    Articles,

    /// <summary>Pieces of goods.</summary>
    Pieces,

    /// <summary>Days.</summary>
    Days,

    /// <summary>A part of 1.</summary>
    Share,

    /// <summary>Times a year.</summary>
    PerYear,

    /// <summary>Lots.</summary>
    Lots,

    /// <summary>How often something happened.</summary>
    Times,

    /// <summary>A day of the calendar.</summary>
    Date,

    /// <summary>A word that is the same in every language.</summary>
    Code,
}

/// <summary>One indicator of a group of articles, an article or a storeroom.</summary>
/// <param name="Code">Its name in every language and form.</param>
/// <param name="Value">Null: it cannot be said, for want of a baseline, of stock or of days.</param>
/// <param name="Text">What is said instead of a number, by a date or a code.</param>
/// <param name="Of">What it is said of within the group, such as a climate point or a reason; null: of all.</param>
internal sealed record ReportFigure(string Code, double? Value, FigureUnit Unit, string? Text = null, string? Of = null)
{
    /// <summary>A day.</summary>
    public static ReportFigure OnDay(string code, DateOnly? day) => new(code, null, FigureUnit.Date, day is null ? null : ReportLanguage.Day(day));

    /// <summary>Every indicator of a group, in the order in which a person reads them.</summary>
    public static IReadOnlyList<ReportFigure> OfGroup(GroupReport group)
    {
        var (end, period) = (group.End, group.Period);
        var (all, without) = (end.All, end.NotExempted());
        return
        [
            new("articles", all.Articles, FigureUnit.Articles),
            new("share", all.Share(), FigureUnit.Share),
            new("share-without-exempted", without.Share(), FigureUnit.Share),
            new("held-share", all.HeldShare(), FigureUnit.Share),
            new("held-share-without-exempted", without.HeldShare(), FigureUnit.Share),
            new("covered", all.Covered, FigureUnit.Articles),
            new("below-month", all.BelowMonth, FigureUnit.Articles),
            new("out", all.Out, FigureUnit.Articles),
            new("unknown", all.Unknown, FigureUnit.Articles),
            new("undefined", all.Undefined, FigureUnit.Articles),
            new("covered-by-variants", end.CoveredByVariants, FigureUnit.Articles),
            new("days-median", end.MedianDays, FigureUnit.Days),
            new("days-lowest", end.LowestDays, FigureUnit.Days),
            new("required", all.Required, FigureUnit.Pieces),
            new("held", all.Held, FigureUnit.Pieces),
            new("shortfall", all.Shortfall, FigureUnit.Pieces),
            new("exempted", end.Exempted.Articles, FigureUnit.Articles),
            new("exempted-target-met", end.OwnTargetMet, FigureUnit.Articles),
            new("exempted-review-overdue", end.Overdue, FigureUnit.Articles),
            new("exempted-without-risk", end.WithoutRisk, FigureUnit.Articles),
            new("on-hand", end.OnHand, FigureUnit.Pieces),
            new("unknown-stock", end.UnknownStock, FigureUnit.Pieces),
            new("unknown-stock-share", end.UnknownShare(), FigureUnit.Share),
            new("blocked", end.Blocked, FigureUnit.Pieces),
            new("undated", end.Undated, FigureUnit.Pieces),
            new("expiring-30", end.Expiring30, FigureUnit.Pieces),
            new("expiring-60", end.Expiring60, FigureUnit.Pieces),
            new("expiring-90", end.Expiring90, FigureUnit.Pieces),
            new("unused", end.Unused, FigureUnit.Pieces),
            new("lots", end.Lots, FigureUnit.Lots),
            OnDay("oldest-expiry", end.OldestExpiry),
            new("period-covered-share", period.CoveredShare(), FigureUnit.Share),
            new("period-unknown-share", period.UnknownShare(), FigureUnit.Share),
            new("consumed", period.Used(), FigureUnit.Pieces),
            new("turnover", period.Turnover(), FigureUnit.PerYear),
            new("wasted-12-months", group.Waste.Sum(w => w.Pieces), FigureUnit.Pieces),
            new("wasted-in-period", group.Waste.Sum(w => w.InPeriod), FigureUnit.Pieces),
        ];
    }
}
