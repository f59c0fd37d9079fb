using EdgeStock.Domain;
using EdgeStock.Gateway;
using EdgeStock.Ledger;
using EdgeStock.Tests.Ledger;

namespace EdgeStock.Tests.Domain.Alarms;

/// <summary>One climate point in a storeroom, with a hand on its time: a value each minute, a tick each second, and the whole path to the entries.</summary>
internal sealed class AlarmBench
{
    public const string High = "north-temperature-high";
    public const string NoData = "north-no-data";

    private readonly SavedMemory saved = new();
    private readonly List<(StoreroomEvent Event, DateTimeOffset Said)> told = [];
    private Turn turn;

    public AlarmBench(Site? site = null, Projection? projection = null, StoreroomMemory? memory = null)
    {
        Start = TestSite.T0;
        var at = site ?? Site();
        turn = new(at, new(memory ?? new(), projection ?? Projection.Empty(at), new Dictionary<string, ulong>(), 0, []), new(0, new LedgerIdentity("lund", "ward-3", LedgerBench.Epoch).Genesis));
    }

    /// <summary>The settings of the known alarm timeline: above 25 °C, deadband 0.5 °C, delays 15 and 5 minutes, steps after 15 and 30, stale after 10.</summary>
    public static Site Site(ClimateChannel? channel = null) => new(
        "lund", "ward-3", "UTC", [new("sterile", "Sterilförråd", RoomClass.Sterile)], [],
        [new("climate-1", DeviceKind.Climate, "sterile", TimeSpan.FromMinutes(1))], [], [], [],
        [new("north", "sterile", null, [channel ?? Channel])])
    {
        Alarms = AlarmPolicy.Default with { Escalations = [TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30)], Stale = TimeSpan.FromMinutes(10) },
    };

    public static ClimateChannel Channel { get; } = new("climate-1/temperature", Quantity.Temperature, null, 25, TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(1), 0, 0.1)
    {
        Deadband = 0.5,
        OffDelay = TimeSpan.FromMinutes(5),
    };

    public DateTimeOffset Start { get; }

    public DateTimeOffset Now { get; private set; } = TestSite.T0;

    public Projection Projection => turn.Projection;

    public Site InForce => turn.Site;

    /// <summary>The read models as they are saved.</summary>
    public IReadOnlyList<string> Documents() => Documents(turn.Projection);

    /// <summary>The same made anew of the entries, under one site.</summary>
    public IReadOnlyList<string> Rebuilt() => Documents(Told.Index().Aggregate(Projection.Empty(turn.Site), (p, e) => p.Apply(turn.Site, e.Index + 1, e.Item)));

    public Site Place => turn.Site;

    /// <summary>Everything told so far.</summary>
    public IEnumerable<StoreroomEvent> Told => told.Select(t => t.Event);

    /// <summary>What was told of one alarm, the gateway's own aside.</summary>
    public IEnumerable<AlarmEvent> Of(string alarm) => Told.OfType<AlarmEvent>().Where(e => e.Alarm.Id == alarm);

    public AlarmView View(string alarm) => turn.Projection.Alarms[alarm];

    public AlarmState State(string alarm) => turn.Projection.Alarms.GetValueOrDefault(alarm)?.State() ?? AlarmState.Normal;

    /// <summary>So many minutes, each begun by a value where there is one.</summary>
    public void Minutes(int minutes, Func<int, double?> celsius)
    {
        for (var i = 0; i < minutes; i++)
        {
            if (celsius(i) is { } value)
            {
                Take(new ClimateRead(Now, Now, "climate-1", "north", Quantity.Temperature, value, Quality.Good));
            }

            Tick(60);
        }
    }

    public void Minutes(int minutes, double celsius) => Minutes(minutes, _ => celsius);

    /// <summary>Seconds from tick to tick; with more than five the gateway counts as away in between.</summary>
    public int Step { get; init; } = 1;

    public void Tick(int seconds)
    {
        for (var i = 0; i < seconds; i += Step)
        {
            Take(new Tick(Now));
            Now += TimeSpan.FromSeconds(Step);
        }
    }

    /// <summary>The gateway does not run.</summary>
    public void Away(TimeSpan time) => Now += time;

    /// <returns>Why it is refused; null when it is done.</returns>
    public string? Say(Instruction what)
    {
        var refused = turn.Instruct(new(Now, "p-1", what));
        Collect();
        return refused;
    }

    public void Take(Input input)
    {
        turn.Take(input);
        Assert.Null(turn.LastFault);
        Collect();
    }

    /// <summary>Memory and read models are saved as the ledger saves them, and a new gateway goes on from there.</summary>
    public void Restart()
    {
        var documents = ProjectionText.Documents(turn.Projection).Select(d => (d.Key.Kind, d.Key.Id, d.Value));
        turn = new(turn.Site, new(saved.Load(), ProjectionText.Read(turn.Site, documents, []), new Dictionary<string, ulong>(), 0, []), turn.Head);
    }

    private static IReadOnlyList<string> Documents(Projection projection) => [.. ProjectionText.Documents(projection).Select(d => $"{d.Key.Kind} {d.Key.Id} {d.Value}")];

    private void Collect()
    {
        var commit = turn.TakeCommit(0);
        saved.Save(commit.Changes);
        told.AddRange(commit.Entries.Select(e => (EventCodec.Decode(e), e.Recorded)));
    }
}
