using System.Globalization;
using EdgeStock.Domain;
using EdgeStock.Ledger.Memory;
using Microsoft.Data.Sqlite;

namespace EdgeStock.Ledger;

/// <summary>The writer's prepared statements.</summary>
// The commands belong to the list, which disposes them.
#pragma warning disable CA2213
internal sealed class LedgerStatements : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly List<SqliteCommand> all = [];
    private readonly Statement append;
    private readonly Statement memory;
    private readonly SqliteCommand forgetOld;
    private readonly SqliteCommand siteFile;
    private readonly SqliteCommand meta;
    private readonly Statement projection;
    private readonly SqliteCommand drop;
    private readonly SqliteCommand dropAll;
    private readonly Statement intake;
    private readonly Statement outbox;
    private readonly SqliteCommand person;
    private readonly SqliteCommand epoch;

    public LedgerStatements(SqliteConnection connection)
    {
        this.connection = connection;
        append = new(connection, "INSERT INTO entry(seq, kind, room, subject, occurred, recorded, payload, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
        memory = new(connection, "INSERT INTO memory_page(n, body) VALUES (?, ?) ON CONFLICT DO UPDATE SET body = excluded.body");
        forgetOld = Prepare("DELETE FROM memory", 0);
        siteFile = Prepare("INSERT INTO site_file(hash, text) VALUES ($0, $1) ON CONFLICT DO NOTHING", 2);
        meta = Prepare("INSERT INTO meta(k, v) VALUES ($0, $1) ON CONFLICT DO UPDATE SET v = excluded.v", 2);
        projection = new(connection, "INSERT INTO projection(kind, id, body) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET body = excluded.body");
        drop = Prepare("DELETE FROM projection WHERE kind = $0 AND id = $1", 2);
        dropAll = Prepare("DELETE FROM projection", 0);
        person = Prepare("INSERT INTO person(pseudonym, account, name, since, erased) VALUES ($0, $1, $2, $3, $4) ON CONFLICT(pseudonym) DO UPDATE SET (account, name, erased) = (excluded.account, excluded.name, excluded.erased)", 5);
        intake = new(connection, "INSERT INTO intake(host, n) VALUES (?, ?) ON CONFLICT DO UPDATE SET n = excluded.n");
        outbox = new(connection, "INSERT INTO outbox(name, seq) VALUES (?, ?) ON CONFLICT DO UPDATE SET seq = excluded.seq");
        epoch = Prepare("INSERT INTO epoch(first_seq, epoch) VALUES ($0, $1)", 2);
    }

    /// <summary>Puts every statement into the turn's transaction, which the driver wants named.</summary>
    public void Enter(SqliteTransaction transaction) => all.ForEach(c => c.Transaction = transaction);

    public void Append(LedgerEntry e) => append
        .Bind(1, e.Seq).Bind(2, e.Kind).Bind(3, e.Room).Bind(4, e.Subject)
        .Bind(5, e.Occurred.ToUnixTimeMilliseconds()).Bind(6, e.Recorded.ToUnixTimeMilliseconds())
        .Bind(7, e.Payload).Bind(8, e.Hash)
        .Run();

    /// <summary>Writes the rows of memory that changed.</summary>
    public void Put(MemoryPages pages)
    {
        foreach (var (number, row) in pages.Changed())
        {
            memory.Bind(1, number).Bind(2, row).Run();
        }

        if (pages.TakenOver)
        {
            Run(forgetOld);
        }
    }

    /// <summary>Writes the read models that differ from those saved before.</summary>
    public void PutChanged(Projection? before, Projection after)
    {
        foreach (var part in ProjectionPart.All)
        {
            part.PutChanged(
                before,
                after,
                (id, body) => projection.Bind(1, part.Kind).Bind(2, id).BindUtf8(3, body).Run(),
                id => Run(drop, part.Kind, id));
        }
    }

    /// <summary>Makes room for read models that are all written again, in this form.</summary>
    public void DropProjection(string form)
    {
        Run(dropAll);
        Run(meta, LedgerSchema.ProjectionForm, form);
    }

    /// <summary>Keeps a site file's text under its hash, and notes which is in force and which file said so.</summary>
    public void Put(SiteInForce site)
    {
        Run(siteFile, site.Hash, site.Text);
        Run(meta, LedgerSchema.SiteHash, site.Hash);
        if (site.FileHash is { } file)
        {
            Run(meta, LedgerSchema.SiteFileSeen, file);
        }
    }

    public void PutIntake(string host, ulong n) => intake.Bind(1, host).Bind(2, n.ToString(CultureInfo.InvariantCulture)).Run();

    /// <summary>A person as they are now; where a name was erased, its old octets are overwritten in the file (<c>secure_delete</c>).</summary>
    public void Put(Person p) => Run(person, p.Pseudonym, p.Account, p.Name, p.Since.ToUnixTimeMilliseconds(), p.Erased?.ToUnixTimeMilliseconds());

    public void PutOutbox(string name, long seq) => outbox.Bind(1, name).Bind(2, seq).Run();

    public void PutEpoch(long firstSeq, long number) => Run(epoch, firstSeq, number);

    public void Dispose()
    {
        all.ForEach(c => c.Dispose());
        Array.ForEach([append, memory, projection, intake, outbox], s => s.Dispose());
    }

    /// <summary>Runs a statement with these values.</summary>
    /// <returns>Rows changed.</returns>
    internal static int Run(SqliteCommand command, params ReadOnlySpan<object?> values)
    {
        Set(command, values);
        return command.ExecuteNonQuery();
    }

    /// <summary>The one whole number that a query answers.</summary>
    internal static long Scalar(SqliteCommand command, params ReadOnlySpan<object?> values)
    {
        Set(command, values);
        return (long)command.ExecuteScalar()!;
    }

    private static void Set(SqliteCommand command, ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }
    }

    /// <summary>A statement with parameters $0, $1…; it goes with the others.</summary>
    internal SqliteCommand Prepare(string sql, int parameters)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // the texts above
        command.CommandText = sql;
#pragma warning restore CA2100
        for (var i = 0; i < parameters; i++)
        {
            command.Parameters.Add(new SqliteParameter("$" + i.ToString(CultureInfo.InvariantCulture), null));
        }

        all.Add(command);
        return command;
    }
}
