using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace EdgeStock.Ledger;

/// <summary>Small files that are there whole or not at all, also after a power cut: written beside, synchronised, renamed.</summary>
public static partial class DurableFile
{
    private const int ReadOnlyFolder = 0x10000; // O_RDONLY | O_DIRECTORY
    private const int CloseOnExec = 0x80000;

    /// <summary>Writes a file in one step.</summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <param name="mode">Who may read it, from its first moment on.</param>
    /// <exception cref="IOException">The folder cannot be written, or the disk is full.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content, UnixFileMode mode)
    {
        var beside = path + ".part";
        File.Delete(beside);
        using (var file = new FileStream(beside, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = mode }))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        Rename(beside, path);
    }

    /// <summary>Gives a synchronised file its name, durably.</summary>
    public static void Rename(string from, string to)
    {
        File.Move(from, to, overwrite: true);
        SyncFolder(Path.GetDirectoryName(Path.GetFullPath(to))!);
    }

    /// <summary>Makes the names in a folder durable; .NET opens no folders.</summary>
    /// <exception cref="IOException">The folder cannot be opened or its disk fails.</exception>
    public static void SyncFolder(string path)
    {
        using var folder = Open(path, ReadOnlyFolder | CloseOnExec);
        if (folder.IsInvalid || Synchronise(folder) != 0)
        {
            throw new IOException($"the folder {path} cannot be made durable: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial SafeFileHandle Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Synchronise(SafeFileHandle file);
}
