using EdgeStock.Domain;
using EdgeStock.Ledger;
using EdgeStock.Tests.Domain.Alarms;

namespace EdgeStock.Tests.Domain.Notifications;

/// <summary>Whatever happens in whatever order: each step of each call of an alarm is told at most once, and at least once unless somebody was quicker. What should be told is reckoned from the alarms' events alone.</summary>
public sealed class NotificationPropertyTests
{
    private static readonly string[] Points = ["a", "b", "c"];

    public static TheoryData<int> Seeds { get; } = [.. Enumerable.Range(1, 60)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Each_step_is_told_once_or_was_needless(int seed)
    {
        var bench = Run(seed, restarts: false);
        var (site, projection) = (Place(), Projection.Empty(Place()));
        var expected = new Dictionary<(string Alarm, DateTimeOffset RaisedAt, int Step), DateTimeOffset>();
        var (told, held) = (new HashSet<(string, DateTimeOffset, int)>(), new HashSet<(string, DateTimeOffset, int)>());
        var deliveries = new HashSet<(string, DateTimeOffset, int, string, string)>();
        var seq = 0L;
        foreach (var e in bench.Told)
        {
            var before = projection;
            projection = projection.Apply(site, ++seq, e);
            switch (e)
            {
                case NotificationDue { Cause: NotificationCause.Raised or NotificationCause.Escalated or NotificationCause.AskedAgain or NotificationCause.Undelivered } due:
                    foreach (var a in due.Alarms)
                    {
                        Assert.True(before.Alarms[a.Alarm].IsUnacknowledged() && before.Alarms[a.Alarm].RaisedAt == a.RaisedAt, "told of what does not ask");
                        Assert.True(told.Add((a.Alarm, a.RaisedAt, due.Step)), $"{a.Alarm} step {due.Step} twice");
                        Assert.All(due.To, t => Assert.True(deliveries.Add((a.Alarm, a.RaisedAt, due.Step, t.Recipient, t.Channel))));
                        if (expected.TryGetValue((a.Alarm, a.RaisedAt, due.Step), out var called))
                        {
                            Assert.InRange(due.At - called, TimeSpan.Zero, TimeSpan.FromSeconds(21));
                        }
                    }

                    break;
                case NotificationWithheld { Notification: null, Step: > 0 } withheld:
                    foreach (var a in withheld.Alarms)
                    {
                        var view = before.Alarms[a.Alarm];
                        Assert.True(!view.IsUnacknowledged() || view.RaisedAt != a.RaisedAt || a.Alarm == "notification-failed", "withheld though it asks");
                        Assert.True(held.Add((a.Alarm, a.RaisedAt, withheld.Step)));
                    }

                    break;
                case AlarmEvent alarm when projection.Alarms.GetValueOrDefault(alarm.Alarm.Id) is { } view && view.IsUnacknowledged():
                    if (view.RaisedAt != before.Alarms.GetValueOrDefault(alarm.Alarm.Id)?.RaisedAt)
                    {
                        expected.Add((alarm.Alarm.Id, view.RaisedAt!.Value, 1), e.At);
                    }
                    else if (alarm is AlarmEscalated x)
                    {
                        expected.Add((alarm.Alarm.Id, view.RaisedAt!.Value, x.Level), e.At);
                    }

                    break;
                default:
                    break;
            }
        }

        Assert.NotEmpty(told);
        Assert.DoesNotContain(expected, k => k.Value < bench.Now.AddSeconds(-21) && !told.Contains(k.Key) && !held.Contains(k.Key));
        Assert.Empty(told.Intersect(held));
        Assert.All(bench.Projection.Notifications.Calls.Values, c => Assert.True(c.Due >= bench.Now));
        Assert.Equal(ProjectionText.Digest(projection), ProjectionText.Digest(bench.Projection));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_restart_between_any_two_inputs_changes_nothing(int seed) =>
        Assert.Equal(
            Run(seed, restarts: false).Told.Select(Text),
            Run(seed, restarts: true).Told.Select(Text));

    [Fact]
    public void The_runs_hold_everything_that_can_happen_to_a_message()
    {
        var all = Enumerable.Range(1, 60).SelectMany(seed => Run(seed, restarts: false).Told.OfType<NotificationEvent>()).ToList();

        Assert.Equal(Enum.GetValues<NotificationCause>().Order(), all.OfType<NotificationDue>().Select(d => d.Cause).Distinct().Order());
        Assert.Contains(all.OfType<NotificationFailed>(), f => f.GivenUp);
        Assert.Contains(all.OfType<NotificationFailed>(), f => !f.GivenUp);
        Assert.Contains(all.OfType<NotificationWithheld>(), w => w.Notification is not null);
        Assert.Contains(all.OfType<NotificationWithheld>(), w => w.Notification is null);
        Assert.NotEmpty(all.OfType<NotificationDrillSigned>());
        Assert.Contains(all.OfType<NotificationDue>(), d => d.Alarms.Count > 1);
    }

    private static string Text(StoreroomEvent e) => $"{EventCodec.NameOf(e)} {System.Text.Encoding.UTF8.GetString(EventCodec.Encode(e))}";

    /// <summary>Three points in two storerooms, alarms at once, steps after 40 and 80 seconds, undelivered after 15.</summary>
    private static Site Place()
    {
        var site = NotificationBench.Site(NotificationBench.Policy with { Undelivered = TimeSpan.FromSeconds(15), Drill = new(2, new(6, 3)) });
        return site with
        {
            Alarms = site.Alarms with { Escalations = [TimeSpan.FromSeconds(40), TimeSpan.FromSeconds(80)], Realarm = TimeSpan.FromSeconds(90) },
            Rooms = [.. site.Rooms, new("cold", "Kylrum", RoomClass.Pharmacy)],
            Devices = [.. Points.Select(p => new Device($"climate-{p}", DeviceKind.Climate, p == "c" ? "cold" : "sterile", TimeSpan.FromMinutes(30)))],
            ClimatePoints = [.. Points.Select(p => new ClimatePoint(p, p == "c" ? "cold" : "sterile", null, [AlarmBench.Channel with { Source = $"climate-{p}/temperature", Hold = TimeSpan.Zero, OffDelay = TimeSpan.FromSeconds(2) }]))],
        };
    }

    private static AlarmBench Run(int seed, bool restarts)
    {
#pragma warning disable CA5394 // a seeded choice of inputs, no secret
        var random = new Random(seed);
        var bench = new AlarmBench(Place());
        var level = Points.ToDictionary(p => p, _ => 22.0);
        for (var i = 0; i < 400; i++)
        {
            var alarm = $"{Points[random.Next(3)]}-temperature-high";
            switch (random.Next(20))
            {
                case < 2:
                    level[Points[random.Next(3)]] = random.Next(2) == 0 ? 22 : 27;
                    break;
                case 2:
                    bench.Say(new AcknowledgeAlarm(alarm, "dörren", "stängd"));
                    break;
                case 3:
                    bench.Say(random.Next(3) == 0 ? new ShelveAlarm(alarm, 1, "service") : new AcknowledgeAlarm("notification-failed", "nätet", "lagat"));
                    break;
                case 4 when random.Next(4) == 0:
                    bench.Say(new StartDrill());
                    break;
                case 5 when bench.Projection.Notifications.Messages.Values.Where(m => m.IsDrill()).ToList() is { Count: > 0 } drills:
                    bench.Say(new SignDrill(drills[random.Next(drills.Count)].Id, "alla fick det"));
                    break;
                case < 12 when bench.Projection.Notifications.Messages.Values.SelectMany(m => m.Deliveries.Select(d => (m.Id, d))).ToList() is { Count: > 0 } all:
                    var (id, d) = all[random.Next(all.Count)];
                    bench.Take(new NoteDelivery(bench.Now, id, d.Recipient, d.Channel, random.Next(6) switch { 0 => DeliveryOutcome.Refused, < 3 => DeliveryOutcome.Failed, _ => DeliveryOutcome.Sent }, 1, "upptaget"));
                    break;
                default:
                    break;
            }

            foreach (var p in Points)
            {
                bench.Take(new ClimateRead(bench.Now, bench.Now, $"climate-{p}", p, Quantity.Temperature, level[p], Quality.Good));
            }

            bench.Tick(random.Next(1, 4));
            if (restarts)
            {
                bench.Restart();
            }
        }
#pragma warning restore CA5394

        bench.Say(new AcknowledgeAlarm("a-temperature-high", "slut", "slut"));
        bench.Tick(30);
        return bench;
    }
}
