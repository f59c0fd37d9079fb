using System.Globalization;

namespace EdgeStock.Ledger;

/// <summary>
/// Holds a ledger for its one writer, also while its connection is opened anew. The kernel lets go of it when the process ends, however
/// it ends. Who holds it stands in a file beside it, because a locked file cannot be read from here.
/// </summary>
internal sealed class LedgerLock : IDisposable
{
    /// <summary>EWOULDBLOCK of Linux: what an open file's lock answers. Any other error, as of a read-only disk, is nobody's doing.</summary>
    private const int HeldByAnother = 11;

    private readonly FileStream file;
    private readonly string owner;

    private LedgerLock(FileStream file, string owner) => (this.file, this.owner) = (file, owner);

    /// <summary>Takes it.</summary>
    /// <param name="path">The ledger's file.</param>
    /// <exception cref="LedgerInUseException">Another process holds it.</exception>
    public static LedgerLock Take(string path)
    {
        var (name, owner) = (path + ".lock", path + ".pid");
        FileStream file;
        try
        {
            file = Alone(name);
        }
        catch (IOException e) when (IsHeld(e))
        {
            throw new LedgerInUseException($"{path} is open in another gateway{Process(owner)}: stop that one first, or give another --data folder", e);
        }

        try
        {
            File.WriteAllText(owner, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A full disk: it is held all the same, and cannot say by whom.
        }

        return new(file, owner);
    }

    /// <summary>Opens a file that only one process may have open.</summary>
    /// <exception cref="IOException">It cannot be opened; <see cref="IsHeld"/> says whether because another process has it.</exception>
    public static FileStream Alone(string name) => new(name, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

    /// <summary>Whether an error says that another process has the file.</summary>
    public static bool IsHeld(IOException e) => e.HResult == HeldByAnother;

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            File.Delete(owner);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A folder that is read-only or gone: an owner that does not run any more says nothing to anybody.
        }

        file.Dispose();
    }

    private static string Process(string owner)
    {
        try
        {
            return int.TryParse(File.ReadAllText(owner), NumberStyles.None, CultureInfo.InvariantCulture, out var process) ? $" (process {process})" : "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}

/// <summary>Another process writes this ledger.</summary>
public sealed class LedgerInUseException(string message, Exception inner) : Exception(message, inner);
