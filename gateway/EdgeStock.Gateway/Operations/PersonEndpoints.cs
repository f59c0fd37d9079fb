namespace EdgeStock.Gateway.Operations;

/// <summary>Who is behind the pseudonyms of the running gateway's ledger.</summary>
internal static class PersonEndpoints
{
    public static void Map(RouteGroupBuilder control) => control.MapDelete("/people/{person}", EraseAsync);

    private static async Task<IResult> EraseAsync(string person, HttpContext http, Pipeline pipeline, Refusals refusals, IHostApplicationLifetime lifetime, ILogger<Pipeline> log)
    {
        var by = await ControlEndpoints.PseudonymAsync(http, pipeline);
        var done = new TaskCompletionSource<PersonErasure?>(TaskCreationOptions.RunContinuationsAsynchronously);
        await pipeline.SubmitAsync(new EraseWork(person, by, done), http.RequestAborted);
        try
        {
            if (await done.Task.WaitAsync(lifetime.ApplicationStopping) is not { } erasure)
            {
                refusals.Count(Refusal.RequestRefused);
                return ControlEndpoints.Refuse(StatusCodes.Status404NotFound, $"nobody is behind '{person}', or not any more: see 'edgestock person list'");
            }

            log.NameErased(person, by);
            return Results.Json(erasure);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return ControlEndpoints.Refuse(StatusCodes.Status503ServiceUnavailable, "the gateway is stopping; whether the name was erased, 'edgestock person list' tells");
        }
    }
}
