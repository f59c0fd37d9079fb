using System.Runtime.InteropServices;
using EdgeStock.Mqtt.Native;
using Microsoft.Win32.SafeHandles;

namespace EdgeStock.Mqtt;

/// <summary>
/// Lets any thread interrupt the loop's poll. However many signals come before the loop sees them, one system call is made:
/// signal after queueing; the loop clears first and looks at the queue then, so that nothing queued is overlooked.
/// </summary>
internal sealed unsafe class WakeUp : IDisposable
{
    private readonly SafeFileHandle eventFd = Libc.EventFd(0, Libc.CloseOnExec | Libc.NonBlocking);
    private int signalled;

    public WakeUp()
    {
        if (eventFd.IsInvalid)
        {
            throw new IOException($"eventfd: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }

    /// <summary>Descriptor to poll; for the loop, which alone disposes this.</summary>
    public int Descriptor => (int)eventFd.DangerousGetHandle();

    public void Signal()
    {
        if (Interlocked.Exchange(ref signalled, 1) != 0)
        {
            return;
        }

        try
        {
            ulong one = 1;
            _ = Libc.Write(eventFd, &one, sizeof(ulong));
        }
        catch (ObjectDisposedException)
        {
            // the loop has ended; there is nothing left to wake
        }
    }

    /// <summary>For the loop: takes the signal back.</summary>
    public void Clear()
    {
        ulong count;
        _ = Libc.Read(eventFd, &count, sizeof(ulong));
        Interlocked.Exchange(ref signalled, 0);
    }

    public void Dispose() => eventFd.Dispose();
}
