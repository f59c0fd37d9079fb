using EdgeStock.Gateway.Publishing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EdgeStock.Gateway.Web;

/// <summary>The pages: each a pure function of the board's current sheet.</summary>
internal static class StatusEndpoints
{
    public static void Map(WebApplication app)
    {
        app.Use((http, next) =>
        {
            http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";
            http.Response.Headers.CacheControl = "no-store";
            return next();
        });
        app.UseRateLimiter();
        app.MapGet("/", (Board board, Publisher publisher, TimeProvider time) => new RazorComponentResult<StatusPage>(new
        {
            Model = new StatusModel(board.Current, publisher.Status, time.GetUtcNow()),
        })).RequireRateLimiting(PageLimit.Policy);
    }
}
