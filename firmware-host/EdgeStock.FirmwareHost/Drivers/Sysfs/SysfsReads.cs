namespace EdgeStock.FirmwareHost.Drivers.Sysfs;

/// <summary>
/// One device's reads, one at a time. A read that hangs in the kernel cannot be taken back; without a limit its device would be called up
/// at every heartbeat, and none of its values would come.
/// </summary>
/// <param name="chip">The device.</param>
/// <param name="limit">A read that takes longer hangs.</param>
/// <param name="time">The clock of the limit. The kernel's is the system's, whatever clock the samples have.</param>
internal sealed class SysfsReads(SysfsFinder chip, TimeSpan limit, TimeProvider time)
{
    private Task pending = Task.CompletedTask;

    /// <summary>Reads on a thread of its own.</summary>
    /// <exception cref="IOException">The read hangs, or one before it still does: no further thread is given to it.</exception>
    public async Task<T> RunAsync<T>(Func<T> read)
    {
        if (!pending.IsCompleted)
        {
            throw Hangs(null);
        }

        var reading = SysfsWork.RunAsync(read);
        pending = reading;
        try
        {
            return await reading.WaitAsync(limit, time).ConfigureAwait(false);
        }
        catch (TimeoutException e)
        {
            throw Hangs(e);
        }
    }

    private IOException Hangs(Exception? cause) =>
        new(FormattableString.Invariant($"{chip}: a read has not come back from the kernel for {limit.TotalSeconds:0} s; see the kernel's log (dmesg), and restart this computer if it stays so"), cause);
}
