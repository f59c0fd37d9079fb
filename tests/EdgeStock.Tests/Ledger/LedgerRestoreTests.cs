using EdgeStock.Domain;
using EdgeStock.Ledger;
using EdgeStock.Tests.Domain;
using EdgeStock.Tests.FirmwareHost;

namespace EdgeStock.Tests.Ledger;

public sealed class LedgerRestoreTests : IDisposable
{
    private const long NewEpoch = LedgerBench.Epoch + 1000;

    private readonly LedgerBench files = new(inMemory: true);
    private readonly TempFolder folder = new(inMemory: true);

    public void Dispose()
    {
        folder.Dispose();
        files.Dispose();
    }

    private string Path => folder.File("ledger.db");

    private string Backup => files.File;

    [Fact]
    public void A_restored_ledger_goes_on_under_a_new_epoch_and_keeps_the_ids_of_what_was_before()
    {
        Lay(backup: 10, present: 14);

        var first = Restore();

        Assert.Equal((11, "ledger.restored.v1", "ledger"), (first.Seq, first.Kind, first.Subject));
        using var store = LedgerStore.Open(Path, "lund", "ward-3", 1);
        Assert.Equal(new LedgerRestored(TestSite.T0, NewEpoch, 10, HashAt(Backup, 10), "ledger.db"), EventCodec.Decode(first));
        Assert.Equal((11, LedgerBench.Epoch), (store.Head.Seq, store.Identity.Epoch));
        store.Commit(files.Turn(store, LedgerBench.Taking(99)));
        Assert.Equal([LedgerBench.Epoch, LedgerBench.Epoch, NewEpoch, NewEpoch], new long[] { 1, 10, 11, 12 }.Select(store.Epochs.Of));
        Assert.Equal((NewEpoch, 11), (store.Epochs.Current, store.Epochs.CurrentFirst));
        Assert.Null(LedgerSoundness.Problem(Path));
    }

    [Fact]
    public void The_ledger_before_is_kept_whole_with_what_only_its_log_holds()
    {
        Lay(backup: 10, present: 14);
        Assert.True(new FileInfo(Path + "-wal").Length > 0, "everything is in the file: the test says nothing");

        Restore();

        Assert.Null(LedgerSoundness.Problem(folder.File("aside.db")));
        Assert.Equal(14, HeadOf(folder.File("aside.db")).Seq);
        Assert.Equal(["aside.db", "aside.db-shm", "aside.db-wal", "ledger.db"], Names().Where(n => n is not "ledger.db-wal" and not "ledger.db-shm" and not "ledger.db.lock"));
    }

    public static TheoryData<RestoreStep> Steps => [.. Enum.GetValues<RestoreStep>()];

    [Theory]
    [MemberData(nameof(Steps))]
    public void Cut_off_at_any_step_it_leaves_the_old_ledger_or_the_new_one(RestoreStep step)
    {
        Lay(backup: 10, present: 14);
        Assert.Throws<PowerCut>(() => Restore(at => Cut(at, step)));

        // the next start of the gateway
        using (var store = LedgerStore.Open(Path, "lund", "ward-3", 1))
        {
            var isNew = step >= RestoreStep.Decided;
            Assert.Equal(isNew ? (11, NewEpoch) : (14, LedgerBench.Epoch), (store.Head.Seq, store.Epochs.Current));
            store.Commit(files.Turn(store, LedgerBench.Taking(99)));
        }

        Assert.Null(LedgerSoundness.Problem(Path));
        Assert.DoesNotContain(Names(), n => n.Contains("next", StringComparison.Ordinal) || n.Contains("swap", StringComparison.Ordinal));
        Assert.Equal(step >= RestoreStep.Decided, File.Exists(folder.File("aside.db")));
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public void Run_again_after_it_was_cut_off_it_finishes(RestoreStep step)
    {
        Lay(backup: 10, present: 14);
        Assert.Throws<PowerCut>(() => Restore(at => Cut(at, step)));

        if (!LedgerRestore.Finish(Path))
        {
            Restore();
        }

        Assert.Equal(11, HeadOf(Path).Seq);
        Assert.Equal(14, HeadOf(folder.File("aside.db")).Seq);
        Assert.Null(LedgerSoundness.Problem(Path));
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public void Cut_off_twice_it_still_finishes(RestoreStep step)
    {
        Lay(backup: 10, present: 14);
        Assert.Throws<PowerCut>(() => Restore(at => Cut(at, RestoreStep.Decided)));
        if (step > RestoreStep.Decided)
        {
            Assert.Throws<PowerCut>(() => LedgerRestore.Finish(Path, at => Cut(at, step)));
        }

        Assert.True(LedgerRestore.Finish(Path));
        Assert.False(LedgerRestore.Finish(Path));
        Assert.Equal((11, 14), (HeadOf(Path).Seq, HeadOf(folder.File("aside.db")).Seq));
    }

    [Fact]
    public void A_ledger_that_is_missing_or_no_ledger_at_all_is_no_hindrance()
    {
        files.Filled(3);
        File.WriteAllText(Path + ".lock", "");
        Restore();
        Assert.Equal(4, HeadOf(Path).Seq);

        File.WriteAllText(Path, "a disk in ruins");
        Restore();
        Assert.Equal(4, HeadOf(Path).Seq);
        Assert.Equal("a disk in ruins", File.ReadAllText(folder.File("aside.db")));
    }

    [Fact]
    public void What_root_restores_or_backs_up_stays_the_gateways_to_write()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            Assert.Skip("only root can give files away");
        }

        Lay(backup: 3, present: 5);
        Run("chown", "12345:12346", folder.Path);

        Restore();
        var made = LedgerBackup.InFolder(Path, folder.File("backups"), TestSite.T0);

        Assert.All([Path, Path + ".lock", folder.File("backups"), folder.File("backups/backup.lock"), made.Path], f => Assert.Equal("12345:12346", Run("stat", "-c", "%u:%g", f).Trim()));
    }

