using System.Globalization;
using EdgeStock.Domain;

namespace EdgeStock.Tests.Domain.Alarms;

/// <summary>
/// The alarm timeline of the known answers: 24.0 °C, from minute 10 25.3, from 18 24.8, from 20 25.4, from 50 24.4, from 53 24.7, a value a
/// minute. Each case runs through, and again with a restart at each of its minutes, and with one at all of them: the same alarm events.
/// </summary>
public sealed class AlarmTimelineTests
{
    private const int Length = 80;

    public static TheoryData<int> Restarts { get; } = [.. Enumerable.Range(-1, Length + 2)];

    [Theory]
    [MemberData(nameof(Restarts))]
    public void Acknowledged_at_43_it_is_normal_at_55(int restart)
    {
        var bench = Run(Input, 43, restart);

        Assert.Equal(
            ["10 pending", "25 unacknowledged (onset 10), notify level 1", "40 notify level 2", "43 acknowledged", "50 returning", "55 normal"],
            Words(bench, AlarmBench.High));
        var ended = Assert.IsType<AlarmChanged>(bench.Of(AlarmBench.High).Last());
        Assert.Equal((25.4, 38d * 60), (ended.Peak, ended.OutsideSeconds));
        Assert.All(bench.Of(AlarmBench.High), e => Assert.Equal(new AlarmLimits(25, 0.5, 900, 300), e.Limits));
        Assert.DoesNotContain(bench.Told.OfType<AlarmEvent>(), e => e.Alarm.Id != AlarmBench.High);
    }

    [Theory]
    [MemberData(nameof(Restarts))]
    public void Acknowledged_at_70_it_went_on_to_the_third_step(int restart)
    {
        var bench = Run(Input, 70, restart);

        Assert.Equal(
            [
                "10 pending", "25 unacknowledged (onset 10), notify level 1", "40 notify level 2", "50 returning",
                "55 returned-unacknowledged", "55 notify level 3", "70 normal",
            ],
            Words(bench, AlarmBench.High));
    }

    [Theory]
    [MemberData(nameof(Restarts))]
    public void Without_values_from_16_to_44_there_is_another_alarm_and_then_this_one_at_once(int restart)
    {
        var bench = Run(m => m < 10 ? 24 : m is >= 16 and <= 44 ? null : 25.3, null, restart, 50);

        Assert.Equal(["10 pending", "45 unacknowledged (onset 10), notify level 1"], Words(bench, AlarmBench.High));
        Assert.Equal(
            ["15 pending", "25 unacknowledged (onset 15), notify level 1", "40 notify level 2", "45 returned-unacknowledged"],
            Words(bench, AlarmBench.NoData));
    }

    private static AlarmBench Run(Func<int, double?> input, int? acknowledged, int restart, int length = Length)
    {
        var bench = new AlarmBench();
        for (var minute = 0; minute < length; minute++)
        {
            if (restart == minute || restart == Length)
            {
                bench.Restart();
            }

            if (minute == acknowledged)
            {
                Assert.Null(bench.Say(new AcknowledgeAlarm(AlarmBench.High, "dörren stod öppen", "stängde dörren")));
            }

            bench.Minutes(1, _ => input(minute));
        }

        return bench;
    }

    private static double? Input(int minute) => minute switch { < 10 => 24.0, < 18 => 25.3, < 20 => 24.8, < 50 => 25.4, < 53 => 24.4, _ => 24.7 };

    /// <summary>An alarm's events as the known answers say them. A minute is exact: every one of them falls on a full one.</summary>
    private static IEnumerable<string> Words(AlarmBench bench, string alarm) => bench.Of(alarm).Select(e =>
        $"{((e.At - bench.Start).TotalMinutes).ToString(CultureInfo.InvariantCulture)} {e switch
        {
            AlarmEscalated x => $"notify level {x.Level}",
            AlarmChanged { Condition: AlarmCondition.Returning } => "returning",
            AlarmChanged { State: AlarmState.Unacknowledged } c => $"unacknowledged (onset {(c.Onset - bench.Start).TotalMinutes}), notify level {c.Level}",
            { State: AlarmState.ReturnedUnacknowledged } => "returned-unacknowledged",
            _ => e.State.ToString().ToLowerInvariant(),
        }}");
}
