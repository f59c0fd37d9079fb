using System.Collections.Immutable;
using EdgeStock.Domain;
using EdgeStock.Gateway.Intake;
using EdgeStock.Ledger;
using EdgeStock.Wire;

namespace EdgeStock.Gateway;

/// <summary>
/// The one path from input to ledger entries, live and in a replay: maps, observes, decides, chains and projects, and gathers what
/// the next commit makes durable. Synchronous and without a clock; the same inputs give the same entries, byte for byte.
/// </summary>
internal sealed class Turn
{
    private InputMap map;
    private Storeroom storeroom;
    private AlarmWatch alarms;
    private ImmutableSortedDictionary<string, StockLimitsView> followed;
    private NotificationWatch notifications;
    private List<SiteInForce> newSites = [];
    private bool projectionAnew;
    private long refusedBefore;
    private string? refusal;
    private readonly Outcome outcome = new();
    private readonly Dictionary<string, ulong> intake;
    private readonly Dictionary<string, ulong> takenSinceCommit = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ClimateMinute> latestMinutes;
    private List<LedgerEntry> entries = [];
    private List<ClimateMinute> minutes = [];

    public Turn(Site site, LedgerContent content, ChainHead head, Refusals? refusals = null)
    {
        Refused = refusals ?? new();
        (Site, Head, Projection) = (site, head, content.Projection);
        map = new(site);
        var inForce = LimitsInForce.Of(site, content.Projection);
        storeroom = new(site, content.Memory, inForce.ClimatePoints);
        (alarms, notifications) = (new(inForce), new(site));
        followed = content.Projection.StockLimits;
        refusedBefore = -storeroom.Refused;
        intake = new(content.Intake, StringComparer.Ordinal);
        latestMinutes = content.LatestMinutes.ToDictionary(m => m.Point, StringComparer.Ordinal);
    }

    /// <summary>What stands where now.</summary>
    public Site Site { get; private set; }

    /// <summary>The last entry made, committed or not.</summary>
    public ChainHead Head { get; private set; }

    /// <summary>The read models after it.</summary>
    public Projection Projection { get; private set; }

    /// <summary>Entries wait for a commit.</summary>
    public bool HasEntries => entries.Count > 0;

    /// <summary>How many.</summary>
    public int PendingEntries => entries.Count;

    /// <summary>Anything waits for a commit.</summary>
    public bool IsDirty { get; private set; }

    /// <summary>Told of every input that is refused.</summary>
    public Refusals Refused { get; }

    /// <summary>The last failure of the domain. Such an input is passed over, alike in a replay, because a gateway that ends on one would meet it again after its restart.</summary>
    public Exception? LastFault { get; private set; }

    /// <summary>Why the last instruction was refused that was.</summary>
    public string? LastRefusal { get; private set; }

    public IEnumerable<(string Device, DeviceState State, DateTimeOffset? LastHeard)> Hearing => storeroom.Hearing;

    /// <summary>The latest closed minute at each climate point; before the first, the minute being filled.</summary>
    public IReadOnlyList<ClimateMinute> LatestMinutes =>
        [.. storeroom.OpenMinutes.Where(m => !latestMinutes.ContainsKey(m.Point)).Concat(latestMinutes.Values).OrderBy(m => m.Point, StringComparer.Ordinal)];

    /// <summary>The highest sample taken from a host; 0 for none.</summary>
    public ulong TakenFrom(string host) => intake.GetValueOrDefault(host);

    /// <summary>Takes a host's sample, once.</summary>
    /// <param name="host">The host; null in a trace without numbers.</param>
    /// <returns>False when it was taken before.</returns>
    public bool Take(string? host, SampleLine line, DateTimeOffset taken)
    {
        if (host is not null && line.N is { } n)
        {
            if (n <= intake.GetValueOrDefault(host))
            {
                Refused.Count(Refusal.SampleRepeated);
                return false;
            }

            intake[host] = n;
            takenSinceCommit[host] = n;
            IsDirty = true;
        }

        var input = map.Map(line, taken, out var refused);
        if (refused is { } kind)
        {
            Refused.Count(kind);
        }

        if (input is not null)
        {
            Take(input);
        }

        return true;
    }

