using EdgeStock.FirmwareHost.Config;
using EdgeStock.FirmwareHost.Drivers;
using EdgeStock.FirmwareHost.Uplink;
using EdgeStock.Wire;
using Microsoft.Extensions.Logging;

namespace EdgeStock.FirmwareHost;

/// <summary>Puts the devices of a hardware file and the way to the gateway together, and runs them until it is stopped.</summary>
internal static class Host
{
    // a read that hangs in the kernel cannot be taken back; the process ends without it
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(2);

    /// <summary>Runs until <paramref name="stop"/>, and then ends within 2 s.</summary>
    /// <param name="config">The hardware.</param>
    /// <param name="session">Id of this start of the host.</param>
    /// <param name="time">The clock of lines and waits.</param>
    /// <param name="logs">Where it tells of faults.</param>
    /// <param name="stop">Ends the run.</param>
    public static async Task RunAsync(HardwareConfig config, string session, TimeProvider time, ILoggerFactory logs, CancellationToken stop)
    {
        var log = logs.CreateLogger("EdgeStock.FirmwareHost");
        using var buffer = new SampleBuffer(config.Host, config.Buffer, config.Spool is { } path ? new SampleSpool(path, config.Host, log) : null);
        var desk = new ActionDesk(config.Devices.Select(device => device.Id));
        var uplink = new GatewayUplink(config.Gateway, new HelloLine(1, config.Host, session), buffer, desk, time, log);
        log.Started(config.Host, config.Devices.Count);

        // on the pool, each: a driver may block in its first file read
        var running = Task.WhenAll(config.Devices
            .Select(device => new DriverLoop(device.Id, emit => DriverCatalog.Create(device, config.Sysfs, emit, time), uplink.Emit, time, log))
            .Select(loop => Task.Run(() => loop.RunAsync(stop), CancellationToken.None))
            .Append(Task.Run(() => uplink.RunAsync(stop), CancellationToken.None)));

        var stopping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = stop.Register(stopping.SetResult);
        await Task.WhenAny(stopping.Task, running).ConfigureAwait(false);
        try
        {
            await running.WaitAsync(StopLimit, TimeProvider.System, CancellationToken.None).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            log.StopForced(StopLimit.TotalSeconds);
        }

        log.Stopped(buffer.Count);
    }
}
