using EdgeStock.Domain;
using EdgeStock.Gateway;
using EdgeStock.Gateway.Notifying;
using EdgeStock.Ledger;
using EdgeStock.Tests.Domain.Notifications;
using EdgeStock.Tests.Ledger;
using EdgeStock.Tests.Mqtt;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeStock.Tests.Gateway.Notifying;

/// <summary>A notifier before a board, with a writer that commits when the test says so, and channels that record.</summary>
internal sealed class NotifierBench : IDisposable
{
    private readonly Lock gate = new();
    private readonly List<DeliveryWork> reports = [];
    private readonly Turn turn;
    private readonly Board board;
    private Projection committed;
    private Notifier? notifier;

    public NotifierBench(Site? site = null)
    {
        var at = site ?? NotificationBench.Site(NotificationBench.Policy with { Drill = null });
        turn = new(at, new(new(), Projection.Empty(at), new Dictionary<string, ulong>(), 0, []), new(0, new LedgerIdentity("lund", "ward-3", LedgerBench.Epoch).Genesis));
        committed = turn.Projection;
        board = new(Sheet());
    }

    public ManualTime Time { get; } = new(new(2026, 3, 2, 6, 0, 0, TimeSpan.Zero));

    public RecordingChannel Mail { get; } = new("mail");

    public RecordingChannel Webhook { get; } = new("webhook");

    public NotificationBook Book => board.Current.Projection.Notifications;

    /// <summary>Reports that the writer has not taken yet.</summary>
    public int Reports
    {
        get
        {
            lock (gate)
            {
                return reports.Count;
            }
        }
    }

    public async Task StartAsync()
    {
        notifier = new(board, [Mail, Webhook], null, ReportAsync, Time, NullLogger<Notifier>.Instance);
        await notifier.StartAsync(CancellationToken.None);
    }

    public async Task StopAsync() => await notifier!.StopAsync(CancellationToken.None);

    public Task Stopping() => notifier!.StopAsync(CancellationToken.None);

    /// <summary>A drill is due; not shown yet.</summary>
    public void Due() => Assert.Null(turn.Instruct(new(Time.GetUtcNow(), "p-1", new StartDrill())));

    /// <summary>The writer takes what was reported, commits and shows.</summary>
    public void Commit()
    {
        var after = new List<Action>();
        lock (gate)
        {
            reports.ForEach(r => r.GiveTo(turn, Time.GetUtcNow(), [], after));
            reports.Clear();
        }

        turn.TakeCommit(0);
        committed = turn.Projection;
        board.Put(Sheet());
        after.ForEach(a => a());
    }

    public void Advance(TimeSpan by)
    {
        Time.Advance(by);
        board.Put(Sheet());
    }

    public void Dispose()
    {
        notifier?.Dispose();
    }

    private ValueTask ReportAsync(Work work, CancellationToken stop)
    {
        lock (gate)
        {
            reports.Add(Assert.IsType<DeliveryWork>(work));
        }

        return ValueTask.CompletedTask;
    }

    private Snapshot Sheet() => new(turn.Site, turn.Head, committed, new Dictionary<string, DateTimeOffset>(), [], IntakeCounters.None, Time.GetUtcNow());
}
