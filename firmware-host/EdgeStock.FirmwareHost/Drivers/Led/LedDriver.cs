using EdgeStock.FirmwareHost.Drivers.Sysfs;
using EdgeStock.Wire;

namespace EdgeStock.FirmwareHost.Drivers.Led;

/// <summary>
/// A light that shows a person the place: is up while its folder is there, and offers <c>led</c> (on, off, blink) and <c>identify</c>
/// (blinks for ten seconds, then is as it was).
/// </summary>
/// <param name="device">Id of the device.</param>
/// <param name="light">Finds the light's folder.</param>
/// <param name="emit">Takes the lines; never blocks.</param>
/// <param name="time">The host's clock.</param>
internal sealed class LedDriver(string device, SysfsFinder light, Action<SampleLine> emit, TimeProvider time) : IDriver, IActing
{
    /// <summary>How long <c>identify</c> blinks.</summary>
    public static readonly TimeSpan IdentifyFor = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private long errors;
    private (LedState Before, long Began)? identifying;

    /// <inheritdoc/>
    public string Device => device;

    /// <inheritdoc/>
    public long Errors => Interlocked.Read(ref errors);

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken stop)
    {
        light.FolderNow();
        emit(new DeviceLine("up", null, Errors) { At = UtcMillis.Now(time), Device = device });
        using var timer = new PeriodicTimer(LookEvery, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stop).ConfigureAwait(false))
            {
                var folder = light.FolderNow();
                EndIdentify(folder, after: IdentifyFor);
            }
        }
        finally
        {
            // a host that stops leaves no light blinking that did not blink before; a light that is gone has nothing to be put back
            lock (gate)
            {
                if (light.Find() is { } folder)
                {
                    EndIdentify(folder, after: TimeSpan.Zero);
                }

                identifying = null;
            }
        }
    }

    /// <inheritdoc/>
    public Task<ActionOutcome> DoAsync(string action, string? value, CancellationToken stop) => SysfsWork.RunAsync(() => Do(action, value));

    private ActionOutcome Do(string action, string? value)
    {
        try
        {
            lock (gate)
            {
                var folder = light.FolderNow();
                return (action, value) switch
                {
                    ("identify", _) => Identify(folder),
                    ("led", "on" or "off" or "blink") => Set(folder, value),
                    ("led", _) => ActionOutcome.Refused($"'led' takes on, off or blink, not '{value}'"),
                    _ => ActionOutcome.NotOffered(action, "led, identify"),
                };
            }
        }
        catch (IOException)
        {
            Interlocked.Increment(ref errors);
            throw;
        }
    }

    private ActionOutcome Identify(string folder)
    {
        // asked again, it blinks for longer; how it was stays what it was before the first time
        var before = identifying?.Before ?? LedFolder.Read(folder);
        LedFolder.Blink(folder);
        identifying = (before, time.GetTimestamp());
        return ActionOutcome.Done($"blinks for {IdentifyFor.TotalSeconds:0} s");
    }

    private ActionOutcome Set(string folder, string value)
    {
        // what was asked for last counts: nothing is put back over it
        identifying = null;
        if (value == "blink")
        {
            LedFolder.Blink(folder);
        }
        else
        {
            LedFolder.Set(folder, value == "on");
        }

        return ActionOutcome.Done(value == "blink" ? "blinks" : $"is {value}");
    }

    private void EndIdentify(string folder, TimeSpan after)
    {
        lock (gate)
        {
            if (identifying is { } now && time.GetElapsedTime(now.Began) >= after)
            {
                identifying = null;
                LedFolder.Restore(folder, now.Before);
            }
        }
    }
}
