using EdgeStock.FaultWriter;

namespace EdgeStock.SystemTests.Faults;

/// <summary>The judge of the campaign must see what it is there to see.</summary>
public sealed class JudgeTests : IDisposable
{
    private const int Batches = 40;

    private readonly FaultFolder folder = new();
    private readonly Reference reference;

    public JudgeTests() => reference = new(folder, seed: 3, Batches);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_ledger_with_all_that_was_acknowledged_is_good()
    {
        var (ledger, said) = Written(seed: 3, commits: 25);

        Assert.Equal(new FaultRound("none", 20, 0, 0, null), reference.Judge("none", ledger, said[19]));
    }

    [Fact]
    public void A_commit_that_was_acknowledged_and_is_not_there_is_lost()
    {
        var (_, said) = Written(seed: 3, commits: 25);
        var (ledger, _) = Written(seed: 3, commits: 22);

        Assert.Equal(3, reference.Judge("none", ledger, said[24], keep: false).Lost);
    }

    [Fact]
    public void A_ledger_that_is_gone_has_lost_all()
    {
        var (_, said) = Written(seed: 3, commits: 25);

        Assert.Equal(25, reference.Judge("none", Path.Combine(folder.Round("empty"), "ledger.db"), said[24], keep: false).Lost);
    }

    [Fact]
    public void Other_entries_than_the_references_are_a_problem()
    {
        var (ledger, _) = Written(seed: 4, commits: 25);

        Assert.NotNull(reference.Judge("none", ledger, null, keep: false).Problem);
    }

    [Fact]
    public void A_file_that_is_no_ledger_any_more_is_unreadable()
    {
        var (ledger, said) = Written(seed: 3, commits: 25);
        File.WriteAllBytes(ledger, [.. Enumerable.Repeat((byte)7, 8192)]);

        Assert.Contains("not a database", reference.Judge("none", ledger, said[24], keep: false).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void An_entry_that_says_what_another_says_is_a_duplicate()
    {
        var (ledger, _) = Written(seed: 3, commits: Batches);
        using var run = LedgerRun.Open(ledger);
        var content = Content.Of(ledger, run);

        Assert.Equal(0, content.Repeated(content));
        Assert.Equal(2, (content with { Entries = [.. content.Entries, .. content.Entries.TakeLast(2)] }).Repeated(content));
    }

    private (string Ledger, IReadOnlyList<Acknowledgement> Said) Written(int seed, int commits)
    {
        var ledger = Path.Combine(folder.Round("written"), "ledger.db");
        using var run = LedgerRun.Open(ledger);
        return (ledger, [.. InputStream.Make(seed, Batches).Take(commits).Select(b => run.Commit(run.Take(b)))]);
    }
}
