namespace EdgeStock.Domain;

/// <summary>
/// Carries what the estimators remember over to another site: what stands unchanged goes on as if nothing had happened, what is gone is
/// ended, and what means something else now begins anew. The events say what a subscriber could not know otherwise.
/// </summary>
internal sealed class MemoryMove(Site before, ApplySite command, StoreroomMemory memory, Outcome outcome)
{
    private readonly List<StoreroomEvent> events = outcome.Events;
    private readonly Site after = command.Site;

    /// <summary>Changes the memory in place.</summary>
    public void Run()
    {
        foreach (var old in before.Bins)
        {
            Move(old, after.Bins.FirstOrDefault(b => b.Id == old.Id));
        }

        foreach (var point in before.ClimatePoints)
        {
            var next = after.ClimatePoints.FirstOrDefault(p => p.Id == point.Id);
            foreach (var channel in point.Channels)
            {
                Move(point, channel, next?.Channels.FirstOrDefault(c => c.Quantity == channel.Quantity));
            }
        }

        foreach (var point in before.ClimatePoints)
        {
            MovePeer(point, after.ClimatePoints.FirstOrDefault(p => p.Id == point.Id));
        }

        Keep(memory.Peers, after.ClimatePoints.Where(p => PeerWatch.PeersOf(after, p).Count > 0).Select(p => p.Id));
        Keep(memory.Bins, after.Bins.Select(b => b.Id));
        Keep(memory.Zones, after.Zones.Select(z => z.Id));
        Keep(memory.Antennas, after.Antennas.Select(a => a.Id));
        Keep(memory.Minutes, after.ClimatePoints.Select(p => p.Id));
        Keep(memory.Climate, after.ClimatePoints.SelectMany(p => p.Channels.Select(c => StoreroomMemory.Key(p.Id, c.Quantity))));
        Keep(memory.Devices, after.Devices.Select(d => d.Id));
        var zones = after.Zones.Select(z => z.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var (epc, _) in memory.Tags.Where(t => t.Value.Zone is { } zone && !zones.Contains(zone)).ToList())
        {
            memory.Tags.Remove(epc);
        }
    }

    private void Move(Bin old, Bin? next)
    {
        if (next is null || !memory.Bins.TryGetValue(old.Id, out var bin))
        {
            return;
        }

        if (old.Article.Id != next.Article.Id || old.Article.UnitWeight != next.Article.UnitWeight)
        {
            memory.Bins[old.Id] = BinMemory.Empty with { Refused = bin.Refused };
            if (bin.Condition != BinCondition.Ok)
            {
                events.Add(new BinConditionChanged(command.Taken, next.Room, next.Id, BinCondition.Ok));
            }

            if (bin.Count is not null)
            {
                events.Add(new StockUncounted(command.Taken, next.Room, next.Id, next.Article.Id));
            }
        }
        else if (old.Device != next.Device || old.Tare != next.Tare || old.Cell != next.Cell || Calibration(before, old) != Calibration(after, next))
        {
            memory.Bins[old.Id] = bin.Rebase();
        }
    }

    private void Move(ClimatePoint point, ClimateChannel old, ClimateChannel? next)
    {
        var key = StoreroomMemory.Key(point.Id, old.Quantity);
        if (!memory.Climate.TryGetValue(key, out var climate))
        {
            return;
        }

        var unlimited = climate.State switch { ClimateState.High => next?.High is null, ClimateState.Low => next?.Low is null, _ => false };
        if (unlimited)
        {
            var limit = climate.State == ClimateState.High ? old.High : old.Low;
            events.Add(new ClimateAlarmChanged(command.Taken, point.Room, point.Id, old.Quantity, ClimateState.Ok, climate.LastRaw, limit ?? 0, command.Taken));
            climate = climate with { State = ClimateState.Ok };
        }

        if (next is null && climate.Fault != SensorFault.Ok)
        {
            events.Add(new SensorFaultChanged(command.Taken, point.Room, point.Id, old.Quantity, SensorFault.Ok));
        }

        if (next is not null)
        {
            climate = climate with { Limits = [.. Watched(point, old, next, climate)], Pending = ClimateState.Ok, OnsetAt = null, ReturnAt = null, Uncounted = TimeSpan.Zero };
        }

        if (next is not null && (old.Source != next.Source || Offsets(before, old) != Offsets(after, next)))
        {
            climate = climate with { Recent = [], Held = null, WetSince = null, LastRaw = 0, Repeats = 0, BadInRow = 0, Quiet = TimeSpan.Zero };
        }

        memory.Climate[key] = climate;
    }

    /// <summary>What a sensor said before another calibration says nothing of what it says now; in other air, or without peers, it is compared no more.</summary>
    private void MovePeer(ClimatePoint old, ClimatePoint? next)
    {
        if (!memory.Peers.TryGetValue(old.Id, out var peer))
        {
            return;
        }

        if (next is null || next.Room != old.Room || next.Profile != old.Profile || PeerWatch.PeersOf(after, next).Count == 0)
        {
            memory.Peers.Remove(old.Id);
            if (peer.Disagrees)
            {
                events.Add(new SensorAgreementChanged(command.Taken, old.Room, old.Id, false, 0, 0, 0, []));
            }
        }
        else if (!old.Channels.Select(c => c.Source).SequenceEqual(next.Channels.Select(c => c.Source)) || old.Channels.Zip(next.Channels).Any(c => Offsets(before, c.First) != Offsets(after, c.Second)))
        {
            memory.Peers[old.Id] = PeerMemory.Empty with { Judged = peer.Judged, Disagrees = peer.Disagrees };
        }
    }

    /// <summary>What stands goes on under the limit's new figure; a delay that ran against the old one says nothing about the new one.</summary>
    private IEnumerable<LimitMemory> Watched(ClimatePoint point, ClimateChannel old, ClimateChannel next, ClimateMemory climate)
    {
        var (was, now) = (old.Limits().ToDictionary(l => l.Kind), next.Limits().ToDictionary(l => l.Kind));
        foreach (var kept in climate.LimitsOrOlder().Where(m => now.ContainsKey(m.Kind)))
        {
            if (kept.Condition == AlarmCondition.Pending && was.GetValueOrDefault(kept.Kind) != now[kept.Kind])
            {
                outcome.Limits.Add(new(command.Taken, point.Id, old.Quantity, kept.Kind, AlarmCondition.Clear, climate.LastRaw, kept.Onset ?? command.Taken, kept.Peak, kept.Outside));
            }
            else
            {
                yield return kept;
            }
        }
    }

    private static WeightCalibration? Calibration(Site site, Bin bin) => site.Devices.FirstOrDefault(d => d.Id == bin.Device)?.Weight;

    private static ClimateOffsets? Offsets(Site site, ClimateChannel channel) =>
        site.Devices.FirstOrDefault(d => channel.Source.StartsWith(d.Id + "/", StringComparison.Ordinal))?.Offsets;

    private static void Keep<T>(Dictionary<string, T> all, IEnumerable<string> stay)
    {
        var ids = stay.ToHashSet(StringComparer.Ordinal);
        foreach (var gone in all.Keys.Where(k => !ids.Contains(k)).ToList())
        {
            all.Remove(gone);
        }
    }
}
