using EdgeStock.Ledger;
using EdgeStock.Wire;

namespace EdgeStock.Gateway.Operations;

/// <summary>What the tool asks of the running gateway over its control socket; none of it answers on the network.</summary>
internal static class ControlEndpoints
{
    public static void Map(WebApplication app)
    {
        var taps = new System.Collections.Concurrent.ConcurrentDictionary<string, Tap>(StringComparer.Ordinal);
        var control = app.MapGroup("/control").AddEndpointFilter(async (context, next) =>
            IsControlSocket(context.HttpContext) ? await next(context) : Results.NotFound());

        control.MapGet("/recording/{id}", async (string id, Pipeline pipeline, LedgerStore ledger, TimeProvider time, HttpContext http) =>
        {
            var tap = new Tap(time);
            if (!taps.TryAdd(id, tap))
            {
                http.Response.StatusCode = StatusCodes.Status409Conflict;
                return;
            }

            app.Logger.RecordingBegins(ledger.Head.Seq);
            http.Response.ContentType = "application/x-ndjson";
            try
            {
                await pipeline.SubmitAsync(new AttachTapWork(tap), http.RequestAborted);

                // The web server stops before the writer: it would wait for this answer, and then cut it off without its end.
                await using var ending = app.Lifetime.ApplicationStopping.Register(() => _ = pipeline.SubmitAsync(new DetachTapWork(tap), CancellationToken.None).AsTask());
                await foreach (var line in tap.Lines.ReadAllAsync(http.RequestAborted))
                {
                    await http.Response.Body.WriteAsync((byte[])[.. LineCodec.ToUtf8(line), (byte)'\n'], http.RequestAborted);
                }
            }
            finally
            {
                taps.TryRemove(id, out _);
                await pipeline.SubmitAsync(new DetachTapWork(tap), app.Lifetime.ApplicationStopping).AsTask().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        });

        control.MapDelete("/recording/{id}", async (string id, Pipeline pipeline, HttpContext http) =>
        {
            if (!taps.TryGetValue(id, out var tap))
            {
                return Results.NotFound();
            }

            await pipeline.SubmitAsync(new DetachTapWork(tap), http.RequestAborted);
            return Results.NoContent();
        });
    }

    /// <summary>Only a Unix socket has no address, and the control socket is the only one that speaks HTTP.</summary>
    private static bool IsControlSocket(HttpContext http) => http.Connection.LocalIpAddress is null;
}
