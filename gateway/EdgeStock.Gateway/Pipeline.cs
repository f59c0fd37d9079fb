using System.Threading.Channels;
using EdgeStock.Domain;
using EdgeStock.Gateway.Intake;
using EdgeStock.Gateway.Notifying;
using EdgeStock.Gateway.Operations;
using EdgeStock.Ledger;
using EdgeStock.Wire;

namespace EdgeStock.Gateway;

/// <summary>
/// The one writer. Samples, ticks and commands come through one bounded channel; it takes what is there, commits once when that held an
/// event (otherwise once a minute, to spare the SD card), and only then acknowledges, answers and shows.
/// A commit that fails is held and tried again until it is in the ledger. Nothing else is taken meanwhile, and nothing acknowledged: the hosts
/// keep what they have.
/// </summary>
/// <param name="turn">The path from input to entries, as far as it has come when the gateway starts.</param>
/// <param name="content">What the ledger held then.</param>
/// <param name="siteText">The site file in force, for recordings.</param>
/// <param name="checkpoints">Signs where the chain stands; null where nothing is signed.</param>
internal sealed class Pipeline(Turn turn, string siteText, LedgerStore ledger, LedgerContent content, DiskSpace space, Board board, OutboxMark outbox, TimeProvider time, ILogger<Pipeline> log, DailyCheckpoint? checkpoints = null) : BackgroundService
{
    /// <summary>Work that can wait; who has more to give waits outside.</summary>
    public const int Capacity = 4096;

    private const int LargestBatch = 512;
    private const int TicksToLook = 10;
    private static readonly TimeSpan QuietCommit = TimeSpan.FromMinutes(1);

    private readonly Channel<Work> channel = Channel.CreateBounded<Work>(new BoundedChannelOptions(Capacity) { SingleReader = true });
    private readonly Dictionary<string, HostStream> streams = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ulong> committed = new(content.Intake, StringComparer.Ordinal);
    private readonly List<Tap> taps = [];
    private readonly List<Action> afterCommit = [];
    private readonly Queue<Work> deferred = [];
    private readonly HeldCommit commits = new(ledger, space, time, log);
    private readonly People people = new(ledger.People());
    private readonly RawWeights raw = new();
    private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string text = siteText;
    private long lastCommit;
    private int ticks;
    private bool spaceNoted = content.Memory.Keeping?.Short ?? false;
    private long samples;
    private long faults;

    /// <summary>Once what the start itself settled is in the ledger, or is held because it cannot be written.</summary>
    public Task Begun => begun.Task;

    /// <summary>Work that waits for the writer now.</summary>
    public int Waiting => channel.Reader.Count;

    /// <summary>Why the ledger cannot be written now; null while it can.</summary>
    public LedgerFault? Fault => commits.Fault;

    /// <summary>Gives the writer something to do; waits while its channel is full, which is how a host is slowed down.</summary>
    public ValueTask SubmitAsync(Work work, CancellationToken stop) => channel.Writer.WriteAsync(work, stop);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        lastCommit = time.GetTimestamp();
        Look();
        if (turn.IsDirty)
        {
            // What the start itself settled: a site file that came into force.
            Commit();
        }

