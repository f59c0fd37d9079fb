using EdgeStock.Domain;

namespace EdgeStock.Tests.Domain.Alarms;

/// <summary>Weather, people and restarts at random: the life cycle never leaves the standard's graph, and nothing that asks for somebody is lost.</summary>
public sealed class AlarmGraphTests
{
    private static readonly HashSet<(AlarmState From, AlarmState To)> Moves =
    [
        (AlarmState.Normal, AlarmState.Pending), (AlarmState.Pending, AlarmState.Normal), (AlarmState.Pending, AlarmState.Unacknowledged),
        (AlarmState.Unacknowledged, AlarmState.ReturnedUnacknowledged), (AlarmState.ReturnedUnacknowledged, AlarmState.Unacknowledged),
        (AlarmState.Acknowledged, AlarmState.Normal), (AlarmState.Acknowledged, AlarmState.Unacknowledged),

        // Nobody watched, and now somebody does: it is over as it is told.
        (AlarmState.Normal, AlarmState.ReturnedUnacknowledged),
    ];

    private static readonly AlarmState[] Aside = [AlarmState.Shelved, AlarmState.Suppressed, AlarmState.OutOfService];

    public static TheoryData<int> Seeds { get; } = [.. Enumerable.Range(1, 20)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void No_input_leads_out_of_the_graph_and_no_restart_changes_anything(int seed)
    {
        var (through, restarted) = (Run(seed, restarts: false), Run(seed, restarts: true));

        Assert.Equal(through.Told.Select(e => e.ToString()), restarted.Told.Select(e => e.ToString()));
    }

    [Fact]
    public void The_runs_hold_every_step_that_a_life_cycle_has()
    {
        var all = Enumerable.Range(1, 20).SelectMany(seed => Run(seed, restarts: false).Told.OfType<AlarmEvent>()).ToList();

        Assert.Equal(
            ["AlarmAcknowledged", "AlarmChanged", "AlarmConfirmed", "AlarmEscalated", "AlarmPutBack", "AlarmShelved", "AlarmSuppressed", "AlarmTakenOut", "AlarmUnshelved", "AlarmUnsuppressed"],
            all.Select(e => e.GetType().Name).Distinct().Order());
        Assert.Equal(Enum.GetValues<AlarmState>(), all.Select(e => e.State).Distinct().Order());

        // What is shelved is evaluated and logged.
        Assert.Contains(all, e => e is AlarmChanged { State: AlarmState.Shelved, Condition: AlarmCondition.Standing });
        Assert.Contains(all, e => e is AlarmUnshelved { By: null, State: AlarmState.Unacknowledged });
    }

    private static AlarmBench Run(int seed, bool restarts)
    {
        var bench = new AlarmBench(AlarmBench.Site(AlarmBench.Channel with
        {
            Low = 19, OuterHigh = 30, OuterHold = TimeSpan.FromMinutes(5), Rate = new(4, TimeSpan.FromMinutes(10)),
        }) with { Alarms = AlarmPolicy.Default with { Stale = TimeSpan.FromMinutes(10), Realarm = TimeSpan.FromMinutes(40) } }) { Step = 5 };
        var random = new Random(seed);
        var cut = new Random(seed + 1000);
        string[] alarms = [.. AlarmDefinition.Of(AlarmBench.Site(AlarmBench.Channel with { Low = 19, OuterHigh = 30, Rate = new(4, TimeSpan.FromMinutes(10)) })).Select(d => d.Id)];
        var before = bench.Projection.Alarms;
        var seen = 0;
        for (var i = 0; i < 120; i++)
        {
            if (restarts && cut.Next(3) == 0)
            {
                bench.Restart();
            }

            var alarm = alarms[random.Next(alarms.Length)];
            switch (random.Next(12))
            {
                case < 5:
                    var celsius = random.Next(6) switch { 0 => 31, 1 or 2 => 26, 3 => 18, _ => 22 };
                    bench.Minutes(random.Next(1, 25), _ => celsius + random.NextDouble());
                    break;
                case 5:
                    bench.Minutes(random.Next(1, 30), _ => null);
                    break;
                case 6 when random.Next(4) == 0:
                    bench.Away(TimeSpan.FromMinutes(random.Next(1, 60)));
                    break;
                case 6 or 7:
                    foreach (var asking in bench.Projection.Alarms.Values.Where(v => v.IsUnacknowledged()).ToList())
                    {
                        Assert.Null(bench.Say(new AcknowledgeAlarm(asking.Name.Id, "dörr", "stängd")));
                        bench.Say(new ConfirmAlarm(asking.Name.Id, "dörrstängare satt"));
                    }

                    break;
                default:
                    bench.Say(random.Next(7) switch
                    {
                        0 => new ShelveAlarm(alarm, random.Next(1, 60), "service väntas"),
                        1 => new UnshelveAlarm(alarm),
                        2 => new SuppressAlarm(alarm, random.Next(1, 40), "städning"),
                        3 => new UnsuppressAlarm(alarm),
                        4 => new TakeAlarmOut(alarm, "givare utbytt"),
                        5 => new ConfirmAlarm(alarm, "åtgärdat"),
                        _ => new PutAlarmBack(alarm),
                    });
                    break;
            }

            before = Check(bench, before, ref seen);
        }

        return bench;
    }

    private static System.Collections.Immutable.ImmutableSortedDictionary<string, AlarmView> Check(AlarmBench bench, System.Collections.Immutable.ImmutableSortedDictionary<string, AlarmView> before, ref int seen)
    {
        var states = before.ToDictionary(v => v.Key, v => v.Value.State(), StringComparer.Ordinal);
        foreach (var e in bench.Told.Skip(seen).OfType<AlarmEvent>())
        {
            var was = states.GetValueOrDefault(e.Alarm.Id, AlarmState.Normal);
            Assert.True(May(was, e), $"{e.Alarm.Id}: {was} → {e}");
            states[e.Alarm.Id] = e.State;
        }

        seen = bench.Told.Count();
        Assert.All(bench.Projection.Alarms.Values, v => Assert.Equal(states[v.Name.Id], v.State()));

        // Whatever stands asks, is in somebody's hands, or was set aside by somebody.
        Assert.All(bench.Projection.Alarms.Values.Where(v => v.IsOn()), v => Assert.NotEqual(AlarmState.Normal, v.State()));
        Assert.All(bench.Projection.Alarms.Values.Where(v => v.State() == AlarmState.Acknowledged), v => Assert.NotNull(v.Acknowledged));
        Assert.All(bench.Projection.Alarms.Values.Where(v => v.State() == AlarmState.Unacknowledged), v => Assert.True(v.Level >= 1 && v.RaisedAt is not null));
        return bench.Projection.Alarms;
    }

    private static bool May(AlarmState was, AlarmEvent e) => e switch
    {
        AlarmChanged c => c.Was == was && (c.State == was || Moves.Contains((was, c.State))),
        AlarmEscalated => e.State == was && was is AlarmState.Unacknowledged or AlarmState.ReturnedUnacknowledged,
        AlarmAcknowledged => (was == AlarmState.Unacknowledged && e.State == AlarmState.Acknowledged) || (was == AlarmState.ReturnedUnacknowledged && e.State is AlarmState.Normal or AlarmState.Pending),
        AlarmConfirmed => e.State == was,
        AlarmShelved or AlarmSuppressed or AlarmTakenOut => Aside.Contains(e.State),
        AlarmUnshelved or AlarmUnsuppressed or AlarmPutBack => Aside.Contains(was) && (Aside.Contains(e.State) || e.State is AlarmState.Normal or AlarmState.Pending or AlarmState.Unacknowledged),
        _ => false,
    };
}
