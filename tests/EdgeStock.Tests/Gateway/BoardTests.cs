using EdgeStock.Domain;
using EdgeStock.Gateway;
using EdgeStock.Tests.Domain;
using EdgeStock.Tests.FirmwareHost;

namespace EdgeStock.Tests.Gateway;

public sealed class BoardTests
{
    [Fact]
    public async Task Who_has_seen_nothing_gets_the_present_sheet_at_once()
    {
        var board = new Board(Sheet(1));

        Assert.Same(board.Current, await board.NextAsync(null, CancellationToken.None));
    }

    [Fact]
    public async Task Who_has_seen_the_present_sheet_waits_for_the_next()
    {
        var board = new Board(Sheet(1));
        var next = board.NextAsync(board.Current, CancellationToken.None);
        Assert.False(next.IsCompleted);

        var second = Sheet(2);
        board.Put(second);

        Assert.Same(second, await next.WaitAsync(Eventually.Deadline));
    }

    [Fact]
    public async Task Who_was_slow_gets_the_latest_sheet_and_none_in_between()
    {
        var board = new Board(Sheet(1));
        var seen = board.Current;
        board.Put(Sheet(2));
        board.Put(Sheet(3));

        Assert.Equal(3, (await board.NextAsync(seen, CancellationToken.None)).Head.Seq);
    }

    [Fact]
    public async Task A_reader_that_no_longer_waits_is_let_go()
    {
        using var stop = new CancellationTokenSource();
        var board = new Board(Sheet(1));
        var next = board.NextAsync(board.Current, stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next.WaitAsync(Eventually.Deadline));
    }

    [Fact]
    public async Task Readers_never_miss_the_last_of_many_changes()
    {
        const int sheets = 20_000;
        var board = new Board(Sheet(0));
        var readers = Enumerable.Range(0, 3).Select(_ => Task.Run(FollowAsync)).ToList();
        for (var i = 1; i <= sheets; i++)
        {
            board.Put(Sheet(i));
            if (i % 50 == 0)
            {
                await Task.Yield();
            }
        }

        await Task.WhenAll(readers).WaitAsync(Eventually.Deadline);

        async Task FollowAsync()
        {
            Snapshot? seen = null;
            while (seen is null || seen.Head.Seq < sheets)
            {
                var next = await board.NextAsync(seen, CancellationToken.None);
                Assert.True(seen is null || next.Head.Seq > seen.Head.Seq, "a sheet came twice or an older one after a newer");
                seen = next;
            }
        }
    }

    private static Snapshot Sheet(long seq) =>
        new(new(seq, []), Projection.Empty(TestSite.Make()), new Dictionary<string, DateTimeOffset>(), [], IntakeCounters.None, TestSite.T0);
}
