using EdgeStock.Domain;

namespace EdgeStock.Tests.Domain;

public sealed class ExcursionJudgementTests
{
    private static readonly DateTimeOffset From = TestSite.T0;
    private static readonly ClimateLimits Room = new(15, 25, 30, 70);
    private static readonly ClimateLimits Fridge = new(2, 8, null, null);

    // Input and figures of the known-answer alarm timeline: 24.0, 25.3 from minute 10, 24.8 from 18, 25.4 from 20, 24.4 from 50, 24.7 from 53.
    [Fact]
    public void The_timeline_of_the_alarm_rules_is_one_excursion_of_38_minutes()
    {
        var judged = Assert.Single(Judge(Room, [.. Held(24, 10), .. Held(25.3, 8), .. Held(24.8, 2), .. Held(25.4, 30), .. Held(24.4, 3), .. Held(24.7, 17)]));

        Assert.Equal(
            new(Quantity.Temperature, ClimateState.High, 25, At(10), At(10), At(50), At(50), false, 25.4, At(20), 38, 0, 0),
            judged.Excursion);
    }

    [Theory]
    [InlineData(25.0, 0)]
    [InlineData(25.001, 1)]
    [InlineData(15.0, 0)]
    [InlineData(14.999, 1)]
    public void A_minute_at_the_limit_is_within_it(double celsius, int excursions) => Assert.Equal(excursions, Judge(Room, [.. Held(20, 5), .. Held(celsius, 5)]).Count);

    [Fact]
    public void A_gap_stays_a_gap()
    {
        // no samples 16..44, as in the timeline's second case
        var judged = Assert.Single(Judge(Room, [.. Held(24, 10), .. Held(25.3, 6), .. Gap(29), .. Held(25.3, 5), .. Held(24, 20)])).Excursion;

        Assert.Equal((At(10), At(50), 11, 29), (judged.Start, judged.End, judged.MinutesOutside, judged.MinutesUnknown));
    }

    [Fact]
    public void A_gap_before_and_after_makes_start_and_end_uncertain()
    {
        var judged = Assert.Single(Judge(Room, [.. Held(24, 10), .. Gap(5), .. Held(26, 10), .. Gap(7), .. Held(24, 20)])).Excursion;

        Assert.Equal((At(10), At(15), At(25), At(32)), (judged.StartEarliest, judged.Start, judged.End, judged.EndLatest));
        Assert.Equal((10, 12), (judged.MinutesOutside, judged.MinutesUnknown));
    }

    [Fact]
    public void A_return_of_five_minutes_ends_it_and_a_shorter_one_does_not()
    {
        Assert.Equal(2, Judge(Room, [.. Held(26, 10), .. Held(24, 5), .. Held(26, 10), .. Held(24, 9)]).Count);
        Assert.Single(Judge(Room, [.. Held(26, 10), .. Held(24, 4), .. Held(26, 10), .. Held(24, 9)]));
        Assert.Single(Judge(Room, [.. Held(26, 10), .. Held(24, 2), .. Gap(30), .. Held(24, 2), .. Held(26, 10), .. Held(24, 9)]));
    }

    [Fact]
    public void What_is_still_outside_at_the_end_goes_on_and_its_budget_counts_down_from_now()
    {
        // 22 h at 5 °C and 2 h at 15 °C: the vector of 4.5210 h less the 2 that are spent
        var judged = Assert.Single(Judge(Fridge, [.. Held(5, 24 * 60), .. Held(15, 120)]));

        Assert.True(judged.Excursion.Ongoing);
        Assert.Equal(15, judged.BudgetAt);
        Assert.Equal(2.5210, judged.Budget!.AtLeast!.Value, 5e-5);
        Assert.Equal(2.5210, judged.Budget.AtMost!.Value, 5e-5);
    }

    // The vectors 24h-cold-pass and 24h-cold-fail.
    [Theory]
    [InlineData(20, 15.0, 7.7046, KineticVerdict.Within)]
    [InlineData(18, 14.0, 8.2852, KineticVerdict.Exceeded)]
    public void The_cold_is_judged_over_the_24_hours_that_end_with_the_excursion(int calm, double warm, double expected, KineticVerdict verdict)
    {
        var judged = Assert.Single(Judge(Fridge, [.. Held(2.5, 600), .. Held(5, calm * 60), .. Held(warm, (24 - calm) * 60), .. Held(5, 300)]));

        Assert.Equal(TimeSpan.FromHours(24), judged.Window!.Length);
        Assert.Equal(judged.Excursion.End, judged.WindowEnd);
        Assert.Equal((expected, verdict, 1), (Math.Round(judged.Kinetic!.Known!.Value, 4), judged.Verdict, judged.Kinetic.Coverage));
    }

