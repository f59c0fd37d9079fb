using System.Text;
using EdgeStock.Ledger;
using EdgeStock.Ledger.Proof;
using EdgeStock.Tests.Domain;
using EdgeStock.Tests.Ledger;
using Microsoft.Data.Sqlite;

namespace EdgeStock.Tests.Proof;

public sealed class CheckpointTests : IDisposable
{
    private readonly ProofBench bench = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public void What_is_signed_is_the_documented_text()
    {
        var (id, hash) = (new LedgerIdentity("lund", "ward-3", 7), Enumerable.Repeat((byte)0xab, 32).ToArray());
        var checkpoint = Checkpoint.Sign(id, new(42, hash), new(2026, 3, 2, 6, 0, 0, 5, TimeSpan.Zero), bench.Key);

        // docs/ledger.md, Checkpoints
        var text = $"edgestock checkpoint 1\nlund\nward-3\n7\n42\n{string.Concat(Enumerable.Repeat("ab", 32))}\n2026-03-02T06:00:00.005Z\n";
        Assert.True(bench.Key.Public.Verifies(Encoding.UTF8.GetBytes(text), checkpoint.Signature));
        Assert.True(checkpoint.IsSignedBy(bench.Key.Public, id));
        Assert.False(checkpoint.IsSignedBy(bench.Key.Public, id with { Epoch = 8 }));
        Assert.False((checkpoint with { Seq = 43 }).IsSignedBy(bench.Key.Public, id));
    }

    [Fact]
    public void A_checkpoint_is_due_once_a_day_and_only_when_entries_came()
    {
        using var store = bench.Ledger.Open();
        var writer = new CheckpointWriter(store, bench.Key);
        Assert.False(writer.IsDue(TestSite.T0));

        Take(store);
        Assert.True(writer.IsDue(TestSite.T0));
        writer.Sign(TestSite.T0);
        Take(store);
        Assert.False(writer.IsDue(TestSite.T0.AddHours(17.9)));
        Assert.True(writer.IsDue(TestSite.T0.AddHours(18)));
        writer.Sign(TestSite.T0.AddHours(18));
        Assert.False(writer.IsDue(TestSite.T0.AddDays(5)));
    }

    [Fact]
    public void A_head_is_signed_once_and_a_new_key_signs_it_anew()
    {
        using var store = bench.Ledger.Open();
        using var other = new ProofBench();
        Take(store);
        var first = new CheckpointWriter(store, bench.Key).Sign(TestSite.T0);

        Assert.Equal(first.At, new CheckpointWriter(store, bench.Key).Sign(TestSite.T0.AddHours(1)).At);
        var heir = new CheckpointWriter(store, other.Key);
        Assert.True(heir.IsDue(TestSite.T0));
        Assert.Equal(other.Key.Id, heir.Sign(TestSite.T0.AddHours(1)).Key);
    }

    [Theory]
    [InlineData("DELETE FROM checkpoint")]
    [InlineData("UPDATE checkpoint SET at = at + 1")]
    [InlineData("DELETE FROM signing_key")]
    [InlineData("UPDATE signing_key SET since = 0")]
    public void The_file_itself_refuses_to_forget_or_change_what_was_signed(string sql)
    {
        bench.Filled();

        Assert.Contains("append-only", Assert.Throws<SqliteException>(() => bench.Ledger.Tamper(sql)).Message, StringComparison.Ordinal);
    }

    private void Take(LedgerStore store) => store.Commit(bench.Ledger.Turn(store, LedgerBench.Taking((int)store.Head.Seq + 1)));
}
