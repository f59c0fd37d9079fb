using System.Reflection;
using EdgeStock.Domain;
using EdgeStock.Ledger;
using EdgeStock.Tests.Domain;
using Microsoft.Data.Sqlite;

namespace EdgeStock.Tests.Ledger;

public sealed class LedgerStoreTests : IDisposable
{
    private readonly LedgerBench bench = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public void A_new_ledger_stands_at_its_genesis()
    {
        using var store = bench.Open();

        Assert.Equal(new LedgerIdentity("lund", "ward-3", LedgerBench.Epoch), store.Identity);
        Assert.Equal((0, Convert.ToHexStringLower(store.Identity.Genesis)), (store.Head.Seq, store.Head.HexHash));
    }

    [Fact]
    public void What_was_committed_is_read_back_as_it_was()
    {
        using var store = bench.Open();
        var turn = bench.Turn(store, LedgerBench.Taking(1), new DeviceStateChanged(TestSite.T0, "scale-1", DeviceState.Up, null), LedgerBench.Taking(2));
        store.Commit(turn);

        using var reader = bench.Read();
        AssertEqual(turn.Entries, reader.After(0, 10));
        AssertEqual([turn.Entries[1]], reader.After(1, 1));
        Assert.Empty(reader.After(3, 10));
        Assert.Equal((3, Convert.ToHexStringLower(turn.Entries[^1].Hash)), (reader.Head.Seq, reader.Head.HexHash));
        Assert.Equal(reader.Head.HexHash, store.Head.HexHash);
    }

