using Microsoft.AspNetCore.RateLimiting;

namespace EdgeStock.Gateway.Web;

/// <summary>
/// How many pages are made at once: a storeroom has a few screens, and a flood of requests must not take the processor from the writer.
/// Who has to wait too long is told to come again.
/// </summary>
internal static class PageLimit
{
    /// <summary>Name of the policy on the pages.</summary>
    public const string Policy = "pages";

    /// <summary>Connections of browsers and tools at once, recordings included.</summary>
    public const int MostConnections = 256;

    private const int AtOnce = 4;
    private const int Waiting = 64;

    public static void Add(IServiceCollection services) => services.AddRateLimiter(limiter =>
    {
        limiter.AddConcurrencyLimiter(Policy, pages => (pages.PermitLimit, pages.QueueLimit) = (AtOnce, Waiting));
        limiter.RejectionStatusCode = StatusCodes.Status503ServiceUnavailable;
        limiter.OnRejected = (context, _) =>
        {
            context.HttpContext.RequestServices.GetRequiredService<Refusals>().Count(Refusal.PageRefused);
            context.HttpContext.Response.Headers.RetryAfter = "5";
            return ValueTask.CompletedTask;
        };
    });
}
