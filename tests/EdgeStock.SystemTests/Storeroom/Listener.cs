using System.Globalization;
using System.Text.Json;
using EdgeStock.SystemTests.Broker;

namespace EdgeStock.SystemTests.Storeroom;

/// <summary>A message as it arrived at a subscriber.</summary>
/// <param name="Arrived">The subscriber's clock.</param>
/// <param name="UserProperties">As mosquitto_sub prints them: <c>name:value name:value</c>.</param>
public sealed record Heard(DateTimeOffset Arrived, bool Retained, string ContentType, string Topic, string UserProperties, JsonElement Json)
{
    /// <summary>It is empty: what was retained there is to be forgotten.</summary>
    public bool IsTakenBack => Json.ValueKind == JsonValueKind.Undefined;

    /// <summary>It is an event of the ledger, not state.</summary>
    public bool IsEvent => Topic.Contains("/event/", StringComparison.Ordinal);

    public string Text(string property) => Json.GetProperty(property).GetString()!;

    /// <summary>The event's type without what all have in common, such as <c>stock.taken.v1</c>.</summary>
    public string Kind => Text("type")["edgestock.".Length..];

    /// <summary>Epoch in which it was published.</summary>
    public long Epoch => long.Parse(Text("epoch"), CultureInfo.InvariantCulture);

    /// <summary>Place in the ledger.</summary>
    public long Seq => long.Parse(Text("sequence"), CultureInfo.InvariantCulture);
}

/// <summary>A subscriber to everything below <c>edgestock/</c> that shares no code with the gateway: mosquitto_sub.</summary>
public sealed class Listener : IAsyncDisposable
{
    public const string Root = "edgestock/1/lund/ward-3";

    private readonly MosquittoSub sub;
    private readonly List<Heard> parsed = [];

    private Listener(MosquittoSub sub) => this.sub = sub;

    /// <summary>Subscribes.</summary>
    /// <param name="persistentId">Client id of a session that the broker keeps; null for a clean one.</param>
    public static async Task<Listener> StartAsync(TestBroker broker, string? persistentId = null) =>
        new(await MosquittoSub.StartAsync(broker, ["edgestock/#"], "%U|%r|%C|%t|%P|%p", persistentId));

    /// <summary>Everything so far, in the order of arrival.</summary>
    public IReadOnlyList<Heard> All
    {
        get
        {
            var lines = sub.Lines;
            lock (parsed)
            {
                parsed.AddRange(lines.Skip(parsed.Count).Select(Parse));
                return [.. parsed];
            }
        }
    }

    /// <summary>The ledger's events so far, in the order of arrival, each as often as it arrived.</summary>
    public IReadOnlyList<Heard> Events => [.. All.Where(h => h.IsEvent)];

    /// <summary>The events so far, each once: what is left after a subscriber dropped the ids that it knows.</summary>
    public IReadOnlyList<Heard> Distinct => [.. Events.DistinctBy(e => e.Text("id"))];

    /// <summary>
    /// What a subscriber ends with that follows the rule for a restored ledger: an event counts no more once one of a higher epoch with the
    /// same or a lower sequence is there.
    /// </summary>
    public IReadOnlyList<Heard> Kept
    {
        get
        {
            var distinct = Distinct;
            var begins = distinct.GroupBy(e => e.Epoch).ToDictionary(g => g.Key, g => g.Min(e => e.Seq));
            return [.. distinct.Where(e => !begins.Any(b => b.Key > e.Epoch && b.Value <= e.Seq))];
        }
    }

    /// <summary>The last message on a topic below the root; null when none came. An empty one is none.</summary>
    public Heard? Last(string topic) => All.LastOrDefault(h => h.Topic == $"{Root}/{topic}") is { IsTakenBack: false } last ? last : null;

    /// <summary>Topics with state below a level, with their last message.</summary>
    public IReadOnlyDictionary<string, Heard> State(string below) => All
        .Where(h => h.Topic.StartsWith($"{Root}/{below}/", StringComparison.Ordinal) && !h.IsEvent)
        .GroupBy(h => h.Topic[(Root.Length + below.Length + 2)..], StringComparer.Ordinal)
        .Where(g => !g.Last().IsTakenBack)
        .ToDictionary(g => g.Key, g => g.Last(), StringComparer.Ordinal);

    public ValueTask DisposeAsync() => sub.DisposeAsync();

    private static Heard Parse(string line)
    {
        var part = line.Split('|', 6);
        var seconds = decimal.Parse(part[0], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        using var json = part[5].Length > 0 ? JsonDocument.Parse(part[5]) : null;
        return new(DateTimeOffset.FromUnixTimeMilliseconds((long)(seconds * 1000)), part[1] == "1", part[2], part[3], part[4], json?.RootElement.Clone() ?? default);
    }
}
