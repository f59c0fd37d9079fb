using EdgeStock.Ledger;
using EdgeStock.Tests.Domain;
using EdgeStock.Tests.FirmwareHost;

namespace EdgeStock.Tests.Ledger;

public sealed class LedgerBackupTests : IDisposable
{
    private readonly LedgerBench files = new(inMemory: true);
    private readonly TempFolder folder = new(inMemory: true);

    public void Dispose()
    {
        folder.Dispose();
        files.Dispose();
    }

    [Fact]
    public void A_backup_made_beside_the_writer_holds_what_was_committed_when_it_began()
    {
        using var store = files.Open();
        store.Commit(files.Turn(store, [.. Enumerable.Range(1, 20_000).Select(LedgerBench.Taking)]));
        var head = store.Head;
        var steps = new Steps(step =>
        {
            if (!step.Checking && store.Head.Seq < 20_010)
            {
                store.Commit(files.Turn(store, LedgerBench.Taking(5)));
            }
        });

        var backup = LedgerBackup.InFolder(files.File, folder.Path, TestSite.T0, steps);

        Assert.Equal(("ledger-20260302T060000Z-20000.db", 20_000), (Path.GetFileName(backup.Path), backup.Seq));
        Assert.True(store.Head.Seq > head.Seq, "the writer committed nothing meanwhile: the test says nothing");
        using var copy = LedgerReader.Open(backup.Path);
        Assert.Equal((head.HexHash, store.Identity), (copy.Head.HexHash, copy.Identity));
        Assert.Null(LedgerSoundness.Problem(backup.Path));
        Assert.Contains(steps.All, s => s is { Checking: true, Done: 20_000, Total: 20_000 });
        Assert.Equal(["backup.lock", Path.GetFileName(backup.Path)], Directory.GetFiles(folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(backup.Path));
    }

    [Fact]
    public void A_backup_can_be_opened_as_a_ledger_and_gone_on_with()
    {
        files.Filled(10);
        var backup = LedgerBackup.InFolder(files.File, folder.Path, TestSite.T0);

        using var store = LedgerStore.Open(backup.Path, "lund", "ward-3", LedgerBench.Epoch);
        store.Commit(files.Turn(store, LedgerBench.Taking(11)));

        Assert.Equal((11, LedgerBench.Epoch), (store.Head.Seq, store.Identity.Epoch));
    }

    [Theory]
    [InlineData("DROP TRIGGER entry_append_only_update; UPDATE entry SET subject = 'store/b-99' WHERE seq = 7", "entry 7")]
    [InlineData("DROP TRIGGER entry_append_only_delete; DELETE FROM entry WHERE seq = 7", "entry 7")]
    public void A_damaged_ledger_gets_no_backup_and_is_said_to_be_damaged(string damage, string where)
    {
        files.Filled(10).Tamper(damage);

        var refused = Assert.Throws<BackupException>(() => LedgerBackup.InFolder(files.File, folder.Path, TestSite.T0));

        Assert.True(refused.LedgerDamaged);
        Assert.Contains(where, refused.Message, StringComparison.Ordinal);
        Assert.Equal(["backup.lock"], Directory.GetFiles(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void A_ledger_with_a_destroyed_page_gets_no_backup_and_is_said_to_be_damaged()
    {
        files.Filled(2000);
        using (var file = new FileStream(files.File, FileMode.Open))
        {
            // neither the first page nor the last: one that entries lie in
            file.Position = file.Length / 2 / 4096 * 4096;
            file.Write(new byte[4096]);
        }

        Assert.True(Assert.Throws<BackupException>(() => LedgerBackup.InFolder(files.File, folder.Path, TestSite.T0)).LedgerDamaged);
        Assert.Empty(BackupFile.In(folder.Path));
    }

    [Fact]
    public void A_backup_that_is_broken_off_leaves_nothing_behind()
    {
        files.Filled(20_000);
        using var stop = new CancellationTokenSource();
        var steps = new Steps(_ => stop.Cancel());

        Assert.ThrowsAny<OperationCanceledException>(() => LedgerBackup.InFolder(files.File, folder.Path, TestSite.T0, steps, stop.Token));

        Assert.Contains(steps.All, s => !s.Checking);
        Assert.Equal(["backup.lock"], Directory.GetFiles(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void What_a_killed_backup_left_is_cleared_away_by_the_next()
    {
        File.WriteAllText(folder.File("ledger.part"), "half");
        File.WriteAllText(folder.File("others.part"), "of another program");
        files.Filled(1);

        LedgerBackup.InFolder(files.File, folder.Path, TestSite.T0);

        Assert.False(File.Exists(folder.File("ledger.part")));
        Assert.True(File.Exists(folder.File("others.part")));
    }

    [Fact]
    public void A_disk_without_twice_the_ledgers_room_is_left_alone()
    {
        files.Filled(1);
        using (var log = new FileStream(files.File + "-wal", FileMode.Create))
        {
            // a log with a hole: it is large and takes no room
            log.SetLength(8L << 40);
        }

        var refused = Assert.Throws<BackupException>(() => LedgerBackup.InFolder(files.File, folder.Path, TestSite.T0));

        Assert.Contains("16777217 MB, twice the ledger: make room", refused.Message, StringComparison.Ordinal);
        Assert.False(refused.LedgerDamaged);
        Assert.Empty(BackupFile.In(folder.Path));
    }

    [Fact]
    public void Two_backups_are_not_made_into_one_folder_at_once()
    {
        files.Filled(1);
        using var other = new FileStream(folder.File("backup.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

        Assert.Contains("another backup is being made", Assert.Throws<BackupException>(() => LedgerBackup.InFolder(files.File, folder.Path, TestSite.T0)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_chosen_name_is_not_written_over()
    {
        files.Filled(1);
        File.WriteAllText(folder.File("mine.db"), "kept");

        Assert.Contains("exists already", Assert.Throws<BackupException>(() => LedgerBackup.As(files.File, folder.File("mine.db"))).Message, StringComparison.Ordinal);
        Assert.Equal("kept", File.ReadAllText(folder.File("mine.db")));
        Assert.Equal(1, LedgerBackup.As(files.File, folder.File("other.db")));
        Assert.Null(LedgerSoundness.Problem(folder.File("other.db")));
    }

    [Fact]
    public void The_newest_are_kept_by_their_entries_whatever_the_clock_said()
    {
        using var store = files.Open();
        DateTimeOffset[] clocks = [TestSite.T0, TestSite.T0.AddYears(30), DateTimeOffset.UnixEpoch, TestSite.T0.AddDays(2), DateTimeOffset.UnixEpoch.AddDays(1)];
        foreach (var at in clocks)
        {
            store.Commit(files.Turn(store, LedgerBench.Taking(1)));
            LedgerBackup.InFolder(files.File, folder.Path, at);
        }

        var deleted = LedgerBackup.Prune(folder.Path, 3);

        Assert.Equal([2, 1], deleted.Select(b => b.Seq));
        Assert.Equal([3, 4, 5], BackupFile.In(folder.Path).Select(b => b.Seq).Order());
    }

    [Fact]
    public void A_file_that_is_not_the_backup_of_its_name_does_not_count_as_one()
    {
        using var store = files.Open();
        for (var day = 0; day < 3; day++)
        {
            store.Commit(files.Turn(store, LedgerBench.Taking(1)));
            LedgerBackup.InFolder(files.File, folder.Path, TestSite.T0.AddDays(day));
        }

        var newest = BackupFile.In(folder.Path)[2].Path;
        File.WriteAllText(newest, "no ledger any more");

        Assert.Empty(LedgerBackup.Prune(folder.Path, 2));
        Assert.Equal(3, BackupFile.In(folder.Path).Count);
    }

    [Theory]
    [InlineData("ledger-20260302T060000Z-12.db", 12L)]
    [InlineData("ledger-20260302T060000Z-9223372036854775807.db", long.MaxValue)]
    [InlineData("ledger-20260302T060000Z-.db", null)]
    [InlineData("ledger-20261302T060000Z-12.db", null)]
    [InlineData("ledger-20260302T060000Z-12.db-wal", null)]
    [InlineData("ledger-aside-20260302T060000Z.db", null)]
    [InlineData("ledger-20260302T060000Z-9999999999999999999.db", null)]
    public void A_backup_is_known_by_its_name(string name, long? seq) => Assert.Equal(seq, BackupFile.Parse("/var/" + name)?.Seq);

    private sealed class Steps(Action<BackupStep> told) : IProgress<BackupStep>
    {
        public List<BackupStep> All { get; } = [];

        public void Report(BackupStep value)
        {
            All.Add(value);
            told(value);
        }
    }
}
