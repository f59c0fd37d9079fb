using EdgeStock.Domain;
using EdgeStock.Gateway;
using EdgeStock.Gateway.Intake;
using EdgeStock.Gateway.Operations;
using EdgeStock.Ledger;
using EdgeStock.Tests.Domain;
using EdgeStock.Tests.Ledger;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeStock.Tests.Gateway;

/// <summary>The read models of a ledger whose saved ones are not good any more.</summary>
public sealed class ProjectionRebuildTests : IDisposable
{
    private const string SiteText = """
        site: lund
        gateway: ward-3
        timezone: UTC
        rooms: [{id: store, class: storeroom}]
        devices: [{id: scale-1, kind: scale, room: store, interval_s: 1}]
        articles: [{id: glove, name: Handske, group: ppe, unit_g: 412}]
        bins: [{id: a-01, room: store, article: glove, device: scale-1, tare_g: 420}]
        """;

    private readonly LedgerBench files = new(inMemory: true);
    private readonly SiteFile site = SiteFile.Parse(SiteText);

    public void Dispose() => files.Dispose();

    [Theory]
    [InlineData("UPDATE projection SET body = '{\"bin\":7}' WHERE kind = 'bin'", "saved ones cannot be read: bin a-01")]
    [InlineData("UPDATE projection SET body = 'null' WHERE kind = 'bin'", "saved ones cannot be read: bin a-01")]
    [InlineData("UPDATE meta SET v = '0' WHERE k = 'projection_form'", "of form 0")]
    public async Task Read_models_that_are_stale_are_made_anew_at_a_start_and_saved(string damage, string reason)
    {
        Fill(20);
        files.Tamper(damage);

        using (var store = files.Open())
        {
            var content = store.Load(site.Site);
            Assert.Contains(reason, content.StaleReason, StringComparison.Ordinal);
            using var running = new Running(store, content, site);
            using var rebuild = new ProjectionRebuild(store, content, running.Pipeline, TimeProvider.System, NullLogger<ProjectionRebuild>.Instance);
            await running.Pipeline.StartAsync(CancellationToken.None);
            await rebuild.StartAsync(CancellationToken.None);
            await rebuild.ExecuteTask!.WaitAsync(TestDeadline);
            Assert.Equal(9980, running.Board.Current.Projection.Bins["a-01"].Count);
            await running.Pipeline.StopAsync(CancellationToken.None);
        }

        AssertSavedAsMade();
        using var again = files.Open();
        Assert.Null(again.Load(site.Site).StaleReason);
    }

    [Fact]
    public async Task Read_models_are_swapped_whole_while_the_writer_is_kept_busy()
    {
        Fill(5000);
        files.Tamper("UPDATE projection SET body = replace(body, '\"count\":', '\"count\":1') WHERE kind = 'bin'; INSERT INTO projection(kind, id, body) VALUES ('device', 'gone', '{}')");
        using (var store = files.Open())
        {
            var content = store.Load(site.Site);
            Assert.Null(content.StaleReason);
            using var running = new Running(store, content, site);
            using var rebuild = new ProjectionRebuild(store, content, running.Pipeline, TimeProvider.System, NullLogger<ProjectionRebuild>.Instance);
            await running.Pipeline.StartAsync(CancellationToken.None);
            using var over = new CancellationTokenSource();
            var busy = KeepBusyAsync(running.Pipeline, over.Token);

            var outcome = await rebuild.RunAsync("a test", null, CancellationToken.None);

            var seen = running.Board.Current;
            Assert.Contains(outcome.Differences, d => d.StartsWith("bin a-01: saved", StringComparison.Ordinal));
            Assert.True(seen.Head.Seq >= outcome.Seq && outcome.Seq > 5001, $"the writer was not busy: {seen.Head.Seq}, {outcome.Seq}");
            await over.CancelAsync();
            await busy;
            await running.Pipeline.StopAsync(CancellationToken.None);
        }

        AssertSavedAsMade();
    }