    [Fact]
    public void A_name_that_was_erased_after_the_backup_does_not_come_back_with_it()
    {
        files.Filled(3);
        File.WriteAllText(Path + ".lock", "");
        Keep(files.File, new Person("p-00000001", "uid-1001", "Gudrun Zyx", TestSite.T0), new Person("p-00000002", "uid-1002", "Hans", TestSite.T0));
        var erased = new PersonErased(TestSite.T0.AddDays(1), "p-00000001", "p-00000002");

        LedgerRestore.Run(Path, Backup, NewEpoch, TestSite.T0.AddDays(2), "aside.db", [erased, erased, erased with { Person = "p-0000000f" }]);

        using (var reader = LedgerReader.Open(Path))
        {
            Assert.Equal([erased], reader.Erasures());
            Assert.Equal(["ledger.restored.v1", "person.erased.v1"], reader.After(3, 10).Select(e => e.Kind));
            Assert.Equal(
                [new("p-00000001", null, null, TestSite.T0, erased.At), new Person("p-00000002", "uid-1002", "Hans", TestSite.T0)],
                reader.People());
            Assert.Equal((NewEpoch, 4), (reader.Epochs.Current, reader.Epochs.CurrentFirst));
        }

        Assert.Null(LedgerSoundness.Problem(Path));
        Assert.False(File.ReadAllBytes(Path).AsSpan().IndexOf("Gudrun Zyx"u8) >= 0, "the name stands in the restored file");
    }

    [Fact]
    public void A_backup_of_an_older_form_leaves_no_copy_of_itself_behind()
    {
        files.Filled(3).Tamper("DROP TABLE memory_page; DROP INDEX entry_of_reports; DROP INDEX entry_of_alarms; DROP INDEX entry_of_notifications; PRAGMA user_version = 6");
        File.WriteAllText(Path + ".lock", "");

        Restore();

        Assert.Equal(4, HeadOf(Path).Seq);
        Assert.DoesNotContain(Names(), n => n.Contains("form", StringComparison.Ordinal));
    }

    [Fact]
    public void An_epoch_is_higher_than_those_before_it_and_is_never_changed()
    {
        files.Filled(3);
        using (var store = files.Open())
        {
            Assert.ThrowsAny<Exception>(() => store.BeginEpoch(LedgerBench.Epoch, TestSite.T0, "x", []));
            Assert.Equal(3, store.Head.Seq);
            store.BeginEpoch(NewEpoch, TestSite.T0, "x", []);
        }

        Assert.ThrowsAny<Exception>(() => files.Tamper("UPDATE epoch SET epoch = 1"));
        Assert.ThrowsAny<Exception>(() => files.Tamper("DELETE FROM epoch"));
    }

    [Fact]
    public void A_ledger_of_the_release_before_has_the_one_epoch_of_its_beginning()
    {
        files.Filled(3).Tamper("DROP TABLE epoch; DROP TABLE memory_page; DROP INDEX entry_of_reports; DROP INDEX entry_of_alarms; DROP INDEX entry_of_notifications; PRAGMA user_version = 5");
        using (var reader = files.Read())
        {
            Assert.Equal(LedgerBench.Epoch, reader.Epochs.Of(3));
        }

        using var store = files.Open();
        Assert.Equal([(1L, LedgerBench.Epoch)], store.Epochs.All);
    }

    private LedgerEntry Restore(Action<RestoreStep>? reached = null) => LedgerRestore.Run(Path, Backup, NewEpoch, TestSite.T0, "aside.db", [], reached);

    /// <summary>A backup of so many entries, and a ledger that went on from there and was killed: its last entries are in the log alone.</summary>
    private void Lay(int backup, int present)
    {
        files.Filled(backup);
        using var other = new TempFolder(inMemory: true);
        File.Copy(Backup, other.File("ledger.db"));
        using var store = LedgerStore.Open(other.File("ledger.db"), "lund", "ward-3", LedgerBench.Epoch);
        store.Commit(files.Turn(store, [.. Enumerable.Range(backup + 1, present - backup).Select(LedgerBench.Taking)]));
        File.WriteAllText(Path + ".lock", "");
        foreach (var suffix in new[] { "", "-wal" })
        {
            File.Copy(other.File("ledger.db") + suffix, Path + suffix);
        }
    }

    private void Keep(string path, params Person[] people)
    {
        using var store = LedgerStore.Open(path, "lund", "ward-3", LedgerBench.Epoch);
        store.Commit(files.Turn(store) with { People = people });
    }

    private static void Cut(RestoreStep reached, RestoreStep step)
    {
        if (reached == step)
        {
            throw new PowerCut();
        }
    }

    private static string Run(string program, params string[] arguments)
    {
        using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return said;
    }

    private static ChainHead HeadOf(string path)
    {
        using var ledger = LedgerReader.Open(path);
        return ledger.Head;
    }

    private static string HashAt(string path, long seq)
    {
        using var ledger = LedgerReader.Open(path);
        return Convert.ToHexStringLower(ledger.After(seq - 1, 1)[0].Hash);
    }

    private IEnumerable<string> Names() => Directory.GetFiles(folder.Path).Select(f => System.IO.Path.GetFileName(f)).Order(StringComparer.Ordinal);

    private sealed class PowerCut : Exception;
}
