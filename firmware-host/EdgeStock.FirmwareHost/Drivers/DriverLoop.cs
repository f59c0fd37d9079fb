using System.Net.Sockets;
using EdgeStock.Wire;
using Microsoft.Extensions.Logging;

namespace EdgeStock.FirmwareHost.Drivers;

/// <summary>
/// Keeps one device served: runs its driver, says in a <c>dev</c> line that the device is lost and why, waits, runs it again.
/// Once a minute it repeats the current state, so that the gateway can tell a silent device from a silent host.
/// </summary>
/// <param name="device">Id of the device.</param>
/// <param name="make">Makes the driver around the sink it is given.</param>
/// <param name="sink">Takes the device's sample lines; never blocks.</param>
/// <param name="time">The clock of the waits, the heartbeat and the lines.</param>
/// <param name="log">Hears when a fault, or a spell of inputs that cannot be taken, begins and when it ends.</param>
internal sealed class DriverLoop(string device, Func<Action<SampleLine>, IDriver> make, Action<SampleLine> sink, TimeProvider time, ILogger log)
{
    /// <summary>The gateway may take a host for dead that has not repeated a state for some of these.</summary>
    public static readonly TimeSpan HeartbeatInterval = TimeSpan.FromMinutes(1);

    // a device's own words may be many, and a line has its limit
    private const int MaxReason = 500;

    private readonly Lock gate = new();
    private readonly ErrorWatch errors = new(device, log);
    private readonly Backoff backoff = new(TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(30), device);
    private volatile IDriver? driver;
    private string state = "down";
    private string? reason = "not heard since the host started";
    private bool faultLogged;
    private long? upSince;

    /// <summary>Id of the device.</summary>
    public string Device => device;

    /// <summary>What is wrong with the device now; null while it is up.</summary>
    public string? Fault
    {
        get
        {
            lock (gate)
            {
                return state == "up" ? null : reason ?? state;
            }
        }
    }

    /// <summary>The driver as one that can be asked to do something; null when it cannot, or has not been made yet.</summary>
    public IActing? Acting => driver as IActing;

    /// <summary>Serves the device until the host stops.</summary>
    public Task RunAsync(CancellationToken stop) => Task.WhenAll(ServeAsync(stop), BeatAsync(stop));

    private async Task ServeAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            upSince = null;
            try
            {
                driver ??= make(Emit);
                await driver.RunAsync(stop).ConfigureAwait(false);
                if (stop.IsCancellationRequested)
                {
                    return;
                }

                Down("the driver ended", null);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is IOException or SocketException)
            {
                Down(e.Message, null);
            }
#pragma warning disable CA1031 // a named place: a broken driver must not take the other devices of the host down with it
            catch (Exception e)
#pragma warning restore CA1031
            {
                Down($"the driver failed: {e.Message}", e);
            }

            // only time in which the device answered counts: a connect that hangs is no run
            var served = upSince is { } since ? time.GetElapsedTime(since) : TimeSpan.Zero;
            await time.PauseAsync(backoff.After(served), stop).ConfigureAwait(false);
        }
    }

    private async Task BeatAsync(CancellationToken stop)
    {
        while (await time.PauseAsync(HeartbeatInterval, stop).ConfigureAwait(false))
        {
            lock (gate)
            {
                sink(StateNow());
                errors.Look(driver?.Errors ?? 0);
            }
        }
    }

    private void Emit(SampleLine line)
    {
        lock (gate)
        {
            if (line is DeviceLine d && d.Device == device)
            {
                line = d = d with { Reason = d.Reason is { } said ? Brief(said) : null };
                (state, reason) = (d.State, d.Reason);
                upSince = state == "up" ? upSince ?? time.GetTimestamp() : null;
                if (state == "up" && faultLogged)
                {
                    faultLogged = false;
                    log.DeviceBack(device);
                }
            }

            sink(line);
        }
    }

    private void Down(string why, Exception? bug)
    {
        why = Brief(why);
        lock (gate)
        {
            var said = state == "down" && reason == why;
            (state, reason) = ("down", why);
            if (!said)
            {
                sink(StateNow());
            }

            if (faultLogged)
            {
                return;
            }

            faultLogged = true;
            if (bug is null)
            {
                // a reason may be a sentence with its stop, and one follows it in the log
                log.DeviceLost(device, why.TrimEnd('.'));
            }
            else
            {
                log.DriverFailed(device, bug);
            }
        }
    }

    private static string Brief(string reason) => reason.Length <= MaxReason ? reason : $"{reason.AsSpan(0, MaxReason)}…";

    private DeviceLine StateNow() => new(state, reason, driver?.Errors ?? 0) { At = UtcMillis.Now(time), Device = device };
}