    /// <summary>From here on this site file says what stands where.</summary>
    /// <param name="by">Who applied it.</param>
    /// <param name="fileHash">Hash of the gateway's own site file when it was just read; null when it was not.</param>
    /// <returns>What differs from before.</returns>
    public IReadOnlyList<SiteChange> Configure(SiteFile file, DateTimeOffset taken, string by, string? fileHash = null)
    {
        var changes = SiteDiff.Between(Site, file.Site);
        Take(new ApplySite(taken, by, file.Site, file.Hash));
        if (ReferenceEquals(Site, file.Site))
        {
            newSites.Add(new(file.Text, file.Hash, fileHash));
        }

        return changes;
    }

    /// <summary>The gateway's own site file was read and changes nothing; remembered, so that an old file does not come back one day.</summary>
    public void Saw(SiteFile inForce, string fileHash)
    {
        newSites.Add(new(inForce.Text, inForce.Hash, fileHash));
        IsDirty = true;
    }

    /// <summary>Decides on an instruction and takes what comes of it.</summary>
    /// <returns>Why it is not done, with what to do next; null when it is.</returns>
    public string? Instruct(Instruct instruct)
    {
        refusal = null;
        var failed = Refused.Of(Refusal.InputFailed);
        Take(instruct);
        if (Refused.Of(Refusal.InputFailed) > failed)
        {
            return $"it failed inside the gateway and was not done; please report it with the gateway's log: {LastFault!.Message}";
        }

        if (refusal is not null)
        {
            LastRefusal = refusal;
            Refused.Count(Refusal.InstructionRefused);
        }

        return refusal;
    }

    /// <summary>Entries that wait for a commit, after this one.</summary>
    public IEnumerable<LedgerEntry> PendingAfter(long seq) => entries.Where(e => e.Seq > seq);

    /// <summary>Takes an input that is the domain's own already: a tick or a command.</summary>
    public void Take(Input input)
    {
        IsDirty = true;
        Made made;
        try
        {
            made = Decide(input);
        }
#pragma warning disable CA1031 // a named place (the pipeline): see Faults
        catch (Exception e)
#pragma warning restore CA1031
        {
            Refused.Count(Refusal.InputFailed);
            LastFault = e;
            outcome.Clear();
            return;
        }

        (Head, Projection) = (made.Head, made.Projection);
        entries.AddRange(made.Entries);
        foreach (var minute in outcome.Minutes)
        {
            latestMinutes[minute.Point] = minute;
            minutes.Add(minute);
        }

        foreach (var minute in outcome.Dropped)
        {
            latestMinutes[minute.Point] = minute;
        }

        if (input is ApplySite)
        {
            // Also the minute that was just closed because its point is gone.
            foreach (var gone in latestMinutes.Keys.Where(p => Site.ClimatePoints.All(n => n.Id != p)).ToList())
            {
                latestMinutes.Remove(gone);
            }
        }

        outcome.Clear();
    }

    /// <summary>What an input causes: the events of devices and people, and then what these mean for alarms, cover, hygiene and reminders.</summary>
    private Made Decide(Input input)
    {
        var lastTick = storeroom.LastTick;
        switch (input)
        {
            case ApplySite apply:
                var inForce = LimitsInForce.Of(apply.Site, Projection);
                var next = storeroom.Under(apply, outcome, inForce.ClimatePoints);
                var refused = refusedBefore + storeroom.Refused - next.Refused;
                (storeroom, map, alarms, notifications, Site, refusedBefore) = (next, new(apply.Site), new(inForce), new(apply.Site), apply.Site, refused);
                break;
            case Instruct instruct:
                var decision = InstructionDesk.Decide(Site, Projection, Head.Seq + 1, instruct, storeroom.Air);
                refusal = decision.Refused;
                outcome.Events.AddRange(decision.Events);
                storeroom.Take(decision, instruct, outcome);
                break;
            case NoteDelivery note:
                outcome.Events.AddRange(NotificationDesk.Note(Projection, note));
                break;
            default:
                storeroom.Take(input, outcome);
                break;
        }

        var made = new Made(Head, Projection, []);
        outcome.Events.ForEach(e => Add(made, e, input.Taken));
        foreach (var change in outcome.Limits)
        {
            AddAll(made, alarms.On(made.Projection, change), input.Taken);
        }

        if (input is ApplySite)
        {
            AddAll(made, alarms.OnSite(made.Projection, input.Taken), input.Taken);
            AddAll(made, StockLimitWatch.Pass(Site, made.Projection, null, input.Taken), input.Taken);
        }

        if (input is Tick tick)
        {
            AddAll(made, alarms.Pass(made.Projection, lastTick, tick.Taken), tick.Taken);
            AddAll(made, StockWatch.Pass(Site, made.Projection, lastTick, tick.Taken), tick.Taken);
            AddAll(made, StockLimitWatch.Pass(Site, made.Projection, lastTick ?? DateTimeOffset.UnixEpoch, tick.Taken), tick.Taken);
            Notify(made, lastTick, tick.Taken);
            if (!made.Projection.Acclimatising.IsEmpty)
            {
                AddAll(made, Acclimatising.Pass(Site, made.Projection, storeroom.Air, tick.Taken), tick.Taken);
            }
        }

        Follow(made, input.Taken);
        return made;
    }

