using System.Globalization;
using EdgeStock.Domain;
using Microsoft.Data.Sqlite;

namespace EdgeStock.Ledger;

/// <summary>Everything that one turn of the writer makes durable together: it is in the ledger whole, or not at all.</summary>
public sealed record LedgerCommit
{
    /// <summary>Entries in order, the first following the ledger's head.</summary>
    public required IReadOnlyList<LedgerEntry> Entries { get; init; }

    /// <summary>Climate minutes that closed.</summary>
    public required IReadOnlyList<ClimateMinute> Minutes { get; init; }

    /// <summary>What the estimators must remember from here on.</summary>
    public required StoreroomChanges Changes { get; init; }

    /// <summary>The read models after the entries.</summary>
    public required Projection Projection { get; init; }

    /// <summary>Highest sample taken from each host.</summary>
    public required IReadOnlyDictionary<string, ulong> Intake { get; init; }

    /// <summary>Entry up to which the broker has acknowledged.</summary>
    public required long OutboxSeq { get; init; }

    /// <summary>The site files that came into force since the last commit, in order; the last one is in force from here on.</summary>
    public IReadOnlyList<SiteInForce> Sites { get; init; } = [];

    /// <summary>The read models were made anew from the entries: all of them are written, and what else stands there goes.</summary>
    public bool ProjectionAnew { get; init; }
}

/// <summary>A site file that came into force.</summary>
/// <param name="Text">The file as it was read.</param>
/// <param name="Hash">SHA-256 of the text, lower-case hexadecimal.</param>
/// <param name="FileHash">The same of the gateway's own site file when it was last read; null when it was not.</param>
public sealed record SiteInForce(string Text, string Hash, string? FileHash);

/// <summary>What a gateway finds in its ledger when it starts.</summary>
public sealed record LedgerContent(
    StoreroomMemory Memory, Projection Projection, IReadOnlyDictionary<string, ulong> Intake, long OutboxSeq, IReadOnlyList<ClimateMinute> LatestMinutes)
{
    /// <summary>Why the saved read models should be made anew from the entries; null when they are good.</summary>
    public string? StaleReason { get; init; }
}

/// <summary>
/// The ledger's file, opened by the one writer: SQLite, write-ahead log, every commit synchronised to the disk. Exactly one read-write
/// connection exists per file (SQLite before 3.51.3 can corrupt a log that two connections write or checkpoint at once);
/// every reader is a <see cref="LedgerReader"/>.
/// </summary>
public sealed class LedgerStore : IDisposable
{
    private const string OutboxName = "broker";

    private readonly SqliteConnection connection;
    private readonly FileStream fileLock;
    private readonly LedgerStatements statements;
    private Projection? saved;
    private long savedOutbox = -1;

