using System.Globalization;
using EdgeStock.Domain;
using EdgeStock.Ledger.Memory;
using EdgeStock.Ledger.Proof;
using Microsoft.Data.Sqlite;

namespace EdgeStock.Ledger;

/// <summary>
/// The ledger's file, opened by the one writer: SQLite, write-ahead log, every commit synchronised to the disk. Exactly one read-write
/// connection exists per file (SQLite before 3.51.3 can corrupt a log that two connections write or checkpoint at once);
/// every reader is a <see cref="LedgerReader"/>.
/// </summary>
public sealed class LedgerStore : IDisposable
{
    private const string OutboxName = "broker";

    private readonly LedgerLock fileLock;
    private SqliteConnection connection;
    private LedgerStatements statements;
    private ClimateStatements climate;
    private MemoryPages? memory;
    private bool reopen;
    private Projection? saved;
    private long savedOutbox = -1;

    private LedgerStore(string path, SqliteConnection connection, LedgerLock fileLock, LedgerIdentity identity, ChainHead head)
    {
        (Path, this.connection, this.fileLock, Identity, Head) = (path, connection, fileLock, identity, head);
        statements = new(connection);
        climate = new(statements, LedgerSchema.MinutesMayGoBefore(connection));
        Epochs = LedgerSchema.Epochs(connection, identity);
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Whose ledger this is.</summary>
    public LedgerIdentity Identity { get; }

    /// <summary>Under which epoch each entry is published.</summary>
    public Epochs Epochs { get; private set; }

    /// <summary>The last committed entry.</summary>
    public ChainHead Head { get; private set; }

    /// <summary>What was wrong with the last entries when it was opened; null when they held. Entries can be added all the same: what is watched goes on.</summary>
    public string? BrokenTail { get; private set; }

    /// <summary>Opens the ledger of a gateway, or begins it.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="site">Site that the ledger must belong to.</param>
    /// <param name="gateway">Gateway that the ledger must belong to.</param>
    /// <param name="newEpoch">Epoch of a ledger that is begun now.</param>
    /// <param name="start">Where a new ledger's chain continues from, when it is a replay of a recording that began later than the ledger.</param>
    /// <exception cref="LedgerInUseException">Another process has it open.</exception>
    /// <exception cref="LedgerFormatException">It is not a ledger, another gateway's, or of a newer release.</exception>
    /// <exception cref="LedgerFullException">The disk is full.</exception>
    public static LedgerStore Open(string path, string site, string gateway, long newEpoch, ChainHead? start = null) => Open(path, site, gateway, newEpoch, start, keepOlder: true);

    /// <summary>Opens what was copied from another file. Where that is an older release's, it is itself the way back: no further copy is kept.</summary>
    internal static LedgerStore OpenCopy(string path, LedgerIdentity identity) => Open(path, identity.Site, identity.Gateway, identity.Epoch, null, keepOlder: false);

    private static LedgerStore Open(string path, string site, string gateway, long newEpoch, ChainHead? start, bool keepOlder)
    {
        SQLitePCL.Batteries_V2.Init();
        var fileLock = LedgerLock.Take(path);
        var connection = Connection(path, SqliteOpenMode.ReadWriteCreate);
        try
        {
            LedgerRestore.Finish(path);
            connection.Open();
            LedgerSchema.Prepare(connection, path, site, gateway, newEpoch, start, keepOlder);
            var identity = LedgerSchema.Identity(connection);
            if (identity.Site != site || identity.Gateway != gateway)
            {
                throw new LedgerFormatException($"{path} is the ledger of {identity.Site}/{identity.Gateway}, not of {site}/{gateway}: give another --data folder, or the right site file");
            }

            var store = new LedgerStore(path, connection, fileLock, identity, LedgerSchema.Head(connection, identity));

            // What a killed process left in the log may be in the system's memory alone. It goes to the disk before a host is told that it is kept.
            if (!store.EmptyLog())
            {
                Disk.Flush(path + "-wal");
            }

            using var reader = LedgerReader.Open(path);
            store.BrokenTail = ChainTail.Problem(reader);
            return store;
        }
        catch (Exception e) when (Damage.Explains(e))
        {
            connection.Dispose();
            fileLock.Dispose();
            if (e is SqliteException error && LedgerFault.Of(error) is { Trouble: LedgerTrouble.Full })
            {
                throw new LedgerFullException($"{path} cannot be opened, because its disk is full ({e.Message}): make room on it; nothing is damaged");
            }

            throw new LedgerFormatException($"{path} cannot be opened as a ledger ({e.Message}): check the file and its folder, or give another --data folder; a damaged ledger is kept as it is, and a backup that verifies restored");
        }
        catch
        {
            connection.Dispose();
            fileLock.Dispose();
            throw;
        }
    }

    /// <summary>Reads what the gateway goes on from.</summary>
    /// <exception cref="LedgerFormatException">The file is damaged there.</exception>
    public LedgerContent Load(Site site) => Read(() => Content(site));

    private LedgerContent Content(Site site)
    {
        var unreadable = new List<string>();
        var projection = LedgerRows.Projection(connection, site, unreadable);
        saved = LedgerRows.Saved(connection, projection);
        savedOutbox = LedgerRows.OutboxSeq(connection, OutboxName);
        (var remembered, memory) = LedgerRows.Memory(connection);
        return new(remembered, projection, LedgerRows.Intake(connection), savedOutbox, LedgerRows.LatestMinutes(connection, site))
        {
            StaleReason = LedgerSchema.ProjectionFormOf(connection) is var form && form != ProjectionText.Form
                ? $"the saved ones are of form {form}, this release's of form {ProjectionText.Form}"
                : unreadable.Count > 0 ? $"saved ones cannot be read: {string.Join(", ", unreadable)}" : null,
        };
    }

    /// <summary>Entry up to which the broker has acknowledged, as saved.</summary>
    public long OutboxSeq => LedgerRows.OutboxSeq(connection, OutboxName);

    /// <summary>The site file in force; null before the first.</summary>
    public SiteInForce? Site => Read(() => LedgerSchema.Site(connection));

    /// <summary>What the estimators remembered at the last commit, as documents.</summary>
    /// <exception cref="LedgerFormatException">The file is damaged there.</exception>
    public IReadOnlyList<(string Kind, string Id, string Body)> MemoryDocuments() => Read(() => (IReadOnlyList<(string, string, string)>)[.. StoreroomMemoryText.Documents(LedgerRows.Memory(connection).Memory)]);

    /// <summary>Makes a turn durable. When it returns, everything in it survives a power cut.</summary>
    /// <exception cref="SqliteException">The disk is full or broken; nothing of the turn is in the ledger.</exception>
    public void Commit(LedgerCommit turn)
    {
        var pages = memory ?? LedgerRows.Memory(connection).Pages;

        // Until it is in the file, what the turn makes of the rows is only half true: after a failure they are read again.
        memory = null;
        pages.Put(turn.Changes);
        using (var transaction = connection.BeginTransaction(deferred: false))
        {
            statements.Enter(transaction);
            climate.Thin();
            foreach (var entry in turn.Entries)
            {
                statements.Append(entry);
                climate.Apply(entry);
            }

            foreach (var minute in turn.Minutes)
            {
                climate.Put(minute);
            }

            statements.Put(pages);
            if (turn.ProjectionAnew)
            {
                statements.DropProjection(ProjectionText.Form);
            }

            statements.PutChanged(turn.ProjectionAnew ? null : saved, turn.Projection);
            foreach (var (host, n) in turn.Intake)
            {
                statements.PutIntake(host, n);
            }

            foreach (var site in turn.Sites)
            {
                statements.Put(site);
            }

            foreach (var person in turn.People)
            {
                statements.Put(person);
            }

            if (turn.OutboxSeq != savedOutbox)
            {
                statements.PutOutbox(OutboxName, turn.OutboxSeq);
            }

            transaction.Commit();
        }

        pages.Settle();
        memory = pages;
        Settle(turn);
    }

    /// <summary>Everybody who ever acted.</summary>
    public IReadOnlyList<Person> People() => Read(() => LedgerRows.People(connection));

    /// <summary>Takes what was erased out of the write-ahead log too.</summary>
    /// <returns>False while a reader holds the log, or the disk is full or broken: it goes when the log is next turned over.</returns>
    public bool EmptyLog()
    {
        try
        {
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture) == 0;
        }
        catch (SqliteException e)
        {
            // What is committed stays so, and the next commit finds out whether the file can be written.
            reopen |= LedgerFault.Of(e) is { Trouble: not LedgerTrouble.Full };
            return false;
        }
    }