        begun.SetResult();
        using var ticking = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var ticker = TickAsync(ticking.Token);
        try
        {
            await HoldAsync(stoppingToken);
            while (deferred.Count > 0 || await channel.Reader.WaitToReadAsync(stoppingToken))
            {
                Batch();
                await HoldAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping: what was taken is committed below; what waits in the channel comes again from the hosts.
        }
        finally
        {
            await ticking.CancelAsync();
            await ticker.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Commit();
        if (Fault is { } left)
        {
            throw new InvalidOperationException($"the gateway stops while its ledger cannot be written; samples that it did not acknowledge come again from the hosts. {left.Says}");
        }

        checkpoints?.End(Now());
        Show();
        taps.ForEach(t => t.End(ledger.Head));
        log.WriterEnded(ledger.Head.Seq, ledger.Head.HexHash);
    }

    private void Batch()
    {
        var ticked = false;
        for (var i = 0; i < LargestBatch && !commits.IsHeld && (deferred.TryDequeue(out var work) || channel.Reader.TryRead(out work)); i++)
        {
            Do(work);
            ticked |= work is TickWork;
        }

        if (commits.IsHeld || turn.HasEntries || afterCommit.Count > 0 || (turn.IsDirty && time.GetElapsedTime(lastCommit) >= QuietCommit))
        {
            Commit();
        }
        else if (ticked)
        {
            Show();
        }

        if (!commits.IsHeld && checkpoints?.Pass(Now()) == true)
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
                    stream.Heard(line.Device);
                    raw.Note(line);
                    samples++;
                    taps.ForEach(t => t.Write(stream.Host, line with { Taken = taken }));
                }

                break;
            case TickWork:
                var tick = Now();
                turn.Take(new Tick(tick));
                taps.ForEach(t => t.Write(null, new TickLine(tick)));
                if (++ticks % TicksToLook == 0)
                {
                    Look();
                }

                break;
            case PersonWork asking:
                var pseudonym = people.Of(asking.Account, asking.Name, Now());
                afterCommit.Add(() => asking.Pseudonym.SetResult(pseudonym));
                break;
            case EraseWork erasure:
                Erase(erasure);
                break;
            case InstructWork instruct:
                instruct.GiveTo(turn, Now(), taps, afterCommit);
                break;
            case DeliveryWork delivery:
                delivery.GiveTo(turn, Now(), taps, afterCommit);
                break;
            case ConfigWork config:
                Configure(config);
                break;
            case DoneWork { Stream: var asked, Line: var done }:
                Finish(asked, done);
                break;
            case RawWork { Device: var cell, Answer: var counts }:
                counts.SetResult(raw.Of(cell));
                break;
            case RequestWork { Line: var request, Answer: var answer }:
                var serving = streams.Values.FirstOrDefault(s => s.Serves(request.Device));
                if (serving is null)
                {
                    answer.SetResult(new(null, $"no host that is connected now serves '{request.Device}'", null));
                }
                else
                {
                    serving.Request(request, answer);
                }

                break;
            case HelloWork { Stream: var coming }:
                if (streams.Remove(coming.Host, out var older))
                {
                    older.Supersede();
                }

                streams.Add(coming.Host, coming);
                coming.Welcome(committed.GetValueOrDefault(coming.Host), turn.TakenFrom(coming.Host) + 1);
                break;
            case GoodbyeWork { Stream: var leaving }:
                if (IsCurrent(leaving))
                {
                    streams.Remove(leaving.Host);
                }

                // After the commit: an answer that waits for it is an answer.
                afterCommit.Add(leaving.Abandon);
                break;
            case CheckpointWork { Done: var signed }:
                // After the commit: what is asked for is the head with everything that was taken before.
                afterCommit.Add(() => checkpoints!.Answer(Now(), signed));
                break;
            case AttachTapWork or DetachTapWork or RebuildWork when !Commit():
                // They begin and end with the ledger's head.
                deferred.Enqueue(work);
                break;
            case AttachTapWork { Tap: var tap }:
                if (tap.TryBegin(turn.Site, text, ledger, turn.Projection))
                {
                    taps.Add(tap);
                }

                break;
            case DetachTapWork { Tap: var tap }:
                if (taps.Remove(tap))
                {
                    tap.End(ledger.Head);
                }

                break;
            case RebuildWork rebuild:
                rebuild.PutInto(turn, ledger.Head, afterCommit);
                Commit();
                break;
            default:
                throw new InvalidOperationException($"{work.GetType().Name} has no handler");
        }
    }

    /// <summary>
    /// A host says what came of a request. A zero is noted here, between its host's samples and whether or not anybody still waits for it:
    /// the weights after it mean something else.
    /// </summary>
    private void Finish(HostStream asked, DoneLine done)
    {
        if (done.Error is not null || !RequestId.IsZero(done.Id, out var device, out var by))
        {
            asked.Settle(done, null);
            return;
        }

        var zeroed = Now();
        turn.Take(new NoteZero(zeroed, by, device));
        taps.ForEach(t => t.Write(null, new CommandInputLine(zeroed, "zeroed", by, device)));
        afterCommit.Add(() => asked.Settle(done, ledger.Head.Seq));
    }

    private void Configure(ConfigWork work)
    {
        var now = Now();
        var head = turn.Head;
        var changes = turn.Configure(work.File, now, work.By, work.Seen);
        if (turn.Site != work.File.Site)
        {
            log.InputFailed(turn.Refused.Of(Refusal.InputFailed), turn.LastFault!);
            work.Done.SetException(new InvalidOperationException("the site file could not be applied; the old one stands"));
            return;
        }

        text = work.File.Text;
        taps.ForEach(t => t.Write(null, new CommandInputLine(now, "config", work.By, Body: text)));
        log.SiteApplied(work.File.Hash, changes.Count, work.By);
        afterCommit.Add(() => work.Done.SetResult(new(head.Seq + 1, work.File.Hash, changes)));
    }

    private void Erase(EraseWork work)
    {
        var now = Now();
        if (!people.Erase(work.Person, now))
        {
            work.Done.SetResult(null);
            return;
        }

        turn.Take(new ErasePerson(now, work.By, work.Person));
        taps.ForEach(t => t.Write(null, new CommandInputLine(now, "erased", work.By, Body: work.Person)));
        var seq = turn.Head.Seq;
        afterCommit.Add(() => work.Done.SetResult(new(seq, ledger.EmptyLog())));
    }

    /// <summary>Looks at the room on the disk; that it is short, or no longer, is an input like any other.</summary>
    private void Look()
    {
        space.Look();
        NoteSpace();
    }

    private void NoteSpace()
    {
        if (space.IsShort == spaceNoted)
        {
            return;
        }

        spaceNoted = space.IsShort;
        var note = new NoteSpace(Now(), spaceNoted);
        turn.Take(note);
        taps.ForEach(t => t.Write(null, TraceInput.LineOf(note)));
        log.Space(space.IsShort ? "short: climate minutes are not kept; make room on the disk" : "enough again", space.Free ?? 0);
    }

    private bool IsCurrent(HostStream stream) => streams.TryGetValue(stream.Host, out var current) && ReferenceEquals(current, stream);

    /// <summary>Commits what waits, or what is held since it could not be committed.</summary>
    /// <returns>False when it is held: to be tried again.</returns>
    private bool Commit()
    {
        if (!commits.IsHeld && !turn.IsDirty && !people.IsDirty)
        {
            Answer();
            return true;
        }

        if (commits.TryPut(() => turn.TakeCommit(outbox.Seq) with { People = people.TakeChanges() }) is not { } commit)
        {
            Show();
            return false;
        }

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
        Answer();
        return true;
    }

    /// <summary>Waits until what is held is in the ledger.</summary>
    private async Task HoldAsync(CancellationToken stop)
    {
        while (commits.IsHeld)
        {
            await commits.WaitAsync(stop);
            if (Commit())
            {
                // A disk that was full before it was seen to be short.
                NoteSpace();
            }
        }
    }

    /// <summary>What was asked for is durable: now it may be said.</summary>
    private void Answer()
    {
        afterCommit.ForEach(a => a());
        afterCommit.Clear();
    }

    /// <summary>Shows what is committed; the read models wait while entries wait, freshness never does.</summary>
    private void Show()
    {
        var pending = commits.IsHeld || turn.HasEntries;
        var projection = pending ? board.Current.Projection : turn.Projection;
        var hearing = turn.Hearing.Where(h => h.LastHeard is not null).ToDictionary(h => h.Device, h => h.LastHeard!.Value, StringComparer.Ordinal);
        if (turn.Refused.Of(Refusal.InputFailed) is var failed && failed > faults)
        {
            faults = failed;
            log.InputFailed(failed, turn.LastFault!);
        }

        turn.Refused.Set(Refusal.SampleRefused, turn.RefusedSamples);
        var counters = new IntakeCounters(samples, streams.Keys.Order(StringComparer.Ordinal).ToList(), turn.Refused.All());
        board.Put(new(pending ? board.Current.Site : turn.Site, ledger.Head, projection, hearing, turn.LatestMinutes, counters, time.GetUtcNow())
        {
            Fault = Fault,
            IsSpaceShort = space.IsShort,
            BrokenTail = ledger.BrokenTail,
            Checkpoint = checkpoints?.Latest,
        });
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