    private LedgerStore(string path, SqliteConnection connection, FileStream fileLock, LedgerIdentity identity, ChainHead head)
    {
        (Path, this.connection, this.fileLock, Identity, Head) = (path, connection, fileLock, identity, head);
        statements = new(connection);
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

    /// <summary>Opens the ledger of a gateway, or begins it.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="site">Site that the ledger must belong to.</param>
    /// <param name="gateway">Gateway that the ledger must belong to.</param>
    /// <param name="newEpoch">Epoch of a ledger that is begun now.</param>
    /// <param name="start">Where a new ledger's chain continues from, when it is a replay of a recording that began later than the ledger.</param>
    /// <exception cref="LedgerInUseException">Another process has it open.</exception>
    /// <exception cref="LedgerFormatException">It is not a ledger, another gateway's, or of a newer release.</exception>
    public static LedgerStore Open(string path, string site, string gateway, long newEpoch, ChainHead? start = null)
    {
        SQLitePCL.Batteries_V2.Init();
        var fileLock = Hold(path);
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWriteCreate, Pooling = false, DefaultTimeout = 5 }.ToString());
        try
        {
            LedgerRestore.Finish(path);
            connection.Open();
            LedgerSchema.Prepare(connection, path, site, gateway, newEpoch, start);
            var identity = LedgerSchema.Identity(connection);
            if (identity.Site != site || identity.Gateway != gateway)
            {
                throw new LedgerFormatException($"{path} is the ledger of {identity.Site}/{identity.Gateway}, not of {site}/{gateway}: give another --data folder, or the right site file");
            }

            return new(path, connection, fileLock, identity, LedgerSchema.Head(connection, identity));
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            fileLock.Dispose();
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
    public LedgerContent Load(Site site)
    {
        var unreadable = new List<string>();
        var projection = LedgerRows.Projection(connection, site, unreadable);
        saved = LedgerRows.Saved(connection, projection);
        savedOutbox = LedgerRows.OutboxSeq(connection, OutboxName);
        return new(LedgerRows.Memory(connection), projection, LedgerRows.Intake(connection), savedOutbox, LedgerRows.LatestMinutes(connection, site))
        {
            StaleReason = LedgerSchema.ProjectionFormOf(connection) is var form && form != ProjectionText.Form
                ? $"the saved ones are of form {form}, this release's of form {ProjectionText.Form}"
                : unreadable.Count > 0 ? $"saved ones cannot be read: {string.Join(", ", unreadable)}" : null,
        };
    }

    /// <summary>Entry up to which the broker has acknowledged, as saved.</summary>
    public long OutboxSeq => LedgerRows.OutboxSeq(connection, OutboxName);

    /// <summary>The site file in force; null before the first.</summary>
    public SiteInForce? Site => LedgerSchema.Site(connection);

    /// <summary>What the estimators remembered at the last commit, as documents.</summary>
    public IReadOnlyList<(string Kind, string Id, string Body)> MemoryDocuments() => [.. LedgerRows.MemoryDocuments(connection)];

    /// <summary>Makes a turn durable. When it returns, everything in it survives a power cut.</summary>
    /// <exception cref="SqliteException">The disk is full or broken; nothing of the turn is in the ledger.</exception>
    public void Commit(LedgerCommit turn)
    {
        using (var transaction = connection.BeginTransaction(deferred: false))
        {
            statements.Enter(transaction);
            foreach (var entry in turn.Entries)
            {
                statements.Append(entry);
            }

            foreach (var minute in turn.Minutes)
            {
                statements.Put(minute);
            }

            statements.Put(turn.Changes);
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

            if (turn.OutboxSeq != savedOutbox)
            {
                statements.PutOutbox(OutboxName, turn.OutboxSeq);
            }

            transaction.Commit();
        }

        (saved, savedOutbox) = (turn.Projection, turn.OutboxSeq);
        if (turn.Entries.Count > 0)
        {
            Head = new(turn.Entries[^1].Seq, turn.Entries[^1].Hash);
        }
    }

    /// <summary>Begins a new epoch: with this entry, which says from where the ledger goes on.</summary>
    /// <param name="epoch">Higher than every epoch before.</param>
    /// <param name="at">The clock, whole milliseconds.</param>
    /// <param name="file">Name of the backup that the ledger was restored from.</param>
    public LedgerEntry BeginEpoch(long epoch, DateTimeOffset at, string file)
    {
        var e = new LedgerRestored(at, epoch, Head.Seq, Head.HexHash, file);
        var entry = Chain.Next(Head, EventCodec.NameOf(e), null, EventCodec.SubjectOf(e), at, at, EventCodec.Encode(e));
        using (var transaction = connection.BeginTransaction(deferred: false))
        {
            statements.Enter(transaction);
            statements.Append(entry);
            statements.PutEpoch(entry.Seq, epoch);
            transaction.Commit();
        }

        (Head, Epochs) = (new(entry.Seq, entry.Hash), LedgerSchema.Epochs(connection, Identity));
        return entry;
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
    public static FileStream Hold(string path)
    {
        try
        {
            var file = new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            file.SetLength(0);
            file.Write(System.Text.Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
            file.Flush();
            return file;
        }
        catch (IOException e) when (File.Exists(path + ".lock"))
        {
            throw new LedgerInUseException($"{path} is open in another gateway: stop that one first, or give another --data folder", e);
        }
    }
}

/// <summary>Another process writes this ledger.</summary>
public sealed class LedgerInUseException(string message, Exception inner) : Exception(message, inner);
