using System.Globalization;
using EdgeStock.Domain;
using EdgeStock.Gateway;
using EdgeStock.Gateway.Intake;
using EdgeStock.Ledger;
using EdgeStock.Tests.Domain;

namespace EdgeStock.Tests.Ledger;

/// <summary>A gateway's turn and its ledger's file, with a hand on the clocks: what the climate leaves in the file.</summary>
internal sealed class ClimateLedger : IDisposable
{
    private readonly LedgerBench bench = new(inMemory: true);
    private readonly Site first;
    private Site? committed;
    private LedgerStore store;
    private Turn turn;
    private int sites;

    public ClimateLedger(Site? site = null)
    {
        first = site ?? TestSite.Make();
        store = bench.Open();
        turn = new(first, store.Load(first), store.Head);
        Tick();
    }

    /// <summary>The gateway's clock.</summary>
    public DateTimeOffset Now { get; set; } = TestSite.T0;

    public LedgerBench File => bench;

    public Turn Turn => turn;

    public LedgerStore Store => store;

    public Site Site => turn.Site;

    public void Tick() => turn.Take(new Tick(Now));

    /// <summary>Minutes of values, one each twenty seconds.</summary>
    /// <param name="wrong">How far the host's clock is off, in minutes.</param>
    public ClimateLedger Air(double minutes, Func<int, double>? celsius = null, double wrong = 0, Quality quality = Quality.Good)
    {
        for (var i = 0; i < minutes * 3; i++)
        {
            Now = Now.AddSeconds(20);
            var at = Now.AddMinutes(wrong);
            foreach (var point in Site.ClimatePoints)
            {
                turn.Take(new ClimateRead(Now, at, "climate-1", point.Id, Quantity.Temperature, celsius?.Invoke(i) ?? 22 + (i % 7 * 0.013), quality));
                turn.Take(new ClimateRead(Now, at, "climate-1", point.Id, Quantity.Humidity, 50 + (i % 5 * 0.31), Quality.Good));
            }

            Tick();
        }

        return this;
    }

    /// <summary>Days with a tick each half hour and nothing else.</summary>
    public ClimateLedger Days(double days)
    {
        for (var i = 0; i < days * 48; i++)
        {
            Now = Now.AddMinutes(30);
            Tick();
        }

        return this;
    }

    /// <summary>Two minutes of listening in which no value comes: open minutes close.</summary>
    public ClimateLedger Quiet()
    {
        for (var i = 0; i < 24; i++)
        {
            Now = Now.AddSeconds(5);
            Tick();
        }

        return this;
    }

    public ClimateLedger Space(bool isShort)
    {
        turn.Take(new NoteSpace(Now, isShort));
        return this;
    }

    public ClimateLedger Apply(Site site)
    {
        // The text is a number, so that each has a hash of its own; what stands where is the site's to say.
        turn.Configure(new SiteFile(site, null, (++sites).ToString(CultureInfo.InvariantCulture)), Now, "uid-0");
        return this;
    }

    public ClimateLedger Commit()
    {
        store.Commit(turn.TakeCommit(0));
        committed = turn.Site;
        return this;
    }

    /// <summary>The gateway ends and is started again; what was not committed is gone.</summary>
    public ClimateLedger Restart()
    {
        store.Dispose();
        store = bench.Open();
        var site = committed ?? first;
        turn = new(site, store.Load(site), store.Head);
        return this;
    }

    /// <summary>What the verifier says of the file, walked as it is now.</summary>
    public HourReport Verify() => Verify(bench.File);

    public static HourReport Verify(string file)
    {
        using var reader = LedgerReader.Open(file);
        var verifier = new MinuteVerifier(reader);
        foreach (var entry in reader.After(reader.Base.Seq, int.MaxValue))
        {
            verifier.Check(entry);
        }

        return verifier.Finish();
    }

    /// <summary>Every event of the file.</summary>
    public IReadOnlyList<(long Seq, StoreroomEvent Event)> Events()
    {
        using var reader = bench.Read();
        return [.. reader.After(0, int.MaxValue).Select(e => (e.Seq, EventCodec.Decode(e)))];
    }

    /// <summary>One number that SQL answers.</summary>
    public long Ask(string sql)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={bench.File};Mode=ReadOnly;Pooling=False");
        connection.Open();
        return Convert.ToInt64(LedgerBench.Execute(connection, sql), CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        store.Dispose();
        bench.Dispose();
    }
}
