using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.System32)]

namespace EdgeStock.Ledger;

/// <summary>What makes a file outlive a power cut: its content reaches the disk, then its name does.</summary>
public static partial class Disk
{
    private const int CloseOnExec = 0x80000;
    private const int CurrentFolder = -100;
    private const uint OwnerAndGroup = 0x18;

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

    /// <summary>
    /// Gives a file to the owner of a folder, when this process is root's: what root makes among the gateway's files must stay the gateway's to
    /// write.
    /// </summary>
    /// <exception cref="IOException">The file system keeps no owners, or does not let root change them.</exception>
    public static unsafe void GiveToOwnerOf(string folder, string file)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return;
        }

        var status = default(FileStatus);
        if (Status(CurrentFolder, folder, 0, OwnerAndGroup, &status) != 0 || ChangeOwner(file, status.User, status.Group) != 0)
        {
            throw new IOException($"{file} cannot be given to the owner of {folder}: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }

    /// <summary>The folder that a file is in.</summary>
    public static string FolderOf(string file) => Path.GetDirectoryName(Path.GetFullPath(file))!;

    /// <summary>Room left for this user on the disk of a folder, in bytes.</summary>
    public static long Free(string folder) => new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace;

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle Open(string path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Synchronise(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int Status(int folder, string path, int flags, uint mask, FileStatus* status);

    [LibraryImport("libc", EntryPoint = "chown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ChangeOwner(string path, uint user, uint group);

    /// <summary><c>struct statx</c>, the same on every processor.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct FileStatus
    {
        [FieldOffset(20)]
        public uint User;

        [FieldOffset(24)]
        public uint Group;
    }
}
