using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeStock.Gateway.Reports;

/// <summary>An excursion's report as the file or the page that people get, signed.</summary>
internal static class ExcursionForms
{
    /// <summary>The page.</summary>
    /// <param name="served">It leads to the gateway's other pages.</param>
    /// <param name="key">Fingerprint of the key that signs.</param>
    /// <param name="sign">Signs a SHA-256.</param>
    public static async Task<byte[]> PageAsync(ExcursionReport report, ReportLanguage language, bool served, string key, Func<byte[], Task<byte[]>> sign) => await SignedReport.PageAsync(
        await RenderAsync<ExcursionPage>(new() { [nameof(ExcursionPage.Speech)] = new ExcursionSpeech(report, language), [nameof(ExcursionPage.Served)] = served }), key, sign);

    /// <summary>The JSON document.</summary>
    public static Task<byte[]> JsonAsync(ExcursionReport report, string key, Func<byte[], Task<byte[]>> sign) => SignedReport.JsonAsync(ExcursionJson.Of(report), key, sign);

    /// <summary>The list of excursions as a page.</summary>
    public static Task<string> ListAsync(IReadOnlyList<ExcursionRow> rows, string timeZone, ReportLanguage language) => RenderAsync<ExcursionListPage>(new()
    {
        [nameof(ExcursionListPage.Rows)] = rows,
        [nameof(ExcursionListPage.Language)] = language,
        [nameof(ExcursionListPage.TimeZone)] = timeZone,
    });

    private static async Task<string> RenderAsync<T>(Dictionary<string, object?> parameters)
        where T : IComponent
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(parameters))).ToHtmlString());
    }
}
