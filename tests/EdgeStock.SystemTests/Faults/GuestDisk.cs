using System.Buffers.Binary;
using EdgeStock.SystemTests.Broker;

namespace EdgeStock.SystemTests.Faults;

/// <summary>A disk of the guest: one partition with ext4 for the ledger, and after it one of which the first sector takes marks.</summary>
internal static class GuestDisk
{
    public const int FirstSector = 2048;
    public const int FileSystemMegabytes = 32;
    public const int FileSystemBytes = FileSystemMegabytes * 1024 * 1024;
    public const long MarkSector = FirstSector + (FileSystemBytes / DiskLog.SectorBytes);

    private const int MarkSectors = 2048;
    private const int TableOffset = 446;
    private const int EntryBytes = 16;
    private const byte LinuxPartition = 0x83;

    /// <summary>Makes the disk, empty.</summary>
    public static async Task MakeAsync(string path)
    {
        await using (var file = File.Create(path))
        {
            file.SetLength((MarkSector + MarkSectors) * DiskLog.SectorBytes);
            var table = new byte[DiskLog.SectorBytes];
            Partition(table, 0, FirstSector, (int)MarkSector - FirstSector);
            Partition(table, 1, (int)MarkSector, MarkSectors);
            (table[^2], table[^1]) = (0x55, 0xaa);
            await file.WriteAsync(table);
        }

        await FormatAsync("-E", $"offset={FirstSector * DiskLog.SectorBytes}", path, $"{FileSystemMegabytes}M");
    }

    /// <summary>Makes a disk that is one file system, without partitions.</summary>
    public static async Task MakePlainAsync(string path)
    {
        await using (var file = File.Create(path))
        {
            file.SetLength(FileSystemBytes);
        }

        await FormatAsync(path);
    }

    /// <summary>Mends the file system in an image as a start would, and takes the ledger's files out of it.</summary>
    /// <param name="image">The file system, from the image's beginning.</param>
    /// <param name="into">Folder for the files.</param>
    /// <returns>What is wrong; null when nothing is.</returns>
    public static async Task<string?> TakeOutAsync(string image, string into)
    {
        var check = await Tool.EndedAsync("e2fsck", "-fy", image);

        // 1: it was put right, as after any power cut
        if (check.ExitCode > 1)
        {
            return $"e2fsck {check.ExitCode}: {check.Output}";
        }

        await Tool.RunAsync("debugfs", "-R", $"rdump / {into}", image);
        return null;
    }

    private static Task<string> FormatAsync(params string[] arguments) => Tool.RunAsync("mkfs.ext4", ["-q", "-F", "-b", "4096", "-m", "0", .. arguments]);

    private static void Partition(byte[] table, int number, int first, int sectors)
    {
        var entry = table.AsSpan(TableOffset + (number * EntryBytes), EntryBytes);
        entry[4] = LinuxPartition;
        BinaryPrimitives.WriteInt32LittleEndian(entry[8..], first);
        BinaryPrimitives.WriteInt32LittleEndian(entry[12..], sectors);
    }
}
