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
            Figures(csv, report, language, All, group.Group, "", [.. ReportFigure.OfGroup(group), .. RoomFigures.Of(group.Waste)]);
        }

        foreach (var room in report.Rooms)
        {
            foreach (var group in room.Groups)
            {
                Figures(csv, report, language, room.Room, group.Group, "", [.. ReportFigure.OfGroup(group), .. RoomFigures.Of(group.Waste)]);
            }

            foreach (var article in room.Articles)
            {
                Figures(csv, report, language, room.Room, article.End.Group, article.End.Article, RoomFigures.Of(article, report.MonthDays));
            }

            Figures(csv, report, language, room.Room, null, "", RoomFigures.Of(room));
        }
    }

    private static void Figures(CsvWriter csv, CoverageReport report, ReportLanguage language, string room, ProductGroup? group, string article, IEnumerable<ReportFigure> figures)
    {
        foreach (var f in figures.Where(f => f.Value is not null || f.Text is not null))
        {
            csv.WriteRecord(
            [
                ReportJson.Schema, report.Site, report.Gateway, ReportLanguage.Day(report.From), ReportLanguage.Day(report.To), room, group is { } g ? Publishing.JsonFields.Lower(g) : All, article,
                f.Of is null ? f.Code : $"{f.Code}:{f.Of}", f.Text ?? Math.Round(f.Value!.Value, 6).ToString("0.######", language.Numbers), f.Unit.ToString().ToLowerInvariant(),
                f.Of is null ? language.Indicators[f.Code].Label : $"{language.Indicators[f.Code].Label}: {f.Of}",
            ]);
        }
    }
}
