using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using EdgeStock.SystemTests.Peers;
using EdgeStock.SystemTests.Storeroom;
using Microsoft.Data.Sqlite;

namespace EdgeStock.SystemTests.Coverage;

/// <summary>A storeroom's simulated past, replayed into a ledger by the tool itself, and the tool's report of a month of it.</summary>
public sealed class ReportTests : IDisposable
{
    private const string Month = "2026-10";

    private readonly string folder = Directory.CreateTempSubdirectory("edgestock-report-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_report_of_a_month_agrees_in_its_three_forms_with_the_documented_query_and_keeps_its_schema()
    {
        await SimulatedPast.WriteAsync(folder, 50, 3, "--articles", "24", "--end", "2026-11-05T10:00:00Z");
        Directory.CreateDirectory(Path.Combine(folder, "data"));
        await ToolAsync(0, "replay", Path.Combine(folder, "history.ndjson"), "--ledger", Ledger, "--out", Path.Combine(folder, "lines"));
        foreach (var format in new[] { "html", "csv", "json" })
        {
            await ToolAsync(0, "report", "--month", Month, "--format", format, "--lang", "sv", "--out", Path.Combine(folder, $"r.{format}"), "--data", Data);
        }

        var schema = await SchemaPeer.ValidateAsync("coverage-report.v1.json", Path.Combine(folder, "r.json"));
        Assert.True(schema.ExitCode == 0, schema.Tail);

        var total = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "r.json"))).RootElement.GetProperty("total");
        var table = (await File.ReadAllLinesAsync(Path.Combine(folder, "r.csv"))).Select(l => l.Split(';')).Where(f => f[5] == "*" && f[6] == "*").ToDictionary(f => f[8], f => f[9].Replace(',', '.'));
        var page = System.Net.WebUtility.HtmlDecode(await File.ReadAllTextAsync(Path.Combine(folder, "r.html")));
        var row = Query();
        var all = total.GetProperty("all");
        foreach (var (column, json, code) in new[] { ("articles", "articles", "articles"), ("covered", "covered", "covered"), ("below_month", "belowMonth", "below-month"), ("required", "required", "required"), ("held", "held", "held"), ("shortfall", "shortfall", "shortfall") })
        {
            Assert.Equal(row[column], all.GetProperty(json).GetDouble(), 3);
            Assert.Equal(row[column], double.Parse(table[code], CultureInfo.InvariantCulture), 3);
        }

        Assert.True(row["articles"] == 24 && row["covered"] is > 0 and < 24 && row["consumed"] > 0, "a storeroom in which something happened");
        Assert.Equal(row["consumed"], total.GetProperty("period").GetProperty("consumed").GetDouble(), 3);
        Assert.Equal(row["covered_days"], total.GetProperty("period").GetProperty("coveredDays").GetDouble());
        Assert.Equal(31 * 24, row["article_days"]);
        var share = 100 * row["covered"] / (row["articles"] - row["undefined"]);
        Assert.Contains(share.ToString("0.0", CultureInfo.InvariantCulture).Replace('.', ',') + "\u00a0%", Regex.Match(page, "data-figure=\"share\".*?</li>").Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_period_without_a_closed_day_or_a_month_that_is_none_is_wrong_use()
    {
        await SimulatedPast.WriteAsync(folder, 1, 3, "--articles", "12");
        Directory.CreateDirectory(Path.Combine(folder, "data"));
        await ToolAsync(0, "replay", Path.Combine(folder, "history.ndjson"), "--ledger", Ledger, "--out", Path.Combine(folder, "lines"));

        Assert.Contains("no day from 2020-01-01 to 2020-01-31 was closed", await ToolAsync(2, "report", "--month", "2020-01", "--data", Data), StringComparison.Ordinal);
        Assert.Contains("write a month as 2026-10", await ToolAsync(2, "report", "--month", "oktober", "--data", Data), StringComparison.Ordinal);
        Assert.Contains("either --month, or --from and --to", await ToolAsync(2, "report", "--data", Data), StringComparison.Ordinal);
    }

    private string Data => Path.Combine(folder, "data");

    private string Ledger => Path.Combine(Data, "ledger.db");

    private static async Task<string> ToolAsync(int exitCode, params string[] arguments)
    {
        var run = await RunningProgram.RunAsync(Programs.Gateway, arguments);
        Assert.True(run.ExitCode == exitCode, $"{string.Join(' ', arguments)}: {run.Tail}");
        return run.Output + run.Errors;
    }

    /// <summary>The query of docs/coverage.md, all articles together.</summary>
    private Dictionary<string, double> Query()
    {
        var text = File.ReadAllText(Path.Combine(Programs.Root, "docs", "coverage.md"));
        using var connection = new SqliteConnection($"Data Source={Ledger};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the documentation's own query
        command.CommandText = Regex.Match(text, "```sql\n(.*?)```", RegexOptions.Singleline).Groups[1].Value;
#pragma warning restore CA2100
        using var rows = command.ExecuteReader();
        Assert.True(rows.Read());
        Assert.Equal("*", rows.GetString(0));
        return Enumerable.Range(1, rows.FieldCount - 1).ToDictionary(rows.GetName, i => rows.IsDBNull(i) ? 0 : rows.GetDouble(i), StringComparer.Ordinal);
    }
}
