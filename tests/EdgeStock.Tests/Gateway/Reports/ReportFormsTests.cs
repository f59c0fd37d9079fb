using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using EdgeStock.Domain;
using EdgeStock.Gateway.Operations;
using EdgeStock.Gateway.Reports;
using EdgeStock.Tests.Domain;
using EdgeStock.Tests.Tree;
using Microsoft.Data.Sqlite;

namespace EdgeStock.Tests.Gateway.Reports;

/// <summary>The report's three forms, against each other and against a query of SQLite's own.</summary>
public sealed partial class ReportFormsTests : IDisposable
{
    /// <summary>Columns of the documented query, and where the JSON report says the same.</summary>
    private static readonly (string Column, string Path, string? Code)[] Same =
    [
        ("articles", "all.articles", "articles"), ("covered", "all.covered", "covered"), ("below_month", "all.belowMonth", "below-month"), ("out", "all.out", "out"),
        ("unknown", "all.unknown", "unknown"), ("undefined", "all.undefined", "undefined"), ("exempted", "exempted.articles", "exempted"),
        ("exempted_target_met", "exemptions.ownTargetMet", "exempted-target-met"), ("exempted_covered", "exempted.covered", null), ("required", "all.required", "required"),
        ("held", "all.held", "held"), ("shortfall", "all.shortfall", "shortfall"), ("days_lowest", "daysOfCover.lowest", "days-lowest"), ("on_hand", "stock.onHand", "on-hand"),
        ("unknown_stock", "stock.unknown", "unknown-stock"), ("expiring_30", "stock.expiring30", "expiring-30"), ("unused", "stock.unused", "unused"),
        ("article_days", "period.articleDays", null), ("covered_days", "period.coveredDays", null), ("unknown_days", "period.unknownDays", null),
        ("consumed", "period.consumed", "consumed"), ("stock_days", "period.stockDays", null),
    ];

    private readonly ReportBench bench = new();

    public void Dispose() => bench.Dispose();

    [Theory]
    [InlineData("sv")]
    [InlineData("en")]
    public async Task The_three_forms_and_the_documented_query_agree(string code)
    {
        var language = ReportLanguage.All.Single(l => l.Code == code);
        var json = JsonDocument.Parse(await TextAsync("json", language)).RootElement;
        var html = await TextAsync("html", language);
        var csv = (await TextAsync("csv", language)).Split('\n').Select(l => l.TrimEnd('\r').Split(language.Separator)).Where(f => f.Length > 9).ToList();
        var rows = Query().ToList();

        Assert.Equal(bench.Report().Total[0].End.NotExempted().Share()!.Value, Number(json.GetProperty("total"), "withoutExempted.share")!.Value, 3);
        Assert.NotEqual(Number(json.GetProperty("total"), "all.share"), Number(json.GetProperty("total"), "withoutExempted.share"));
        Assert.Equal(["*", "device", "medicine", "ppe"], rows.Select(r => (string)r["product_group"]));
        foreach (var row in rows)
        {
            var part = (string)row["product_group"];
            var group = part == "*" ? json.GetProperty("total") : json.GetProperty("productGroups").GetProperty(part);
            foreach (var (column, path, indicator) in Same)
            {
                var expected = row[column] is DBNull ? (double?)null : Convert.ToDouble(row[column], CultureInfo.InvariantCulture);
                var said = Number(group, path);
                Assert.Equal(expected is null, said is null);
                Assert.Equal(expected ?? 0, said ?? 0, 6);
                if (indicator is not null && expected is { } value)
                {
                    var line = Assert.Single(csv, f => f[5] == "*" && f[6] == part && f[7] is "" && f[8] == indicator);
                    Assert.Equal(value, double.Parse(line[9], language.Numbers), 6);
                }

                if (indicator is not null && part == "*")
                {
                    Assert.Contains(language.Figure(ReportFigure.OfGroup(bench.Report().Total[0]).Single(f => f.Code == indicator)), TableRow(html, indicator), StringComparison.Ordinal);
                }
            }
        }
    }

