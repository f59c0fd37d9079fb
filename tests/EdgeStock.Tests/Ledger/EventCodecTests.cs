using System.Text;
using System.Text.RegularExpressions;
using EdgeStock.Domain;
using EdgeStock.Ledger;
using EdgeStock.Tests.Domain;

namespace EdgeStock.Tests.Ledger;

public sealed partial class EventCodecTests
{
    private static readonly DateTimeOffset At = TestSite.T0.AddMilliseconds(61_950);
    private static readonly Epc Tag = Epc.From("3034257BF7194E4000001A85");

    /// <summary>One of each, beside its stored name, its subject and its stored bytes. A line here is never changed: a new form is a new version.</summary>
    internal static readonly (StoreroomEvent Event, string Name, string Subject, string Stored)[] Golden =
    [
        .. StockEvents.Golden,
        .. AlarmEvents.Golden,
        .. SensorEvents.Golden,
        (new StockCounted(At, "store", "bin-1", "glove", 7, 6, 8, 0.9731), "stock.counted.v1", "store/bin-1",
            """{"bin":"bin-1","article":"glove","count":7,"low":6,"high":8,"confidence":0.9731,"room":"store","at":"2026-03-02T06:01:01.950Z"}"""),
        (new StockTaken(At, "store", "bin-1", "glove", 2, 5, 5, 6, 1), "stock.taken.v1", "store/bin-1",
            """{"bin":"bin-1","article":"glove","quantity":2,"count":5,"low":5,"high":6,"confidence":1,"room":"store","at":"2026-03-02T06:01:01.950Z"}"""),
        (new StockAdded(At, "store", "bin-1", "glove", 3, 10, 9, 10, 0.5), "stock.added.v1", "store/bin-1",
            """{"bin":"bin-1","article":"glove","quantity":3,"count":10,"low":9,"high":10,"confidence":0.5,"room":"store","at":"2026-03-02T06:01:01.950Z"}"""),
        (new BinConditionChanged(At, "store", "bin-1", BinCondition.Lifted), "stock.condition.v1", "store/bin-1",
            """{"bin":"bin-1","condition":"lifted","room":"store","at":"2026-03-02T06:01:01.950Z"}"""),
        (new TagArrived(At, "store", "shelf-a", Tag, 0.95), "tag.arrived.v1", "store/shelf-a",
            """{"zone":"shelf-a","epc":"3034257BF7194E4000001A85","confidence":0.95,"room":"store","at":"2026-03-02T06:01:01.950Z"}"""),
        (new TagMoved(At, "store", "shelf-a", "shelf-b", Tag, 0.9), "tag.moved.v1", "store/shelf-b",
            """{"from":"shelf-a","zone":"shelf-b","epc":"3034257BF7194E4000001A85","confidence":0.9,"room":"store","at":"2026-03-02T06:01:01.950Z"}"""),
        (new TagDeparted(At, "store", "shelf-a", Tag, 0.95), "tag.departed.v1", "store/shelf-a",
            """{"zone":"shelf-a","epc":"3034257BF7194E4000001A85","confidence":0.95,"room":"store","at":"2026-03-02T06:01:01.950Z"}"""),
        (new TagObscured(At, "store", "shelf-a", Tag), "tag.obscured.v1", "store/shelf-a",
            """{"zone":"shelf-a","epc":"3034257BF7194E4000001A85","room":"store","at":"2026-03-02T06:01:01.950Z"}"""),
        (new ClimateAlarmChanged(At, "sterile", "north", Quantity.Temperature, ClimateState.High, 25.125, 25, TestSite.T0), "climate.alarm.v1", "sterile/north",
            """{"point":"north","quantity":"temperature","state":"high","value":25.125,"limit":25,"onset":"2026-03-02T06:00:00.000Z","room":"sterile","at":"2026-03-02T06:01:01.950Z"}"""),
        (new SensorFaultChanged(At, "sterile", "north", Quantity.Humidity, SensorFault.Implausible), "climate.fault.v1", "sterile/north",
            """{"point":"north","quantity":"humidity","fault":"implausible","room":"sterile","at":"2026-03-02T06:01:01.950Z"}"""),
        (new ClimateHourSealedV1(At, "sterile", "north", TestSite.T0, 60, "ab", new(22.0000001, 21, 23, 360), null), "climate.hour.v1", "sterile/north",
            """{"point":"north","hour":"2026-03-02T06:00:00.000Z","minutes":60,"hash":"ab","temperature":{"mean":22.0000001,"min":21,"max":23,"samples":360},"room":"sterile","at":"2026-03-02T06:01:01.950Z"}"""),
        (new ClimateHourSealed(At, "sterile", "north", TestSite.T0, 58, 2, "ab", 57, 1, 2, new(360, 7_920_036, 21_000, 25_003, 3, 0, 19_000, 25_000), new(1, -7, -7, -7, 0, 0, null, null)), "climate.hour.v2", "sterile/north",
            """{"point":"north","hour":"2026-03-02T06:00:00.000Z","minutes":58,"dropped":2,"hash":"ab","good":57,"uncertain":1,"bad":2,"temperature":{"samples":360,"sum":7920036,"min":21000,"max":25003,"above":3,"below":0,"low":19000,"high":25000},"humidity":{"samples":1,"sum":-7,"min":-7,"max":-7,"above":0,"below":0},"room":"sterile","at":"2026-03-02T06:01:01.950Z"}"""),
        (new ClimateThinned(At, TestSite.T0.AddHours(-6)), "climate.thinned.v1", "climate",
            """{"before":"2026-03-02T00:00:00.000Z","at":"2026-03-02T06:01:01.950Z"}"""),
        (new SpaceChanged(At, true), "ledger.space.v1", "ledger",
            """{"short":true,"at":"2026-03-02T06:01:01.950Z"}"""),
        (new DeviceStateChanged(At, "scale-1", DeviceState.Down, "kabel \"lös\" <å>"), "device.state.v1", "scale-1",
            """{"device":"scale-1","state":"down","reason":"kabel \"lös\" <å>","at":"2026-03-02T06:01:01.950Z"}"""),
        (new SamplesLost(At, "ward-3-hw", 1200), "device.samples-lost.v1", "ward-3-hw",
            """{"host":"ward-3-hw","lost":1200,"at":"2026-03-02T06:01:01.950Z"}"""),
        (new StockUncounted(At, "store", "bin-1", "glove"), "stock.uncounted.v1", "store/bin-1",
            """{"bin":"bin-1","article":"glove","room":"store","at":"2026-03-02T06:01:01.950Z"}"""),
        (new ScaleZeroed(At, "scale-1", "uid-0"), "device.zeroed.v1", "scale-1",
            """{"device":"scale-1","by":"uid-0","at":"2026-03-02T06:01:01.950Z"}"""),
        (new SiteChanged(At, "ab", [new("bin", "bin-1", ChangeKind.Changed, "tare_g", "400", "410"), new("zone", "shelf-b", ChangeKind.Removed)], "uid-0"), "config.applied.v1", "site",
            """{"hash":"ab","changes":[{"part":"bin","id":"bin-1","change":"changed","field":"tare_g","was":"400","now":"410"},{"part":"zone","id":"shelf-b","change":"removed"}],"by":"uid-0","at":"2026-03-02T06:01:01.950Z"}"""),
        (new PersonErased(At, "p-3f2a91c0", "p-00000001"), "person.erased.v1", "p-3f2a91c0",
            """{"person":"p-3f2a91c0","by":"p-00000001","at":"2026-03-02T06:01:01.950Z"}"""),
        (new LedgerRestored(At, 1_795_000_000, 41, "ab", "ledger-20260302T010000Z-41.db"), "ledger.restored.v1", "ledger",
            """{"epoch":1795000000,"fromSeq":41,"hash":"ab","file":"ledger-20260302T010000Z-41.db","at":"2026-03-02T06:01:01.950Z"}"""),
    ];

