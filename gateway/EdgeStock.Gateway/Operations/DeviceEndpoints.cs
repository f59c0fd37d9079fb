using EdgeStock.Domain;
using EdgeStock.Gateway.Intake;
using EdgeStock.Wire;

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

    public static void Map(RouteGroupBuilder control)
    {
        control.MapGet("/devices", (Board board) =>
        {
            var now = board.Current;
            return now.Site.Devices.Select(d => (Device: d, View: now.Projection.Devices[d.Id])).Select(d => new DeviceReply(
                d.Device.Id, Lower(d.Device.Kind), d.Device.Room, Lower(d.View.State), d.View.Reason, now.Hearing.TryGetValue(d.Device.Id, out var at) ? at : null)).ToList();
        });
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

    private static async Task<IResult> AskAsync(string device, DeviceAsk ask, HttpContext http, Board board, Pipeline pipeline, Refusals refusals, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<Pipeline> log)
    {
        var by = await ControlEndpoints.PseudonymAsync(http, pipeline);
        if (Fault(device, ask, board.Current) is { } fault)
        {
            refusals.Count(Refusal.RequestRefused);
            return ControlEndpoints.Refuse(StatusCodes.Status400BadRequest, fault);
        }

        var value = ask.Action == "led" ? ask.Value : null;
        var answer = new TaskCompletionSource<HostAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        await pipeline.SubmitAsync(new RequestWork(new DoLine(RequestId.Next(ask.Action, device, by, time.GetUtcNow()), device, ask.Action, value), answer), http.RequestAborted);

        // The web server stops first and waits for its answers: it must not wait for a host until nobody else has time left to stop in order.
        using var over = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        HostAnswer done;
        try
        {
            done = await answer.Task.WaitAsync(Patience, time, over.Token);
        }
        catch (TimeoutException)
        {
            done = new(null, $"its host did not answer within {Patience.TotalSeconds:0} s; whether it was done is not known", null);
        }
        catch (OperationCanceledException) when (!http.RequestAborted.IsCancellationRequested)
        {
            done = new(null, "the gateway stops; whether it was done is not known", null);
        }

        log.DeviceAsked(device, ask.Action, value, by, done.Error ?? done.Result ?? "done");
        if (done.Error is { } error)
        {
            return ControlEndpoints.Refuse(StatusCodes.Status409Conflict, $"{device}: {error}");
        }

        return Results.Json(new DeviceDone(done.Result, done.Seq));
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