    [Theory]
    [InlineData("sv", "En månads lager", "Sterilförråd", "25,0")]
    [InlineData("en", "One month", "Sterilförråd", "25.0")]
    public async Task The_page_is_whole_and_in_its_language(string code, string title, string room, string share)
    {
        var html = await TextAsync("html", ReportLanguage.All.Single(l => l.Code == code));

        Assert.StartsWith("<!DOCTYPE html>", html, StringComparison.Ordinal);
        Assert.Contains($"<html lang=\"{code}\">", html, StringComparison.Ordinal);
        Assert.Contains(title, System.Net.WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        Assert.Contains(room, System.Net.WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        Assert.Contains(share + "\u00a0%", System.Net.WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        Assert.Equal(31, Regex.Count(html, "class=\"bar( short)?\"><title>"));
        Assert.DoesNotContain("http", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Every_indicator_has_a_label_and_a_definition_in_every_language()
    {
        var report = bench.Report();
        var figures = ReportFigure.OfGroup(report.Total[0]).Concat(report.Rooms.SelectMany(RoomFigures.Of)).Concat(report.Rooms.SelectMany(r => r.Articles).SelectMany(a => RoomFigures.Of(a, 30)));
        var codes = figures.Select(f => f.Code).Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.All(ReportLanguage.All, l => Assert.Equal(codes, l.Indicators.Keys.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task Climate_hygiene_waste_and_each_articles_shortfall_stand_in_the_table_too()
    {
        var lines = (await TextAsync("csv", ReportLanguage.All.Single(l => l.Code == "en"))).Split("\r\n").Select(l => l.Split(',')).Where(f => f.Length > 9).ToList();
        string Value(string room, string article, string code) => Assert.Single(lines, f => f[5] == room && f[6] == (article.Length == 0 ? "*" : f[6]) && f[7] == article && f[8] == code)[9];

        Assert.Equal(("1", "4", "0.875"), (Value("sterile", "", $"climate-excursions:{TestSite.Point}:temperature"), Value("sterile", "", $"climate-lots-affected:{TestSite.Point}:temperature"), Value("sterile", "", $"climate-within-share:{TestSite.Point}:temperature")));
        Assert.Equal(("1", "0.9", "2026-10-15"), (Value("sterile", "", "hygiene-alarms"), Value("sterile", "", "watched-share"), Value("sterile", "", "last-day")));
        Assert.Equal(("9", "2"), (Value("store", "", "wasted-12-months:expired"), Value("store", "", "wasted-in-period:expired")));

        // Gloves: 32 of 120 pieces are missing, at 4 a day.
        Assert.Equal(("belowMonth", "32", "8"), (Value("store", "glove", "state"), Value("store", "glove", "shortfall"), Value("store", "glove", "shortfall-days")));
        Assert.Equal("bulky-1", Value("store", "tent", "exemption"));

        // Not under the obligation: shown, with its own figures.
        Assert.Equal(("false", "31", "30"), (Value("store", "own", "obligated"), Value("store", "own", "consumed"), Value("store", "own", "shortfall")));
    }

    [Fact]
    public async Task A_day_on_which_none_held_a_month_is_drawn_and_one_without_baselines_is_not()
    {
        // From the 21st on gloves do not hold it, and the drapes' storeroom has no days any more.
        Assert.Equal(11, Regex.Count(await TextAsync("html", ReportLanguage.All[0]), "height=\"2\" class=\"bar short\"><title>"));

        var report = bench.Report();
        var bare = report with { Rooms = [.. report.Rooms.Select(r => r with { Course = [.. r.Course.Select(d => new DayCourse(d.Day, new(1, 0, 0, 0, 0, 1, 0, 0, 0)))] })] };
        Assert.DoesNotContain("<title>", CourseChart.Svg(bare, ReportLanguage.All[0]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cover_without_end_is_said_in_words_and_what_is_missing_also_in_days()
    {
        Assert.Equal(("> 10 år", "> 10 years", "36,5"), (ReportLanguage.All[0].Days(RunDown.Horizon), ReportLanguage.All[1].Days(RunDown.Horizon), ReportLanguage.All[0].Days(36.5)));
        var html = System.Net.WebUtility.HtmlDecode(await TextAsync("html", ReportLanguage.All[1]));
        Assert.Contains("tent<small> Exemption: 10 days</small>", html, StringComparison.Ordinal);
        Assert.Contains("Missing, days", html, StringComparison.Ordinal);
        Assert.Matches("data-article=\"glove\"[\\s\\S]*?<td class=\"n\">32</td><td class=\"n\">8</td>", html);

        // Of a slow mover the daily figure is too coarse: 1 of 2 pieces a month are 15 days, not 1 / 0.067 = 14.9.
        var slow = ReportBench.Day("slow", ProductGroup.Ppe, CoverState.BelowMonth, 1, 1, 2, 15) with { PerDay = 0.067 };
        Assert.Equal((15.0, 0.0), (RoomFigures.ShortfallDays(slow, 30), RoomFigures.ShortfallDays(slow with { Required = 0 }, 30)));
        Assert.Contains("Stands as on: 2026-10-15", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_is_a_formula_or_markup_stays_a_name()
    {
        using var output = new MemoryStream();
        var report = bench.Report();
        var evil = report with { Rooms = [.. report.Rooms.Select(r => r with { Name = "<b>=1+1</b>" })], Site = "=cmd" };
        await ReportCommand.WriteAsync(evil, "html", ReportLanguage.All[0], output);
        Assert.DoesNotContain("<b>=1", Encoding.UTF8.GetString(output.ToArray()), StringComparison.Ordinal);

        using var table = new MemoryStream();
        await ReportCommand.WriteAsync(evil, "csv", ReportLanguage.All[0], table);
        Assert.DoesNotContain(";=cmd;", Encoding.UTF8.GetString(table.ToArray()), StringComparison.Ordinal);
    }

    private static double? Number(JsonElement group, string path)
    {
        foreach (var name in path.Split('.'))
        {
            if (!group.TryGetProperty(name, out group))
            {
                return null;
            }
        }

        return group.GetDouble();
    }

    private static string TableRow(string html, string indicator)
    {
        var at = html.IndexOf($"data-indicator=\"{indicator}\"", StringComparison.Ordinal);
        return System.Net.WebUtility.HtmlDecode(html[at..html.IndexOf("</tr>", at, StringComparison.Ordinal)]);
    }

    [GeneratedRegex("```sql\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex SqlBlock();

    private IEnumerable<Dictionary<string, object>> Query()
    {
        using var connection = new SqliteConnection($"Data Source={bench.File};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the documentation's own query
        command.CommandText = SqlBlock().Match(File.ReadAllText(Path.Combine(Repository.Root, "docs", "coverage.md"))).Groups[1].Value;
#pragma warning restore CA2100
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            yield return Enumerable.Range(0, rows.FieldCount).ToDictionary(rows.GetName, rows.GetValue, StringComparer.Ordinal);
        }
    }

    private async Task<string> TextAsync(string format, ReportLanguage language)
    {
        using var output = new MemoryStream();
        await ReportCommand.WriteAsync(bench.Report(), format, language, output);
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
