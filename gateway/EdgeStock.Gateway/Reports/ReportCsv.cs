using CsvHelper;
using EdgeStock.Domain;

namespace EdgeStock.Gateway.Reports;

/// <summary>
/// A report as one table for spreadsheets: a row for each figure of each storeroom, product group and article. In Swedish with semicolons and
/// decimal commas, in English with commas and points; with a byte order mark, so that a spreadsheet reads it rightly by itself.
/// </summary>
internal static class ReportCsv
{
    private const string All = "*";

    /// <summary>Writes it.</summary>
    public static void Write(Stream output, CoverageReport report, ReportLanguage language)
    {
        using var csv = CsvWriter.Create(output, new CsvWriterOptions { Separator = language.Separator, WriteByteOrderMark = true, Injection = CsvInjection.Escape }, leaveOpen: true);
        csv.WriteRecord(["schema", "site", "gateway", "from", "to", "storeroom", "product_group", "article", "indicator", "value", "unit", "label"]);
        foreach (var group in report.Total)
        {
            Figures(csv, report, language, All, group.Group, "", ReportFigure.Of(group));
        }

        foreach (var room in report.Rooms)
        {
            foreach (var group in room.Groups)
            {
                Figures(csv, report, language, room.Room, group.Group, "", ReportFigure.Of(group));
            }

            foreach (var article in room.Articles)
            {
                Figures(csv, report, language, room.Room, article.End.Group, article.End.Article, ArticleFigures(article));
            }

            Figures(csv, report, language, room.Room, null, "", RoomFigures(room));
        }
    }

    private static IEnumerable<ReportFigure> ArticleFigures(ArticleReport a) => ReportFigure.Of(new(a.End.Group, CoverIndicators.Of([a.End], int.MaxValue), a.Period, []))
        .Where(f => f.Code is "on-hand" or "unknown-stock" or "blocked" or "undated" or "required" or "held" or "shortfall" or "expiring-30" or "expiring-60" or "expiring-90" or "unused" or "lots" or "period-covered-share" or "period-unknown-share" or "consumed" or "turnover")
        .Append(new("days", a.End.Days, FigureUnit.Days))
        .Append(new("days-below-month", a.DaysBelow, FigureUnit.Days))
        .Append(new("days-lowest", a.LowestDays, FigureUnit.Days));

    private static IEnumerable<ReportFigure> RoomFigures(StoreroomReport room) =>
    [
        new("closed-days", room.ClosedDays, FigureUnit.Days),
        new("watched-share", room.Watched, FigureUnit.Share),
        .. room.Climate.SelectMany(c => new ReportFigure[]
        {
            new($"climate-within-share:{c.Point}:{Quantity(c)}", c.WithinShare(), FigureUnit.Share),
            new($"climate-data-share:{c.Point}:{Quantity(c)}", c.DataShare(), FigureUnit.Share),
        }),
    ];

    private static string Quantity(ClimateReport c) => c.Quantity == Domain.Quantity.Temperature ? "temperature" : "humidity";

    private static void Figures(CsvWriter csv, CoverageReport report, ReportLanguage language, string room, ProductGroup? group, string article, IEnumerable<ReportFigure> figures)
    {
        foreach (var f in figures.Where(f => f.Value is not null))
        {
            csv.WriteRecord(
            [
                ReportJson.Schema, report.Site, report.Gateway, ReportLanguage.Day(report.From), ReportLanguage.Day(report.To), room, group is { } g ? Publishing.JsonFields.Lower(g) : All, article,
                f.Code, Math.Round(f.Value!.Value, 6).ToString("0.######", language.Numbers), f.Unit.ToString().ToLowerInvariant(), language.Indicators.GetValueOrDefault(f.Code).Label ?? "",
            ]);
        }
    }
}
