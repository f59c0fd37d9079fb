using EdgeStock.Domain;
using EdgeStock.Gateway;
using EdgeStock.Gateway.Publishing;
using EdgeStock.Ledger;
using EdgeStock.Mqtt;
using EdgeStock.Tests.Domain;
using EdgeStock.Tests.FirmwareHost;
using EdgeStock.Tests.Ledger;
using EdgeStock.Tests.Mqtt;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeStock.Tests.Gateway;

/// <summary>A ledger, the board over it, and a pump between it and a scripted link.</summary>
internal sealed class PublishingBench : IDisposable
{
    private readonly LedgerBench files = new();
    private readonly LedgerStore store;
    private readonly CancellationTokenSource stop = new();
    private Projection projection;
    private int taken;

    public PublishingBench()
    {
        store = files.Open();
        projection = store.Load(files.Site).Projection;
        Board = new(Sheet());
        Payloads = new(store.Identity);
        Pump = new(store.Path, Board, Outbox, Payloads, Time, NullLogger.Instance);
    }

    public Site Site { get; private set; } = TestSite.Make();

    public string LedgerPath => store.Path;

    public Board Board { get; }

    public OutboxMark Outbox { get; } = new(0);

    public Payloads Payloads { get; }

    public EventPump Pump { get; }

    public ManualTime Time { get; } = new(TestSite.T0);

    public ScriptedLink Link { get; set; } = new();

    public CancellationToken Stop => stop.Token;

    /// <summary>Commits so many takings and shows them.</summary>
    public void Commit(int entries) => Commit([.. Enumerable.Range(0, entries).Select(_ => LedgerBench.Taking(++taken))]);

    public void Commit(params StoreroomEvent[] events)
    {
        var turn = files.Turn(store, events);
        foreach (var (e, entry) in events.Zip(turn.Entries))
        {
            projection = projection.Apply(Site, entry.Seq, e);
        }

        store.Commit(turn with { Projection = projection });
        Board.Put(Sheet());
    }

    /// <summary>Another site comes into force.</summary>
    public void Apply(Site next)
    {
        Site = next;
        Commit(new SiteChanged(TestSite.T0, "ab", [], "uid-0"));
    }

    public Snapshot Sheet(DateTimeOffset? asOf = null, params ClimateMinute[] minutes) =>
        new(Site, store.Head, projection, new Dictionary<string, DateTimeOffset>(), minutes, IntakeCounters.None, asOf ?? TestSite.T0);

    public Task RunPump() => Pump.RunAsync(Link, stop.Token);

    public Task StopAsync() => stop.CancelAsync();

    /// <summary>Sequences published on the present link, in order.</summary>
    public IEnumerable<long> Sequences => Link.Published.Select(m => long.Parse(m.UserProperties.Single(p => p.Key == "sequence").Value));

    public Task Published(int messages) => Eventually.True(() => Link.Published.Count >= messages, $"{messages} messages");

    public Task Marked(long seq) => Eventually.True(() => Outbox.Seq == seq, $"the mark at {seq}");

    public static long SequenceOf(MqttMessage message) => long.Parse(message.UserProperties.Single(p => p.Key == "sequence").Value);

    public void Dispose()
    {
        stop.Dispose();
        store.Dispose();
        files.Dispose();
    }
}
