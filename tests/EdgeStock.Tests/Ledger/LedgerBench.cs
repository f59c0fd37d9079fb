using EdgeStock.Domain;
using EdgeStock.Ledger;
using EdgeStock.Tests.Domain;
using EdgeStock.Tests.FirmwareHost;
using Microsoft.Data.Sqlite;

namespace EdgeStock.Tests.Ledger;

/// <summary>A ledger's file in a folder of its own.</summary>
internal sealed class LedgerBench(bool inMemory = false) : IDisposable
{
    public const long Epoch = 1_772_431_200;

    private readonly TempFolder folder = new(inMemory);

    public string File => folder.File("ledger.db");

    public Site Site { get; } = TestSite.Make();

    public LedgerStore Open(string site = "lund", string gateway = "ward-3") => LedgerStore.Open(File, site, gateway, Epoch);

    public LedgerReader Read() => LedgerReader.Open(File);

    /// <summary>A ledger of so many takings, closed again.</summary>
    public LedgerBench Filled(int entries)
    {
        using var store = Open();
        store.Commit(Turn(store, [.. Enumerable.Range(1, entries).Select(Taking)]));
        return this;
    }

    public static StoreroomEvent Taking(int number) =>
        new StockTaken(TestSite.T0.AddSeconds(number), "store", TestSite.Glove, "glove", 1, 1000 - number, 1000 - number, 1001 - number, 0.98);

    /// <summary>What one turn of the writer would commit for these events.</summary>
    public LedgerCommit Turn(LedgerStore store, params StoreroomEvent[] events) => Turn(store.Head, events);

    public LedgerCommit Turn(ChainHead head, params StoreroomEvent[] events)
    {
        var entries = new List<LedgerEntry>();
        var projection = Projection.Empty(Site);
        foreach (var e in events)
        {
            var entry = Chain.Next(head, EventCodec.NameOf(e), EventCodec.RoomOf(e), EventCodec.SubjectOf(e), e.At, e.At.AddMilliseconds(1500), EventCodec.Encode(e));
            head = new(entry.Seq, entry.Hash);
            projection = projection.Apply(Site, entry.Seq, e);
            entries.Add(entry);
        }

        return new()
        {
            Entries = entries,
            Minutes = [],
            Changes = new(),
            Projection = projection,
            Intake = new Dictionary<string, ulong>(),
            OutboxSeq = 0,
        };
    }

    /// <summary>What somebody with the file and SQLite's shell can do to it.</summary>
    public void Tamper(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        Execute(connection, sql);
    }

    public static object? Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the tests' own texts
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar();
    }

    public void Dispose() => folder.Dispose();
}
