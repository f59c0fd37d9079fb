using EdgeStock.Domain;
using EdgeStock.Ledger;
using EdgeStock.Tests.Domain;

namespace EdgeStock.Tests.Ledger;

/// <summary>A card that lost a page: whichever it is, the gateway opens the ledger and says what is wrong, or says why it cannot.</summary>
public sealed class DamagedPageTests : IDisposable
{
    private const int PageSize = 4096;
    private readonly LedgerBench bench = new(inMemory: true);

    public void Dispose() => bench.Dispose();

    [Theory]
    [InlineData(0x00)]
    [InlineData(0xA5)]
    public void Every_page_of_a_ledger_can_be_lost_and_is_told_of(byte octet)
    {
        Fill();
        var whole = File.ReadAllBytes(bench.File);
        var (refused, broken, held, unseen) = (0, 0, 0, 0);
        for (var page = 0; page < whole.Length / PageSize; page++)
        {
            var damaged = (byte[])whole.Clone();
            Array.Fill(damaged, octet, page * PageSize, PageSize);
            Lay(damaged);
            foreach (var end in new[] { "-wal", "-shm" })
            {
                File.Delete(bench.File + end);
            }

            try
            {
                using var store = bench.Open();
                var content = store.Load(bench.Site);
                Assert.NotNull(content);
                var fault = store.TryCommit(bench.Turn(store, LedgerBench.Taking(1)));
                Assert.True(fault is null or { Trouble: LedgerTrouble.Damaged }, $"page {page}: {fault}");
                _ = fault is not null ? held++ : store.BrokenTail is not null ? broken++ : unseen++;
            }
            catch (LedgerFormatException e)
            {
                Assert.Contains(bench.File, e.Message, StringComparison.Ordinal);
                refused++;
            }
        }

        // The last 10,000 entries are looked at, and these are fewer: what is not seen at a start are climate minutes and free pages.
        Assert.True(refused > 0 && broken > 10, $"{refused} refused, {broken} broken, {held} held, {unseen} unseen");
        Assert.True(unseen < whole.Length / PageSize / 2, $"{refused} refused, {broken} broken, {held} held, {unseen} unseen");
    }

    [Fact]
    public void Octets_that_changed_anywhere_are_told_of_or_change_nothing_that_is_read()
    {
        Fill();
        var whole = File.ReadAllBytes(bench.File);
        var random = new Random(20273);
        var (refused, taken) = (0, 0);
        for (var round = 0; round < 1500; round++)
        {
            var damaged = (byte[])whole.Clone();
            var page = random.Next(whole.Length / PageSize) * PageSize;
            for (var i = random.Next(1, 40); i > 0; i--)
            {
                // Mostly where a page says what lies where.
                damaged[page + random.Next(random.Next(4) == 0 ? PageSize : 128)] = (byte)random.Next(256);
            }

            Lay(damaged);
            File.Delete(bench.File + "-wal");
            File.Delete(bench.File + "-shm");
            try
            {
                using var store = bench.Open();
                store.Load(bench.Site);
                store.People();
                store.TryCommit(bench.Turn(store, LedgerBench.Taking(1)));
                taken++;
            }
            catch (LedgerFormatException)
            {
                refused++;
            }
        }

        Assert.True(refused > 50 && taken > 50, $"{refused} refused, {taken} taken");
    }

    /// <summary>A new file each time: SQLite shares what it knows of one within a process, and a refused ledger's handle may live on until it is collected.</summary>
    private void Lay(byte[] damaged)
    {
        File.Delete(bench.File);
        File.WriteAllBytes(bench.File, damaged);
    }

    private void Fill()
    {
        using var store = bench.Open();
        store.Load(bench.Site);
        for (var i = 0; i < 10; i++)
        {
            var minutes = Enumerable.Range(0, 100).Select(m => new ClimateMinute(TestSite.Point, TestSite.T0.AddMinutes((100 * i) + m), Span.With(null, 21), null, Quality.Good));
            var from = i * 100;
            store.Commit(bench.Turn(store, [.. Enumerable.Range(from + 1, 100).Select(LedgerBench.Taking)]) with { Minutes = [.. minutes] });
        }
    }
}
