using EdgeStock.Gateway.Reports;
using EdgeStock.Ledger.Evidence;
using EdgeStock.Ledger.Proof;

namespace EdgeStock.Gateway.Operations;

/// <summary>A checkpoint of the ledger's head.</summary>
/// <param name="At">When it was signed.</param>
/// <param name="Hash">The entry's hash, lower-case hexadecimal.</param>
/// <param name="Key">Fingerprint of the key that signed.</param>
internal sealed record CheckpointReply(long Seq, DateTimeOffset At, string Hash, string Key)
{
    public static CheckpointReply Of(Checkpoint checkpoint) => new(checkpoint.Seq, checkpoint.At, checkpoint.HexHash, checkpoint.Key);
}

/// <summary>Asks for the signature under an evidence file.</summary>
/// <param name="Sha256">SHA-256 of everything in it but its last line, hexadecimal.</param>
internal sealed record EvidenceRequest(string? Sha256);

/// <summary>The gateway's signature under an evidence file.</summary>
/// <param name="Signature">ECDSA over SHA-256, DER, as base64.</param>
internal sealed record EvidenceReply(string Key, string Signature);

/// <summary>The running gateway signs: it alone writes its ledger.</summary>
internal static class CheckpointEndpoints
{
    public static void Map(RouteGroupBuilder control)
    {
        control.MapPost("/checkpoint", CheckpointAsync);
        control.MapPost("/evidence", (EvidenceRequest request, SigningKey key, Refusals refusals) => Sign(request, key, refusals, sha256 => EvidenceWriter.Sign(key, sha256)));
        control.MapPost("/excursion-report", (EvidenceRequest request, SigningKey key, Refusals refusals) => Sign(request, key, refusals, sha256 => key.Sign(SignedReport.TextOf(sha256))));
    }

    private static IResult Sign(EvidenceRequest request, SigningKey key, Refusals refusals, Func<byte[], byte[]> sign)
    {
        if (request.Sha256 is not { Length: 64 } hex || !hex.All(char.IsAsciiHexDigitLower))
        {
            refusals.Count(Refusal.RequestRefused);
            return ControlEndpoints.Refuse(StatusCodes.Status400BadRequest, "give sha256 as 64 lower-case hexadecimal digits");
        }

        return Results.Json(new EvidenceReply(key.Id, Convert.ToBase64String(sign(Convert.FromHexString(hex)))));
    }

    private static async Task<IResult> CheckpointAsync(Pipeline pipeline, HttpContext http, IHostApplicationLifetime lifetime)
    {
        var done = new TaskCompletionSource<Checkpoint>(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            await pipeline.SubmitAsync(new CheckpointWork(done), http.RequestAborted);
            return Results.Json(CheckpointReply.Of(await done.Task.WaitAsync(lifetime.ApplicationStopping)));
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return ControlEndpoints.Refuse(StatusCodes.Status503ServiceUnavailable, "the gateway is stopping, and signs as it ends: ask again when it runs, or without it");
        }
        catch (IOException e)
        {
            return ControlEndpoints.Refuse(StatusCodes.Status503ServiceUnavailable, e.Message);
        }
    }
}
