using EdgeStock.Gateway.Web;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EdgeStock.Gateway.Notifying;

/// <summary>
/// The page behind a link. Looking never acknowledges, because mail programs open links before people do. What acknowledges is the form,
/// by the same instruction as the tool's.
/// </summary>
internal static class LinkEndpoints
{
    /// <summary>Where links begin.</summary>
    public const string Root = "/a";

    /// <summary>Characters of what somebody writes themselves.</summary>
    public const int LongestText = 160;

    private const int LargestForm = 8 * 1024;

    /// <summary>Serves links; behind a proxy also where it hands its own path prefix on.</summary>
    /// <param name="prefix">That prefix; empty for none.</param>
    public static void Map(WebApplication app, string prefix)
    {
        foreach (var root in (string[])[Root, .. prefix.Length > 0 ? [prefix + Root] : Array.Empty<string>()])
        {
            var group = app.MapGroup(root).RequireRateLimiting(PageLimit.Policy);
            group.MapGet("/{token}", Show);
            group.MapPost("/{token}", AcknowledgeAsync);
        }
    }

    private static RazorComponentResult<LinkPage> Show(string token, HttpContext http, LinkVisit visit, Board board)
    {
        Close(http);
        var (state, link, alarms) = visit.Look(token);
        return Page(http, new(Words(http), state, board.Current) { Alarms = alarms, Recipient = link?.Recipient ?? "" });
    }

    private static async Task<IResult> AcknowledgeAsync(string token, HttpContext http, LinkVisit visit, Board board, Pipeline pipeline, IHostApplicationLifetime lifetime)
    {
        Close(http);
        var words = Words(http);
        var (state, link, alarms) = visit.Look(token);
        var model = new LinkModel(words, state, board.Current) { Alarms = alarms, Recipient = link?.Recipient ?? "" };
        if (state != LinkState.Open)
        {
            return Page(http, model);
        }

        if (await FormAsync(http) is not var (reason, action) || reason.Length == 0 || action.Length == 0)
        {
            return Page(http, model with { Fault = words.Incomplete }, StatusCodes.Status400BadRequest);
        }

        if (pipeline.Fault is not null)
        {
            return Page(http, model with { Fault = words.NotKept }, StatusCodes.Status503ServiceUnavailable);
        }

        using var over = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            if (await visit.AcknowledgeAsync(link!, alarms, reason, action, over.Token) is { } fault)
            {
                return Page(http, model with { Fault = fault }, StatusCodes.Status409Conflict);
            }
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return Page(http, model with { Fault = words.NotKept }, StatusCodes.Status503ServiceUnavailable);
        }

        // A relative reference: under whatever prefix the proxy shows it, it is the same page. What was done is then read from the board.
        http.Response.Headers.Location = $"{token}?lang={words.Language}";
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }

    private static RazorComponentResult<LinkPage> Page(HttpContext http, LinkModel model, int? status = null)
    {
        if (model.State is LinkState.Wrong or LinkState.Expired)
        {
            http.RequestServices.GetRequiredService<Refusals>().Count(Refusal.LinkRefused);
        }

        if (model.State == LinkState.Wrong && !http.RequestServices.GetRequiredService<WrongLinkLimit>().TryPass(out var first))
        {
            status = StatusCodes.Status429TooManyRequests;
            http.Response.Headers.RetryAfter = "60";
            if (first)
            {
                http.RequestServices.GetRequiredService<ILogger<LinkVisit>>().WrongLinks();
            }
        }

        return new RazorComponentResult<LinkPage>(new { Model = model })
        {
            StatusCode = status ?? model.State switch
            {
                LinkState.Wrong => StatusCodes.Status404NotFound,
                LinkState.Expired => StatusCodes.Status410Gone,
                _ => StatusCodes.Status200OK,
            },
        };
    }

    /// <summary>What somebody chose and wrote: on one line, and no longer than an instruction takes.</summary>
    /// <returns>Null when it is no form of this page.</returns>
    private static async Task<(string Reason, string Action)?> FormAsync(HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = LargestForm;
        }

        if (!http.Request.HasFormContentType)
        {
            return null;
        }

        try
        {
            var form = await http.Request.ReadFormAsync(new FormOptions { ValueCountLimit = 16, BufferBodyLengthLimit = LargestForm }, http.RequestAborted);
            return (Said("reason"), Said("action"));

            string Said(string field) => string.Join(": ", ((string?[])[form[field], form[$"{field}-text"]]).Select(OneLine).Where(t => t.Length > 0));
        }
        catch (Exception e) when (e is InvalidDataException or BadHttpRequestException)
        {
            return null;
        }
    }

    private static string OneLine(string? text)
    {
        var line = string.Concat((text ?? "").Select(c => char.IsControl(c) ? ' ' : c)).Trim();
        return line.Length <= LongestText ? line : line[..(char.IsHighSurrogate(line[LongestText - 1]) ? LongestText - 1 : LongestText)].TrimEnd();
    }

    private static LinkWords Words(HttpContext http) => LinkWords.Of(http.Request.Query["lang"], http.Request.Headers.AcceptLanguage);

    /// <summary>Nothing of a link leaves the page: no address of it to others, no copy of it in a cache, no frame around it.</summary>
    private static void Close(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers.XContentTypeOptions = "nosniff";
        headers["X-Robots-Tag"] = "noindex";
    }
}
