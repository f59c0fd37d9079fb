using EdgeStock.Ledger.Proof;

namespace EdgeStock.Tests.Proof;

/// <summary>A ledger of which pages were lost, as a worn card loses them.</summary>
public sealed class DamagedPagesTests : IDisposable
{
    private const int PageBytes = 4096;
    private const int Entries = 3000;

    private readonly ProofBench bench = new();

    public void Dispose() => bench.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(23)]
    public void Pages_that_cannot_be_read_are_named_as_ranges_and_all_else_is_checked(int lost)
    {
        bench.Ledger.Filled(Entries);
        bench.Ledger.Tamper("PRAGMA wal_checkpoint(TRUNCATE)");
        var leaves = Leaves();
        Assert.True(leaves.Count > 60, $"{leaves.Count} leaf pages");
        Overwrite(leaves.Skip(10).Take(lost));

        var verdict = bench.Verify();

        var range = Assert.Single(verdict.Findings.First, f => f.Part == FindingPart.Unreadable);
        Assert.True(range.From > 1 && range.To < Entries, range.ToString());
        Assert.Equal(Entries - range.Count, verdict.Entries);
        Assert.Equal((Entries, range.From!.Value - 1), (verdict.Head.Seq, verdict.Whole.Seq));
        Assert.DoesNotContain(FindingPart.Entry, verdict.Findings.Totals.Keys);
    }

    [Fact]
    public void Two_holes_are_two_ranges()
    {
        bench.Ledger.Filled(Entries);
        bench.Ledger.Tamper("PRAGMA wal_checkpoint(TRUNCATE)");
        var leaves = Leaves();
        Overwrite([leaves[5], leaves[40]]);

        Assert.Equal(2, bench.Verify().Findings.First.Count(f => f.Part == FindingPart.Unreadable));
    }

    [Fact]
    public void A_lost_end_is_named_to_the_end()
    {
        bench.Ledger.Filled(Entries);
        bench.Ledger.Tamper("PRAGMA wal_checkpoint(TRUNCATE)");
        Overwrite([Leaves()[^1]]);

        var verdict = bench.Verify();

        var range = Assert.Single(verdict.Findings.First, f => f.Part == FindingPart.Unreadable);
        Assert.Null(range.To);
        Assert.Equal(range.From - 1, verdict.Entries);
    }

    /// <summary>Offsets of the leaf pages of the entries' tree, in the order of the entries (SQLite file format, 1.6: type 0x0d, cells point at rowids).</summary>
    private List<int> Leaves()
    {
        var file = File.ReadAllBytes(bench.Ledger.File);
        var leaves = new SortedDictionary<long, int>();
        for (var page = 1; page < file.Length / PageBytes; page++)
        {
            var at = page * PageBytes;
            if (file[at] == 0x0d && ((file[at + 3] << 8) | file[at + 4]) > 0)
            {
                // The first cell's key is the sequence; only entries hold a kind in clear text.
                var cell = at + ((file[at + 8] << 8) | file[at + 9]);
                var (_, next) = Varint(file, cell);
                var (seq, _) = Varint(file, next);
                if (file.AsSpan(at, PageBytes).IndexOf("stock.taken.v1"u8) >= 0)
                {
                    leaves[seq] = at;
                }
            }
        }

        return [.. leaves.Values];
    }

    private static (long Value, int Next) Varint(byte[] file, int at)
    {
        long value = 0;
        while (true)
        {
            value = (value << 7) | (long)(file[at] & 0x7f);
            if ((file[at++] & 0x80) == 0)
            {
                return (value, at);
            }
        }
    }

    private void Overwrite(IEnumerable<int> pages)
    {
        using var file = new FileStream(bench.Ledger.File, FileMode.Open, FileAccess.Write);
        foreach (var at in pages)
        {
            file.Position = at;
            file.Write(new byte[PageBytes]);
        }
    }
}
