using System.Reflection;
using EdgeStock.Ledger;
using EdgeStock.Tests.Domain;
using Microsoft.Data.Sqlite;

namespace EdgeStock.Tests.Ledger;

/// <summary>Commits that fail: nothing of them counts, and the same turn given again is in the ledger once.</summary>
public sealed class LedgerFaultTests : IDisposable
{
    private readonly LedgerBench bench = new(inMemory: true);

    public void Dispose() => bench.Dispose();

    [Fact]
    public void A_full_file_takes_the_same_turn_when_there_is_room_again()
    {
        using var store = bench.Open();
        store.Load(bench.Site);
        var turn = bench.Turn(store, [.. Enumerable.Range(1, 500).Select(LedgerBench.Taking)]);
        LedgerBench.Execute(Connection(store), "PRAGMA max_page_count = 20");

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(LedgerTrouble.Full, store.TryCommit(turn)?.Trouble);
            Assert.Equal(0, store.Head.Seq);
        }

        using (var reader = bench.Read())
        {
            Assert.Empty(reader.After(0, 1));
        }

        LedgerBench.Execute(Connection(store), "PRAGMA max_page_count = 100000");
        Assert.Null(store.TryCommit(turn));
        Holds(store, 500);
    }

    [Fact]
    public void An_error_is_answered_with_a_fresh_connection_that_is_as_durable_as_the_first()
    {
        using var store = bench.Open();
        store.Load(bench.Site);
        var turn = bench.Turn(store, LedgerBench.Taking(1));
        LedgerBench.Execute(Connection(store), "PRAGMA query_only = ON");

        Assert.Equal(LedgerTrouble.Unwritable, store.TryCommit(turn)?.Trouble);
        Assert.Null(store.TryCommit(turn));

        Assert.Equal(2L, LedgerBench.Execute(Connection(store), "PRAGMA synchronous"));
        Holds(store, 1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_turn_that_was_committed_though_the_commit_said_otherwise_is_not_committed_twice(bool withEntries)
    {
        using var store = bench.Open();
        store.Load(bench.Site);
        var before = store.Head;
        var turn = (withEntries ? bench.Turn(store, LedgerBench.Taking(1), LedgerBench.Taking(2)) : bench.Turn(store)) with
        {
            Intake = new Dictionary<string, ulong> { ["ward-3-hw"] = 7 },
            Minutes = [new(TestSite.Point, TestSite.T0, null, null, EdgeStock.Domain.Quality.Good)],
        };
        store.Commit(turn);
        Set(store, "reopen", true);
        typeof(LedgerStore).GetProperty(nameof(LedgerStore.Head))!.SetValue(store, before);
        var changes = LedgerBench.Execute(Connection(store), "SELECT total_changes()");
        Assert.NotEqual(0L, changes);

        Assert.Null(store.TryCommit(turn));

        // The fresh connection has changed nothing.
        Assert.Equal(0L, LedgerBench.Execute(Connection(store), "SELECT total_changes()"));
        Assert.Equal(withEntries ? 2 : 0, store.Head.Seq);
        Assert.Equal(1L, LedgerBench.Execute(Connection(store), "SELECT count(*) FROM climate_minute"));
    }

    [Fact]
    public void An_entry_that_somebody_else_wrote_is_damage_and_is_not_written_over()
    {
        using var store = bench.Open();
        store.Load(bench.Site);
        store.Commit(bench.Turn(store, LedgerBench.Taking(1)));
        var turn = bench.Turn(store, LedgerBench.Taking(2));
        bench.Tamper("INSERT INTO entry VALUES (2, 'theirs', NULL, 'x', 0, 0, x'00', zeroblob(32))");

        var first = store.TryCommit(turn);
        var second = store.TryCommit(turn);

        Assert.Equal((LedgerTrouble.Damaged, LedgerTrouble.Damaged), (first?.Trouble, second?.Trouble));
        Assert.Contains("edgestock verify", second!.Says, StringComparison.Ordinal);
        using var reader = bench.Read();
        Assert.Equal("theirs", reader.After(1, 1)[0].Kind);
    }

    [Fact]
    public void A_clock_that_jumps_changes_no_order_and_breaks_no_chain()
    {
        using var store = bench.Open();
        store.Load(bench.Site);
        DateTimeOffset[] clock =
        [
            TestSite.T0, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(-20_000), TestSite.T0.AddDays(3650), new(2038, 1, 19, 3, 14, 8, TimeSpan.Zero),
            new(9999, 12, 31, 23, 59, 58, TimeSpan.Zero), TestSite.T0,
        ];
        foreach (var now in clock)
        {
            Assert.Null(store.TryCommit(bench.Turn(store, new EdgeStock.Domain.StockTaken(now, "store", TestSite.Glove, "glove", 1, 9, 9, 9, 0.98))));
        }

        Holds(store, clock.Length);
        using var reader = bench.Read();
        Assert.Equal(clock, reader.After(0, 100).Select(e => e.Occurred));
    }

    [Fact]
    public void A_ledger_whose_last_entries_do_not_hold_is_opened_and_says_so()
    {
        bench.Filled(30);
        bench.Tamper("DROP TRIGGER entry_append_only_update; UPDATE entry SET subject = 'other' WHERE seq = 17");

        using var store = bench.Open();

        Assert.Contains("entry 17 of the ledger does not follow", store.BrokenTail, StringComparison.Ordinal);
        store.Load(bench.Site);
        Assert.Null(store.TryCommit(bench.Turn(store, LedgerBench.Taking(31))));
    }

    [Fact]
    public void Only_the_last_ten_thousand_entries_are_looked_at_when_it_is_opened()
    {
        bench.Filled(10_050);
        bench.Tamper("DROP TRIGGER entry_append_only_update; UPDATE entry SET subject = 'other' WHERE seq = 50");
        using (var store = bench.Open())
        {
            Assert.Null(store.BrokenTail);
        }

        bench.Tamper("UPDATE entry SET subject = 'other' WHERE seq = 51");
        using var again = bench.Open();
        Assert.Contains("entry 51 ", again.BrokenTail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lock_that_had_no_room_to_say_whose_it_is_holds_all_the_same()
    {
        using var store = bench.Open();
        File.WriteAllText(bench.File + ".pid", "");

        Assert.Contains("is open in another gateway: stop", Assert.Throws<LedgerInUseException>(() => bench.Open()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_turn_that_is_found_in_the_log_counts_only_when_it_is_in_the_file()
    {
        using var store = bench.Open();
        store.Load(bench.Site);
        var before = store.Head;
        var turn = bench.Turn(store, LedgerBench.Taking(1), LedgerBench.Taking(2));
        store.Commit(turn);
        Set(store, "reopen", true);
        typeof(LedgerStore).GetProperty(nameof(LedgerStore.Head))!.SetValue(store, before);
        using (var reading = bench.Read())
        {
            reading.Hold();
            Assert.Equal(LedgerTrouble.Unwritable, store.TryCommit(turn)?.Trouble);
            Assert.Equal(0, store.Head.Seq);
        }

        Assert.Null(store.TryCommit(turn));

        Assert.Equal(0, new FileInfo(bench.File + "-wal").Length);
        Holds(store, 2);
    }

    [Fact]
    public void What_a_killed_writer_left_in_the_log_is_in_the_file_once_it_is_opened()
    {
        using var other = new LedgerBench(inMemory: true);
        using (var store = other.Open())
        {
            store.Load(other.Site);
            store.Commit(other.Turn(store, LedgerBench.Taking(1)));
            File.Copy(other.File, bench.File);
            File.Copy(other.File + "-wal", bench.File + "-wal");
        }

        using var opened = bench.Open();

        Assert.Equal((1, 0), (opened.Head.Seq, new FileInfo(bench.File + "-wal").Length));
    }

    [Fact]
    public void A_log_that_cannot_be_emptied_is_no_failure_of_what_is_committed()
    {
        using var store = bench.Open();
        store.Load(bench.Site);
        Assert.Null(store.TryCommit(bench.Turn(store, LedgerBench.Taking(1))));

        // Any error will do: SQLite answers a transaction in the way as it answers a full disk.
        Connection(store).DefaultTimeout = 1;
        LedgerBench.Execute(Connection(store), "BEGIN IMMEDIATE");
        Assert.False(store.EmptyLog());
        LedgerBench.Execute(Connection(store), "ROLLBACK");

        Assert.Null(store.TryCommit(bench.Turn(store, LedgerBench.Taking(2))));
        Assert.True(store.EmptyLog());
        Holds(store, 2);
    }

    [Fact]
    public async Task A_lock_that_cannot_be_taken_is_not_laid_on_a_gateway_that_does_not_run()
    {
        // A program that runs cannot be opened for writing: an error as a read-only disk gives it too.
        var name = bench.File + ".lock";
        File.Copy("/bin/sleep", name);
        File.SetUnixFileMode(name, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        using var running = System.Diagnostics.Process.Start(name, "60");
        try
        {
            var e = Assert.ThrowsAny<IOException>(() => bench.Open());

            Assert.Contains("busy", e.Message, StringComparison.OrdinalIgnoreCase);
        }
        finally
        {
            running.Kill();
            await running.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
    }

    private void Holds(LedgerStore store, int entries)
    {
        using var reader = bench.Read();
        Assert.Equal((entries, entries), ((int)store.Head.Seq, reader.After(0, 10_000).Count));
        Assert.Null(ChainVerifier.Verify(reader).BrokenAt);
    }

    private static SqliteConnection Connection(LedgerStore store) => (SqliteConnection)Field("connection").GetValue(store)!;

    private static void Set(LedgerStore store, string field, object value) => Field(field).SetValue(store, value);

    private static FieldInfo Field(string name) => typeof(LedgerStore).GetField(name, BindingFlags.NonPublic | BindingFlags.Instance)!;
}