    public static TheoryData<int> Each => [.. Enumerable.Range(0, Golden.Length)];

    [Theory]
    [MemberData(nameof(Each))]
    public void An_event_is_stored_under_its_name_in_these_bytes_and_read_back(int index)
    {
        var (e, name, subject, stored) = Golden[index];
        var payload = EventCodec.Encode(e);

        Assert.Equal((name, subject, stored), (EventCodec.NameOf(e), EventCodec.SubjectOf(e), Encoding.UTF8.GetString(payload)));
        Assert.Equivalent(e, EventCodec.Decode(Entry(name, payload)), strict: true);
    }

    [Fact]
    public void Every_event_of_the_domain_has_a_stored_name_and_stands_in_the_table_above()
    {
        var types = typeof(StoreroomEvent).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(StoreroomEvent)) && !t.IsAbstract).ToHashSet();

        Assert.Equal(types.Select(t => t.Name).Order(), Golden.Select(g => g.Event.GetType().Name).Order());
        Assert.Equal(types.Count, EventCodec.StoredNames.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_bins_memory_says_that_it_was_rebased_only_when_it_was(bool rebased)
    {
        var memory = new StoreroomMemory();
        var body = System.Text.Json.JsonSerializer.Serialize(BinMemory.Empty with { Rebased = rebased }, LedgerJson.Plain);

        StoreroomMemoryText.Add(memory, "bin", "a-01", body);

        Assert.Equal(rebased, body.Contains("rebased", StringComparison.Ordinal));
        Assert.Equal(rebased, memory.Bins["a-01"].Rebased);
    }

    [Fact]
    public void Stored_names_are_unique_and_carry_a_version()
    {
        Assert.Equal(Golden.Select(g => g.Name).Order(StringComparer.Ordinal), EventCodec.StoredNames.Order(StringComparer.Ordinal));
        Assert.Equal(Golden.Length, Golden.Select(g => g.Name).Distinct().Count());
        Assert.All(EventCodec.StoredNames, name => Assert.Matches(NameForm(), name));
    }

    [Fact]
    public void Every_state_is_stored_by_its_name_and_read_back()
    {
        StoreroomEvent[] events =
        [
            .. Enum.GetValues<BinCondition>().Select(c => new BinConditionChanged(At, "store", "bin-1", c)),
            .. Enum.GetValues<ClimateState>().Select(s => new ClimateAlarmChanged(At, "sterile", "north", Quantity.Humidity, s, 1, 2, At)),
            .. Enum.GetValues<SensorFault>().Select(f => new SensorFaultChanged(At, "sterile", "north", Quantity.Humidity, f)),
            .. Enum.GetValues<DeviceState>().Select(s => new DeviceStateChanged(At, "scale-1", s, null)),
        ];

        Assert.All(events, e => Assert.Equal(e, EventCodec.Decode(Entry(EventCodec.NameOf(e), EventCodec.Encode(e)))));
    }

    [Fact]
    public void An_entry_of_a_kind_that_this_release_does_not_know_is_refused_by_its_name()
    {
        var e = Assert.Throws<LedgerFormatException>(() => EventCodec.Decode(Entry("stock.taken.v2", "{}"u8.ToArray())));

        Assert.Contains("entry 12", e.Message, StringComparison.Ordinal);
        Assert.Contains("stock.taken.v2", e.Message, StringComparison.Ordinal);
        Assert.Contains("newer", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("stock.condition.v1", "{")]
    [InlineData("stock.condition.v1", """{"bin":"bin-1","condition":"lost","room":"store","at":"2026-03-02T06:01:01.950Z"}""")]
    [InlineData("stock.condition.v1", """{"bin":"bin-1","condition":2,"room":"store","at":"2026-03-02T06:01:01.950Z"}""")]
    [InlineData("stock.condition.v1", """{"bin":"bin-1","condition":"ok","room":"store","at":"yesterday"}""")]
    [InlineData("tag.obscured.v1", """{"zone":"shelf-a","epc":"303","room":"store","at":"2026-03-02T06:01:01.950Z"}""")]
    public void Data_that_is_not_that_of_its_kind_is_refused(string kind, string payload) =>
        Assert.Contains("entry 12", Assert.Throws<LedgerFormatException>(() => EventCodec.Decode(Entry(kind, Encoding.UTF8.GetBytes(payload)))).Message, StringComparison.Ordinal);

    private static LedgerEntry Entry(string kind, byte[] payload) => new(12, kind, "store", "x", At, At, payload, []);

    [GeneratedRegex(@"^[a-z]+\.[a-z-]+\.v[1-9]\d*$")]
    private static partial Regex NameForm();
}
