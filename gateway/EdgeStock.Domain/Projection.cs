using System.Collections.Immutable;

namespace EdgeStock.Domain;

/// <summary>What is known of a bin: the sum of its movements, and whether its scale can be asked.</summary>
/// <param name="Count">Null before it was first counted.</param>
/// <param name="Seq">Ledger entry that last changed it.</param>
public sealed record BinView(
    string Bin, string Room, string Article, int? Count, int Low, int High, double Confidence, BinCondition Condition, DeviceState Scale, DateTimeOffset? AsOf, long Seq)
{
    /// <summary>Since when its count does not follow what happens (<see cref="IsBlind"/>); null while it does.</summary>
    public DateTimeOffset? DoubtSince { get; init; }

    /// <summary>
    /// Its count is only the last one that was known: the scale cannot be asked, or what it says is no whole number of pieces, or does not come to
    /// rest. For a moment that is nothing, as when a hand is in it; what lasts must not count as cover.
    /// </summary>
    public bool IsBlind() => Quality == Quality.Bad || Condition is BinCondition.Foreign or BinCondition.Unsettled;

    /// <summary>Good, uncertain (in doubt) or bad: cannot be known now, so it must not count as cover.</summary>
    public Quality Quality =>
        Count is null || Scale is DeviceState.Down or DeviceState.Silent || Condition is BinCondition.Lifted or BinCondition.Overload or BinCondition.Uncalibrated ? Quality.Bad
        : Condition == BinCondition.Ok ? Quality.Good : Quality.Uncertain;

    /// <summary>A code for what is in doubt; null when nothing is.</summary>
    public string? Reason =>
        Count is null ? "not-counted"
        : Scale == DeviceState.Down ? "scale-down"
        : Scale == DeviceState.Silent ? "scale-silent"
        : Condition == BinCondition.Ok ? null : Condition.ToString().ToLowerInvariant();
}

/// <summary>What is known of a tag.</summary>
public sealed record TagView(string Epc, string Room, string Zone, Presence Presence, DateTimeOffset Since, long Seq)
{
    /// <summary>The goods that it stands for; null when its code says nothing that the catalogue knows, or its case was opened.</summary>
    public TagGoods? Goods { get; init; }

    /// <summary>What it says that its package is.</summary>
    public Packaging Packaging { get; init; } = Packaging.Unknown;

    /// <summary>It came in with goods that were booked.</summary>
    public bool Booked { get; init; }

    /// <summary>Its case was opened.</summary>
    public bool Opened { get; init; }
}

/// <summary>Where a climate channel stands against its limits, and whether its sensor is believed.</summary>
public sealed record ClimateView(string Point, string Room, Quantity Quantity, ClimateState State, SensorFault Fault, DateTimeOffset? Since, long Seq)
{
    /// <summary>Since when the sensor is not believed; null while it is.</summary>
    public DateTimeOffset? FaultSince { get; init; }
}

/// <summary>What is known of a device.</summary>
public sealed record DeviceView(string Device, DeviceState State, string? Reason, DateTimeOffset? Since, long Seq);

/// <summary>Something that a subscriber may still hold a retained message of.</summary>
/// <param name="Part"><c>alarm</c>, <c>article</c>, <c>bin</c>, <c>climate</c>, <c>coverage</c> or <c>device</c>.</param>
/// <param name="Room">Room in whose topics it stood; empty for a device, and for an alarm about the gateway.</param>
public sealed record RemovedView(string Part, string Room, string Id, long Seq)
{
    /// <summary>Its key among the read models.</summary>
    public string Key => $"{Part}/{Room}/{Id}";
}

