using EdgeStock.Domain;
using EdgeStock.Ledger;

namespace EdgeStock.Tests.Domain.Alarms;

/// <summary>Limits over running windows as alarms: warm time that adds up, and the mean kinetic temperature. Values come each minute; the alarms look at full hours.</summary>
public sealed class HeatAlarmTests
{
    private const string Warm = "north-cumulative";
    private const string Kinetic = "north-mkt";
    private const string Unknown = "north-mkt-unknown";

    // 24 h above 25 °C within 30 days are allowed; 18 h warn. Hour 0 is at 22 °C, hours 1 to 30 at 26, then 22 again. With the seal of hour 18 it
    // was warm for 18 h, with that of hour 25 for 25. Warm hour k leaves the window of 720 h at its hour k + 721: 22 of 30 h are left (a deadband of
    // 1.2 h below 24) at 720 + 9, 16 (1.2 h below 18) at 720 + 15.
    [Fact]
    public void Warm_time_warns_at_three_quarters_is_an_alarm_above_the_whole_and_rolls_out_after_thirty_days()
    {
        var bench = Bench("med-room");
        Hours(bench, 745, h => h is >= 1 and <= 30 ? 26 : 22);

        Assert.Equal(["19 unacknowledged 18", "735 returnedunacknowledged 16"], Words(bench, $"{Warm}-warning"));
        Assert.Equal(["26 unacknowledged 25", "729 returnedunacknowledged 22"], Words(bench, Warm));
        Assert.Equal((AlarmSeverity.Medium, AlarmSeverity.Low), (bench.View(Warm).Name.Severity, bench.View($"{Warm}-warning").Name.Severity));
        Assert.Equal(new AlarmLimits(24, 1.2, 0, 0) { Above = 25, WindowHours = 720 }, bench.View(Warm).Limits with { Deadband = Math.Round(bench.View(Warm).Limits.Deadband!.Value, 9) });
        Assert.Equal(["25.0 h above 25.0 °C within 30 days"], bench.View(Warm).Causes);
        Assert.Equal(bench.Documents(), bench.Rebuilt());
    }

    [Fact]
    public void Exactly_the_time_allowed_is_no_alarm_and_neither_is_exactly_the_limit()
    {
        var bench = Bench("med-room");
        Hours(bench, 60, h => h is >= 1 and <= 24 ? 26 : 25);

        Assert.Empty(bench.Of(Warm));
        Assert.Single(bench.Of($"{Warm}-warning"));
    }

    [Fact]
    public void Time_that_nobody_measured_is_not_counted_and_is_told()
    {
        var bench = Bench("med-room");

        // 12 h warm, 12 h without values, 13 h warm: 25 h for sure.
        Hours(bench, 37, h => h is >= 12 and < 24 ? null : 26);
        Hours(bench, 1, _ => 22);

        Assert.Equal(["12.0 h were not measured"], bench.View(Warm).Causes.Select(c => c.Split("; ")[1]));
        Assert.Equal(["37 unacknowledged 25"], Words(bench, Warm));
    }

    // The budgets of the known answers: from a steady 5 °C the mean of 24 h passes 8 °C after 4.52 h at 15 °C and 12.66 h at 10 °C; from 22 °C that
    // of 30 days passes 25 °C after 48.66 h at 40 °C. The alarm comes with the seal of the hour in which it does.
    [Theory]
    [InlineData("med-fridge", 24, 5, 15, 5)]
    [InlineData("med-fridge", 24, 5, 10, 13)]
    [InlineData("med-room", 720, 22, 40, 49)]
    public void A_mean_kinetic_temperature_that_passes_its_limit_for_sure_is_an_alarm_with_that_hours_seal(string profile, int window, double before, double after, int hours)
    {
        var bench = Bench(profile);
        Hours(bench, window + hours, h => h < window ? before : after);
        Assert.Empty(bench.Of(Kinetic));
        Hours(bench, 1, _ => after);

        var raised = Assert.Single(bench.Of(Kinetic).OfType<AlarmChanged>());
        Assert.Equal((AlarmState.Unacknowledged, AlarmSeverity.Medium, (double)(window + hours)), (raised.State, raised.Alarm.Severity, (raised.At - bench.Start).TotalHours));
        Assert.Empty(bench.Of(Unknown));
    }

    // Known answer: 18 h at 5 °C and 6 h at 14 °C make 8.2852 °C.
    [Fact]
    public void Its_figure_is_that_of_the_known_answer()
    {
        var bench = Bench("med-fridge");
        Hours(bench, 30, h => h < 24 ? 5 : 14);
        Hours(bench, 1, _ => 14);
        var point = bench.InForce.ClimatePoints[0];

        var mean = HeatWindow.Of(bench.Projection, point, TimeSpan.FromHours(24), bench.Start.AddHours(30).AddMinutes(1))!.Kinetic(KineticWindow.Cold.Credible);

        Assert.Equal((8.2852, 8.2852, 1.0), (Math.Round(mean.Low!.Value, 4), Math.Round(mean.High!.Value, 4), mean.Coverage));
    }

