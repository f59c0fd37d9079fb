using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace EdgeStock.Mqtt.Native;

/// <summary>What the loop needs of Linux beyond .NET: waiting on two descriptors at once. Sockets of .NET cannot wait on a foreign one.</summary>
internal static unsafe partial class Libc
{
    public const short PollIn = 1;
    public const short PollOut = 4;
    public const int Interrupted = 4;
    public const int CloseOnExec = 0x80000;
    public const int NonBlocking = 0x800;

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    public static partial int Poll(PollFd* fds, nuint count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    public static partial SafeFileHandle EventFd(uint initial, int flags);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(SafeFileHandle fd, ulong* buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(SafeFileHandle fd, ulong* buffer, nuint count);
}

/// <summary><c>struct pollfd</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PollFd
{
    public int Fd;
    public short Events;
    public short Returned;
}