    [Fact]
    public async Task Two_rebuilds_are_not_made_at_once()
    {
        Fill(5000);
        using var store = files.Open();
        var content = store.Load(site.Site);
        using var running = new Running(store, content, site);
        using var rebuild = new ProjectionRebuild(store, content, running.Pipeline, TimeProvider.System, NullLogger<ProjectionRebuild>.Instance);
        await running.Pipeline.StartAsync(CancellationToken.None);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        var first = rebuild.RunAsync("a test", (_, _) => gate.Task, CancellationToken.None);
        await Assert.ThrowsAsync<CommandException>(() => rebuild.RunAsync("a test", null, CancellationToken.None));
        gate.SetResult();

        Assert.Empty((await first.WaitAsync(TestDeadline)).Differences);
        await running.Pipeline.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task An_entry_that_cannot_be_read_ends_the_rebuild_and_not_the_writer()
    {
        Fill(5);
        files.Tamper("DROP TRIGGER entry_append_only_update; UPDATE entry SET payload = CAST('x' AS BLOB) WHERE seq = 3");
        using var store = files.Open();
        var content = store.Load(site.Site);
        using var running = new Running(store, content, site);
        using var rebuild = new ProjectionRebuild(store, content, running.Pipeline, TimeProvider.System, NullLogger<ProjectionRebuild>.Instance);
        await running.Pipeline.StartAsync(CancellationToken.None);

        await Assert.ThrowsAsync<LedgerFormatException>(() => rebuild.RunAsync("a test", null, CancellationToken.None).WaitAsync(TestDeadline));
        Assert.False(running.Pipeline.ExecuteTask!.IsCompleted);
        await running.Pipeline.StopAsync(CancellationToken.None);
    }

    private static TimeSpan TestDeadline => EdgeStock.Tests.FirmwareHost.Eventually.Deadline;

    private static async Task KeepBusyAsync(Pipeline pipeline, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            var changed = new TaskCompletionSource<ConfigApplied>(TaskCreationOptions.RunContinuationsAsynchronously);
            await pipeline.SubmitAsync(new ConfigWork(SiteFile.Parse(SiteText), "uid-0", null, changed), CancellationToken.None);
            await changed.Task;
        }
    }

    /// <summary>A ledger with its site file and so many takings of one, from 10 000 pieces on.</summary>
    private void Fill(int takings)
    {
        using var store = files.Open();
        var turn = new Turn(site.Site, store.Load(site.Site), store.Head);
        turn.Configure(site, TestSite.T0, "start", site.Hash);
        store.Commit(turn.TakeCommit(0));
        var (head, projection) = (store.Head, turn.Projection);
        var entries = new List<LedgerEntry>();
        IEnumerable<StoreroomEvent> events =
        [
            new StockCounted(TestSite.T0, "store", "a-01", "glove", 10_000, 10_000, 10_000, 1),
            .. Enumerable.Range(1, takings).Select(n => new StockTaken(TestSite.T0.AddSeconds(n), "store", "a-01", "glove", 1, 10_000 - n, 10_000 - n, 10_000 - n, 1)),
        ];
        foreach (var e in events)
        {
            var entry = Chain.Next(head, EventCodec.NameOf(e), "store", EventCodec.SubjectOf(e), e.At, e.At, EventCodec.Encode(e));
            (head, projection) = (new(entry.Seq, entry.Hash), projection.Apply(site.Site, entry.Seq, e));
            entries.Add(entry);
        }

        store.Commit(new() { Entries = entries, Minutes = [], Changes = new(), Projection = projection, Intake = new Dictionary<string, ulong>(), OutboxSeq = 0 });
    }

    private void AssertSavedAsMade()
    {
        using var ledger = files.Read();
        var builder = new ProjectionBuilder(ledger);
        while (builder.Advance())
        {
        }

        Assert.Empty(ProjectionRebuild.Differences(ledger.SavedProjection(), ProjectionText.Documents(builder.Made)));
    }

    private sealed class Running : IDisposable
    {
        public Running(LedgerStore store, LedgerContent content, SiteFile site)
        {
            Board = new(new(site.Site, store.Head, content.Projection, new Dictionary<string, DateTimeOffset>(), [], IntakeCounters.None, TestSite.T0));
            Pipeline = new(new Turn(site.Site, content, store.Head), site.Text, store, content, new DiskSpace(Path.GetDirectoryName(store.Path)!), Board, new OutboxMark(0), TimeProvider.System, NullLogger<Pipeline>.Instance);
        }

        public Board Board { get; }

        public Pipeline Pipeline { get; }

        public void Dispose() => Pipeline.Dispose();
    }
}
