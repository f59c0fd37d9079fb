using EdgeStock.Domain;
using EdgeStock.Gateway.Publishing;
using EdgeStock.Tests.Domain;
using EdgeStock.Tests.FirmwareHost;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeStock.Tests.Gateway.Alarms;

/// <summary>The retained message of an alarm on a link: there while it stands, taken back afterwards, also by a link that never published it.</summary>
public sealed class AlarmTopicTests : IDisposable
{
    private const string Topic = "edgestock/1/lund/ward-3/room/sterile/alarm/north-temperature-high";
    private static readonly AlarmName Name = new("north-temperature-high", "sterile", AlarmKind.High, AlarmSeverity.Medium, "north/temperature");

    private readonly PublishingBench bench = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task It_stands_at_the_broker_from_raised_to_normal_and_a_pending_one_does_not()
    {
        var run = new StatePump(bench.Board, bench.Payloads, bench.Time, NullLogger.Instance).RunAsync(bench.Link, bench.Stop);
        await Published(1, m => m.Topic.EndsWith("/info", StringComparison.Ordinal));

        bench.Commit(Changed(AlarmState.Pending, AlarmState.Normal, AlarmCondition.Pending));
        bench.Commit(Changed(AlarmState.Unacknowledged, AlarmState.Pending, AlarmCondition.Standing));
        await Published(1, m => m.Topic == Topic && m.Payload.Length > 0);

        bench.Commit(new AlarmAcknowledged(TestSite.T0, Name, AlarmState.Acknowledged, "dörren", "stängd", TestSite.T0, null, Limits, "p-1"));
        await Published(2, m => m.Topic == Topic && m.Payload.Length > 0);
        bench.Commit(Changed(AlarmState.Normal, AlarmState.Acknowledged, AlarmCondition.Clear));
        await Published(1, m => m.Topic == Topic && m.Payload.Length == 0);

        Assert.Equal(3, bench.Link.Published.Count(m => m.Topic == Topic));
        await EndAsync(run);
    }

    [Fact]
    public async Task A_new_link_takes_back_what_an_earlier_one_may_have_left_there()
    {
        bench.Commit(Changed(AlarmState.Unacknowledged, AlarmState.Pending, AlarmCondition.Standing));
        bench.Commit(new AlarmAcknowledged(TestSite.T0, Name, AlarmState.Acknowledged, "dörren", "stängd", TestSite.T0, null, Limits, "p-1"));
        bench.Commit(Changed(AlarmState.Normal, AlarmState.Acknowledged, AlarmCondition.Clear));

        var run = new StatePump(bench.Board, bench.Payloads, bench.Time, NullLogger.Instance).RunAsync(bench.Link, bench.Stop);

        await Published(1, m => m.Topic == Topic && m.Payload.Length == 0 && m.Retain);
        await EndAsync(run);
    }

    private static AlarmLimits Limits { get; } = new(25, 0.5, 1800, 300);

    private static AlarmChanged Changed(AlarmState state, AlarmState was, AlarmCondition condition) =>
        new(TestSite.T0, Name, state, was, condition, TestSite.T0, 26, 26, 0, [], state == AlarmState.Unacknowledged ? 1 : 0, null, Limits);

    private Task Published(int count, Func<EdgeStock.Mqtt.MqttMessage, bool> which) => Eventually.True(() => bench.Link.Published.Count(which) >= count, $"{count} messages");

    private async Task EndAsync(Task run)
    {
        await bench.StopAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.WaitAsync(Eventually.Deadline));
    }
}
