using EdgeStock.Domain;

namespace EdgeStock.SystemTests.ClimateYear;

/// <summary>The judge itself: it must find what is wrong, or a good score would say nothing.</summary>
public sealed class RoomsScoreTests
{
    private static readonly DateTimeOffset T0 = new(2025, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TruePoint Fridge = new("fridge", "climate-6", "cold", "med-fridge", 0.5, 0);

    [Fact]
    public void Without_an_alarm_an_excursion_is_missed_and_with_one_after_the_deadline_too()
    {
        // Above 8 °C from minute 60 to 100: the alarm is due after 15 minutes and 2 of margin.
        var truth = Truth(i => i is >= 120 and < 200 ? 9 : 5);

        Assert.Equal(Fate.Missed, Fated(truth).Fate);
        Assert.Equal(Fate.Missed, Fated(truth, At(78, "fridge-temperature-high")).Fate);
        var inTime = Fated(truth, At(76, "fridge-temperature-high"));
        Assert.Equal((Fate.InTime, 1.0), (inTime.Fate, inTime.LateMinutes));
    }

    [Fact]
    public void A_short_rise_is_no_excursion_and_one_within_the_sensors_tolerance_is_no_fault()
    {
        Assert.Empty(TrueExcursion.All(Truth(i => i is >= 120 and < 149 ? 9 : 5)));
        Assert.Single(TrueExcursion.All(Truth(i => i is >= 120 and < 150 ? 9 : 5)));
        Assert.Equal(Fate.WithinTolerance, Fated(Truth(i => i is >= 120 and < 200 ? 8.4f : 5)).Fate);
    }

    [Fact]
    public void What_could_not_be_seen_must_be_told_by_an_alarm_of_its_own()
    {
        var truth = Truth(i => i is >= 120 and < 400 ? 9 : 5, new TrueTrouble("silent", "fridge", T0.AddMinutes(50), T0.AddMinutes(230), 0));

        Assert.Equal(Fate.Missed, Fated(truth).Fate);
        Assert.Equal(Fate.ToldUnseen, Fated(truth, At(80, "fridge-no-data")).Fate);
    }

    [Fact]
    public void An_alarm_without_a_true_excursion_is_false_and_three_calls_within_an_hour_chatter()
    {
        var truth = Truth(_ => 5);
        var said = At(76, "fridge-temperature-high");

        Assert.Equal(Truthfulness.False, Assert.Single(LimitAlarmTruth.All(truth, said, [])).Truth);
        Assert.Empty(RoomsScore.Chatters([Call(0), Call(30), Call(61)]));
        Assert.Equal(3, Assert.Single(RoomsScore.Chatters([Call(0), Call(30), Call(60)])).Calls);

        static Call Call(int minute) => new("fridge-temperature-high", "cold", AlarmKind.High, T0.AddMinutes(minute));
    }

    private static TrueRooms Truth(Func<int, float> celsius, params TrueTrouble[] troubles) =>
        new(1, T0, TimeSpan.FromHours(5), TimeSpan.FromSeconds(30), [Fridge], troubles, [new(Fridge, "temperature", [.. Enumerable.Range(0, 600).Select(celsius)])]);

    private static ExcursionFate Fated(TrueRooms truth, SaidAlarms? said = null) => ExcursionFate.Of(truth, said ?? new(), Assert.Single(TrueExcursion.All(truth)));

    /// <summary>An alarm that stands from a minute on; it began to be wrong fifteen minutes before.</summary>
    private static SaidAlarms At(int minute, string id)
    {
        var (said, at) = (new SaidAlarms(), T0.AddMinutes(minute));
        var kind = id.EndsWith("no-data", StringComparison.Ordinal) ? AlarmKind.NoData : AlarmKind.High;
        said.Take(at, new AlarmChanged(
            at, new(id, "cold", kind, AlarmSeverity.Medium, "fridge"), AlarmState.Unacknowledged, AlarmState.Pending, AlarmCondition.Standing, at.AddMinutes(-15), null, null, null, [], 1, null,
            new(8, 0.1, 900, 300)));
        said.End();
        return said;
    }
}
