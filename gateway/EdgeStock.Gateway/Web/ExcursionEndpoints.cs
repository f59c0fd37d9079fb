using EdgeStock.Gateway.Operations;
using EdgeStock.Gateway.Reports;
using EdgeStock.Ledger;
using EdgeStock.Ledger.Proof;

namespace EdgeStock.Gateway.Web;

/// <summary>The excursions as pages, read from the ledger's file beside the writer: a list, and the signed report of each.</summary>
internal static class ExcursionEndpoints
{
    public static void Map(WebApplication app)
    {
        app.MapGet("/excursions", async (string? lang, GatewayOptions options, Board board) =>
        {
            using var ledger = LedgerReader.Open(options.LedgerPath);
            var rows = ExcursionRow.All(ledger, null, null, null);
            return Results.Content(await ExcursionForms.ListAsync(rows, board.Current.Site.TimeZone, In(lang)), "text/html; charset=utf-8");
        }).RequireRateLimiting(PageLimit.Policy);
        app.MapGet("/excursions/{seq:long}", async (long seq, string? lang, GatewayOptions options, SigningKey key, TimeProvider time) =>
        {
            using var ledger = LedgerReader.Open(options.LedgerPath);
            return ExcursionReading.Of(ledger, seq, DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds())) is { } report
                ? Results.Bytes(await ExcursionForms.PageAsync(report, In(lang), true, key.Id, sha256 => Task.FromResult(key.Sign(SignedReport.TextOf(sha256)))), "text/html; charset=utf-8")
                : Results.Text($"No excursion has the entry {seq}: see /excursions\n", statusCode: StatusCodes.Status404NotFound);
        }).RequireRateLimiting(PageLimit.Policy);
    }

    /// <summary>The language that was asked for; Swedish for any other.</summary>
    private static ReportLanguage In(string? code) => ReportLanguage.All.FirstOrDefault(l => l.Code == code) ?? ReportLanguage.All[0];
}
