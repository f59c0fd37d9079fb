using System.Text;
using EdgeStock.Domain;
using EdgeStock.Ledger;
using EdgeStock.Tests.Domain;

namespace EdgeStock.Tests.Ledger;

/// <summary>The stored form of what limits over running windows add to events; without such limits these are written as before.</summary>
public sealed class WindowEventTests
{
    private static readonly DateTimeOffset At = TestSite.T0.AddMilliseconds(61_950);

    [Fact]
    public void A_sealed_hour_says_how_warm_its_minutes_were() => Same(
        new ClimateHourSealed(At, "sterile", "north", TestSite.T0, 1, 0, "ab", 1, 0, 0, new(6, 156_000, 26_000, 26_000, 1, 0, null, 25_000), null) { Heat = new(1, 1.118742, 1.118742, 25, 1) },
        """{"point":"north","hour":"2026-03-02T06:00:00.000Z","minutes":1,"dropped":0,"hash":"ab","good":1,"uncertain":0,"bad":0,"temperature":{"samples":6,"sum":156000,"min":26000,"max":26000,"above":1,"below":0,"high":25000},"heat":{"minutes":1,"least":1.118742,"most":1.118742,"above":25,"minutesAbove":1},"room":"sterile","at":"2026-03-02T06:01:01.950Z"}""");

    [Fact]
    public void An_alarm_about_warm_time_stores_above_what_and_over_how_long() => Same(
        new AlarmChanged(
            At, new("north-cumulative", "sterile", AlarmKind.Cumulative, AlarmSeverity.Medium, "north/temperature"), AlarmState.Unacknowledged, AlarmState.Normal, AlarmCondition.Standing, At, 25, 25, null,
            ["25.0 h"], 1, null, new(24, 1.2, 0, 0) { Above = 25, WindowHours = 720 }),
        """{"was":"normal","condition":"standing","onset":"2026-03-02T06:01:01.950Z","value":25,"peak":25,"causes":["25.0 h"],"level":1,"alarm":{"id":"north-cumulative","room":"sterile","kind":"cumulative","severity":"medium","subject":"north/temperature"},"state":"unacknowledged","limits":{"limit":24,"deadband":1.2,"onDelaySeconds":0,"offDelaySeconds":0,"above":25,"windowHours":720},"at":"2026-03-02T06:01:01.950Z"}""");

    private static void Same(StoreroomEvent e, string stored)
    {
        Assert.Equal(stored, Encoding.UTF8.GetString(EventCodec.Encode(e)));
        var again = EventCodec.Decode(Chain.Next(new(0, new byte[32]), EventCodec.NameOf(e), EventCodec.RoomOf(e), EventCodec.SubjectOf(e), e.At, e.At, Encoding.UTF8.GetBytes(stored)));
        Assert.Equal(stored, Encoding.UTF8.GetString(EventCodec.Encode(again)));
    }
}
