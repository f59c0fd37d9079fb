using System.Threading.Channels;
using EdgeStock.Domain;
using EdgeStock.Gateway.Intake;
using EdgeStock.Gateway.Operations;
using EdgeStock.Ledger;
using EdgeStock.Wire;

namespace EdgeStock.Gateway;

/// <summary>
/// The one writer. Samples, ticks and commands come through one bounded channel; it takes what is there, commits once when that held an
/// event (otherwise once a minute, to spare the SD card), and only then acknowledges, answers and shows.
/// A commit that fails ends the process: what was not acknowledged comes again from the hosts.
/// </summary>
internal sealed class Pipeline(Site site, string siteText, LedgerStore ledger, LedgerContent content, Board board, OutboxMark outbox, TimeProvider time, ILogger<Pipeline> log) : BackgroundService
{
    private const int Capacity = 4096;
    private const int LargestBatch = 512;
    private static readonly TimeSpan QuietCommit = TimeSpan.FromMinutes(1);

    private readonly Channel<Work> channel = Channel.CreateBounded<Work>(new BoundedChannelOptions(Capacity) { SingleReader = true });
    private readonly Turn turn = new(site, content, ledger.Head);
    private readonly Dictionary<string, HostStream> streams = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ulong> committed = new(content.Intake, StringComparer.Ordinal);
    private readonly List<Tap> taps = [];
    private long lastCommit;
    private long samples;
    private long malformed;
    private long faults;

    /// <summary>Gives the writer something to do; waits while its channel is full, which is how a host is slowed down.</summary>
    public ValueTask SubmitAsync(Work work, CancellationToken stop) => channel.Writer.WriteAsync(work, stop);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        lastCommit = time.GetTimestamp();
        using var ticking = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var ticks = TickAsync(ticking.Token);
        try
        {
            while (await channel.Reader.WaitToReadAsync(stoppingToken))
            {
                Batch();
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping: what was taken is committed below; what waits in the channel comes again from the hosts.
        }
        finally
        {
            await ticking.CancelAsync();
            await ticks.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Commit();
        taps.ForEach(t => t.End(ledger.Head));
        log.WriterEnded(ledger.Head.Seq, ledger.Head.HexHash);
    }

    private void Batch()
    {
        var ticked = false;
        for (var i = 0; i < LargestBatch && channel.Reader.TryRead(out var work); i++)
        {
            Do(work);
            ticked |= work is TickWork;
        }

        if (turn.HasEntries || (turn.IsDirty && time.GetElapsedTime(lastCommit) >= QuietCommit))
        {
            Commit();
        }
        else if (ticked)
        {
            Show();
        }
    }

    private void Do(Work work)
    {
        switch (work)
        {
            case SampleWork { Stream: var stream, Line: var line }:
                var taken = Now();

                // A superseded stream's leftovers may carry numbers that its successor was told to use.
                if (IsCurrent(stream) && turn.Take(stream.Host, line, taken))
                {
                    samples++;
                    taps.ForEach(t => t.Write(stream.Host, line with { Taken = taken }));
                }

                break;
            case TickWork:
                var tick = Now();
                turn.Take(new Tick(tick));
                taps.ForEach(t => t.Write(null, new TickLine(tick)));
                break;
            case HelloWork { Stream: var stream }:
                if (streams.Remove(stream.Host, out var older))
                {
                    older.Supersede();
                }

                streams.Add(stream.Host, stream);
                stream.Welcome(committed.GetValueOrDefault(stream.Host), turn.TakenFrom(stream.Host) + 1);
                break;
            case GoodbyeWork { Stream: var stream }:
                malformed += stream.Malformed;
                if (IsCurrent(stream))
                {
                    streams.Remove(stream.Host);
                }

                break;
            case AttachTapWork { Tap: var tap }:
                Commit();
                tap.Begin(site, siteText, ledger);
                taps.Add(tap);
                break;
            case DetachTapWork { Tap: var tap }:
                if (taps.Remove(tap))
                {
                    Commit();
                    tap.End(ledger.Head);
                }

                break;
            default:
                throw new InvalidOperationException($"{work.GetType().Name} has no handler");
        }
    }

    private bool IsCurrent(HostStream stream) => streams.TryGetValue(stream.Host, out var current) && ReferenceEquals(current, stream);

    private void Commit()
    {
        if (!turn.IsDirty)
        {
            return;
        }

        var commit = turn.TakeCommit(outbox.Seq);
        ledger.Commit(commit);
        lastCommit = time.GetTimestamp();
        foreach (var (host, n) in commit.Intake)
        {
            committed[host] = n;
            if (streams.TryGetValue(host, out var stream))
            {
                stream.Acknowledge(n);
            }
        }

        Show();
    }

    /// <summary>Shows what is committed; the read models wait while entries wait, freshness never does.</summary>
    private void Show()
    {
        var projection = turn.HasEntries ? board.Current.Projection : turn.Projection;
        var hearing = turn.Hearing.Where(h => h.LastHeard is not null).ToDictionary(h => h.Device, h => h.LastHeard!.Value, StringComparer.Ordinal);
        if (turn.Faults > faults)
        {
            faults = turn.Faults;
            log.InputFailed(faults, turn.LastFault!);
        }

        var counters = new IntakeCounters(samples, turn.Repeated, turn.Unmapped + turn.Faults, malformed + streams.Values.Sum(s => s.Malformed), streams.Count);
        board.Put(new(ledger.Head, projection, hearing, turn.LatestMinutes, counters, time.GetUtcNow()));
    }

    private async Task TickAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        while (await timer.WaitForNextTickAsync(stop))
        {
            await channel.Writer.WriteAsync(new TickWork(), stop);
        }
    }

    /// <summary>The gateway's clock in the ledger's resolution.</summary>
    private DateTimeOffset Now() => DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
}

/// <summary>Something for the one writer to do.</summary>
internal abstract record Work;

/// <summary>A host began its stream.</summary>
internal sealed record HelloWork(HostStream Stream) : Work;

/// <summary>A host's sample.</summary>
internal sealed record SampleWork(HostStream Stream, SampleLine Line) : Work;

/// <summary>A host's stream ended.</summary>
internal sealed record GoodbyeWork(HostStream Stream) : Work;

/// <summary>A second passed.</summary>
internal sealed record TickWork : Work;

/// <summary>Begin a recording.</summary>
internal sealed record AttachTapWork(Tap Tap) : Work;

/// <summary>End a recording.</summary>
internal sealed record DetachTapWork(Tap Tap) : Work;
