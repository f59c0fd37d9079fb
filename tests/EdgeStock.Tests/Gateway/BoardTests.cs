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
    public async Task Readers_miss_no_change_however_the_threads_fall()
    {
        // After each change the writer waits for both readers, so that a change once missed is never made good by the next.
        const int changes = 30_000;
        var empty = Sheet(0);
        var board = new Board(empty);
        var seen = new long[2];
        var readers = seen.Select((_, reader) => Task.Run(() => FollowAsync(reader))).ToList();
        var writer = Task.Run(() =>
        {
            for (var i = 1; i <= changes; i++)
            {
                board.Put(empty with { Head = new(i, []) });
                Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref seen[0]) == i && Volatile.Read(ref seen[1]) == i, Eventually.Deadline), $"change {i} was missed");
            }
        });

        await Task.WhenAll([writer, .. readers]);

        async Task FollowAsync(int reader)
        {
            Snapshot? last = null;
            while (last is null || last.Head.Seq < changes)
            {
                last = await board.NextAsync(last, CancellationToken.None).WaitAsync(Eventually.Deadline);
                Assert.True(last.Head.Seq >= seen[reader], "an older sheet came after a newer one");
                Volatile.Write(ref seen[reader], last.Head.Seq);
            }
        }
    }

    private static Snapshot Sheet(long seq) =>
        new(TestSite.Make(), new(seq, []), Projection.Empty(TestSite.Make()), new Dictionary<string, DateTimeOffset>(), [], IntakeCounters.None, TestSite.T0);
}
