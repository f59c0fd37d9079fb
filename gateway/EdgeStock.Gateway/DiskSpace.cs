namespace EdgeStock.Gateway;

/// <summary>
/// Room on the disk that holds the ledger. While it is short, detailed climate minutes are not kept, so that stock and alarms still are.
/// A reserve file is given back when the disk is full all the same: what it frees holds thousands of entries.
/// </summary>
internal sealed class DiskSpace
{
    private const long Megabyte = 1024 * 1024;

    private readonly string folder;
    private readonly Func<(long Free, long Size)?> look;

    /// <param name="folder">The gateway's data folder.</param>
    /// <param name="look">Octets free for this user and in all; null when the system does not say. The disk of <paramref name="folder"/> otherwise.</param>
    public DiskSpace(string folder, Func<(long Free, long Size)?>? look = null) => (this.folder, this.look) = (folder, look ?? (() => Of(folder)));

    /// <summary>The file that is given back.</summary>
    public string ReservePath => Path.Combine(folder, "reserve");

    /// <summary>Too little room for detail, with a gap between falling short and being well again.</summary>
    public bool IsShort { get; private set; }

    /// <summary>Octets free when last looked; null when the system does not say.</summary>
    public long? Free { get; private set; }

    /// <summary>Below this much detail is not kept.</summary>
    public static long Little(long size) => Math.Min(256 * Megabyte, size / 10);

    /// <summary>Looks again, and keeps the reserve where there is room for it.</summary>
    public void Look()
    {
        if (look() is not var (free, size))
        {
            Free = null;
            return;
        }

        Free = free;
        IsShort = IsShort ? free < 2 * Little(size) : free < Little(size);
        if (!IsShort)
        {
            Reserve(Math.Min(8 * Megabyte, size / 50));
        }
    }

    /// <summary>The disk is full: short from now on, and the reserve is given back.</summary>
    /// <returns>False when there was none.</returns>
    public bool GiveBack()
    {
        IsShort = true;
        if (!File.Exists(ReservePath))
        {
            return false;
        }

        try
        {
            File.Delete(ReservePath);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A disk that is read-only besides being full: the commit says so.
            return false;
        }
    }

    /// <summary>Octets free and in all on a folder's disk; null when the system does not say, as in some containers.</summary>
    public static (long Free, long Size)? Of(string folder)
    {
        try
        {
            var drive = new DriveInfo(Path.GetFullPath(folder));
            return (drive.AvailableFreeSpace, drive.TotalSize);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private void Reserve(long octets)
    {
        if (File.Exists(ReservePath))
        {
            return;
        }

        try
        {
            // Blocks really taken, not a hole.
            using var file = new FileStream(ReservePath, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, PreallocationSize = octets });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Without a reserve the gateway does its work as long as there is room; the disk's check says how much there is.
        }
    }
}
