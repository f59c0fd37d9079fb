namespace EdgeStock.Domain;

/// <summary>What an input caused, in order.</summary>
public sealed class Outcome
{
    /// <summary>Events, to be appended to the ledger in this order.</summary>
    public List<StoreroomEvent> Events { get; } = [];

    /// <summary>Climate minutes that closed; they stand beside the ledger's sequence.</summary>
    public List<ClimateMinute> Minutes { get; } = [];

    /// <summary>Climate minutes that closed and for which there is no room: shown, counted in their hour, and not kept.</summary>
    public List<ClimateMinute> Dropped { get; } = [];

    /// <summary>Climate conditions that changed, for the alarms.</summary>
    public List<LimitChange> Limits { get; } = [];

    /// <summary>Empties all, for the next input.</summary>
    public void Clear()
    {
        Events.Clear();
        Minutes.Clear();
        Dropped.Clear();
        Limits.Clear();
    }
}

/// <summary>
/// The storerooms of one gateway: takes inputs one at a time and says what happened. Pure: no clock, no I/O; the same inputs give the
/// same events, also when it is saved and made anew between any two of them.
/// </summary>
public sealed class Storeroom
{
    /// <summary>A tick later than this means that the gateway did not listen in between; that time is no evidence of silence.</summary>
    private static readonly TimeSpan LongestTick = TimeSpan.FromSeconds(5);

    /// <summary>Tags followed at once; what a stranger's pallet brings beyond that must not fill the memory.</summary>
    private const int MostTags = 20_000;

