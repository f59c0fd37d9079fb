using System.Runtime.InteropServices;
using System.Text;

namespace EdgeStock.FaultWriter;

/// <summary>
/// Says acknowledgements into a sector of the disk that the ledger lies on, past the page cache and without a flush: in a record of the
/// disk's writes each then stands where it was given.
/// </summary>
internal sealed unsafe class MarkDisk : IDisposable
{
    private const int SectorBytes = 512;

    // of <fcntl.h> on x86-64, the one machine that is emulated
    private const int WriteOnly = 1;
    private const int Direct = 0x4000;

    private readonly int handle;
    private readonly byte* sector = (byte*)NativeMemory.AlignedAlloc(SectorBytes, 4096);

    /// <param name="path">The block device.</param>
    public MarkDisk(string path)
    {
        handle = Open(Encoding.UTF8.GetBytes(path + '\0'), WriteOnly | Direct);
        if (handle < 0)
        {
            throw new IOException($"{path} cannot be opened for marks: error {Marshal.GetLastPInvokeError()}");
        }
    }

    /// <summary>Returns when the disk has the mark, durable or not.</summary>
    public void Write(string text)
    {
        var span = new Span<byte>(sector, SectorBytes);
        span.Clear();
        Encoding.UTF8.GetBytes(text + '\n', span);
        if (Write(handle, sector, SectorBytes, 0) != SectorBytes)
        {
            throw new IOException($"a mark cannot be written: error {Marshal.GetLastPInvokeError()}");
        }
    }

    public void Dispose()
    {
        _ = Close(handle);
        NativeMemory.AlignedFree(sector);
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "pwrite", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint Write(int handle, byte* data, nint count, nint offset);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int handle);
}
