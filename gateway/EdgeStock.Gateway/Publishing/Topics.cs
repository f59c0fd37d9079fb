using EdgeStock.Ledger;

namespace EdgeStock.Gateway.Publishing;

/// <summary>Every topic of the contract, below <c>edgestock/1/SITE/GATEWAY</c> (docs/mqtt.md).</summary>
internal sealed class Topics(LedgerIdentity gateway)
{
    private readonly string root = $"edgestock/1/{gateway.Site}/{gateway.Gateway}";

    /// <summary>Retained birth and last will.</summary>
    public string Status => $"{root}/status";

    /// <summary>Retained: what this gateway is and serves.</summary>
    public string Info => $"{root}/info";

    /// <summary>Not retained, QoS 0, once a minute.</summary>
    public string Heartbeat => $"{root}/heartbeat";

    /// <summary>Retained: the gateway's last signed word on its chain.</summary>
    public string Checkpoint => $"{root}/checkpoint";

    /// <summary>Retained state of a device.</summary>
    public string Device(string device) => $"{root}/device/{device}";

    /// <summary>Retained state of a bin.</summary>
    public string Bin(string room, string bin) => $"{root}/room/{room}/bin/{bin}";

    /// <summary>Retained last minute at a climate point.</summary>
    public string Climate(string room, string point) => $"{root}/room/{room}/climate/{point}";

    /// <summary>Retained: an article's stock and cover in a storeroom.</summary>
    public string Article(string room, string article) => $"{root}/room/{room}/article/{article}";

    /// <summary>Retained: a storeroom's indicators, in parts that add up.</summary>
    public string Coverage(string room) => $"{root}/room/{room}/coverage";

    /// <summary>Retained while an alarm stands; <paramref name="room"/> is null for one about the gateway itself.</summary>
    public string Alarm(string? room, string alarm) => room is null ? $"{root}/alarm/{alarm}" : $"{root}/room/{room}/alarm/{alarm}";

    /// <summary>Events of a room, or of the gateway itself when <paramref name="room"/> is null.</summary>
    public string Event(string? room, string kind) => room is null ? $"{root}/event/{Kind(kind)}" : $"{root}/room/{room}/event/{Kind(kind)}";

    /// <summary>The topic's kind of a stored event: stock, climate, alarm, lot, exemption, device or audit.</summary>
    private static string Kind(string stored) => stored switch
    {
        "climate.alarm.v1" or "climate.fault.v1" or "climate.peers.v1" or "hygiene.alarm.v1" or "coverage.state.v1" or "coverage.surge.v1" => "alarm",
        "climate.thinned.v1" => "audit",
        _ => stored[..stored.IndexOf('.', StringComparison.Ordinal)] switch
        {
            "alarm" => "alarm",
            "climate" => "climate",
            "device" => "device",
            "lot" => "lot",
            "exemption" => "exemption",
            "calibration" or "ledger" or "config" or "article" or "catalogue" or "person" => "audit",
            _ => "stock",
        },
    };
}
