using EdgeStock.FirmwareHost.Config;
using EdgeStock.FirmwareHost.Drivers;
using EdgeStock.FirmwareHost.Uplink;
using EdgeStock.Wire;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeStock.Tests.FirmwareHost;

/// <summary>Action desks over made-up devices.</summary>
internal static class Desks
{
    public static ActionDesk Empty => Of(TimeProvider.System, [], CancellationToken.None);

    public static ActionDesk Of(TimeProvider time, IEnumerable<DriverLoop> loops, CancellationToken stop, ILogger? log = null, string sysfs = "/nonexistent", params DeviceConfig[] devices) =>
        new("ward-3-hw", new BusScan(sysfs, devices), loops, time, log ?? NullLogger.Instance, stop);

    /// <summary>A loop around a driver whose device is up and that does what the test says; null for one that only measures.</summary>
    public static DriverLoop Loop(string device, Func<string, string?, CancellationToken, Task<ActionOutcome>>? act, TimeProvider time, CancellationToken stop, bool up = true)
    {
        var loop = new DriverLoop(
            device, emit => act is null ? new Measuring(device, emit, up) : new ActingDevice(device, emit, up, act), _ => { }, time, NullLogger.Instance);
        _ = loop.RunAsync(stop);
        return loop;
    }

    private class Measuring(string device, Action<SampleLine> emit, bool up) : IDriver
    {
        public string Device => device;

        public long Errors => 0;

        public async Task RunAsync(CancellationToken stop)
        {
            if (!up)
            {
                throw new IOException("cable out");
            }

            emit(new DeviceLine("up") { At = ManualClock.Start, Device = device });
            await Task.Delay(Timeout.InfiniteTimeSpan, stop);
        }
    }

    private sealed class ActingDevice(string device, Action<SampleLine> emit, bool up, Func<string, string?, CancellationToken, Task<ActionOutcome>> act)
        : Measuring(device, emit, up), IActing
    {
        public Task<ActionOutcome> DoAsync(string action, string? value, CancellationToken stop) => act(action, value, stop);
    }
}
