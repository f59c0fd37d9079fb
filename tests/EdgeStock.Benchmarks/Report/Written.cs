using System.Globalization;

namespace EdgeStock.Benchmarks.Report;

/// <summary>Counters of what was written. Their differences are figures.</summary>
/// <param name="Calls">Bytes that this process gave to write calls; sockets use others.</param>
/// <param name="Disk">Bytes that reached the disk below a folder, whoever wrote them; null where the kernel does not say.</param>
internal readonly record struct Written(long Calls, long? Disk)
{
    private const int SectorBytes = 512;

    /// <param name="folder">Any folder on the disk.</param>
    public static Written Now(string folder) => new(CallsNow(), OfDisk(folder));

    /// <summary>The first of the two alone.</summary>
    public static long CallsNow() =>
        long.Parse(File.ReadLines("/proc/self/io").First(l => l.StartsWith("wchar:", StringComparison.Ordinal))["wchar:".Length..], CultureInfo.InvariantCulture);

    public static Written operator -(Written after, Written before) => new(after.Calls - before.Calls, after.Disk - before.Disk);

    /// <summary>Sectors written, the seventh field of the device's <c>stat</c>; proc(5) names the device of each mount.</summary>
    private static long? OfDisk(string folder)
    {
        var mount = File.ReadLines("/proc/self/mountinfo").Select(l => l.Split(' '))
            .Where(m => folder.StartsWith(m[4], StringComparison.Ordinal))
            .OrderBy(m => m[4].Length)
            .Last();
        var stat = $"/sys/dev/block/{mount[2]}/stat";
        return File.Exists(stat)
            ? SectorBytes * long.Parse(File.ReadAllText(stat).Split(' ', StringSplitOptions.RemoveEmptyEntries)[6], CultureInfo.InvariantCulture)
            : null;
    }
}