    /// <summary>Makes a turn durable, or says why the file cannot be written now; the same turn is then to be given again, until it is in.</summary>
    /// <returns>Null when it is in the ledger.</returns>
    public LedgerFault? TryCommit(LedgerCommit turn)
    {
        try
        {
            if (reopen)
            {
                Reopen();
                if (Holds(turn))
                {
                    // The commit said that it failed, and was found in the log all the same: perhaps in the system's memory alone, because a flush
                    // that failed is not made up for by the next. Taken over into the file, it is written and flushed once more.
                    if (!EmptyLog())
                    {
                        reopen = true;
                        return LedgerFault.Unsure;
                    }

                    Settle(turn);
                    return null;
                }
            }

            Commit(turn);
            return null;
        }
        catch (SqliteException e) when (LedgerFault.Of(e) is { } fault)
        {
            // A full disk leaves the connection as it was; after another error nothing is known of what its log holds.
            reopen |= fault.Trouble != LedgerTrouble.Full;
            return fault;
        }
        catch (LedgerFormatException e)
        {
            return LedgerFault.Foreign(e.Message);
        }
    }

    /// <summary>The checkpoint that was signed last; null before the first.</summary>
    public Checkpoint? LastCheckpoint => CheckpointRows.Last(connection);

    /// <summary>Fingerprints of every key that ever signed here.</summary>
    public IEnumerable<string> SigningKeys => CheckpointRows.Keys(connection).Keys;