    // The vectors 30d-22-with-24h-at-40 and 30d-24-with-24h-at-40.
    [Theory]
    [InlineData(22, 23.5996, KineticVerdict.Within)]
    [InlineData(24, 25.2602, KineticVerdict.Exceeded)]
    public void A_room_is_judged_over_30_days(double before, double expected, KineticVerdict verdict)
    {
        var judged = Assert.Single(Judge(Room, [.. Held(before, 696 * 60), .. Held(40, 24 * 60), .. Held(22, 60)]));

        Assert.Equal((expected, verdict), (Math.Round(judged.Kinetic!.Known!.Value, 4), judged.Verdict));
        Assert.Equal(verdict == KineticVerdict.Within, judged.Budget!.AtLeast > 0);
    }

    [Fact]
    public void A_short_record_is_a_long_gap_and_its_interval_says_so()
    {
        var judged = Assert.Single(Judge(Room, [.. Held(22, 60), .. Held(27, 60), .. Held(22, 60)]));

        Assert.Equal(120 / 43200.0, judged.Kinetic!.Coverage, 1e-12);
        Assert.Equal(KineticVerdict.Unknown, judged.Verdict);
        Assert.Equal((5, 40), (judged.Credible!.Value.Low, judged.Credible.Value.High));
        Assert.True(judged.Kinetic.Low < 6 && judged.Kinetic.High > 39);
    }

    [Fact]
    public void An_excursion_longer_than_the_window_is_judged_by_its_warmest_stretch()
    {
        // two days outside, of which the second is milder: the window that ends with it would hide the first
        var judged = Assert.Single(Judge(Fridge, [.. Held(5, 600), .. Held(14, 1440), .. Held(9, 1440), .. Held(5, 60)]));

        Assert.Equal(14, judged.Kinetic!.Known!.Value, 1e-6);
        Assert.Equal(At(600 + 1440), judged.WindowEnd);
    }

    [Fact]
    public void The_cold_side_has_a_mean_but_no_budget()
    {
        var judged = Assert.Single(Judge(Fridge, [.. Held(5, 60), .. Held(1, 30), .. Held(5, 60)]));

        Assert.Equal((ClimateState.Low, 2.0, 1.0), (judged.Excursion.Side, judged.Excursion.Limit, judged.Excursion.Peak));
        Assert.NotNull(judged.Kinetic);
        Assert.Null(judged.Budget);
    }

    [Fact]
    public void From_too_warm_to_too_cold_are_two_excursions() =>
        Assert.Equal([ClimateState.High, ClimateState.Low], Judge(Fridge, [.. Held(9, 10), .. Held(1, 10), .. Held(5, 10)]).Select(j => j.Excursion.Side));

    [Fact]
    public void Humidity_has_excursions_without_heat()
    {
        var trace = new ClimateTrace(From, At(60));
        for (var i = 0; i < 60; i++)
        {
            trace.Add(new("north", At(i).ToUnixTimeSeconds(), Milli(22), Milli(i is >= 20 and < 40 ? 75 : 50), i == 25 ? 1 : 0), Room);
        }

        var judged = Assert.Single(ExcursionJudgement.Of(trace, From));

        Assert.Equal((Quantity.Humidity, 20, 1, 75.0), (judged.Excursion.Quantity, judged.Excursion.MinutesOutside, judged.Excursion.MinutesUncertain, judged.Excursion.Peak));
        Assert.Null(judged.Kinetic);
    }

    [Fact]
    public void Only_what_reaches_into_the_stretch_is_judged_with_its_true_beginning()
    {
        var trace = Trace(Room, [.. Held(26, 10), .. Held(22, 50), .. Held(26, 20), .. Held(22, 20)]);

        Assert.Equal(At(60), Assert.Single(ExcursionJudgement.Of(trace, At(70))).Excursion.Start);
    }

