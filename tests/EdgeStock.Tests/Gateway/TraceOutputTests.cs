using EdgeStock.Domain;
using EdgeStock.Gateway.Operations;
using EdgeStock.Ledger;
using EdgeStock.Tests.Domain;

namespace EdgeStock.Tests.Gateway;

public sealed class TraceOutputTests
{
    private static readonly DateTimeOffset At = TestSite.T0.AddMilliseconds(61_900);

    public static TheoryData<StoreroomEvent, string> Said => new()
    {
        { new StockCounted(At, "store", "B1", "kit", 27, 26, 28, 0.999), """{"t":63.4,"type":"stock.count","bin":"B1","count":27,"low":26,"high":28,"confidence":0.999}""" },
        {
            new StockTaken(At, "store", "B1", "kit", 2, 25, 25, 26, 0.98),
            """{"t":63.4,"type":"stock.moved","bin":"B1","delta":-2,"at":61.9,"confidence":0.98}|{"t":63.4,"type":"stock.count","bin":"B1","count":25,"low":25,"high":26,"confidence":0.98}"""
        },
        {
            new StockAdded(At, "store", "B1", "kit", 3, 30, 29, 30, 0.97),
            """{"t":63.4,"type":"stock.moved","bin":"B1","delta":3,"at":61.9,"confidence":0.97}|{"t":63.4,"type":"stock.count","bin":"B1","count":30,"low":29,"high":30,"confidence":0.97}"""
        },
        { new BinConditionChanged(At, "store", "B1", BinCondition.Uncountable), """{"t":63.4,"type":"bin.alert","bin":"B1","state":"uncountable"}""" },
        { new TagArrived(At, "store", "Z1", TestSite.Tag(1), 0.97), """{"t":63.4,"type":"tag.zone","epc":"3034257BF7194E4000000001","zone":"Z1","at":61.9,"confidence":0.97}""" },
        { new TagMoved(At, "store", "Z1", "Z2", TestSite.Tag(1), 0.9), """{"t":63.4,"type":"tag.zone","epc":"3034257BF7194E4000000001","zone":"Z2","at":61.9,"confidence":0.9}""" },
        { new TagDeparted(At, "store", "Z1", TestSite.Tag(1), 0.9), """{"t":63.4,"type":"tag.zone","epc":"3034257BF7194E4000000001","zone":null,"at":61.9,"confidence":0.9}""" },
        { new TagObscured(At, "store", "Z1", TestSite.Tag(1)), """{"t":63.4,"type":"tag.zone","epc":"3034257BF7194E4000000001","zone":"Z1","state":"unknown"}""" },
        { new ClimateAlarmChanged(At, "sterile", "T1", Quantity.Temperature, ClimateState.High, 26, 25, TestSite.T0.AddSeconds(1)), """{"t":63.4,"type":"climate.alarm","sensor":"T1","state":"high","at":1}""" },
        { new ClimateAlarmChanged(At, "sterile", TestSite.Point, Quantity.Humidity, ClimateState.Ok, 26, 25, TestSite.T0.AddSeconds(1)), """{"t":63.4,"type":"climate.alarm","sensor":"north/humidity","state":"ok","at":1}""" },
        { new SensorFaultChanged(At, "sterile", "T1", Quantity.Temperature, SensorFault.Stuck), """{"t":63.4,"type":"climate.fault","sensor":"T1","state":"stuck"}""" },
        { new DeviceStateChanged(At, "scale-1", DeviceState.Silent, "x"), """{"t":63.4,"type":"device.state","device":"scale-1","state":"silent"}""" },
        { new ClimateHourSealed(At, "sterile", "T1", TestSite.T0, 60, 0, "ab", 60, 0, 0, null, null), "" },
        { new SamplesLost(At, "hw", 3), "" },
    };

    [Theory]
    [MemberData(nameof(Said), DisableDiscoveryEnumeration = true)]
    public async Task An_entry_is_written_as_readers_of_traces_expect_it(StoreroomEvent e, string lines)
    {
        var single = new ClimatePoint("T1", "sterile", null, [TestSite.Temperature with { Source = "T1" }]);
        var site = TestSite.Make() with { ClimatePoints = [.. TestSite.Make().ClimatePoints, single] };
        using var text = new StringWriter { NewLine = "|" };

        await new TraceOutput(text, site, TestSite.T0).WriteAsync(
            Chain.Next(new(0, new byte[32]), EventCodec.NameOf(e), "store", EventCodec.SubjectOf(e), e.At, TestSite.T0.AddMilliseconds(63_400), EventCodec.Encode(e)));

        Assert.Equal(lines, text.ToString().TrimEnd('|'));
    }
}
