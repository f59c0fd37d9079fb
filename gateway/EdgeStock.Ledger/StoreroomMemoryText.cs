using System.Globalization;
using System.Text.Json;
using EdgeStock.Domain;

namespace EdgeStock.Ledger;

/// <summary>The estimators' memory as documents, one per bin, tag, antenna…: as the ledger stores it and a recording carries it.</summary>
public static class StoreroomMemoryText
{
    /// <summary>The end of the calendar, in milliseconds since 1970.</summary>
    private const long LastMillisecond = 253_402_300_799_999;

    /// <summary>Adds one document.</summary>
    /// <exception cref="LedgerFormatException">A kind that this release does not know, or a body that is not that kind's.</exception>
    public static void Add(StoreroomMemory memory, string kind, string id, string body)
    {
        try
        {
            switch (kind)
            {
                case "bin": memory.Bins[id] = Paired(Read<BinMemory>(body)); break;
                case "tag": memory.Tags[Epc.From(id).Hex] = Read<TagMemory>(body); break;
                case "zone": memory.Zones[id] = Read<ZoneMemory>(body); break;
                case "antenna": memory.Antennas[id] = Read<AntennaMemory>(body); break;
                case "climate": memory.Climate[id] = Read<ClimateMemory>(body); break;
                case "minute": memory.Minutes[id] = Read<MinuteMemory>(body); break;
                case "device": memory.Devices[id] = Read<DeviceMemory>(body); break;
                case "peer": memory.Peers[id] = Read<PeerMemory>(body); break;
                case "keeping": memory.Keeping = Read<KeepingMemory>(body); break;
                case "tick": memory.LastTick = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(body, CultureInfo.InvariantCulture)); break;
                default: throw new LedgerFormatException($"memory of kind '{kind}' was written by a newer release: install that release again");
            }
        }
        catch (Exception e) when (e is JsonException or FormatException or OverflowException or ArgumentException)
        {
            throw new LedgerFormatException($"memory of {kind} '{id}' cannot be read: {e.Message}");
        }
    }

    /// <summary>Every document, in the order of kind and id.</summary>
    public static IEnumerable<(string Kind, string Id, string Body)> Documents(StoreroomMemory memory) =>
    [
        .. All("antenna", memory.Antennas), .. All("bin", memory.Bins), .. All("climate", memory.Climate), .. All("device", memory.Devices),
        .. memory.Keeping is { } keeping ? [("keeping", "", JsonSerializer.Serialize(keeping, LedgerJson.Plain))] : Array.Empty<(string, string, string)>(),
        .. All("minute", memory.Minutes), .. All("peer", memory.Peers), .. All("tag", memory.Tags),
        .. memory.LastTick is { } tick ? [("tick", "", tick.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture))] : Array.Empty<(string, string, string)>(),
        .. All("zone", memory.Zones),
    ];

    private static IEnumerable<(string Kind, string Id, string Body)> All<T>(string kind, Dictionary<string, T> memories) =>
        memories.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => (kind, m.Key, JsonSerializer.Serialize(m.Value, LedgerJson.Plain)));

    private static BinMemory Paired(BinMemory bin) => bin.Times.Count == bin.Window.Count && bin.Times.All(t => t is >= 0 and <= LastMillisecond)
        ? bin
        : throw new JsonException($"its {bin.Window.Count} weights have {bin.Times.Count} times, or one beyond the calendar");

    private static T Read<T>(string body) => JsonSerializer.Deserialize<T>(body, LedgerJson.Plain) ?? throw new JsonException("it is null");
}