    [Fact]
    public void Limits_are_those_of_each_minute()
    {
        var trace = new ClimateTrace(From, At(60));
        for (var i = 0; i < 60; i++)
        {
            trace.Add(Minute(i, 25.5), i < 30 ? new(15, 27, null, null) : Room);
        }

        Assert.Equal((At(30), 25.0, 30), Assert.Single(ExcursionJudgement.Of(trace, From)).Excursion is var e ? (e.Start, e.Limit, e.MinutesOutside) : default);
    }

    [Fact]
    public void Gaps_only_widen_what_a_judgement_says()
    {
        var random = new Random(17);
        for (var run = 0; run < 60; run++)
        {
            double?[] whole = [.. Held(5, 1000), .. Enumerable.Range(0, 300).Select(i => (double?)(8.5 + (4 * Math.Sin(i / 100.0)))), .. Held(5, 200)];
            var holed = whole.ToArray();
            for (var n = random.Next(1, 5); n > 0; n--)
            {
                var at = random.Next(1, 1100);
                Array.Fill(holed, null, at, random.Next(1, 60));
            }

            var (a, b) = (Assert.Single(Judge(Fridge, whole)), Assert.Single(Judge(Fridge, holed)));
            Assert.True(b.Kinetic!.Low <= a.Kinetic!.Low + 1e-9 && b.Kinetic.High >= a.Kinetic.High - 1e-9);
            Assert.True(b.Excursion.MinutesOutside <= a.Excursion.MinutesOutside && b.Excursion.MinutesOutside + b.Excursion.MinutesUnknown >= a.Excursion.MinutesOutside);
            Assert.True(b.Excursion.StartEarliest <= a.Excursion.Start && b.Excursion.EndLatest >= a.Excursion.End);
        }
    }

    [Fact]
    public void A_minute_that_stands_twice_is_joined()
    {
        var trace = new ClimateTrace(From, At(2));
        trace.Add(new("north", From.ToUnixTimeSeconds(), new(20_000, 19_900, 20_100, 2), null, 0), Room);
        trace.Add(new("north", From.ToUnixTimeSeconds(), new(23_000, 22_900, 23_100, 1), null, 1), Room);
        trace.Add(Minute(-1, 40), Room);
        trace.Add(Minute(2, 40), Room);

        Assert.Equal(new TraceMinute(new(21_000, 19_900, 23_100, 3), null, 1, Room), trace[0]);
        Assert.Null(trace[1].Temperature);
    }

    [Fact]
    public void An_hour_of_which_only_sums_are_kept_counts_as_heat_and_not_as_minutes()
    {
        var trace = new ClimateTrace(From, At(60));
        trace.AddHour(From, new(25_000, 20_000, 30_000, 360), 30);
        var sum = trace.Heat(60, 60).ToArray().Aggregate((a, b) => a.With(b));

        Assert.Equal((30, 30), (Math.Round(sum.Known, 9), Math.Round(sum.Missing, 9)));
        Assert.Equal(25, MeanKineticTemperature.Celsius(sum.Low / sum.Known), 1e-6);
        Assert.Equal(26.2599, MeanKineticTemperature.Celsius(sum.High / sum.Known), 5e-5);
        Assert.Null(trace[0].Temperature);
    }

    [Fact]
    public void A_trace_has_a_length() => Assert.Throws<ArgumentException>(() => new ClimateTrace(From, From));

    private static DateTimeOffset At(int minute) => From.AddMinutes(minute);

    private static IEnumerable<double?> Held(double celsius, int minutes) => Enumerable.Repeat((double?)celsius, minutes);

    private static IEnumerable<double?> Gap(int minutes) => Enumerable.Repeat((double?)null, minutes);

    private static MilliSpan Milli(double value) => new(MilliSpan.Milli(value), MilliSpan.Milli(value), MilliSpan.Milli(value), 6);

    private static StoredMinute Minute(int at, double celsius) => new("north", At(at).ToUnixTimeSeconds(), Milli(celsius), null, 0);

    private static IReadOnlyList<ExcursionJudgement> Judge(ClimateLimits limits, double?[] minutes) => ExcursionJudgement.Of(Trace(limits, minutes), From);

    private static ClimateTrace Trace(ClimateLimits limits, double?[] minutes)
    {
        var trace = new ClimateTrace(From, At(minutes.Length));
        for (var i = 0; i < minutes.Length; i++)
        {
            if (minutes[i] is { } celsius)
            {
                trace.Add(Minute(i, celsius), limits);
            }
        }

        return trace;
    }
}
