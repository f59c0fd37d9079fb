namespace EdgeStock.SystemTests.Faults;

/// <summary>A folder for hundreds of ledgers, in memory where there is such a place; removed with all that is in it.</summary>
internal sealed class FaultFolder : IDisposable
{
    private const string Memory = "/dev/shm";
    private int rounds;

    public string Path { get; } = Directory.CreateDirectory(System.IO.Path.Combine(Directory.Exists(Memory) ? Memory : System.IO.Path.GetTempPath(), "edgestock-faults-" + Guid.NewGuid().ToString("N")[..8])).FullName;

    /// <summary>A new folder in it.</summary>
    public string Round(string name) => Directory.CreateDirectory(System.IO.Path.Combine(Path, $"{name}-{Interlocked.Increment(ref rounds)}")).FullName;

    /// <summary>The files of a ledger as a start would find them, in a folder of their own.</summary>
    public string Copy(string ledger, string name, bool withIndex = true)
    {
        var copy = System.IO.Path.Combine(Round(name), "ledger.db");
        foreach (var suffix in withIndex ? ["", "-wal", "-shm"] : new[] { "", "-wal" })
        {
            if (File.Exists(ledger + suffix))
            {
                File.Copy(ledger + suffix, copy + suffix);
            }
        }

        return copy;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
