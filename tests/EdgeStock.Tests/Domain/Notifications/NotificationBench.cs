using System.Globalization;
using EdgeStock.Domain;
using EdgeStock.Tests.Domain.Alarms;

namespace EdgeStock.Tests.Domain.Notifications;

/// <summary>The alarm bench's storeroom, with people who are told.</summary>
internal static class NotificationBench
{
    /// <summary>Step 1: who is on call, by two ways; step 2: the manager; step 3: the chief.</summary>
    public static NotificationPolicy Policy { get; } = new(
        ["anna", "bo", "manager", "chief"],
        [new("jour", "anna", [new([DayOfWeek.Monday], new(7, 0), new(16, 0), "bo")], [])],
        [new(["jour"], ["mail", "webhook"], AlarmSeverity.Low, []), new(["manager"], ["mail"], AlarmSeverity.Low, []), new(["chief"], ["webhook"], AlarmSeverity.Low, [])]);

    public static Site Site(NotificationPolicy? policy = null) => AlarmBench.Site() with { Notifications = policy ?? Policy };

    public static AlarmBench Make(NotificationPolicy? policy = null) => new(Site(policy));

    /// <summary>Everything said of messages, in short: minute:second, what, whom.</summary>
    public static IEnumerable<string> Words(AlarmBench bench) => bench.Told.OfType<NotificationEvent>().Select(e =>
        $"{(e.At - bench.Start).ToString("h\\:mm\\:ss", CultureInfo.InvariantCulture)} {e switch
        {
            NotificationDue d => $"{d.Cause} {d.Step} [{string.Join(' ', d.Alarms.Select(a => a.Alarm))}] to {string.Join(' ', d.To.Select(t => $"{t.Recipient}/{t.Channel}"))}",
            NotificationSent s => $"sent {s.Recipient}/{s.Channel} {s.Attempts}",
            NotificationFailed f => $"{(f.GivenUp ? "given up" : "failed")} {f.Recipient}/{f.Channel} {f.Attempts}: {f.Reason}",
            NotificationWithheld w => $"withheld {(w.Notification is null ? "call" : "message")} {w.Step}: {w.Reason}",
            _ => e.GetType().Name,
        }}");

    /// <summary>The notifier's report on every open delivery of the channels named; of all where none is.</summary>
    public static void Report(AlarmBench bench, DeliveryOutcome outcome, string? reason, params string[] channels)
    {
        var open = bench.Projection.Notifications.Messages.Values.SelectMany(m => m.Deliveries.Where(d => d.IsOpen() && (channels.Length == 0 || channels.Contains(d.Channel))).Select(d => (m.Id, d))).ToList();
        foreach (var (id, d) in open)
        {
            bench.Take(new NoteDelivery(bench.Now, id, d.Recipient, d.Channel, outcome, 1, reason));
        }
    }

    /// <summary>The read models made anew of the events alone.</summary>
    public static Projection Rebuilt(AlarmBench bench, Site site) =>
        bench.Told.Select((e, i) => (Event: e, Seq: i + 1L)).Aggregate(Projection.Empty(site), (p, e) => p.Apply(site, e.Seq, e.Event));
}
