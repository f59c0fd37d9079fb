using Microsoft.AspNetCore.Http.Features;

namespace EdgeStock.Gateway.Operations;

/// <summary>What the tool asks of the running gateway over its control socket. None of it answers on the network, nor to another user.</summary>
internal static class ControlEndpoints
{
    private const string Root = "/control";

    public static void Map(WebApplication app)
    {
        // No endpoint filter: that would be asked only after the body was read.
        app.UseWhen(http => http.Request.Path.StartsWithSegments(Root), branch => branch.Use(AdmitAsync));
        var control = app.MapGroup(Root);
        RecordingEndpoints.Map(app, control);
        ConfigEndpoints.Map(control);
        DeviceEndpoints.Map(control);
        PersonEndpoints.Map(control);
        InstructEndpoints.Map(control);
        CheckpointEndpoints.Map(control);
        RebuildEndpoints.Map(control);
        control.MapGet("/projection", (Board board) =>
        {
            var now = board.Current;
            return new ProjectionReply(now.Head.Seq, Ledger.ProjectionText.Digest(now.Projection));
        });
    }

    /// <summary>Lets those pass who may command, and counts what they send that is no request at all.</summary>
    private static async Task AdmitAsync(HttpContext http, RequestDelegate next)
    {
        if (Peer.Of(http) is not { } peer)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var refusals = http.RequestServices.GetRequiredService<Refusals>();
        if (!peer.MayCommand)
        {
            refusals.Count(Refusal.ControlDenied);
            http.RequestServices.GetRequiredService<ILogger<Pipeline>>().ControlDenied(peer.User, peer.Process, http.Request.Method, http.Request.Path);
            await Refuse(StatusCodes.Status403Forbidden, "this user may not command the gateway").ExecuteAsync(http);
            return;
        }

        http.Features.Set(peer);
        if (!HttpMethods.IsGet(http.Request.Method) && http.RequestServices.GetRequiredService<Pipeline>().Fault is { } fault)
        {
            await Refuse(StatusCodes.Status503ServiceUnavailable, $"the gateway cannot keep what is done now. The ledger: {fault.Says}").ExecuteAsync(http);
            return;
        }

        await next(http);

        // An answer of our own has a body and was counted where it was made; this is the framework's, which could not read the request.
        if (!http.Response.HasStarted && http.Response.StatusCode is >= 400 and < 500)
        {
            refusals.Count(Refusal.RequestRefused);
            await Refuse(http.Response.StatusCode, "this is no request that the gateway takes: use the tool of its own release").ExecuteAsync(http);
        }
    }

    /// <summary>Under which pseudonym the one who asks acts; who it is stands in the ledger before the answer.</summary>
    public static async Task<string> PseudonymAsync(HttpContext http, Pipeline pipeline)
    {
        var peer = http.Features.GetRequiredFeature<Peer>();
        var pseudonym = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await pipeline.SubmitAsync(new PersonWork(peer.Account, AccountName.Of(peer.User), pseudonym), http.RequestAborted);
        return await pseudonym.Task.WaitAsync(http.RequestAborted);
    }

    /// <summary>An answer that says why not.</summary>
    public static IResult Refuse(int status, string error) => Results.Json(new ControlRefusal(error), statusCode: status);
}

/// <summary>The read models that the gateway shows now, as a digest.</summary>
internal sealed record ProjectionReply(long Seq, string Digest);
