using EdgeStock.Domain;
using EdgeStock.Mqtt;

namespace EdgeStock.Gateway.Publishing;

/// <summary>
/// Retained cover on one link: of every article, and of every storeroom as parts that add up. Reckoned anew when stock or books changed, but
/// not with every piece; only what reads otherwise is published.
/// </summary>
internal sealed class CoverPump(Payloads payloads)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Refresh = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, byte[]> sent = new(StringComparer.Ordinal);
    private Snapshot? seen;

    /// <summary>The messages that are due now.</summary>
    public IReadOnlyList<MqttMessage> Changed(Snapshot next)
    {
        if (seen is { } before && ReferenceEquals(before.Site, next.Site) && next.AsOf >= before.AsOf && next.AsOf - before.AsOf < (IsSame(before.Projection, next.Projection) ? Refresh : Pause))
        {
            return [];
        }

        seen = next;
        var today = next.Today();
        var messages = new List<MqttMessage>();
        foreach (var room in next.Site.Rooms)
        {
            var covers = Cover.Of(next.Site, next.Projection, room.Id, today, next.AsOf);
            messages.AddRange(covers.Select(c => Differing((at, seq) => payloads.Article(next, c, at, seq), next)).OfType<MqttMessage>());
            var figures = DayClosing.SoFar(next.Site, next.Projection, covers, today, next.AsOf);
            if (Differing((at, seq) => payloads.Coverage(next, room, figures, at, seq), next) is { } coverage)
            {
                messages.Add(coverage);
            }
        }

        return messages;
    }

    /// <summary>The message, when it says something else than the one before; when it was said does not count.</summary>
    private MqttMessage? Differing(Func<DateTimeOffset, long, MqttMessage> make, Snapshot next)
    {
        var plain = make(default, 0);
        var body = plain.Payload.ToArray();
        if (sent.TryGetValue(plain.Topic, out var was) && was.AsSpan().SequenceEqual(body))
        {
            return null;
        }

        sent[plain.Topic] = body;
        return make(next.AsOf, next.Head.Seq);
    }

    private static bool IsSame(Projection a, Projection b) => ReferenceEquals(a.Bins, b.Bins) && ReferenceEquals(a.Tags, b.Tags) && ReferenceEquals(a.Book, b.Book);
}
