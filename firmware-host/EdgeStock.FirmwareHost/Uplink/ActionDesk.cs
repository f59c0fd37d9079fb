using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using System.Threading.Channels;
using EdgeStock.FirmwareHost.Drivers;
using EdgeStock.FirmwareHost.Drivers.Sysfs;
using EdgeStock.Wire;
using Microsoft.Extensions.Logging;

namespace EdgeStock.FirmwareHost.Uplink;

/// <summary>
/// Takes what the gateway asks to be done at a device, or at this host, and keeps the answers until they are sent. Every request gets
/// exactly one answer; one that could not be sent before the connection broke goes out in the next. Taking a request never waits for a driver.
/// </summary>
/// <param name="host">Name of this host; a request to it is about its own buses.</param>
/// <param name="buses">Looks through them.</param>
/// <param name="devices">The host's devices.</param>
/// <param name="time">The clock of the limit.</param>
/// <param name="log">Hears of drivers that fail at a request.</param>
/// <param name="stop">The host stops: what is under way is given up.</param>
internal sealed class ActionDesk(string host, BusScan buses, IEnumerable<DriverLoop> devices, TimeProvider time, ILogger log, CancellationToken stop)
{
    /// <summary>Requests that may be under way or wait to be answered; more are not taken.</summary>
    public const int MaxOpen = 256;

    /// <summary>A request that takes longer is given up.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    // a line of the wire has 64 KiB; an error may quote what the gateway sent
    private const int MaxText = 4200;

    private readonly Dictionary<string, DriverLoop> loops = devices.ToDictionary(loop => loop.Device, StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> busy = new(StringComparer.Ordinal);
    private readonly Channel<DoneLine> answers = Channel.CreateUnbounded<DoneLine>();
    private int open;

    /// <summary>Takes a request; false when too many are open.</summary>
    /// <param name="request">What is to be done.</param>
    /// <param name="ring">Called when the answer is there; never blocks.</param>
    public bool TryTake(DoLine request, Action ring)
    {
        if (Interlocked.Increment(ref open) > MaxOpen)
        {
            Interlocked.Decrement(ref open);
            return false;
        }

        var slash = request.Device.IndexOf('/', StringComparison.Ordinal);
        var device = slash < 0 ? request.Device : request.Device[..slash];
        if (Refusal(device, request.Action) is { } refusal)
        {
            Answer(request, ActionOutcome.Refused(refusal), ring);
        }
        else if (!busy.TryAdd(device, request.Action))
        {
            Answer(request, ActionOutcome.Refused($"{device} is busy with '{busy.GetValueOrDefault(device, request.Action)}'; ask again when that is answered"), ring);
        }
        else
        {
            _ = Task.Run(() => ServeAsync(device, request, ring), CancellationToken.None);
        }

        return true;
    }

    /// <summary>Answers that can be sent.</summary>
    public int Ready => answers.Reader.Count;

    /// <summary>The next answer to send.</summary>
    public bool TryNext([NotNullWhen(true)] out DoneLine? answer)
    {
        if (!answers.Reader.TryRead(out answer))
        {
            return false;
        }

        Interlocked.Decrement(ref open);
        return true;
    }

    /// <summary>Takes back an answer that could not be sent.</summary>
    public void Return(DoneLine answer)
    {
        Interlocked.Increment(ref open);
        answers.Writer.TryWrite(answer);
    }

    private string? Refusal(string device, string action)
    {
        if (device == host)
        {
            return action == "scan" ? null : $"'{action}' is not offered by a host; it offers scan";
        }

        if (!loops.TryGetValue(device, out var loop))
        {
            return $"no device '{device}' at this host; it must stand in the host's hardware file";
        }

        return (loop.Fault, loop.Acting) switch
        {
            ({ } fault, _) => $"{device} is down ({fault}); mend that and ask again",
            (_, null) => $"'{action}' is not offered by {device}: it only measures",
            _ => null,
        };
    }

    private async Task ServeAsync(string device, DoLine request, Action ring)
    {
        using var given = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var work = Task.Run(() => WorkAsync(device, request, given.Token), CancellationToken.None);
        ActionOutcome outcome;
        try
        {
            outcome = await work.WaitAsync(Limit, time, stop).ConfigureAwait(false);

            // before the answer: whoever has it may ask for the next thing at once
            busy.TryRemove(device, out _);
            Answer(request, outcome, ring);
            return;
        }
        catch (TimeoutException)
        {
            outcome = ActionOutcome.Refused($"{device} did not finish '{request.Action}' within {Limit.TotalSeconds:0} s; look whether it was done before you ask again");
        }
        catch (OperationCanceledException)
        {
            outcome = ActionOutcome.Refused("the host stops; ask again when it is back");
        }

        Answer(request, outcome, ring);
        await given.CancelAsync().ConfigureAwait(false);

        // a driver that does not let go at once is still at it, and must not be asked for more; its outcome comes too late to be told
        await ((Task)work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        busy.TryRemove(device, out _);
    }

    private async Task<ActionOutcome> WorkAsync(string device, DoLine request, CancellationToken given)
    {
        try
        {
            return device == host
                ? ActionOutcome.Done(await SysfsWork.RunAsync(buses.Describe).ConfigureAwait(false))
                : await loops[device].Acting!.DoAsync(request.Action, request.Value, given).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            return ActionOutcome.Refused($"{device}: {e.Message}");
        }
        catch (OperationCanceledException) when (given.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // as in the driver loop: a broken driver must not leave the one who asked without an answer
        catch (Exception e)
#pragma warning restore CA1031
        {
            log.ActionFailed(device, request.Action, e);
            return ActionOutcome.Refused($"the driver of {device} failed at '{request.Action}': {e.Message}; the host's log says more");
        }
    }

    private void Answer(DoLine request, ActionOutcome outcome, Action ring)
    {
        answers.Writer.TryWrite(new DoneLine(request.Id, Cut(outcome.Result), Cut(outcome.Error)));
        ring();
    }

    private static string? Cut(string? text) => text is { Length: > MaxText } ? text[..MaxText] + "…" : text;
}
