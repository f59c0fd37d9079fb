using System.Text;
using EdgeStock.Ledger;

namespace EdgeStock.Gateway.Operations;

/// <summary>What people say about goods, catalogue, consumption and exemptions, taken by the running gateway.</summary>
internal static class InstructEndpoints
{
    /// <summary>A catalogue of fifty thousand articles has less.</summary>
    private const long LongestBody = 64 * 1024 * 1024;

    public static void Map(RouteGroupBuilder control) => control.MapPost("/instruct/{verb}", InstructAsync);

    private static async Task<IResult> InstructAsync(string verb, HttpContext http, Pipeline pipeline, Refusals refusals, IHostApplicationLifetime lifetime)
    {
        if (http.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = LongestBody;
        }

        Domain.Instruction what;
        try
        {
            using var body = new StreamReader(http.Request.Body, Encoding.UTF8);
            what = InstructionText.Read(verb, await body.ReadToEndAsync(http.RequestAborted));
        }
        catch (FormatException e)
        {
            refusals.Count(Refusal.RequestRefused);
            return ControlEndpoints.Refuse(StatusCodes.Status400BadRequest, $"{e.Message}: use the tool of the gateway's own release");
        }

        var by = await ControlEndpoints.PseudonymAsync(http, pipeline);
        var done = new TaskCompletionSource<InstructReply>(TaskCreationOptions.RunContinuationsAsynchronously);
        await pipeline.SubmitAsync(new InstructWork(what, by, done), http.RequestAborted);
        try
        {
            var reply = await done.Task.WaitAsync(lifetime.ApplicationStopping);
            return reply.Refused is { } why ? ControlEndpoints.Refuse(StatusCodes.Status409Conflict, why) : Results.Json(reply);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return ControlEndpoints.Refuse(StatusCodes.Status503ServiceUnavailable, "the gateway is stopping; whether it was done, the ledger tells: see 'edgestock export', or ask again");
        }
    }
}
