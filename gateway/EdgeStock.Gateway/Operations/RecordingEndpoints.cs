using System.Collections.Concurrent;
using EdgeStock.Ledger;
using EdgeStock.Wire;

namespace EdgeStock.Gateway.Operations;

/// <summary>Recordings: one long answer, ended by its name.</summary>
internal static class RecordingEndpoints
{
    public static void Map(WebApplication app, RouteGroupBuilder control)
    {
        var taps = new ConcurrentDictionary<string, Tap>(StringComparer.Ordinal);
        control.MapGet("/recording/{id}", async (string id, Pipeline pipeline, LedgerStore ledger, Refusals refusals, TimeProvider time, HttpContext http) =>
        {
            var tap = new Tap(refusals, time);
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
}
