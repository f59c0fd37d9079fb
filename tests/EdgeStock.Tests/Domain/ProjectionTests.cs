using EdgeStock.Domain;

namespace EdgeStock.Tests.Domain;

public sealed class ProjectionTests
{
    private static readonly Site Site = TestSite.Make();

    [Fact]
    public void Before_the_first_event_everything_stands_there_and_nothing_is_known()
    {
        var empty = Projection.Empty(Site);

        Assert.Equal([TestSite.Glove, TestSite.Vial], empty.Bins.Keys);
        Assert.All(empty.Bins.Values, b => Assert.Equal((null, Quality.Bad, "not-counted"), (b.Count, b.Quality, b.Reason)));
        Assert.Equal(["north/humidity", "north/temperature"], empty.Climate.Keys);
        Assert.Equal(4, empty.Devices.Count);
        Assert.Empty(empty.Tags);
    }

    [Fact]
    public void On_hand_is_the_sum_of_the_movements()
    {
        var view = After(
            new StockCounted(TestSite.T0, "store", TestSite.Glove, "glove", 7, 6, 8, 0.97),
            new StockTaken(TestSite.T0, "store", TestSite.Glove, "glove", 2, 5, 4, 6, 0.96),
            new StockAdded(TestSite.T0.AddMinutes(1), "store", TestSite.Glove, "glove", 4, 9, 8, 9, 0.95)).Bins[TestSite.Glove];

        Assert.Equal((9, 8, 9, 0.95), (view.Count!.Value, view.Low, view.High, view.Confidence));
        Assert.Equal((TestSite.T0.AddMinutes(1), 3L), (view.AsOf!.Value, view.Seq));
        Assert.Equal((Quality.Good, null), (view.Quality, view.Reason));
    }

    [Theory]
    [InlineData(BinCondition.Foreign, Quality.Uncertain, "foreign")]
    [InlineData(BinCondition.Unsettled, Quality.Uncertain, "unsettled")]
    [InlineData(BinCondition.Uncountable, Quality.Uncertain, "uncountable")]
    [InlineData(BinCondition.Lifted, Quality.Bad, "lifted")]
    [InlineData(BinCondition.Overload, Quality.Bad, "overload")]
    public void A_bin_in_doubt_says_so(BinCondition condition, Quality quality, string reason)
    {
        var counted = new StockCounted(TestSite.T0, "store", TestSite.Glove, "glove", 7, 7, 7, 1);
        var doubt = After(counted, new BinConditionChanged(TestSite.T0, "store", TestSite.Glove, condition)).Bins[TestSite.Glove];
        var over = After(counted, new BinConditionChanged(TestSite.T0, "store", TestSite.Glove, condition), new BinConditionChanged(TestSite.T0, "store", TestSite.Glove, BinCondition.Ok));

        Assert.Equal((quality, reason), (doubt.Quality, doubt.Reason));
        Assert.Equal(Quality.Good, over.Bins[TestSite.Glove].Quality);
    }

    [Theory]
    [InlineData(DeviceState.Silent, "scale-silent")]
    [InlineData(DeviceState.Down, "scale-down")]
    public void What_stands_on_a_scale_that_cannot_be_asked_is_unknown(DeviceState state, string reason)
    {
        var projection = After(
            new StockCounted(TestSite.T0, "store", TestSite.Glove, "glove", 7, 7, 7, 1),
            new StockCounted(TestSite.T0, "store", TestSite.Vial, "vial", 3, 3, 3, 1),
            new DeviceStateChanged(TestSite.T0, "scale-1", state, "x"));

        Assert.Equal((Quality.Bad, reason, 7), (projection.Bins[TestSite.Glove].Quality, projection.Bins[TestSite.Glove].Reason, projection.Bins[TestSite.Glove].Count));
        Assert.Equal(Quality.Good, projection.Bins[TestSite.Vial].Quality);
        Assert.Equal(new DeviceView("scale-1", state, "x", TestSite.T0, 3), projection.Devices["scale-1"]);
    }

    [Fact]
    public void Tags_stand_where_they_were_last_and_the_departed_are_gone()
    {
        var (one, two, three) = (TestSite.Tag(1), TestSite.Tag(2), TestSite.Tag(3));
        var tags = After(
            new TagArrived(TestSite.T0, "store", TestSite.ShelfA, one, 1),
            new TagArrived(TestSite.T0, "store", TestSite.ShelfA, two, 1),
            new TagArrived(TestSite.T0, "store", TestSite.ShelfA, three, 1),
            new TagMoved(TestSite.T0, "store", TestSite.ShelfA, TestSite.ShelfB, one, 1),
            new TagDeparted(TestSite.T0, "store", TestSite.ShelfA, two, 1),
            new TagObscured(TestSite.T0, "store", TestSite.ShelfA, three)).Tags;

        Assert.Equal([one.Hex, three.Hex], tags.Keys);
        Assert.Equal((TestSite.ShelfB, Presence.Present, 4L), (tags[one.Hex].Zone, tags[one.Hex].Presence, tags[one.Hex].Seq));
        Assert.Equal((TestSite.ShelfA, Presence.Obscured), (tags[three.Hex].Zone, tags[three.Hex].Presence));
    }

    [Fact]
    public void A_climate_channel_shows_its_alarm_and_its_fault()
    {
        var view = After(
            new ClimateAlarmChanged(TestSite.T0.AddHours(1), "sterile", TestSite.Point, Quantity.Humidity, ClimateState.High, 75, 70, TestSite.T0),
            new SensorFaultChanged(TestSite.T0, "sterile", TestSite.Point, Quantity.Temperature, SensorFault.Stuck)).Climate;

        Assert.Equal((ClimateState.High, SensorFault.Ok, TestSite.T0), (view["north/humidity"].State, view["north/humidity"].Fault, view["north/humidity"].Since!.Value));
        Assert.Equal((ClimateState.Ok, SensorFault.Stuck), (view["north/temperature"].State, view["north/temperature"].Fault));
    }

    [Fact]
    public void An_event_of_what_the_site_has_no_more_changes_nothing() =>
        Assert.Equal(
            Projection.Empty(Site).Bins.Values,
            After(new StockCounted(TestSite.T0, "store", "gone", "glove", 7, 7, 7, 1), new ClimateAlarmChanged(TestSite.T0, "x", "gone", Quantity.Humidity, ClimateState.High, 1, 1, TestSite.T0)).Bins.Values);

    private static Projection After(params StoreroomEvent[] events)
    {
        var projection = Projection.Empty(Site);
        for (var i = 0; i < events.Length; i++)
        {
            projection = projection.Apply(Site, i + 1, events[i]);
        }

        return projection;
    }
}