    [Theory]
    [InlineData("DELETE FROM entry WHERE seq = 2", "append-only")]
    [InlineData("DELETE FROM entry", "append-only")]
    [InlineData("UPDATE entry SET payload = x'7B7D' WHERE seq = 2", "append-only")]
    [InlineData("UPDATE entry SET seq = 9 WHERE seq = 3", "append-only")]
    [InlineData("INSERT INTO entry SELECT seq + 2, kind, room, subject, occurred, recorded, payload, hash FROM entry WHERE seq = 3", "gaps")]
    [InlineData("INSERT INTO entry SELECT 2, kind, room, subject, occurred, recorded, payload, hash FROM entry WHERE seq = 3", "gaps")]
    [InlineData("INSERT INTO entry SELECT seq + 1, kind, room, subject, occurred, recorded, payload, x'00' FROM entry WHERE seq = 3", "CHECK")]
    public void The_file_itself_refuses_to_forget_to_change_and_to_skip(string sql, string word)
    {
        bench.Filled(3);

        Assert.Contains(word, Assert.Throws<SqliteException>(() => bench.Tamper(sql)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_entry_of_a_ledger_is_number_one() => Assert.Contains(
        "gaps",
        Assert.Throws<SqliteException>(() =>
        {
            using var store = bench.Open();
            store.Commit(bench.Turn(new ChainHead(1, store.Head.Hash), LedgerBench.Taking(1)));
        }).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_commit_that_fails_leaves_nothing_and_the_next_one_goes_on()
    {
        using var store = bench.Open();
        store.Load(bench.Site);
        store.Commit(bench.Turn(store, LedgerBench.Taking(1)));
        var head = store.Head;
        var (before, memory) = (Dump(), store.MemoryDocuments());

        var good = bench.Turn(store, LedgerBench.Taking(2), LedgerBench.Taking(3));
        var broken = Full(good) with { Entries = [good.Entries[0], good.Entries[1] with { Seq = 7 }] };
        Assert.Throws<SqliteException>(() => store.Commit(broken));

        Assert.Equal(head.HexHash, store.Head.HexHash);
        Assert.Equal(before, Dump());
        Assert.Equal(memory, store.MemoryDocuments());

        store.Commit(Full(good));
        Assert.Equal(3, store.Head.Seq);
        Assert.NotEqual(before, Dump());
    }

    [Fact]
    public void A_ledger_opened_again_goes_on_where_it_was()
    {
        LedgerCommit turn;
        using (var store = bench.Open())
        {
            store.Load(bench.Site);
            turn = Full(bench.Turn(store, new StockCounted(TestSite.T0, "store", TestSite.Glove, "glove", 7, 6, 8, 0.97), new TagArrived(TestSite.T0, "store", "shelf-a", TestSite.Tag(1), 0.95)));
            store.Commit(turn);
        }

        using var again = LedgerStore.Open(bench.File, "lund", "ward-3", LedgerBench.Epoch + 999);
        var content = again.Load(bench.Site);

        Assert.Equal(LedgerBench.Epoch, again.Identity.Epoch);
        Assert.Equal((2, Convert.ToHexStringLower(turn.Entries[^1].Hash)), (again.Head.Seq, again.Head.HexHash));
        Assert.Equal(turn.Projection.Bins, content.Projection.Bins);
        Assert.Equal(turn.Projection.Tags, content.Projection.Tags);
        Assert.Equal(turn.Projection.Climate, content.Projection.Climate);
        Assert.Equal(turn.Projection.Devices, content.Projection.Devices);
        Assert.Equal(turn.Intake, content.Intake);
        Assert.Equal(2, content.OutboxSeq);
        Assert.Equal(turn.Minutes, content.LatestMinutes);
        Assert.Equal(TestSite.T0, content.Memory.LastTick);
        Assert.Equal(turn.Changes.Devices, content.Memory.Devices);
        Assert.Equivalent(turn.Changes.Bins, content.Memory.Bins, strict: true);
        Assert.Equivalent(turn.Changes.Tags, content.Memory.Tags, strict: true);
    }

    [Fact]
    public void A_tag_that_was_forgotten_is_gone_from_memory_and_one_that_departed_from_the_read_model()
    {
        using var store = bench.Open();
        store.Load(bench.Site);
        store.Commit(Full(bench.Turn(store, new TagArrived(TestSite.T0, "store", "shelf-a", TestSite.Tag(1), 0.95))));
        Assert.Single(store.Load(bench.Site).Projection.Tags);

        var changes = new StoreroomChanges();
        changes.ForgottenTags.Add(TestSite.Tag(1).Hex);
        store.Commit(bench.Turn(store, new TagDeparted(TestSite.T0, "store", "shelf-a", TestSite.Tag(1), 0.95)) with { Changes = changes });

        var content = store.Load(bench.Site);
        Assert.Empty(content.Memory.Tags);
        Assert.Empty(content.Projection.Tags);
        Assert.Single(content.Memory.Bins);
    }

    [Fact]
    public void The_latest_minute_of_each_point_is_found_again()
    {
        using var store = bench.Open();
        ClimateMinute[] minutes = [.. Enumerable.Range(0, 3).Select(i => new ClimateMinute(TestSite.Point, TestSite.T0.AddMinutes(i), new(22.123, 22, 22.5, 6), null, Quality.Uncertain))];
        store.Commit(bench.Turn(store) with { Minutes = minutes });

        Assert.Equal(minutes[^1], Assert.Single(store.Load(bench.Site).LatestMinutes));
    }

    [Fact]
    public void A_replay_of_a_later_recording_continues_from_its_first_entry()
    {
        var start = new ChainHead(41, [.. Enumerable.Repeat((byte)7, 32)]);
        using (var store = LedgerStore.Open(bench.File, "lund", "ward-3", LedgerBench.Epoch, start))
        {
            store.Commit(bench.Turn(store, LedgerBench.Taking(1)));
        }

        using var reader = bench.Read();
        Assert.Equal((41, 42), (reader.Base.Seq, reader.Head.Seq));
        Assert.Equal(Chain.HashOf(start.Hash, reader.After(41, 1)[0]), reader.Head.Hash);
        Assert.Null(ChainVerifier.Verify(reader).BrokenAt);
    }

    [Fact]
    public void Every_commit_is_on_the_disk_before_it_returns()
    {
        using var store = bench.Open();
        var connection = (SqliteConnection)typeof(LedgerStore).GetField("connection", BindingFlags.NonPublic | BindingFlags.Instance)!.GetValue(store)!;

        Assert.Equal("wal", LedgerBench.Execute(connection, "PRAGMA journal_mode"));
        Assert.Equal(2L, LedgerBench.Execute(connection, "PRAGMA synchronous"));
        Assert.Equal(0x45445354L, LedgerBench.Execute(connection, "PRAGMA application_id"));
    }

    [Fact]
    public void A_ledger_of_another_gateway_is_refused_and_stays_as_it_was()
    {
        bench.Filled(2);
        var before = Dump();

        Assert.Contains("lund/ward-3, not of lund/ward-4", Assert.Throws<LedgerFormatException>(() => bench.Open(gateway: "ward-4")).Message, StringComparison.Ordinal);
        Assert.Contains("not of malmo/ward-3", Assert.Throws<LedgerFormatException>(() => bench.Open(site: "malmo")).Message, StringComparison.Ordinal);

        Assert.Equal(before, Dump());
        bench.Open().Dispose();
    }

    [Fact]
    public void A_ledger_of_a_newer_release_is_refused()
    {
        bench.Filled(1);
        bench.Tamper("PRAGMA user_version = 99; UPDATE meta SET v = '99' WHERE k = 'oldest_form'");

        var message = Assert.Throws<LedgerFormatException>(() => bench.Open()).Message;
        Assert.Contains("newer release", message, StringComparison.Ordinal);
        Assert.Contains("99", message, StringComparison.Ordinal);

        // One that does not say who may open it was made by nobody we know.
        bench.Tamper("DELETE FROM meta WHERE k = 'oldest_form'");
        Assert.Contains("newer release", Assert.Throws<LedgerFormatException>(() => bench.Open()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_newer_release_that_only_added_something_says_that_this_one_may_open_its_ledger()
    {
        bench.Filled(1);
        bench.Tamper("PRAGMA user_version = 99; CREATE TABLE theirs(x)");

        using (var store = bench.Open())
        {
            store.Load(bench.Site);
            store.Commit(bench.Turn(store, LedgerBench.Taking(2)));
        }

        using var reader = bench.Read();
        Assert.Equal((2, null), (reader.Head.Seq, ChainVerifier.Verify(reader).BrokenAt));
    }

    [Fact]
    public void An_older_form_is_brought_up_and_kept_beside_it_as_it_was()
    {
        using (var old = new SqliteConnection($"Data Source={bench.File};Pooling=False"))
        {
            old.Open();
            var identity = new LedgerIdentity("lund", "ward-3", LedgerBench.Epoch);
            LedgerBench.Execute(old, Migration("0001-begin") + Migration("0002-site-files"));
            LedgerBench.Execute(old, $"INSERT INTO meta VALUES ('site','lund'),('gateway','ward-3'),('epoch','{identity.Epoch}'),('base_seq','0'),('base_hash','{Convert.ToHexStringLower(identity.Genesis)}'); PRAGMA user_version = 2; PRAGMA application_id = {0x45445354};");
        }

        bench.Open().Dispose();

        using var copy = new SqliteConnection($"Data Source={bench.File}.form-2;Pooling=False;Mode=ReadOnly");
        copy.Open();
        Assert.Equal(2L, LedgerBench.Execute(copy, "PRAGMA user_version"));
        Assert.Equal("lund", LedgerBench.Execute(copy, "SELECT v FROM meta WHERE k = 'site'"));
        bench.Open().Dispose();
    }

    private static string Migration(string name)
    {
        using var text = new StreamReader(typeof(LedgerStore).Assembly.GetManifestResourceStream($"EdgeStock.Ledger.Migrations.{name}.sql")!);
        return text.ReadToEnd();
    }

    [Fact]
    public void Another_programs_database_is_refused_and_stays_as_it_was()
    {
        bench.Tamper("CREATE TABLE theirs(x); INSERT INTO theirs VALUES (1)");

        Assert.Contains("not an EdgeStock ledger", Assert.Throws<LedgerFormatException>(() => bench.Open()).Message, StringComparison.Ordinal);
        bench.Tamper("INSERT INTO theirs VALUES (2)");
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused_and_stays_as_it_was()
    {
        var text = "this is no database, but long enough to have a header of one hundred octets: " + new string('x', 1000);
        File.WriteAllText(bench.File, text);

        Assert.Contains(bench.File, Assert.Throws<LedgerFormatException>(() => bench.Open()).Message, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(bench.File));
    }

    [Fact]
    public void A_site_file_that_changed_rules_over_what_was_saved()
    {
        using var store = bench.Open();
        store.Load(bench.Site);
        store.Commit(bench.Turn(store, new StockCounted(TestSite.T0, "store", TestSite.Glove, "glove", 7, 7, 7, 1)) with
        {
            Minutes = [new(TestSite.Point, TestSite.T0, null, null, Quality.Good), new("south", TestSite.T0, null, null, Quality.Good)],
        });
        var moved = TestSite.GloveBin with { Room = "sterile", Article = TestSite.ArticleOf("mask", 5, 0.1) };
        var site = TestSite.Make(moved);

        var content = store.Load(site);

        Assert.Equal(("sterile", "mask"), (content.Projection.Bins[TestSite.Glove].Room, content.Projection.Bins[TestSite.Glove].Article));
        Assert.Equal([TestSite.Point], content.LatestMinutes.Select(m => m.Point));
    }

    [Fact]
    public void A_ledger_in_use_is_not_opened_a_second_time()
    {
        using (bench.Open())
        {
            var message = Assert.Throws<LedgerInUseException>(() => bench.Open()).Message;
            Assert.Contains(bench.File, message, StringComparison.Ordinal);
            Assert.Contains("stop that one first", message, StringComparison.Ordinal);
        }

        bench.Open().Dispose();
    }

    [Fact]
    public void A_reader_beside_the_writer_sees_each_commit()
    {
        using var store = bench.Open();
        using var reader = bench.Read();
        for (var i = 1; i <= 20; i++)
        {
            store.Commit(bench.Turn(store, LedgerBench.Taking(i)));
            Assert.Equal(i, reader.Head.Seq);
            Assert.Single(reader.After(i - 1, 10));
        }
    }

    [Fact]
    public void A_reader_cannot_write()
    {
        using var store = bench.Open();
        using var reader = bench.Read();
        var connection = (SqliteConnection)typeof(LedgerReader).GetField("connection", BindingFlags.NonPublic | BindingFlags.Instance)!.GetValue(reader)!;

        Assert.Equal(8, Assert.Throws<SqliteException>(() => LedgerBench.Execute(connection, "INSERT INTO intake VALUES ('x', '1')")).SqliteErrorCode);
    }

    [Fact]
    public void A_reader_of_no_ledger_says_so()
    {
        Assert.Contains("does not exist", Assert.Throws<LedgerFormatException>(() => bench.Read()).Message, StringComparison.Ordinal);
        File.WriteAllText(bench.File, "this is no database, but long enough to have a header of one hundred octets: " + new string('x', 100));
        Assert.Contains("cannot be read as a ledger", Assert.Throws<LedgerFormatException>(() => bench.Read()).Message, StringComparison.Ordinal);
    }

    /// <summary>A turn with something of every kind.</summary>
    private static LedgerCommit Full(LedgerCommit turn)
    {
        var changes = new StoreroomChanges { LastTick = TestSite.T0 };
        changes.Bins.Add(TestSite.Glove, new([1_772_431_200_000, 1_772_431_200_100], [1100.5, 1e-7], 7, -0.30000000000000004, BinCondition.Foreign, 1, TestSite.T0, null, 3));
        changes.Tags.Add(TestSite.Tag(1).Hex, new(Presence.Present, "shelf-a", TestSite.T0, TimeSpan.FromSeconds(3), [new(TestSite.T0, "shelf-a", 4, -55.5), new(TestSite.T0, "shelf-b", 1, null)]));
        changes.Devices.Add("scale-1", new(DeviceState.Up, TestSite.T0, TimeSpan.FromSeconds(2)));
        return turn with
        {
            Changes = changes,
            Minutes = [new(TestSite.Point, TestSite.T0, new(22.5, 22, 23.001, 6), new(50, 49, 51, 6), Quality.Good)],
            Intake = new Dictionary<string, ulong> { ["ward-3-hw"] = ulong.MaxValue },
            OutboxSeq = 2,
        };
    }

    /// <summary>Every row of every table.</summary>
    private string Dump()
    {
        using var connection = new SqliteConnection($"Data Source={bench.File};Mode=ReadOnly;Pooling=False");
        connection.Open();
        string[] tables = ["meta", "entry", "projection", "memory", "climate_minute", "intake", "outbox"];
        return string.Join('\n', tables.Select(table =>
        {
            using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the names above
            command.CommandText = $"SELECT * FROM {table} ORDER BY 1, 2";
#pragma warning restore CA2100
            using var rows = command.ExecuteReader();
            var text = new List<string>();
            while (rows.Read())
            {
                text.Add(string.Join('|', Enumerable.Range(0, rows.FieldCount).Select(i => rows.GetValue(i) is byte[] octets ? Convert.ToHexString(octets) : rows.GetValue(i).ToString())));
            }

            return table + "\n" + string.Join('\n', text);
        }));
    }

    private static void AssertEqual(IReadOnlyList<LedgerEntry> expected, IReadOnlyList<LedgerEntry> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        foreach (var (e, a) in expected.Zip(actual))
        {
            Assert.Equal(e.Payload, a.Payload);
            Assert.Equal(e.Hash, a.Hash);
            Assert.Equal(e, a with { Payload = e.Payload, Hash = e.Hash });
        }
    }
}
