namespace EdgeStock.Tests.FirmwareHost;

/// <summary>A folder of the test's own, gone with it. Short: a Unix socket's path has at most 107 bytes.</summary>
/// <param name="inMemory">On a memory file system where there is one: for tests of many commits, which say nothing about disks.</param>
internal sealed class TempFolder(bool inMemory = false) : IDisposable
{
    private const string MemoryFileSystem = "/dev/shm";

    public string Path { get; } = inMemory && Directory.Exists(MemoryFileSystem)
        ? Directory.CreateDirectory(System.IO.Path.Combine(MemoryFileSystem, "es-" + System.IO.Path.GetRandomFileName())).FullName
        : Directory.CreateTempSubdirectory("es-").FullName;

    /// <summary>A copy of a tree under tests/fixtures, links kept as links.</summary>
    public static TempFolder CopyOf(string fixture)
    {
        var folder = new TempFolder();
        Copy(new DirectoryInfo(Fixture(fixture)), folder.Path);
        return folder;
    }

    /// <summary>Where a tree under tests/fixtures is; only to be read.</summary>
    public static string Fixture(string name) => System.IO.Path.Combine(Repository(), "tests", "fixtures", name);

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private static string Repository()
    {
        var at = AppContext.BaseDirectory;
        while (!System.IO.File.Exists(System.IO.Path.Combine(at, "EdgeStock.sln")))
        {
            at = System.IO.Path.GetDirectoryName(at) ?? throw new InvalidOperationException("EdgeStock.sln is in no folder above the tests");
        }

        return at;
    }

    private static void Copy(DirectoryInfo from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var entry in from.EnumerateFileSystemInfos())
        {
            var target = System.IO.Path.Combine(to, entry.Name);
            if (entry.LinkTarget is { } link)
            {
                System.IO.File.CreateSymbolicLink(target, link);
            }
            else if (entry is DirectoryInfo directory)
            {
                Copy(directory, target);
            }
            else
            {
                System.IO.File.Copy(entry.FullName, target);
            }
        }
    }
}
