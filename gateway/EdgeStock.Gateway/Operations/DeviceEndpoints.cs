using EdgeStock.Domain;
using EdgeStock.Wire;
using Microsoft.AspNetCore.Http.Features;

namespace EdgeStock.Gateway.Operations;

/// <summary>A device as the gateway knows it now.</summary>
internal sealed record DeviceReply(string Id, string Kind, string Room, string State, string? Reason, DateTimeOffset? LastHeard);

/// <summary>Something to be done at a device.</summary>
/// <param name="Action"><c>zero</c>, <c>led</c>, <c>identify</c> or <c>scan</c>.</param>
internal sealed record DeviceAsk(string Action, string? Value);

/// <summary>It was done: what the host says, and the ledger entry that holds it, where one does.</summary>
internal sealed record DeviceDone(string? Result, long? Seq);

/// <summary>The gateway's devices, and what can be asked of them through their hosts.</summary>
internal static class DeviceEndpoints
{
    /// <summary>A host gives up after ten seconds; beyond that it is not answering at all.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private static long requests;

    public static void Map(RouteGroupBuilder control)
    {
        control.MapGet("/devices", (Board board) => board.Current.Site.Devices.Select(d =>
        {
            var view = board.Current.Projection.Devices[d.Id];
            return new DeviceReply(
                d.Id, Lower(d.Kind), d.Room, Lower(view.State), view.Reason, board.Current.Hearing.TryGetValue(d.Id, out var at) ? at : null);
        }).ToList());
        control.MapGet("/devices/{device}/raw", async (string device, Board board, Pipeline pipeline, HttpContext http) =>
        {
            if (board.Current.Site.Devices.All(d => d.Id != device || d.Kind != DeviceKind.Scale))
            {
                return ControlEndpoints.Refuse(StatusCodes.Status400BadRequest, $"'{device}' is no scale of this site: see 'edgestock device list'");
            }

            var answer = new TaskCompletionSource<RawWeight?>(TaskCreationOptions.RunContinuationsAsynchronously);
            await pipeline.SubmitAsync(new RawWork(device, answer), http.RequestAborted);
            return await answer.Task is { } raw
                ? Results.Json(raw)
                : ControlEndpoints.Refuse(StatusCodes.Status409Conflict, $"{device} gave no counts since the gateway started: it is no bare load cell, or is not heard");
        });
        control.MapPost("/devices/{device}", AskAsync);
    }

    private static async Task<IResult> AskAsync(string device, DeviceAsk ask, HttpContext http, Board board, Pipeline pipeline, TimeProvider time, ILogger<Pipeline> log)
    {
        var by = http.Features.GetRequiredFeature<Peer>().Pseudonym;
        if (Fault(device, ask, board.Current) is { } fault)
        {
            return ControlEndpoints.Refuse(StatusCodes.Status400BadRequest, fault);
        }

        var id = FormattableString.Invariant($"do-{Interlocked.Increment(ref requests)}");
        var answer = new TaskCompletionSource<DoneLine>(TaskCreationOptions.RunContinuationsAsynchronously);
        await pipeline.SubmitAsync(new RequestWork(new DoLine(id, device, ask.Action, ask.Value), answer), http.RequestAborted);
        DoneLine done;
        try
        {
            done = await answer.Task.WaitAsync(Patience, time, http.RequestAborted);
        }
        catch (TimeoutException)
        {
            done = new(id, null, $"its host did not answer within {Patience.TotalSeconds:0} s; whether it was done is not known");
        }

        log.DeviceAsked(device, ask.Action, ask.Value, by, done.Error ?? done.Result ?? "done");
        if (done.Error is { } error)
        {
            return ControlEndpoints.Refuse(StatusCodes.Status409Conflict, $"{device}: {error}");
        }

        if (ask.Action != "zero")
        {
            return Results.Json(new DeviceDone(done.Result, null));
        }

        var kept = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        await pipeline.SubmitAsync(new ZeroWork(device, by, kept), CancellationToken.None);
        return Results.Json(new DeviceDone(done.Result, await kept.Task));
    }

    /// <summary>What is wrong with a request before any host is asked.</summary>
    private static string? Fault(string device, DeviceAsk ask, Snapshot now)
    {
        var known = now.Site.Devices.FirstOrDefault(d => d.Id == device);
        return (ask.Action, known) switch
        {
            ("scan", null) when now.Counters.Hosts.Contains(device) => null,
            (_, null) => $"'{device}' is no device of this site{(ask.Action == "scan" ? $" and no host that is connected ({string.Join(", ", now.Counters.Hosts)})" : "")}: see 'edgestock device list'",
            ("zero", { Kind: not DeviceKind.Scale }) => $"'{device}' is a {Lower(known.Kind)}: only a scale has a zero",
            ("led", _) when ask.Value is not ("on" or "off" or "blink") => "a led is set to on, off or blink",
            ("zero" or "identify" or "scan" or "led", _) => null,
            _ => $"'{ask.Action}' is nothing that can be asked: there are zero, identify, led and scan",
        };
    }

    private static string Lower<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
