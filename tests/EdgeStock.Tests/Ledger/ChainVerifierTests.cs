using EdgeStock.Ledger;
using EdgeStock.Tests.Domain;

namespace EdgeStock.Tests.Ledger;

public sealed class ChainVerifierTests : IDisposable
{
    private const string Unlock = "DROP TRIGGER entry_append_only_delete; DROP TRIGGER entry_append_only_update; DROP TRIGGER entry_gapless;";

    private readonly LedgerBench bench = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public void A_ledger_as_it_was_written_holds()
    {
        var report = Verify(bench.Filled(2500));

        Assert.Equal((2500, 2500, null, null), (report.Entries, report.Head.Seq, report.BrokenAt, report.Problem));
    }

    [Fact]
    public void A_ledger_without_entries_holds()
    {
        bench.Open().Dispose();

        Assert.Equal((0, null), (Verify(bench).Entries, Verify(bench).BrokenAt));
    }

    [Theory]
    [InlineData("payload = CAST(replace(payload, '\"quantity\":1', '\"quantity\":2') AS BLOB)")]
    [InlineData("payload = CAST(payload || ' ' AS BLOB)")]
    [InlineData("occurred = occurred + 1")]
    [InlineData("recorded = recorded - 1")]
    [InlineData("subject = 'store/bin-2'")]
    [InlineData("kind = 'stock.added.v1'")]
    [InlineData("room = NULL")]
    [InlineData("room = 'sterile'")]
    [InlineData("hash = zeroblob(32)")]
    public void A_changed_entry_is_named(string change)
    {
        bench.Filled(6).Tamper($"{Unlock} UPDATE entry SET {change} WHERE seq = 4");

        var report = Verify(bench);

        Assert.Equal((3, 3, 4L), (report.Entries, report.Head.Seq, report.BrokenAt));
        Assert.NotNull(report.Problem);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(1001)]
    public void A_missing_entry_is_named(int missing)
    {
        bench.Filled(1003).Tamper($"{Unlock} DELETE FROM entry WHERE seq = {missing}");

        var report = Verify(bench);

        Assert.Equal((missing - 1, missing), (report.Entries, report.BrokenAt));
        Assert.Contains("missing", report.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("occurred = 9223372036854775807")]
    [InlineData("recorded = -9223372036854775807")]
    public void An_entry_that_cannot_even_be_read_is_named(string change)
    {
        bench.Filled(6).Tamper($"{Unlock} UPDATE entry SET {change} WHERE seq = 4");

        Assert.Equal((3, 4L), (Verify(bench).Entries, Verify(bench).BrokenAt));
    }

    [Fact]
    public void Of_several_broken_entries_the_first_is_named()
    {
        bench.Filled(6).Tamper($"{Unlock} UPDATE entry SET occurred = occurred + 1 WHERE seq IN (5, 3)");

        Assert.Equal(3, Verify(bench).BrokenAt);
    }

    [Fact]
    public void A_swapped_pair_is_noticed()
    {
        bench.Filled(6).Tamper($"{Unlock} UPDATE entry SET seq = 100 WHERE seq = 3; UPDATE entry SET seq = 3 WHERE seq = 4; UPDATE entry SET seq = 4 WHERE seq = 100");

        Assert.Equal(3, Verify(bench).BrokenAt);
    }

    [Fact]
    public void An_entry_put_in_between_is_noticed()
    {
        bench.Filled(6).Tamper($"{Unlock} UPDATE entry SET seq = seq + 1000 WHERE seq > 3; UPDATE entry SET seq = seq - 999 WHERE seq > 1000; INSERT INTO entry SELECT 4, kind, room, subject, occurred, recorded, payload, hash FROM entry WHERE seq = 3");

        Assert.Equal(4, Verify(bench).BrokenAt);
    }

    [Theory]
    [InlineData("site")]
    [InlineData("gateway")]
    [InlineData("epoch")]
    public void A_ledger_given_another_identity_is_noticed(string key)
    {
        bench.Filled(2).Tamper($"UPDATE meta SET v = '7' WHERE k = '{key}'");

        var report = Verify(bench);

        Assert.Equal((0, 1L), (report.Entries, report.BrokenAt));
        Assert.Contains("identity", report.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void An_identity_with_its_own_genesis_does_not_fit_the_entries()
    {
        var forged = Convert.ToHexStringLower(new LedgerIdentity("lund", "ward-9", LedgerBench.Epoch).Genesis);
        bench.Filled(2).Tamper($"UPDATE meta SET v = 'ward-9' WHERE k = 'gateway'; UPDATE meta SET v = '{forged}' WHERE k = 'base_hash'");

        Assert.Equal(1, Verify(bench).BrokenAt);
    }

    [Fact]
    public void An_entry_of_an_unknown_kind_does_not_hold_although_its_hash_fits()
    {
        using (var store = bench.Open())
        {
            var entry = Chain.Next(store.Head, "stock.eaten.v1", "store", "store/bin-1", TestSite.T0, TestSite.T0, "{}"u8.ToArray());
            store.Commit(bench.Turn(store) with { Entries = [entry] });
        }

        Assert.Contains("stock.eaten.v1", Verify(bench).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Progress_is_told_each_thousand_entries()
    {
        var told = new Told();
        using var reader = bench.Filled(2500).Read();
        ChainVerifier.Verify(reader, told);

        Assert.Equal([1000, 2000, 2500], told.Reached);
    }

    private static ChainReport Verify(LedgerBench bench)
    {
        using var reader = bench.Read();
        return ChainVerifier.Verify(reader);
    }

    private sealed class Told : IProgress<long>
    {
        public List<long> Reached { get; } = [];

        public void Report(long value) => Reached.Add(value);
    }
}