    // Time without values counts as up to 30 °C: (1440 − g)·r(5) + g·r(30) = 1440·r(8), r(T) = exp(−10000/T), gives g = 36.61 min.
    [Theory]
    [InlineData(36, false)]
    [InlineData(37, true)]
    public void Where_the_gaps_decide_it_is_a_warning_of_low_severity(int missing, bool warns)
    {
        var bench = Bench("med-fridge");
        Hours(bench, 30, _ => 5);
        bench.Minutes(60, m => m < missing ? null : 5);
        Hours(bench, 2, _ => 5);

        Assert.Empty(bench.Of(Kinetic));
        Assert.Equal(warns ? ["31 unacknowledged 8.03"] : [], Words(bench, Unknown));
        if (warns)
        {
            Assert.Equal(AlarmSeverity.Low, bench.View(Unknown).Name.Severity);

            // It leaves the window 24 h after its hour.
            Hours(bench, 24, _ => 5);
            Assert.Equal("55 returnedunacknowledged 5", Words(bench, Unknown)[^1]);
        }
    }

    [Fact]
    public void A_gateway_that_is_younger_than_a_day_is_not_blamed_for_what_was_before_it()
    {
        var bench = Bench("med-room");
        Hours(bench, 20, h => h < 3 ? 27 : 22);

        Assert.DoesNotContain(bench.Told.OfType<AlarmEvent>(), e => e.Alarm.Kind is AlarmKind.Kinetic or AlarmKind.KineticUnknown);
    }

    [Fact]
    public void An_hour_that_a_host_still_brings_is_waited_for()
    {
        var bench = Bench("med-fridge");
        Hours(bench, 30, _ => 5);

        // Nobody hears of the last minutes before the gateway is away for 50 minutes, and then all comes at once.
        bench.Away(TimeSpan.FromMinutes(50));
        bench.Tick(60);
        for (var minute = 0; minute < 51; minute++)
        {
            bench.Take(new ClimateRead(bench.Now, bench.Start.AddHours(30).AddMinutes(minute), "climate-1", "north", Quantity.Temperature, 5, Quality.Good));
        }

        bench.Minutes(70, 5);

        Assert.Empty(bench.Of(Unknown));
    }

    [Fact]
    public void Without_any_values_hours_go_on_and_roll_out()
    {
        var bench = Bench("med-fridge");
        Hours(bench, 24, _ => 5);
        Hours(bench, 7, _ => 15);
        Assert.Equal(AlarmState.Unacknowledged, bench.State(Kinetic));

        // The sensor dies: of what is left in the window the mean is certain no more.
        Hours(bench, 30, _ => null);

        Assert.Equal((AlarmState.ReturnedUnacknowledged, AlarmState.Unacknowledged), (bench.State(Kinetic), bench.State(Unknown)));
        Assert.Equal(bench.Documents(), bench.Rebuilt());
    }

    [Fact]
    public void Restarted_at_each_hour_it_says_the_same()
    {
        var (whole, broken) = (Bench("med-room"), Bench("med-room"));
        for (var hour = 0; hour < 60; hour++)
        {
            double? celsius = hour is 7 or 31 ? null : hour % 2 == 0 ? 24.9 : 26 + (hour * 0.3);
            Hours(whole, 1, _ => celsius);
            Hours(broken, 1, _ => celsius);
            broken.Restart();
        }

        Assert.NotEmpty(whole.Of(Warm));
        Assert.Equal(whole.Told.Select(Text), broken.Told.Select(Text));
        Assert.Equal(broken.Documents(), broken.Rebuilt());
    }

    [Fact]
    public void An_acknowledged_one_does_not_ask_again_each_shift()
    {
        var bench = Bench("med-room");
        Hours(bench, 27, _ => 26);
        Assert.Null(bench.Say(new AcknowledgeAlarm(Warm, "sommar", "kylan är beställd")));
        Hours(bench, 30, _ => 22);

        Assert.Equal(AlarmState.Acknowledged, bench.State(Warm));
    }

    private static string Text(StoreroomEvent e) => System.Text.Encoding.UTF8.GetString(EventCodec.Encode(e));

    private static AlarmBench Bench(string profile)
    {
        var rules = ClimateProfile.Find(profile)!;
        var site = AlarmBench.Site(AlarmBench.Channel with { High = rules.High });
        return new(site with { ClimatePoints = [site.ClimatePoints[0] with { Profile = profile, Rules = rules }] }) { Step = 60 };
    }

    private static void Hours(AlarmBench bench, int hours, Func<int, double?> celsius) => bench.Minutes(hours * 60, m => celsius(m / 60));

    /// <summary>Hour since the start, state and figure of each change.</summary>
    private static List<string> Words(AlarmBench bench, string alarm) =>
    [
        .. bench.Of(alarm).OfType<AlarmChanged>().Select(c => FormattableString.Invariant($"{(c.At - bench.Start).TotalHours:0.##} {c.State.ToString().ToLowerInvariant()} {Math.Round(c.Value!.Value, 2)}")),
    ];
}
