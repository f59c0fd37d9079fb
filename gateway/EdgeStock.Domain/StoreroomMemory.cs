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

    /// <summary>Key of a climate channel.</summary>
    public static string Key(string point, Quantity quantity) => quantity == Quantity.Temperature ? $"{point}/temperature" : $"{point}/humidity";
}

/// <summary>The part of the memory that changed since it was last saved, and the tags that were forgotten.</summary>
public sealed class StoreroomChanges
{
    /// <summary>The last tick taken.</summary>
    public DateTimeOffset? LastTick { get; init; }

    public Dictionary<string, BinMemory> Bins { get; } = [];

    public Dictionary<string, TagMemory> Tags { get; } = [];

    public List<string> ForgottenTags { get; } = [];

    public Dictionary<string, ZoneMemory> Zones { get; } = [];

    public Dictionary<string, AntennaMemory> Antennas { get; } = [];

    public Dictionary<string, ClimateMemory> Climate { get; } = [];

    public Dictionary<string, MinuteMemory> Minutes { get; } = [];

    public Dictionary<string, DeviceMemory> Devices { get; } = [];
}