    private readonly Dictionary<string, BinEstimator> bins = new(StringComparer.Ordinal);
    private readonly SortedDictionary<Epc, TagTracker> tags = [];
    private readonly List<Epc> forgotten = [];
    private readonly Dictionary<string, AntennaWatch> antennas = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Point, Quantity Quantity), ClimateEstimator> climate = [];
    private readonly Dictionary<string, MinuteRecorder> minutes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DeviceMonitor> devices = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ZoneWatch> zones = new(StringComparer.Ordinal);
    private readonly PeerWatch peers;
    private readonly MinuteKeeping keeping;
    private readonly Site site;
    private DateTimeOffset? lastTick;
    private bool anew;

    /// <summary>Makes the storerooms of a site as they were when <paramref name="memory"/> was saved.</summary>
    public Storeroom(Site site, StoreroomMemory memory)
    {
        this.site = site;
        lastTick = memory.LastTick;
        keeping = new(memory.Keeping ?? (lastTick is null ? KeepingMemory.Empty : KeepingMemory.Older));
        peers = new(site, memory.Peers);
        Furnish(memory);
    }

    /// <summary>When each device was last heard, for a page that shows freshness. Not part of the ledger.</summary>
    public IEnumerable<(string Device, DeviceState State, DateTimeOffset? LastHeard)> Hearing => site.Devices.Select(d => (d.Id, devices[d.Id].State, devices[d.Id].LastHeard));

    /// <summary>The minute being filled at each climate point, for the first minute after a start.</summary>
    public IEnumerable<ClimateMinute> OpenMinutes => site.ClimatePoints.Select(p => minutes[p.Id].Open).OfType<ClimateMinute>();

    /// <summary>Samples that were late, came again under another number, or that no load can cause.</summary>
    public long Refused => bins.Values.Sum(b => b.Refused) + climate.Values.Sum(c => c.Refused);

    /// <summary>The last tick taken; null before the first.</summary>
    public DateTimeOffset? LastTick => lastTick;

    /// <summary>A count by hand that was decided on is told to the bin that was counted.</summary>
    public void Take(Decision decision, Instruct instruct, Outcome outcome)
    {
        foreach (var count in decision.Events.OfType<StockTakeMade>().Where(s => s.Bin is not null))
        {
            bins[count.Bin!].Count(count.Counted, instruct.Taken, outcome.Events);
        }
    }

    /// <summary>Takes one input and adds what it caused.</summary>
    public void Take(Input input, Outcome outcome)
    {
        var (kept, left) = (outcome.Minutes.Count, outcome.Dropped.Count);
        if (input is Sample sample && devices.TryGetValue(sample.Device, out var device))
        {
            device.Observe(sample, outcome.Events);
        }

        switch (input)
        {
            case BinWeighed weighed when bins.TryGetValue(weighed.Bin, out var bin):
                if (bin.Observe(weighed))
                {
                    bin.Decide(weighed, outcome.Events);
                }

                break;
            case TagRead read when antennas.TryGetValue(read.Antenna, out var antenna):
                HearReader(antenna.Antenna.Reader);
                antenna.HearTag();
                Track(read)?.Observe(read, antenna.Antenna.Zone, outcome.Events);
                break;
            case RoundFinished round:
                HearReader(round.Device);
                break;
            case AntennaChanged changed:
                foreach (var watch in antennas.Values.Where(w => changed.Antenna is null ? w.Antenna.Reader == changed.Device : w.Antenna.Id == changed.Antenna))
                {
                    watch.Announce(changed.Up);
                }

                break;
            case DeviceReported reported:
                foreach (var watch in antennas.Values.Where(w => w.Antenna.Reader == reported.Device))
                {
                    watch.Announce(reported.Up);
                }

                break;
            case ClimateRead read when climate.TryGetValue((read.Point, read.Quantity), out var channel):
                if (channel.Observe(read, outcome, out var value, out var quality))
                {
                    quality = quality == Quality.Good && read.Quantity == Quantity.Humidity && peers.Disagrees(read.Point) ? Quality.Uncertain : quality;
                    minutes[read.Point].Observe(read with { Quality = quality }, value, keeping, outcome);
                }

                break;
            case SamplesDropped dropped:
                outcome.Events.Add(new SamplesLost(dropped.At, dropped.Device, dropped.Lost));
                break;
            case Tick tick:
                Pass(tick.Taken, outcome);
                break;
            case ErasePerson erase:
                outcome.Events.Add(new PersonErased(erase.Taken, erase.Person, erase.By));
                break;
            case NoteSpace space:
                keeping.Observe(space, outcome);
                break;
            case NoteZero zero when devices.ContainsKey(zero.Device):
                outcome.Events.Add(new ScaleZeroed(zero.Taken, zero.Device, zero.By));
                foreach (var bin in site.Bins.Where(b => b.Device == zero.Device))
                {
                    bins[bin.Id].Rebase();
                }

                break;
            default:
                break;
        }

        Compare(outcome.Minutes, kept);
        Compare(outcome.Dropped, left);
    }

    /// <summary>Minutes that closed are compared with those of the room's other sensors.</summary>
    private void Compare(List<ClimateMinute> closed, int from)
    {
        for (var i = from; i < closed.Count; i++)
        {
            var point = closed[i].Point;
            peers.Observe(closed[i], site.ClimatePoints.First(p => p.Id == point).Channels.All(c => climate[(point, c.Quantity)].Fault == SensorFault.Ok));
        }
    }

    /// <summary>The storerooms of another site, with everything that is still true. This one is not used any more.</summary>
    public Storeroom Under(ApplySite apply, Outcome outcome)
    {
        outcome.Events.Add(new SiteChanged(apply.Taken, apply.Hash, SiteDiff.Between(site, apply.Site), apply.By));
        outcome.Events.AddRange(CalibrationChange.Of(site, apply, lastTick is null));

        // Should the other site fail, this one goes on: its own estimators stay as they are, and all that they remember is saved again.
        anew = true;
        var memory = Remember();
        foreach (var point in site.ClimatePoints)
        {
            var recorder = new MinuteRecorder(point, memory.Minutes[point.Id]);
            recorder.Under(apply.Site.ClimatePoints.FirstOrDefault(p => p.Id == point.Id), keeping, outcome);
            memory.Minutes[point.Id] = recorder.Save();
        }

        memory.Keeping = keeping.Save();
        new MemoryMove(site, apply, memory, outcome).Run();
        return new(apply.Site, memory) { anew = true };
    }

    /// <summary>What changed since the last call, to be committed with the events it belongs to.</summary>
    public StoreroomChanges TakeChanges()
    {
        if (anew)
        {
            anew = false;
            forgotten.Clear();
            return StoreroomChanges.All(Remember());
        }

        var changes = new StoreroomChanges { LastTick = lastTick, Keeping = keeping.Changed ? keeping.Save() : null };
        foreach (var (id, bin) in bins.Where(b => b.Value.Changed))
        {
            changes.Bins.Add(id, bin.Save());
        }

        foreach (var (epc, tag) in tags.Where(t => t.Value.Changed))
        {
            changes.Tags.Add(epc.Hex, tag.Save());
        }

        foreach (var (id, zone) in zones.Where(z => z.Value.Changed))
        {
            changes.Zones.Add(id, zone.Save());
        }

        changes.ForgottenTags.AddRange(forgotten.Select(e => e.Hex));
        forgotten.Clear();
        foreach (var (id, antenna) in antennas.Where(a => a.Value.Changed))
        {
            changes.Antennas.Add(id, antenna.Save());
        }

        foreach (var ((point, quantity), channel) in climate.Where(c => c.Value.Changed))
        {
            changes.Climate.Add(StoreroomMemory.Key(point, quantity), channel.Save());
        }

        foreach (var (id, recorder) in minutes.Where(m => m.Value.Changed))
        {
            changes.Minutes.Add(id, recorder.Save());
        }

        foreach (var (id, monitor) in devices.Where(d => d.Value.Changed))
        {
            changes.Devices.Add(id, monitor.Save());
        }

        foreach (var (point, peer) in peers.TakeChanges())
        {
            changes.Peers.Add(point, peer);
        }

        return changes;
    }

    /// <summary>Everything that must be remembered.</summary>
    private StoreroomMemory Remember()
    {
        var memory = new StoreroomMemory { LastTick = lastTick, Keeping = keeping.Save() };
        Fill(memory.Bins, bins, b => b.Save());
        Fill(memory.Zones, zones, z => z.Save());
        Fill(memory.Antennas, antennas, a => a.Save());
        Fill(memory.Minutes, minutes, m => m.Save());
        Fill(memory.Devices, devices, d => d.Save());
        foreach (var (epc, tag) in tags)
        {
            memory.Tags.Add(epc.Hex, tag.Save());
        }

        foreach (var (point, peer) in peers.Save())
        {
            memory.Peers.Add(point, peer);
        }

        foreach (var ((point, quantity), channel) in climate)
        {
            memory.Climate.Add(StoreroomMemory.Key(point, quantity), channel.Save());
        }

        return memory;

        static void Fill<TFrom, TTo>(Dictionary<string, TTo> to, Dictionary<string, TFrom> from, Func<TFrom, TTo> save)
        {
            foreach (var (id, estimator) in from)
            {
                to.Add(id, save(estimator));
            }
        }
    }

    /// <summary>Puts an estimator at every place of the site, with what it remembers.</summary>
    private void Furnish(StoreroomMemory memory)
    {
        foreach (var bin in site.Bins)
        {
            bins.Add(bin.Id, new(bin, memory.Bins.GetValueOrDefault(bin.Id, BinMemory.Empty)));
        }

        foreach (var zone in site.Zones)
        {
            var cycles = site.Antennas.Where(a => a.Zone == zone.Id).Select(a => a.Cycle).DefaultIfEmpty(TimeSpan.FromSeconds(5));
            zones.Add(zone.Id, new(zone.Room, cycles.Max(), memory.Zones.GetValueOrDefault(zone.Id, ZoneMemory.Empty)));
        }

        foreach (var antenna in site.Antennas)
        {
            antennas.Add(antenna.Id, new(antenna, memory.Antennas.GetValueOrDefault(antenna.Id, AntennaMemory.Empty)));
        }

        foreach (var (hex, tag) in memory.Tags)
        {
            if (tag.Zone is null || zones.ContainsKey(tag.Zone))
            {
                var epc = Epc.From(hex);
                tags.Add(epc, new(epc, zones, tag));
            }
        }

        foreach (var point in site.ClimatePoints)
        {
            minutes.Add(point.Id, new(point, memory.Minutes.GetValueOrDefault(point.Id, MinuteMemory.Empty)));
            foreach (var channel in point.Channels)
            {
                var due = site.Devices.FirstOrDefault(d => channel.Source.StartsWith(d.Id + "/", StringComparison.Ordinal))?.CalibrationDue;
                var overdueFrom = due is { } day ? site.Calendar.StartOf(day.AddDays(1)) : (DateTimeOffset?)null;
                climate.Add((point.Id, channel.Quantity), new(point, channel, memory.Climate.GetValueOrDefault(StoreroomMemory.Key(point.Id, channel.Quantity), ClimateMemory.Empty), overdueFrom));
            }
        }

        foreach (var device in site.Devices)
        {
            devices.Add(device.Id, new(device, memory.Devices.GetValueOrDefault(device.Id, DeviceMemory.Empty)));
        }
    }

    private void Pass(DateTimeOffset now, Outcome outcome)
    {
        Thin(now, outcome);
        var elapsed = lastTick is { } before && now > before ? now - before : TimeSpan.Zero;
        lastTick = now;
        elapsed = elapsed > LongestTick ? LongestTick : elapsed;

        foreach (var device in site.Devices)
        {
            devices[device.Id].Observe(now, elapsed, outcome.Events);
        }

        foreach (var point in site.ClimatePoints)
        {
            foreach (var channel in point.Channels)
            {
                climate[(point.Id, channel.Quantity)].Observe(now, elapsed, outcome.Events);
            }

            minutes[point.Id].Observe(now, elapsed, keeping, outcome);
        }

        peers.Pass(now, outcome.Events);
        foreach (var antenna in antennas.Values)
        {
            antenna.Pass(elapsed);
        }

        var present = tags.Values.Where(t => t.Presence is Presence.Present or Presence.Obscured).GroupBy(t => t.Zone!).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        foreach (var (id, zone) in zones)
        {
            zone.Pass(elapsed, antennas.Values.Any(a => a.Antenna.Zone == id && a.IsEvidence(present.GetValueOrDefault(id))));
        }

        foreach (var tag in tags.Values)
        {
            tag.Decide(now, outcome.Events);
            if (tag.IsStale(now))
            {
                forgotten.Add(tag.Epc);
            }
        }

        foreach (var epc in forgotten)
        {
            tags.Remove(epc);
        }
    }

    /// <summary>Lets old minutes go, with a new day; every one of them belongs to a sealed hour by then.</summary>
    private void Thin(DateTimeOffset now, Outcome outcome)
    {
        if (keeping.Pass(lastTick, now, site.Retention) is not { } until)
        {
            return;
        }

        foreach (var point in site.ClimatePoints)
        {
            minutes[point.Id].SealBefore(until, outcome);
        }

        outcome.Events.Add(new ClimateThinned(now, until));
    }

    private void HearReader(string reader)
    {
        foreach (var antenna in antennas.Values.Where(a => a.Antenna.Reader == reader))
        {
            antenna.HearReader();
        }
    }

    private TagTracker? Track(TagRead read)
    {
        if (!tags.TryGetValue(read.Epc, out var tag))
        {
            if (tags.Count >= MostTags)
            {
                return null;
            }

            tag = new(read.Epc, zones, new(Presence.Glimpsed, null, read.At, TimeSpan.Zero, []));
            tags.Add(read.Epc, tag);
            forgotten.Remove(read.Epc);
        }

        return tag;
    }
}
