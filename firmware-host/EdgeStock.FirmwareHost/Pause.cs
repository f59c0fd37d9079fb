namespace EdgeStock.FirmwareHost;

/// <summary>Waiting on the injected clock without an exception when the host stops.</summary>
internal static class Pause
{
    /// <summary>Waits; true when the time has passed, false when the host stops.</summary>
    public static async Task<bool> PauseAsync(this TimeProvider time, TimeSpan wait, CancellationToken stop)
    {
        await Task.Delay(wait, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !stop.IsCancellationRequested;
    }
}
