using System.CommandLine;
using System.Globalization;
using System.Text;
using EdgeStock.Domain;
using EdgeStock.Gateway.Intake;
using EdgeStock.Gateway.Reports;
using EdgeStock.Ledger;
using EdgeStock.Wire;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging.Abstractions;
using Command = System.CommandLine.Command;

namespace EdgeStock.Gateway.Operations;

/// <summary>Makes the report on the obligation to hold a month's stock: the same figures as a page for print, as a table and as JSON.</summary>
internal static class ReportCommand
{
    private const int MostDays = 366;

    public static Command Verb(Option<string> data)
    {
        var month = new Option<string?>("--month") { Description = "the month, such as 2026-10" };
        var from = new Option<string?>("--from") { Description = "first day, such as 2026-10-05, instead of a month" };
        var to = new Option<string?>("--to") { Description = "last day; the first one otherwise" };
        var format = new Option<string>("--format") { Description = "html, csv or json", DefaultValueFactory = _ => "html" };
        format.AcceptOnlyFromAmong("html", "csv", "json");
        var language = new Option<string>("--lang") { Description = "sv or en", DefaultValueFactory = _ => "sv" };
        language.AcceptOnlyFromAmong([.. ReportLanguage.All.Select(l => l.Code)]);
        var output = new Option<string?>("--out") { Description = "file to write; standard output otherwise" };
        var excursion = new Option<string?>("--excursion") { Description = "instead: the report of an excursion of this alarm, signed" };
        var onset = new Option<string?>("--onset") { Description = "which of its excursions, by the instant at which it began; the latest otherwise" };
        var excursions = new Option<bool>("--excursions") { Description = "instead: list the excursions" };
        var json = new Option<bool>("--json") { Description = "with --excursions: print JSON" };
        var verb = new Command("report", "the indicators of a month or another period, or what an excursion did to the goods") { month, from, to, format, language, output, excursion, onset, excursions, json, data };
        verb.SetAction((parsed, _) =>
        {
            var (folder, chosen) = (parsed.GetValue(data)!, ReportLanguage.All.First(l => l.Code == parsed.GetValue(language)));
            return (parsed.GetValue(excursion), parsed.GetValue(excursions)) switch
            {
                (null, false) when parsed.GetValue(onset) is not null => throw new CommandException("--onset goes with --excursion ALARM-ID"),
                (null, false) when parsed.GetValue(json) => throw new CommandException("--json goes with --excursions; a report has --format json"),
                (null, false) => RunAsync(folder, Period(parsed.GetValue(month), parsed.GetValue(from), parsed.GetValue(to)), parsed.GetValue(format)!, chosen, parsed.GetValue(output)),
                (null, true) when parsed.GetValue(month) is null && parsed.GetValue(onset) is null && parsed.GetValue(output) is null => Task.FromResult(ExcursionReportCommand.List(folder, parsed.GetValue(from), parsed.GetValue(to), parsed.GetValue(json))),
                ({ } alarm, false) when parsed.GetValue(month) is null && parsed.GetValue(from) is null && parsed.GetValue(to) is null && !parsed.GetValue(json) =>
                    ExcursionReportCommand.WriteAsync(folder, alarm, parsed.GetValue(onset), parsed.GetValue(format)!, chosen, parsed.GetValue(output)),
                (null, true) => throw new CommandException("report --excursions goes with --from, --to and --json alone"),
                _ => throw new CommandException("report --excursion goes with --onset, --format, --lang and --out alone"),
            };
        });
        return verb;
    }

    /// <summary>Makes the report of a period from the ledger in a folder.</summary>
    /// <exception cref="CommandException">No day of the period was closed.</exception>
    public static CoverageReport Make(string data, (DateOnly From, DateOnly To) period)
    {
        using var ledger = LedgerReader.Open(Path.Combine(data, "ledger.db"));
        return ledger.AtOneInstant(() =>
        {
            var site = SiteFile.Parse((ledger.Site ?? throw new CommandException("this ledger keeps no site file yet: start its gateway once with this release")).Text).Site;
            var facts = ReportQueries.Facts(ledger, site, period.From, period.To);
            if (facts.Days.Count == 0)
            {
                throw new CommandException($"no day from {ReportLanguage.Day(period.From)} to {ReportLanguage.Day(period.To)} was closed in this ledger: a day is closed ten minutes after its end, while the gateway runs; give a period in which it ran");
            }

            return ReportMaking.Of(site, ledger.Projection(site).Book, facts, period.From, period.To, ScaledClock.FromEnvironment().GetUtcNow(), ledger.Head.Seq, ledger.Head.HexHash);
        });
    }

    /// <summary>Writes a report in one of its forms.</summary>
    public static async Task WriteAsync(CoverageReport report, string format, ReportLanguage language, Stream output)
    {
        switch (format)
        {
            case "json":
                ReportJson.Write(output, report);
                break;
            case "csv":
                ReportCsv.Write(output, report, language);
                break;
            default:
                await output.WriteAsync(Encoding.UTF8.GetBytes(await PageAsync(report, language)));
                break;
        }
    }

    private static async Task<string> PageAsync(CoverageReport report, ReportLanguage language)
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(ReportPage.Report)] = report, [nameof(ReportPage.Language)] = language });
            return (await renderer.RenderComponentAsync<ReportPage>(parameters)).ToHtmlString();
        });
    }

    private static async Task<int> RunAsync(string data, (DateOnly From, DateOnly To) period, string format, ReportLanguage language, string? path)
    {
        var report = Make(data, period);
        var missing = report.Rooms.Where(r => r.ClosedDays < report.Days()).ToList();
        if (missing.Count > 0)
        {
            await Console.Error.WriteLineAsync($"note: not every day has figures: {string.Join(", ", missing.Select(r => $"{r.Room} {r.ClosedDays} of {report.Days()}"))}");
        }

        try
        {
            await using var output = path is null ? Console.OpenStandardOutput() : new FileStream(path, FileMode.Create, FileAccess.Write);
            await WriteAsync(report, format, language, output);
        }
        catch (Exception e) when (path is not null && e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"the report cannot be written to {path}: {e.Message}: give --out a file in a folder that exists and may be written");
        }

        return 0;
    }

    private static (DateOnly From, DateOnly To) Period(string? month, string? from, string? to)
    {
        if (month is not null && from is null && to is null)
        {
            return DateOnly.TryParseExact(month, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first)
                ? (first, first.AddMonths(1).AddDays(-1))
                : throw new CommandException($"--month {month}: write a month as 2026-10");
        }

        if (month is not null || from is null)
        {
            throw new CommandException("report: give either --month, or --from and --to");
        }

        var (begin, end) = (Today.Parse(from, "--from"), to is null ? Today.Parse(from, "--from") : Today.Parse(to, "--to"));
        return end < begin ? throw new CommandException($"--to {to} is before --from {from}: exchange them")
            : end.DayNumber - begin.DayNumber >= MostDays ? throw new CommandException($"from {from} to {to} are more than {MostDays} days: make a report for each year")
            : (begin, end);
    }
}
