namespace EdgeStock.FirmwareHost.Drivers.Sysfs;

/// <summary>
/// Reads of sysfs on a thread of their own. One can take a second in the kernel (a conversion, a 1-Wire transfer) or hang there, and
/// threads of the pool that are held up so would hold up the way to the gateway.
/// </summary>
internal static class SysfsWork
{
    /// <summary>Does it on a thread of its own.</summary>
    public static Task<T> RunAsync<T>(Func<T> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
