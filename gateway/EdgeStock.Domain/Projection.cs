using System.Collections.Immutable;

namespace EdgeStock.Domain;

/// <summary>What is known of a bin: the sum of its movements, and whether its scale can be asked.</summary>
/// <param name="Count">Null before it was first counted.</param>
/// <param name="Seq">Ledger entry that last changed it.</param>
public sealed record BinView(
    string Bin, string Room, string Article, int? Count, int Low, int High, double Confidence, BinCondition Condition, DeviceState Scale, DateTimeOffset? AsOf, long Seq)
{
    /// <summary>Good, uncertain (in doubt) or bad: cannot be known now, so it must not count as cover.</summary>
    public Quality Quality =>
        Count is null || Scale is DeviceState.Down or DeviceState.Silent || Condition is BinCondition.Lifted or BinCondition.Overload ? Quality.Bad
        : Condition == BinCondition.Ok ? Quality.Good : Quality.Uncertain;

    /// <summary>A code for what is in doubt; null when nothing is.</summary>
    public string? Reason =>
        Count is null ? "not-counted"
        : Scale == DeviceState.Down ? "scale-down"
        : Scale == DeviceState.Silent ? "scale-silent"
        : Condition == BinCondition.Ok ? null : Condition.ToString().ToLowerInvariant();
}

/// <summary>What is known of a tag.</summary>
public sealed record TagView(string Epc, string Room, string Zone, Presence Presence, DateTimeOffset Since, long Seq);

/// <summary>Where a climate channel stands against its limits, and whether its sensor is believed.</summary>
public sealed record ClimateView(string Point, string Room, Quantity Quantity, ClimateState State, SensorFault Fault, DateTimeOffset? Since, long Seq);

/// <summary>What is known of a device.</summary>
public sealed record DeviceView(string Device, DeviceState State, string? Reason, DateTimeOffset? Since, long Seq);

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
    /// <summary>A site before its first event: everything stands there, nothing is known.</summary>
    public static Projection Empty(Site site) => new(
        site.Bins.ToImmutableSortedDictionary(b => b.Id, b => new BinView(b.Id, b.Room, b.Article.Id, null, 0, 0, 0, BinCondition.Ok, DeviceState.Unknown, null, 0), StringComparer.Ordinal),
        ImmutableSortedDictionary.Create<string, TagView>(StringComparer.Ordinal),
        site.ClimatePoints.SelectMany(p => p.Channels.Select(c => new ClimateView(p.Id, p.Room, c.Quantity, ClimateState.Ok, SensorFault.Ok, null, 0)))
            .ToImmutableSortedDictionary(v => StoreroomMemory.Key(v.Point, v.Quantity), v => v, StringComparer.Ordinal),
        site.Devices.ToImmutableSortedDictionary(d => d.Id, d => new DeviceView(d.Id, DeviceState.Unknown, null, null, 0), StringComparer.Ordinal));

    /// <summary>The read models after one more ledger entry.</summary>
    /// <param name="site">Which bin stands on which device.</param>
    public Projection Apply(Site site, long seq, StoreroomEvent e) => e switch
    {
        StockCounted c => WithBin(c.Bin, b => b with { Count = c.Count, Low = c.Low, High = c.High, Confidence = c.Confidence, AsOf = c.At, Seq = seq }),
        StockTaken t => WithBin(t.Bin, b => b with { Count = b.Count - t.Quantity, Low = t.Low, High = t.High, Confidence = t.Confidence, AsOf = t.At, Seq = seq }),
        StockAdded a => WithBin(a.Bin, b => b with { Count = b.Count + a.Quantity, Low = a.Low, High = a.High, Confidence = a.Confidence, AsOf = a.At, Seq = seq }),
        BinConditionChanged c => WithBin(c.Bin, b => b with { Condition = c.Condition, Seq = seq }),
        TagArrived t => WithTag(new(t.Epc.Hex, t.Room, t.Zone, Presence.Present, t.At, seq)),
        TagMoved t => WithTag(new(t.Epc.Hex, t.Room, t.Zone, Presence.Present, t.At, seq)),
        TagObscured t => WithTag(new(t.Epc.Hex, t.Room, t.Zone, Presence.Obscured, t.At, seq)),
        TagDeparted t => this with { Tags = Tags.Remove(t.Epc.Hex) },
        ClimateAlarmChanged a => WithClimate(a.Point, a.Quantity, c => c with { State = a.State, Since = a.Onset, Seq = seq }),
        SensorFaultChanged f => WithClimate(f.Point, f.Quantity, c => c with { Fault = f.Fault, Since = f.At, Seq = seq }),
        DeviceStateChanged d => WithDevice(site, new(d.Device, d.State, d.Reason, d.At, seq)),
        _ => this,
    };

    private Projection WithBin(string bin, Func<BinView, BinView> change) =>
        Bins.TryGetValue(bin, out var view) ? this with { Bins = Bins.SetItem(bin, change(view)) } : this;

    private Projection WithTag(TagView tag) => this with { Tags = Tags.SetItem(tag.Epc, tag) };

    private Projection WithClimate(string point, Quantity quantity, Func<ClimateView, ClimateView> change) =>
        Climate.TryGetValue(StoreroomMemory.Key(point, quantity), out var view) ? this with { Climate = Climate.SetItem(StoreroomMemory.Key(point, quantity), change(view)) } : this;

    private Projection WithDevice(Site site, DeviceView device)
    {
        var next = this with { Devices = Devices.SetItem(device.Device, device) };
        foreach (var bin in site.Bins.Where(b => b.Device == device.Device))
        {
            next = next.WithBin(bin.Id, b => b with { Scale = device.State, Seq = device.Seq });
        }

        return next;
    }
}
