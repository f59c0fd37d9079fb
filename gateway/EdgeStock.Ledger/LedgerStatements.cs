using System.Globalization;
using System.Text.Json;
using EdgeStock.Domain;
using Microsoft.Data.Sqlite;

namespace EdgeStock.Ledger;

/// <summary>The writer's prepared statements.</summary>
// The commands belong to the list, which disposes them.
#pragma warning disable CA2213
internal sealed class LedgerStatements : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly List<SqliteCommand> all = [];
    private readonly SqliteCommand append;
    private readonly SqliteCommand minute;
    private readonly SqliteCommand memory;
    private readonly SqliteCommand forget;
    private readonly SqliteCommand forgetAll;
    private readonly SqliteCommand siteFile;
    private readonly SqliteCommand meta;
    private readonly SqliteCommand projection;
    private readonly SqliteCommand drop;
    private readonly SqliteCommand dropAll;
    private readonly SqliteCommand intake;
    private readonly SqliteCommand outbox;
    private readonly SqliteCommand epoch;

    public LedgerStatements(SqliteConnection connection)
    {
        this.connection = connection;
        append = Prepare("INSERT INTO entry(seq, kind, room, subject, occurred, recorded, payload, hash) VALUES ($0, $1, $2, $3, $4, $5, $6, $7)", 8);
        minute = Prepare("INSERT OR REPLACE INTO climate_minute(minute, point, t_mean, t_min, t_max, t_n, h_mean, h_min, h_max, h_n, quality) VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10)", 11);
        memory = Prepare("INSERT INTO memory(kind, id, body) VALUES ($0, $1, $2) ON CONFLICT DO UPDATE SET body = excluded.body", 3);
        forget = Prepare("DELETE FROM memory WHERE kind = $0 AND id = $1", 2);
        forgetAll = Prepare("DELETE FROM memory", 0);
        siteFile = Prepare("INSERT INTO site_file(hash, text) VALUES ($0, $1) ON CONFLICT DO NOTHING", 2);
        meta = Prepare("INSERT INTO meta(k, v) VALUES ($0, $1) ON CONFLICT DO UPDATE SET v = excluded.v", 2);
        projection = Prepare("INSERT INTO projection(kind, id, body) VALUES ($0, $1, $2) ON CONFLICT DO UPDATE SET body = excluded.body", 3);
        drop = Prepare("DELETE FROM projection WHERE kind = $0 AND id = $1", 2);
        dropAll = Prepare("DELETE FROM projection", 0);
        intake = Prepare("INSERT INTO intake(host, n) VALUES ($0, $1) ON CONFLICT DO UPDATE SET n = excluded.n", 2);
        outbox = Prepare("INSERT INTO outbox(name, seq) VALUES ($0, $1) ON CONFLICT DO UPDATE SET seq = excluded.seq", 2);
        epoch = Prepare("INSERT INTO epoch(first_seq, epoch) VALUES ($0, $1)", 2);
    }

    /// <summary>Puts every statement into the turn's transaction, which the driver wants named.</summary>
    public void Enter(SqliteTransaction transaction) => all.ForEach(c => c.Transaction = transaction);

    public void Append(LedgerEntry e) => Run(
        append, e.Seq, e.Kind, e.Room, e.Subject, e.Occurred.ToUnixTimeMilliseconds(), e.Recorded.ToUnixTimeMilliseconds(), e.Payload, e.Hash);

    public void Put(ClimateMinute m)
    {
        var (t, h) = (m.Temperature, m.Humidity);
        Run(minute, m.Minute.ToUnixTimeSeconds(), m.Point, Milli(t?.Mean), Milli(t?.Min), Milli(t?.Max), t?.Samples, Milli(h?.Mean), Milli(h?.Min), Milli(h?.Max), h?.Samples, (int)m.Quality);
    }

    public void Put(StoreroomChanges changes)
    {
        if (changes.Whole)
        {
            Run(forgetAll);
        }

        PutAll("bin", changes.Bins);
        PutAll("tag", changes.Tags);
        PutAll("zone", changes.Zones);
        PutAll("antenna", changes.Antennas);
        PutAll("climate", changes.Climate);
        PutAll("minute", changes.Minutes);
        PutAll("device", changes.Devices);
        foreach (var tag in changes.ForgottenTags)
        {
            Run(forget, "tag", tag);
        }

        if (changes.LastTick is { } tick)
        {
            Run(memory, "tick", "", tick.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Writes the read models that differ from those saved before.</summary>
    public void PutChanged(Projection? before, Projection after)
    {
        PutChanged("bin", before?.Bins, after.Bins);
        PutChanged("tag", before?.Tags, after.Tags);
        PutChanged("climate", before?.Climate, after.Climate);
        PutChanged("device", before?.Devices, after.Devices);
        PutChanged("removed", before?.Removed, after.Removed);
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

    public void PutIntake(string host, ulong n) => Run(intake, host, n.ToString(CultureInfo.InvariantCulture));

    public void PutEpoch(long firstSeq, long number) => Run(epoch, firstSeq, number);

    public void PutOutbox(string name, long seq) => Run(outbox, name, seq);

    public void Dispose()
    {
        foreach (var command in all)
        {
            command.Dispose();
        }
    }

    private void PutAll<T>(string kind, Dictionary<string, T> changed)
    {
        foreach (var (id, value) in changed)
        {
            Run(memory, kind, id, JsonSerializer.Serialize(value, LedgerJson.Plain));
        }
    }

    private void PutChanged<T>(string kind, IReadOnlyDictionary<string, T>? before, IReadOnlyDictionary<string, T> after)
        where T : class
    {
        if (ReferenceEquals(before, after))
        {
            return;
        }

        foreach (var (id, view) in after)
        {
            if (before is null || !ReferenceEquals(before.GetValueOrDefault(id), view))
            {
                Run(projection, kind, id, ProjectionText.Document(view));
            }
        }

        foreach (var gone in before?.Keys.Where(id => !after.ContainsKey(id)) ?? [])
        {
            Run(drop, kind, gone);
        }
    }

    private static void Run(SqliteCommand command, params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        command.ExecuteNonQuery();
    }

    private SqliteCommand Prepare(string sql, int parameters)
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

    private static long? Milli(double? value) => value is { } v ? (long)Math.Round(v * 1000, MidpointRounding.AwayFromZero) : null;
}
