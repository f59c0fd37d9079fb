using System.Text.Json;
using EdgeStock.Ledger;
using Microsoft.Data.Sqlite;

namespace EdgeStock.Gateway.Operations;

/// <summary>A line of the answer to a rebuild: how far it has come, and last what came of it or why it was given up.</summary>
/// <param name="Seq">Entry reached.</param>
/// <param name="Of">The last entry there is.</param>
/// <param name="Differences">In the last line: what the read models before said otherwise.</param>
/// <param name="Error">In the last line: why nothing was put in place.</param>
internal sealed record RebuildReply(long Seq, long Of, IReadOnlyList<string>? Differences = null, string? Error = null);

/// <summary>Read models of the running gateway.</summary>
internal static class RebuildEndpoints
{
    /// <summary>A line each so many entries.</summary>
    private const int Told = 20_000;

    public static void Map(RouteGroupBuilder control) => control.MapPost("/rebuild", AnswerAsync);

    private static async Task AnswerAsync(HttpContext http, Pipeline pipeline, ProjectionRebuild rebuild, IHostApplicationLifetime lifetime)
    {
        var by = await ControlEndpoints.PseudonymAsync(http, pipeline);
        http.Response.ContentType = "application/x-ndjson";
        RebuildReply reply;
        try
        {
            var outcome = await rebuild.RunAsync($"asked by {by}", (seq, of) => seq % Told == 0 ? SayAsync(http, new(seq, of)) : Task.CompletedTask, lifetime.ApplicationStopping);
            reply = new(outcome.Seq, outcome.Seq, outcome.Differences);
        }
        catch (Exception e) when (e is CommandException or LedgerFormatException or SqliteException or OperationCanceledException)
        {
            reply = new(0, 0, Error: e.Message);
        }

        await SayAsync(http, reply);
    }

    private static async Task SayAsync(HttpContext http, RebuildReply reply)
    {
        await http.Response.Body.WriteAsync((byte[])[.. JsonSerializer.SerializeToUtf8Bytes(reply, JsonSerializerOptions.Web), (byte)'\n'], http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
    }
}
