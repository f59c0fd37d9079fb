namespace EdgeStock.Domain;

/// <summary>All that the storeroom must remember over a restart, keyed by bin, EPC, zone, antenna, climate channel, point and device.</summary>
public sealed class StoreroomMemory
{
    /// <summary>The last tick taken.</summary>
    public DateTimeOffset? LastTick { get; set; }

    public Dictionary<string, BinMemory> Bins { get; } = [];

    public Dictionary<string, TagMemory> Tags { get; } = [];

    public Dictionary<string, ZoneMemory> Zones { get; } = [];

    public Dictionary<string, AntennaMemory> Antennas { get; } = [];

    public Dictionary<string, ClimateMemory> Climate { get; } = [];

    public Dictionary<string, MinuteMemory> Minutes { get; } = [];

    public Dictionary<string, DeviceMemory> Devices { get; } = [];

    public Dictionary<string, PeerMemory> Peers { get; } = [];

    /// <summary>How climate minutes are kept; null in the memory of an older release.</summary>
    public KeepingMemory? Keeping { get; set; }

    /// <summary>Key of a climate channel.</summary>
    public static string Key(string point, Quantity quantity) => quantity == Quantity.Temperature ? $"{point}/temperature" : $"{point}/humidity";
}

/// <summary>The part of the memory that changed since it was last saved, and the tags that were forgotten.</summary>
public sealed class StoreroomChanges
{
    /// <summary>This is everything: what was saved before and is not here is to be forgotten.</summary>
    public bool Whole { get; init; }

    /// <summary>The last tick taken.</summary>
    public DateTimeOffset? LastTick { get; init; }

    public Dictionary<string, BinMemory> Bins { get; private init; } = [];

    public Dictionary<string, TagMemory> Tags { get; private init; } = [];

    public List<string> ForgottenTags { get; } = [];

    public Dictionary<string, ZoneMemory> Zones { get; private init; } = [];

    public Dictionary<string, AntennaMemory> Antennas { get; private init; } = [];

    public Dictionary<string, ClimateMemory> Climate { get; private init; } = [];

    public Dictionary<string, MinuteMemory> Minutes { get; private init; } = [];

    public Dictionary<string, DeviceMemory> Devices { get; private init; } = [];

    public Dictionary<string, PeerMemory> Peers { get; private init; } = [];

    /// <summary>Null when it did not change.</summary>
    public KeepingMemory? Keeping { get; init; }

    /// <summary>A memory to be saved in place of all that was saved before.</summary>
    public static StoreroomChanges All(StoreroomMemory memory) => new()
    {
        Whole = true,
        LastTick = memory.LastTick,
        Bins = memory.Bins,
        Tags = memory.Tags,
        Zones = memory.Zones,
        Antennas = memory.Antennas,
        Climate = memory.Climate,
        Minutes = memory.Minutes,
        Devices = memory.Devices,
        Peers = memory.Peers,
        Keeping = memory.Keeping,
    };
}
