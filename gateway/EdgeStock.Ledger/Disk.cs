using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.System32)]

namespace EdgeStock.Ledger;

/// <summary>What makes a file outlive a power cut: its content reaches the disk, then its name does.</summary>
public static partial class Disk
{
    private const int CloseOnExec = 0x80000;

    /// <summary>Puts a file's content on the disk.</summary>
    /// <exception cref="IOException">The disk is full or broken.</exception>
    public static void Flush(string file)
    {
        using var handle = File.OpenHandle(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        RandomAccess.FlushToDisk(handle);
    }

    /// <summary>Puts the names in a folder on the disk: what was made, renamed or deleted there. .NET opens no folders.</summary>
    /// <exception cref="IOException">The folder cannot be opened, or the disk is broken.</exception>
    public static void FlushFolder(string folder)
    {
        using var handle = Open(folder, CloseOnExec, 0);
        if (handle.IsInvalid || Synchronise(handle) != 0)
        {
            throw new IOException($"the folder {folder} cannot be put on the disk: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }

    /// <summary>Renames a file over what stands there, so that the new name outlives a power cut. Both are in one folder.</summary>
    public static void Rename(string from, string to)
    {
        File.Move(from, to, overwrite: true);
        FlushFolder(FolderOf(to));
    }

    /// <summary>The folder that a file is in.</summary>
    public static string FolderOf(string file) => Path.GetDirectoryName(Path.GetFullPath(file))!;

    /// <summary>Room left for this user on the disk of a folder, in bytes.</summary>
    public static long Free(string folder) => new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace;

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle Open(string path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Synchronise(SafeFileHandle file);
}
