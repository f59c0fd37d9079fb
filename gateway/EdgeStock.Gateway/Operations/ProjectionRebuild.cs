using EdgeStock.Domain;
using EdgeStock.Ledger;
using Microsoft.Data.Sqlite;

namespace EdgeStock.Gateway.Operations;

/// <summary>Read models were made anew and put in the place of those before.</summary>
/// <param name="Seq">The entry at which they were.</param>
/// <param name="Differences">What the ones before said otherwise.</param>
internal sealed record RebuildOutcome(long Seq, IReadOnlyList<string> Differences);

/// <summary>
/// Makes the read models anew from the entries, beside the writer, and puts them in place when they stand at the writer's entry. At a start it
/// does so by itself when the saved ones are another release's or cannot be read.
/// </summary>
internal sealed class ProjectionRebuild(LedgerStore ledger, LedgerContent content, Pipeline pipeline, TimeProvider time, ILogger<ProjectionRebuild> log) : BackgroundService
{
    private const int Logged = 20;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim one = new(1);

    /// <summary>Makes them anew.</summary>
    /// <param name="reason">Why, for the log.</param>
    /// <param name="reached">Told the entry reached and the last one there is.</param>
    /// <exception cref="CommandException">It is being done already, or the ledger does not hold what is needed.</exception>
    /// <exception cref="LedgerFormatException">An entry cannot be read.</exception>
    public async Task<RebuildOutcome> RunAsync(string reason, Func<long, long, Task>? reached, CancellationToken stop)
    {
        if (!await one.WaitAsync(0, stop))
        {
            throw new CommandException("the read models are being made anew already: wait for that");
        }

        try
        {
            log.RebuildBegins(reason);
            using var reader = LedgerReader.Open(ledger.Path);
            var made = new ProjectionBuilder(reader);
            var before = await SwapAsync(made, stop);
            while (before is null)
            {
                var from = made.Seq;
                while (await Task.Run(() => made.Advance(), stop))
                {
                    await (reached?.Invoke(made.Seq, reader.Head.Seq) ?? Task.CompletedTask);
                }

                if (made.Seq == from)
                {
                    // The writer holds entries that it cannot commit now: the disk is full, or it is the first moment.
                    await Task.Delay(Pause, time, stop);
                }

                before = await SwapAsync(made, stop);
            }

            var outcome = new RebuildOutcome(made.Seq, Differences(ProjectionText.Documents(before), ProjectionText.Documents(made.Made)));
            log.RebuildDone(outcome.Seq, outcome.Differences.Count);
            foreach (var difference in outcome.Differences.Take(Logged))
            {
                log.RebuildDifference(difference);
            }

            return outcome;
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>Every document that is not the same in both, in words.</summary>
    internal static List<string> Differences(IReadOnlyDictionary<(string Kind, string Id), string> saved, SortedDictionary<(string Kind, string Id), string> made) =>
    [
        .. made.Where(d => saved.GetValueOrDefault(d.Key) != d.Value).Select(d => $"{d.Key.Kind} {d.Key.Id}: saved {saved.GetValueOrDefault(d.Key) ?? "(none)"}, rebuilt {d.Value}"),
        .. saved.Where(d => !made.ContainsKey(d.Key)).Select(d => $"{d.Key.Kind} {d.Key.Id}: saved {d.Value}, rebuilt (none)"),
    ];

    public override void Dispose()
    {
        one.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (content.StaleReason is not { } reason)
        {
            return;
        }

        try
        {
            await RunAsync(reason, null, stoppingToken);
        }
        catch (Exception e) when (e is CommandException or LedgerFormatException or SqliteException)
        {
            // The gateway goes on with what it could read.
            log.RebuildFailed(e.Message);
        }
    }

    /// <summary>Asks the writer to put them in place.</summary>
    /// <returns>The read models before; null when the writer is too far ahead yet.</returns>
    private async Task<Projection?> SwapAsync(ProjectionBuilder made, CancellationToken stop)
    {
        var done = new TaskCompletionSource<Projection?>(TaskCreationOptions.RunContinuationsAsynchronously);
        await pipeline.SubmitAsync(new RebuildWork(made, done), stop);

        // Not left before the writer has answered or ended: until then it may be reading with us.
        await Task.WhenAny(done.Task, pipeline.ExecuteTask ?? done.Task);
        return done.Task.IsCompleted ? await done.Task : throw new OperationCanceledException("the gateway stops");
    }
}
