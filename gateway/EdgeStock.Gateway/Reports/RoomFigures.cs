using EdgeStock.Domain;
using static EdgeStock.Gateway.Publishing.JsonFields;

namespace EdgeStock.Gateway.Reports;

/// <summary>What is said of a storeroom, of one article in it, and of what was thrown away, beside the indicators of a group.</summary>
internal static class RoomFigures
{
    private static readonly HashSet<string> OfOneArticle = new(StringComparer.Ordinal)
    {
        "on-hand", "unknown-stock", "blocked", "undated", "required", "held", "shortfall", "expiring-30", "expiring-60", "expiring-90", "unused", "lots", "oldest-expiry",
        "period-covered-share", "period-unknown-share", "consumed", "turnover",
    };

    /// <summary>Every figure of a storeroom.</summary>
    public static IReadOnlyList<ReportFigure> Of(StoreroomReport room) =>
    [
        ReportFigure.OnDay("last-day", room.LastDay),
        new("closed-days", room.ClosedDays, FigureUnit.Days),
        new("watched-share", room.Watched, FigureUnit.Share),
        new("hygiene-alarms", room.HygieneAlarms, FigureUnit.Times),
        new("fefo-broken", room.FefoBroken, FigureUnit.Times),
        new("surges", room.Surges, FigureUnit.Times),
        .. room.Climate.SelectMany(c => new ReportFigure[]
        {
            new("climate-within-share", c.WithinShare(), FigureUnit.Share),
            new("climate-data-share", c.DataShare(), FigureUnit.Share),
            new("climate-excursions", c.Excursions, FigureUnit.Times),
            new("climate-lots-affected", c.LotsAffected, FigureUnit.Lots),
        }.Select(f => f with { Of = $"{c.Point}:{Lower(c.Quantity)}" })),
    ];

    /// <summary>Every figure of an article, under the obligation or not.</summary>
    /// <param name="monthDays">Days of a month.</param>
    public static IReadOnlyList<ReportFigure> Of(ArticleReport a, int monthDays) =>
    [
        new("state", null, FigureUnit.Code, Lower(a.End.State)),
        new("obligated", null, FigureUnit.Code, a.End.Obligated ? "true" : "false"),
        new("exemption", null, FigureUnit.Code, a.End.Exemption?.Id),
        new("days", a.End.Days, FigureUnit.Days),
        new("shortfall-days", ShortfallDays(a.End, monthDays), FigureUnit.Days),
        new("days-below-month", a.DaysBelow, FigureUnit.Days),
        new("days-lowest-in-period", a.LowestDays, FigureUnit.Days),
        .. ReportFigure.OfGroup(new(a.End.Group, CoverIndicators.Of([a.End with { Obligated = true }], int.MaxValue), a.Period, [])).Where(f => OfOneArticle.Contains(f.Code)),
    ];

    /// <summary>What was thrown away, by reason.</summary>
    public static IEnumerable<ReportFigure> Of(IReadOnlyList<WasteSum> waste) => waste.SelectMany(w => new ReportFigure[]
    {
        new("wasted-12-months", w.Pieces, FigureUnit.Pieces, Of: Lower(w.Reason)), new("wasted-in-period", w.InPeriod, FigureUnit.Pieces, Of: Lower(w.Reason)),
    });

    /// <summary>Pieces that are missing to a month; null without a baseline.</summary>
    public static double? Shortfall(ArticleDay day) => day.Required is { } required ? Math.Max(0, required - (day.Usable ?? 0)) : null;

    /// <summary>The same in days of normal consumption; 0 when nothing is used.</summary>
    /// <param name="monthDays">Days of a month.</param>
    public static double? ShortfallDays(ArticleDay day, int monthDays) => Shortfall(day) is { } missing ? day.Required > 0 ? monthDays * missing / day.Required : 0 : null;
}
