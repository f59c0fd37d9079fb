namespace EdgeStock.Gateway.Operations;

/// <summary>What the tool asks of the running gateway over its control socket. None of it answers on the network, nor to another user.</summary>
internal static class ControlEndpoints
{
    public static void Map(WebApplication app)
    {
        var control = app.MapGroup("/control").AddEndpointFilter(async (context, next) =>
        {
            var http = context.HttpContext;
            if (Peer.Of(http) is not { } peer)
            {
                return Results.NotFound();
            }

            if (peer.MayCommand)
            {
                http.Features.Set(peer);
                return await next(context);
            }

            http.RequestServices.GetRequiredService<Refusals>().Count(Refusal.ControlDenied);
            app.Logger.ControlDenied(peer.User, peer.Process, http.Request.Method, http.Request.Path);
            return Refuse(StatusCodes.Status403Forbidden, "this user may not command the gateway");
        });

        RecordingEndpoints.Map(app, control);
        ConfigEndpoints.Map(control);
        DeviceEndpoints.Map(control);
        control.MapGet("/projection", (Board board) => new ProjectionReply(board.Current.Head.Seq, Ledger.ProjectionText.Digest(board.Current.Projection)));
    }

    /// <summary>An answer that says why not.</summary>
    public static IResult Refuse(int status, string error) => Results.Json(new ControlRefusal(error), statusCode: status);
}

/// <summary>The read models that the gateway shows now, as a digest.</summary>
internal sealed record ProjectionReply(long Seq, string Digest);