    /// <summary>Keeps a checkpoint, which is no part of the chain; durable when it returns.</summary>
    /// <exception cref="SqliteException">The disk is full or broken; nothing was kept.</exception>
    public void Keep(Checkpoint checkpoint) => CheckpointRows.Add(connection, checkpoint);

    /// <summary>Keeps a public key, so that what it signed can be checked for as long as the ledger lasts.</summary>
    public void Keep(VerifyingKey key, DateTimeOffset since) => CheckpointRows.Add(connection, key, since);

    /// <summary>Begins a new epoch: with this entry, which says from where the ledger goes on. Names that were erased after the backup are erased in the same step.</summary>
    /// <param name="epoch">Higher than every epoch before.</param>
    /// <param name="at">The clock, whole milliseconds.</param>
    /// <param name="file">Name of the backup that the ledger was restored from.</param>
    /// <param name="erasures">What other ledgers of this gateway say was erased; whoever is not known here, or erased already, is passed over.</param>
    public LedgerEntry BeginEpoch(long epoch, DateTimeOffset at, string file, IReadOnlyList<PersonErased> erasures)
    {
        var standing = People().Where(p => p.Erased is null).ToDictionary(p => p.Pseudonym, StringComparer.Ordinal);
        var due = erasures.Where(e => standing.ContainsKey(e.Person)).DistinctBy(e => e.Person, StringComparer.Ordinal).ToList();
        var head = Head;
        var entries = due.Prepend<StoreroomEvent>(new LedgerRestored(at, epoch, Head.Seq, Head.HexHash, file)).Select(Next).ToList();
        using (var transaction = connection.BeginTransaction(deferred: false))
        {
            statements.Enter(transaction);
            entries.ForEach(statements.Append);
            statements.PutEpoch(entries[0].Seq, epoch);
            due.ForEach(e => statements.Put(standing[e.Person] with { Account = null, Name = null, Erased = e.At }));
            transaction.Commit();
        }

        (Head, Epochs) = (head, LedgerSchema.Epochs(connection, Identity));
        return entries[0];

        LedgerEntry Next(StoreroomEvent e)
        {
            var entry = Chain.Next(head, EventCodec.NameOf(e), null, EventCodec.SubjectOf(e), e.At, at, EventCodec.Encode(e));
            head = new(entry.Seq, entry.Hash);
            return entry;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        statements.Dispose();
        connection.Dispose();
        fileLock.Dispose();
    }

    /// <summary>Keeps every other process from writing this ledger until it is disposed.</summary>
    /// <exception cref="LedgerInUseException">Another process has it open.</exception>
    public static IDisposable Hold(string path) => LedgerLock.Take(path);

    private T Read<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (Damage.Explains(e))
        {
            throw new LedgerFormatException($"{Path} cannot be read ({e.Message}): keep the file, and restore the newest backup with 'edgestock restore'");
        }
    }

    private void Settle(LedgerCommit turn)
    {
        climate.Committed();
        (saved, savedOutbox) = (turn.Projection, turn.OutboxSeq);
        if (turn.Entries.Count > 0)
        {
            Head = new(turn.Entries[^1].Seq, turn.Entries[^1].Hash);
        }
    }

    private static SqliteConnection Connection(string path, SqliteOpenMode mode) =>
        new(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false, DefaultTimeout = 5 }.ToString());

    /// <summary>A fresh connection after an error; the file's lock is kept all the while. Still exactly one read-write connection.</summary>
    private void Reopen()
    {
        statements.Dispose();
        connection.Dispose();
        connection = Connection(Path, SqliteOpenMode.ReadWrite);
        connection.Open();
        LedgerSchema.KeepDurable(connection, Path);
        statements = new(connection);
        climate = new(statements, LedgerSchema.MinutesMayGoBefore(connection));
        if (LedgerSchema.Identity(connection) != Identity)
        {
            throw new LedgerFormatException($"{Path} is another ledger now");
        }

        reopen = false;
    }

    /// <summary>Whether the file holds a turn of which it is not known.</summary>
    /// <exception cref="LedgerFormatException">It holds neither this turn nor the state before it.</exception>
    private bool Holds(LedgerCommit turn)
    {
        var head = LedgerSchema.Head(connection, Identity);
        if (head.Seq == Head.Seq && head.Hash.AsSpan().SequenceEqual(Head.Hash))
        {
            // Without entries, the samples and the tick that it took tell.
            var intake = LedgerRows.Intake(connection);
            return turn.Entries.Count == 0 && (turn.Intake.Count, turn.Changes.LastTick) is not (0, null)
                && turn.Intake.All(i => intake.GetValueOrDefault(i.Key) == i.Value)
                && (turn.Changes.LastTick is not { } tick || LedgerRows.Memory(connection).Memory.LastTick == tick);
        }

        return turn.Entries.Count > 0 && head.Seq == turn.Entries[^1].Seq && head.Hash.AsSpan().SequenceEqual(turn.Entries[^1].Hash)
            ? true
            : throw new LedgerFormatException($"{Path} ends at entry {head.Seq}, which this gateway did not write there");
    }
}
