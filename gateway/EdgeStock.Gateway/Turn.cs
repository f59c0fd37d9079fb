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
    private readonly Site site;
    private readonly InputMap map;
    private readonly Storeroom storeroom;
    private readonly Outcome outcome = new();
    private readonly Dictionary<string, ulong> intake;
    private readonly Dictionary<string, ulong> takenSinceCommit = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ClimateMinute> latestMinutes;
    private List<LedgerEntry> entries = [];
    private List<ClimateMinute> minutes = [];

    public Turn(Site site, LedgerContent content, ChainHead head)
    {
        (this.site, Head, Projection) = (site, head, content.Projection);
        map = new(site);
        storeroom = new(site, content.Memory);
        intake = new(content.Intake, StringComparer.Ordinal);
        latestMinutes = content.LatestMinutes.ToDictionary(m => m.Point, StringComparer.Ordinal);
    }

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

    /// <summary>Samples of devices and channels that the site does not know, or beyond what can be.</summary>
    public long Unmapped { get; private set; }

    /// <summary>Inputs at which the domain failed: passed over, alike in a replay, because a gateway that ends on one would meet it again after its restart.</summary>
    public long Faults { get; private set; }

    /// <summary>The last of these failures.</summary>
    public Exception? LastFault { get; private set; }

    /// <summary>Samples that came again and were not taken again.</summary>
    public long Repeated { get; private set; }

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
                Repeated++;
                return false;
            }

            intake[host] = n;
            takenSinceCommit[host] = n;
            IsDirty = true;
        }

        if (map.Map(line, taken) is { } input)
        {
            Take(input);
        }
        else if (!map.SaysNothing(line))
        {
            Unmapped++;
        }

        return true;
    }

    /// <summary>Takes an input that is the domain's own already: a tick.</summary>
    public void Take(Input input)
    {
        IsDirty = true;
        try
        {
            storeroom.Take(input, outcome);
        }
#pragma warning disable CA1031 // a named place (the pipeline): see Faults
        catch (Exception e)
#pragma warning restore CA1031
        {
            Faults++;
            LastFault = e;
            outcome.Clear();
            return;
        }

        foreach (var e in outcome.Events)
        {
            var room = (e as RoomEvent)?.Room;
            var entry = Chain.Next(Head, EventCodec.NameOf(e), room, EventCodec.SubjectOf(e), e.At, input.Taken, EventCodec.Encode(e));
            Head = new(entry.Seq, entry.Hash);
            Projection = Projection.Apply(site, entry.Seq, e);
            entries.Add(entry);
        }

        foreach (var minute in outcome.Minutes)
        {
            latestMinutes[minute.Point] = minute;
            minutes.Add(minute);
        }

        outcome.Clear();
    }

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
        };
        (entries, minutes, IsDirty) = ([], [], false);
        takenSinceCommit.Clear();
        return commit;
    }
}
