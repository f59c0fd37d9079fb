using EdgeStock.Domain;

namespace EdgeStock.Tests.Domain.Excursions;

/// <summary>Which entries of an alarm are one excursion, and which the next.</summary>
public sealed class AlarmedExcursionTests
{
    private static readonly DateTimeOffset T0 = TestSite.T0;
    private static readonly AlarmName Name = new("north-temperature-high", "sterile", AlarmKind.High, AlarmSeverity.Medium, "north/temperature");
    private static readonly AlarmLimits Limits = new(25, 0.5, 1800, 300);

    [Fact]
    public void What_came_and_went_within_its_delay_is_none() =>
        Assert.Empty(Of(Changed(0, AlarmCondition.Pending, 0), Changed(10, AlarmCondition.Clear, 0)));

    [Fact]
    public void It_goes_from_the_onset_to_the_last_word()
    {
        var excursion = Assert.Single(Of(
            Changed(0, AlarmCondition.Pending, 0), Changed(30, AlarmCondition.Standing, 0), Acknowledged(40), Changed(60, AlarmCondition.Returning, 0), Changed(65, AlarmCondition.Clear, 0),
            Changed(80, AlarmCondition.Pending, 80), Changed(85, AlarmCondition.Clear, 80), Confirmed(90), Shelved(100)));

        // The confirmation is of the excursion that was acknowledged, though another condition came and went; the shelf concerns the next time.
        Assert.Equal((2, T0, T0.AddMinutes(30), T0.AddMinutes(65), T0.AddMinutes(65)), (excursion.Seq, excursion.Onset, excursion.StoodAt, excursion.ClearedAt, excursion.EndedAt));
        Assert.Equal([1, 2, 3, 4, 5, 8], excursion.Timeline.Select(t => t.Seq));
    }

    [Fact]
    public void One_that_is_over_ends_with_its_acknowledgement()
    {
        var excursion = Assert.Single(Of(
            Changed(0, AlarmCondition.Pending, 0), Changed(30, AlarmCondition.Standing, 0), Changed(60, AlarmCondition.Clear, 0, AlarmState.ReturnedUnacknowledged), Acknowledged(70, AlarmState.Normal)));

        Assert.Equal((T0.AddMinutes(60), T0.AddMinutes(70)), (excursion.ClearedAt, excursion.EndedAt));
    }

    [Fact]
    public void One_that_comes_again_before_anybody_acknowledged_is_another()
    {
        var all = Of(
            Changed(0, AlarmCondition.Pending, 0), Changed(30, AlarmCondition.Standing, 0), Changed(60, AlarmCondition.Clear, 0, AlarmState.ReturnedUnacknowledged),
            Changed(70, AlarmCondition.Pending, 70, AlarmState.ReturnedUnacknowledged), Changed(100, AlarmCondition.Standing, 70), Acknowledged(110));

        Assert.Equal([(2L, 3), (5L, 3)], all.Select(e => (e.Seq, e.Timeline.Count)));
        Assert.Null(all[0].EndedAt);
        Assert.Null(all[1].ClearedAt);
    }

    [Fact]
    public void A_value_that_goes_out_again_within_the_off_delay_goes_on()
    {
        var excursion = Assert.Single(Of(
            Changed(0, AlarmCondition.Pending, 0), Changed(30, AlarmCondition.Standing, 0), Changed(60, AlarmCondition.Returning, 0), Changed(62, AlarmCondition.Standing, 0)));

        Assert.Equal((null, 4), (excursion.ClearedAt, excursion.Timeline.Count));
    }

    [Fact]
    public void A_new_site_file_that_withdraws_the_alarm_ends_it()
    {
        var excursion = Assert.Single(Of(Changed(0, AlarmCondition.Pending, 0), Changed(30, AlarmCondition.Standing, 0), new AlarmWithdrawn(T0.AddMinutes(40), Name, AlarmState.Normal, AlarmState.Unacknowledged, Limits)));

        Assert.Equal(T0.AddMinutes(40), excursion.EndedAt);
    }

    [Fact]
    public void Minutes_count_by_their_mean_and_the_peak_is_the_farthest_value_of_those()
    {
        var trace = new ClimateTrace(T0, T0.AddMinutes(10));
        foreach (var (minute, mean, max) in new[] { (0, 24.0, 24.1), (1, 25.0, 29.0), (2, 25.1, 25.2), (4, 26.0, 26.4), (5, 24.9, 30.0), (6, 25.5, 25.6), (8, 24.0, 24.0), (9, 26.0, 26.0) })
        {
            trace.Add(new("north", T0.AddMinutes(minute).ToUnixTimeSeconds(), new(MilliSpan.Milli(mean), 23_000, MilliSpan.Milli(max), 6), null, minute == 4 ? 1 : 0), new(19, 25, null, null));
        }

        var found = new AlarmedMinutes(Quantity.Temperature, ClimateState.High, 25).Of(trace, T0.AddMinutes(1), T0.AddMinutes(8))!;

        // Outside are 2, 4 and 6; a minute at the limit is within; 3 and 7 were not measured; 9 lies behind the alarm's end.
        Assert.Equal((T0.AddMinutes(2), T0.AddMinutes(7), 3, 2, 1, 26.4, T0.AddMinutes(4)), (found.Start, found.End, found.MinutesOutside, found.MinutesUnknown, found.MinutesUncertain, found.Peak, found.PeakAt));
        Assert.Equal((T0.AddMinutes(2), T0.AddMinutes(8), false), (found.StartEarliest, found.EndLatest, found.Ongoing));
        Assert.Null(new AlarmedMinutes(Quantity.Temperature, ClimateState.High, 27).Of(trace, T0, null));
        Assert.Null(new AlarmedMinutes(Quantity.Temperature, ClimateState.Low, 24).Of(trace, T0, null));
        Assert.Equal(23.0, new AlarmedMinutes(Quantity.Temperature, ClimateState.Low, 24.5).Of(trace, T0, T0)!.Peak);
    }

    private static IReadOnlyList<AlarmedExcursion> Of(params AlarmEvent[] events) => AlarmedExcursion.Of(events.Select((e, i) => (i + 1L, e)));

    private static AlarmChanged Changed(double minute, AlarmCondition condition, double onset, AlarmState? state = null) => new(
        T0.AddMinutes(minute), Name, state ?? (condition switch { AlarmCondition.Pending => AlarmState.Pending, AlarmCondition.Clear => AlarmState.Normal, _ => AlarmState.Unacknowledged }), AlarmState.Normal, condition,
        T0.AddMinutes(onset), 26, 26, 0, [], 1, null, Limits);

    private static AlarmAcknowledged Acknowledged(double minute, AlarmState state = AlarmState.Acknowledged) => new(T0.AddMinutes(minute), Name, state, "r", "a", T0, null, Limits, "p-1");

    private static AlarmConfirmed Confirmed(double minute) => new(T0.AddMinutes(minute), Name, AlarmState.Normal, "a", Limits, "p-1");

    private static AlarmShelved Shelved(double minute) => new(T0.AddMinutes(minute), Name, AlarmState.Shelved, T0.AddDays(1), "r", Limits, "p-1");
}