/// <summary>
/// The read models, made of the ledger's events alone: rebuilt from the first entry they equal the live ones.
/// Immutable, so that readers on other threads never wait for the writer.
/// </summary>
public sealed record Projection(
    ImmutableSortedDictionary<string, BinView> Bins,
    ImmutableSortedDictionary<string, TagView> Tags,
    ImmutableSortedDictionary<string, ClimateView> Climate,
    ImmutableSortedDictionary<string, DeviceView> Devices)
{
    /// <summary>What once stood at the site and does not any more: its retained messages are to be taken back.</summary>
    public ImmutableSortedDictionary<string, RemovedView> Removed { get; init; } = ImmutableSortedDictionary.Create<string, RemovedView>(StringComparer.Ordinal);

    /// <summary>Catalogue, lots, consumption, exemptions.</summary>
    public StockBook Book { get; init; } = StockBook.Empty;

    /// <summary>Alarms that have been anything but normal once, by their ids.</summary>
    public ImmutableSortedDictionary<string, AlarmView> Alarms { get; init; } = ImmutableSortedDictionary.Create<string, AlarmView>(StringComparer.Ordinal);

    /// <summary>Excursions of the climate, and what was decided of the lots that they reached.</summary>
    public ImmutableSortedDictionary<string, ExcursionView> Excursions { get; init; } = ImmutableSortedDictionary.Create<string, ExcursionView>(StringComparer.Ordinal);

    /// <summary>Cold goods that must not be opened yet.</summary>
    public ImmutableSortedDictionary<string, AcclimatisingView> Acclimatising { get; init; } = ImmutableSortedDictionary.Create<string, AcclimatisingView>(StringComparer.Ordinal);

    /// <summary>A site before its first event: everything stands there, nothing is known.</summary>
    public static Projection Empty(Site site) => new(
        site.Bins.ToImmutableSortedDictionary(b => b.Id, b => new BinView(b.Id, b.Room, b.Article.Id, null, 0, 0, 0, BinCondition.Ok, DeviceState.Unknown, null, 0), StringComparer.Ordinal),
        ImmutableSortedDictionary.Create<string, TagView>(StringComparer.Ordinal),
        site.ClimatePoints.SelectMany(p => p.Channels.Select(c => new ClimateView(p.Id, p.Room, c.Quantity, ClimateState.Ok, SensorFault.Ok, null, 0)))
            .ToImmutableSortedDictionary(v => StoreroomMemory.Key(v.Point, v.Quantity), v => v, StringComparer.Ordinal),
        site.Devices.ToImmutableSortedDictionary(d => d.Id, d => new DeviceView(d.Id, DeviceState.Unknown, null, null, 0), StringComparer.Ordinal));

    /// <summary>The read models after one more ledger entry.</summary>
    /// <param name="site">What stands where when it happens; for a <see cref="SiteChanged"/> the site that is in force from it on.</param>
    public Projection Apply(Site site, long seq, StoreroomEvent e)
    {
        var next = StockKeeping.Apply(site, this, AlarmKeeping.Apply(Sense(site, seq, e), seq, e), seq, e);
        return Domain.Acclimatising.Apply(ExcursionKeeping.Apply(site, this, next, seq, e), seq, e);
    }

    /// <summary>What sensors and devices say.</summary>
    private Projection Sense(Site site, long seq, StoreroomEvent e) => e switch
    {
        StockCounted c => WithBin(c.Bin, b => b with { Count = c.Count, Low = c.Low, High = c.High, Confidence = c.Confidence, AsOf = c.At, Seq = seq }, c.At),
        StockTaken t => WithBin(t.Bin, b => b with { Count = b.Count - t.Quantity, Low = t.Low, High = t.High, Confidence = t.Confidence, AsOf = t.At, Seq = seq }),
        StockAdded a => WithBin(a.Bin, b => b with { Count = b.Count + a.Quantity, Low = a.Low, High = a.High, Confidence = a.Confidence, AsOf = a.At, Seq = seq }),
        StockUncounted u => WithBin(u.Bin, b => b with { Count = null, Low = 0, High = 0, Confidence = 0, AsOf = u.At, Seq = seq }, u.At),
        BinConditionChanged c => WithBin(c.Bin, b => b with { Condition = c.Condition, Seq = seq }, c.At),
        TagArrived t => WithTag(t.Epc, t.Room, t.Zone, Presence.Present, t.At, seq),
        TagMoved t => WithTag(t.Epc, t.Room, t.Zone, Presence.Present, t.At, seq),
        TagObscured t => WithTag(t.Epc, t.Room, t.Zone, Presence.Obscured, t.At, seq),
        TagDeparted t => this with { Tags = Tags.Remove(t.Epc.Hex) },
        ClimateAlarmChanged a => WithClimate(a.Point, a.Quantity, c => c with { State = a.State, Since = a.Onset, Seq = seq }),
        SensorFaultChanged f => WithClimate(f.Point, f.Quantity, c => c with { Fault = f.Fault, Since = f.At, FaultSince = f.Fault == SensorFault.Ok ? null : f.At, Seq = seq }),
        DeviceStateChanged d => WithDevice(site, new(d.Device, d.State, d.Reason, d.At, seq)),
        SiteChanged => Under(site, seq),
        _ => this,
    };

    /// <summary>The read models of another site: what stands in both keeps what is known of it.</summary>
    private Projection Under(Site site, long seq)
    {
        var empty = Empty(site);
        var zones = site.Zones.ToDictionary(z => z.Id, z => z.Room, StringComparer.Ordinal);
        var next = new Projection(
            Carry(Bins, empty.Bins, (was, now) => was with { Room = now.Room, Article = now.Article, Seq = was.Room == now.Room && was.Article == now.Article ? was.Seq : seq }),
            Tags.Where(t => zones.ContainsKey(t.Value.Zone)).ToImmutableSortedDictionary(t => t.Key, t => t.Value with { Room = zones[t.Value.Zone] }, StringComparer.Ordinal),
            Carry(Climate, empty.Climate, (was, now) => was with { Room = now.Room }),
            Carry(Devices, empty.Devices, (was, _) => was))
        {
            Book = Book,
        };
        next = next with { Bins = next.Bins.ToImmutableSortedDictionary(b => b.Key, b => b.Value with { Scale = next.Devices[site.Bins.First(s => s.Id == b.Key).Device].State }, StringComparer.Ordinal) };
        var stood = Places([.. Book.Days.Keys]).Select(p => p with { Seq = seq }).ToDictionary(p => p.Key, p => p, StringComparer.Ordinal);
        var stands = next.Places([.. site.Rooms.Select(r => r.Id)]).Select(p => p.Key).ToHashSet(StringComparer.Ordinal);
        return next with
        {
            Alarms = Alarms,
            Excursions = Excursions,
            Acclimatising = Acclimatising,
            Removed = Removed.AddRange(stood.Where(p => !stands.Contains(p.Key) && !Removed.ContainsKey(p.Key))).RemoveRange(stands),
        };
    }

    /// <summary>Everything that has a retained message.</summary>
    /// <param name="rooms">The storerooms of the site.</param>
    private IEnumerable<RemovedView> Places(IReadOnlyList<string> rooms) =>
    [
        .. rooms.Select(r => new RemovedView("coverage", r, "", 0)),
        .. Bins.Values.Select(b => (b.Room, b.Article)).Concat(Book.Holdings.Values.Select(h => (h.Room, h.Article))).Distinct().Where(p => rooms.Contains(p.Room)).Select(p => new RemovedView("article", p.Room, p.Article, 0)),
        .. Bins.Values.Select(b => new RemovedView("bin", b.Room, b.Bin, 0)),
        .. Climate.Values.Select(c => new RemovedView("climate", c.Room, c.Point, 0)).Distinct(),
        .. Devices.Values.Select(d => new RemovedView("device", "", d.Device, 0)),
    ];

    private static ImmutableSortedDictionary<string, T> Carry<T>(ImmutableSortedDictionary<string, T> was, ImmutableSortedDictionary<string, T> now, Func<T, T, T> carry) =>
        now.ToImmutableSortedDictionary(n => n.Key, n => was.TryGetValue(n.Key, out var known) ? carry(known, n.Value) : n.Value, StringComparer.Ordinal);

    private Projection WithBin(string bin, Func<BinView, BinView> change) =>
        Bins.TryGetValue(bin, out var view) ? this with { Bins = Bins.SetItem(bin, change(view)) } : this;

    /// <summary>The same, where the change may begin or end a doubt.</summary>
    private Projection WithBin(string bin, Func<BinView, BinView> change, DateTimeOffset at) => WithBin(bin, b => change(b) is var next && next.IsBlind()
        ? next with { DoubtSince = b.DoubtSince ?? at } : next with { DoubtSince = null });

    private Projection WithTag(Epc epc, string room, string zone, Presence presence, DateTimeOffset at, long seq) => this with
    {
        Tags = Tags.SetItem(epc.Hex, Tags.TryGetValue(epc.Hex, out var known)
            ? known with { Room = room, Zone = zone, Presence = presence, Since = at, Seq = seq }
            : new(epc.Hex, room, zone, presence, at, seq)),
    };

    private Projection WithClimate(string point, Quantity quantity, Func<ClimateView, ClimateView> change) =>
        Climate.TryGetValue(StoreroomMemory.Key(point, quantity), out var view) ? this with { Climate = Climate.SetItem(StoreroomMemory.Key(point, quantity), change(view)) } : this;

    private Projection WithDevice(Site site, DeviceView device)
    {
        var next = this with { Devices = Devices.SetItem(device.Device, device) };
        foreach (var bin in site.Bins.Where(b => b.Device == device.Device))
        {
            next = next.WithBin(bin.Id, b => b with { Scale = device.State, Seq = device.Seq }, device.Since ?? default);
        }

        return next;
    }
}