    /// <summary>Goods have changed the limits in force: the estimators are told, and the alarms of what becomes of it.</summary>
    private void Follow(Made made, DateTimeOffset taken)
    {
        if (ReferenceEquals(followed, made.Projection.StockLimits))
        {
            return;
        }

        followed = made.Projection.StockLimits;
        var (inForce, meant) = (LimitsInForce.Of(Site, made.Projection), new Outcome());
        if (!storeroom.Follow(inForce.ClimatePoints, taken, meant))
        {
            return;
        }

        meant.Events.ForEach(e => Add(made, e, taken));
        AddAll(made, meant.Limits.SelectMany(c => alarms.On(made.Projection, c)), taken);
        alarms = new(inForce);
        AddAll(made, alarms.OnSite(made.Projection, taken), taken);
    }

    /// <summary>Who is told of what stands now. Each word is decided against the one before.</summary>
    private void Notify(Made made, DateTimeOffset? lastTick, DateTimeOffset now)
    {
        if (notifications.Drill(made.Head.Seq + 1, lastTick, now) is { } drill)
        {
            Add(made, drill, now);
        }

        while (notifications.Next(made.Projection, made.Head.Seq + 1, now) is { } said)
        {
            Add(made, said, now);
        }
    }

    private void AddAll(Made made, IEnumerable<StoreroomEvent> events, DateTimeOffset taken)
    {
        foreach (var e in events)
        {
            Add(made, e, taken);
        }
    }

    /// <summary>Chains an event and projects it, and then what it means.</summary>
    private void Add(Made made, StoreroomEvent e, DateTimeOffset taken)
    {
        var entry = Chain.Next(made.Head, EventCodec.NameOf(e), EventCodec.RoomOf(e), EventCodec.SubjectOf(e), e.At, taken, EventCodec.Encode(e));
        var before = made.Projection;
        made.Head = new(entry.Seq, entry.Hash);
        made.Projection = before.Apply(Site, entry.Seq, e);
        made.Entries.Add(entry);
        var after = made.Projection;
        foreach (var meant in StockWatch.After(Site, before, after, e, taken).Concat(StockLimitWatch.After(Site, before, after, e, taken)).Concat(ExcursionWatch.After(Site, before, after, e)))
        {
            Add(made, meant, taken);
        }
    }

    /// <summary>Puts read models that were made anew from the entries in the place of those here; they stand at the same entry.</summary>
    public void Replace(Projection made) => (Projection, projectionAnew, IsDirty) = (made, true, true);

    /// <summary>Samples that an estimator would not take since this turn began; the estimators' own counts go back to the ledger's beginning, and end with their bins.</summary>
    public long RefusedSamples => refusedBefore + storeroom.Refused;

    /// <summary>Hands over everything since the last call, to be committed whole.</summary>
    public LedgerCommit TakeCommit(long outboxSeq)
    {
        var commit = new LedgerCommit
        {
            Entries = entries,
            Minutes = minutes,
            Changes = storeroom.TakeChanges(),
            Projection = Projection,
            Intake = new Dictionary<string, ulong>(takenSinceCommit, StringComparer.Ordinal),
            OutboxSeq = outboxSeq,
            Sites = newSites,
            ProjectionAnew = projectionAnew,
        };
        (entries, minutes, newSites, projectionAnew, IsDirty) = ([], [], [], false, false);
        takenSinceCommit.Clear();
        return commit;
    }

    /// <summary>Where an input has led so far.</summary>
    private sealed record Made(ChainHead Head, Projection Projection, List<LedgerEntry> Entries)
    {
        public ChainHead Head { get; set; } = Head;

        public Projection Projection { get; set; } = Projection;
    }
}
