using EdgeStock.Domain;
using EdgeStock.Tests.Domain.Stock;
using static EdgeStock.Tests.Domain.Excursions.LotBench;

namespace EdgeStock.Tests.Domain.Excursions;

/// <summary>
/// Cold goods in a warm room. Known answer (docs/climate.md, and by hand): dew point at 22 °C and 50 % is 11.0946 °C, so a pack of 5 °C with a time
/// constant of 60 min is 1 K above it after 60 · ln(17 / 9.9054) = 32.408 min; one of 2 °C after 60 · ln(20 / 9.9054) = 42.159 min.
/// </summary>
public sealed class AcclimatisingTests
{
    private static readonly DateTimeOffset T0 = TestSite.T0;
    private static readonly Site Site = TestSite.Make();
    private static readonly ClimatePoint Point = Site.ClimatePoints[0];
    private static readonly LotAcclimatising Wait = new(T0, "sterile", Mask, "A", Expiry, T0.AddSeconds(1945), 5, 60, 1, 22, 50, 11.0946, "p-1");

    [Fact]
    public void A_cold_pack_is_not_to_be_opened_before_its_time_and_the_time_ends_it_also_over_a_restart()
    {
        var bench = new LotBench();
        bench.Receive(Mask, "A", 10);
        bench.Say(new AcclimatiseLot(null, new(Mask, Lot: "A"), 5, 60, null, 22, 50));

        // 32.408 min are 1944.5 s.
        var until = T0.AddSeconds(1945);
        Assert.Equal(new("sterile", Mask, "A", Expiry, T0, until, T0, 5, 60, 1, 22, 11.0946, bench.Projection.Acclimatising.Values.Single().Seq), bench.Projection.Acclimatising.Values.Single());

        bench.Alarms.Restart();
        bench.Alarms.Minutes(32, 22);
        Assert.Single(bench.Projection.Acclimatising);
        bench.Alarms.Restart();
        bench.Alarms.Minutes(1, 22);

        // No humidity is measured there: the time stands as it was reckoned.
        var done = Assert.Single(bench.Alarms.Told.OfType<LotAcclimatised>());
        Assert.Equal((until, T0, null), (done.At, done.Since, done.DewPoint));
        Assert.Empty(bench.Projection.Acclimatising);
    }

    [Fact]
    public void When_the_air_has_become_damper_the_wait_goes_on_from_where_the_pack_is()
    {
        // At 70 % the dew point is 16.2740 °C. After 1945 s the pack has come to 22 − 17·exp(−1945/3600) = 12.0960 °C; to 17.2740 °C it needs
        // 60 · ln(9.9040 / 4.7260) = 44.392 min = 2663.5 s more.
        var next = Assert.IsType<LotAcclimatising>(Assert.Single(Acclimatising.Pass(Site, Waiting(), [new(Point, 22, 70)], T0.AddSeconds(1945))));

        Assert.Equal((T0.AddSeconds(1945 + 2664), 12.096, 16.274, (string?)null), (next.Until, Math.Round(next.PackTemp, 3), Math.Round(next.DewPoint!.Value, 3), next.By));
        var after = Waiting().Apply(Site, 9, next).Acclimatising.Values.Single();
        Assert.Equal((T0, next.Until), (after.Since, after.Until));
    }

    [Fact]
    public void As_dry_as_before_it_is_over_when_its_time_is_and_not_a_second_earlier()
    {
        Assert.Empty(Acclimatising.Pass(Site, Waiting(), [new(Point, 22, 50)], T0.AddSeconds(1944)));
        Assert.Equal(11.0946, Assert.IsType<LotAcclimatised>(Assert.Single(Acclimatising.Pass(Site, Waiting(), [new(Point, 22, 50)], T0.AddSeconds(1945)))).DewPoint);
    }

    [Fact]
    public void In_air_that_is_at_its_dew_point_no_wait_is_long_enough_and_it_is_looked_at_again()
    {
        var next = Assert.IsType<LotAcclimatising>(Assert.Single(Acclimatising.Pass(Site, Waiting(), [new(Point, 22, 99)], T0.AddSeconds(1945))));

        Assert.Equal(T0.AddSeconds(1945).AddMinutes(30), next.Until);
    }

    [Fact]
    public void Cold_goods_that_come_into_a_warm_room_begin_to_wait_by_themselves()
    {
        var waits = Arriving("med-fridge", new RoomAir(Point, 22, 50));

        Assert.Equal((T0.AddSeconds(2530), 2.0, 60.0, "p-1"), waits.Select(w => (w.Until, w.PackTemp, w.Tau, w.By!)).Single());
    }

    [Fact]
    public void Other_goods_a_cold_room_or_a_refrigerator_in_it_begin_no_wait()
    {
        Assert.Empty(Arriving("med-room", new RoomAir(Point, 22, 50)));
        Assert.Empty(Arriving("med-fridge", new RoomAir(Point, 6, 50)));
        Assert.Empty(Arriving("med-fridge", new(Point, 22, 50), new(Point with { Id = "fridge", Profile = "med-fridge" }, null, null)));
        Assert.Empty(Arriving("med-fridge", new RoomAir(Point, 22, null)));
    }

    [Theory]
    [InlineData(5, 60.0, 22.0, null, "temperature and humidity of the room go together")]
    [InlineData(5, 60.0, null, null, "temperature and humidity of 'sterile' are not known now: measure them and give --room-temp and --room-humidity")]
    [InlineData(20, 60.0, 22.0, 50.0, "already: it may be opened")]
    [InlineData(5, 60.0, 22.0, 99.0, "no wait is long enough; dry the air")]
    [InlineData(5, 0.0, 22.0, 50.0, "the time constant of 0 minutes cannot be: give 1 to 1440")]
    [InlineData(500, 60.0, 22.0, 50.0, "the pack's temperature of 500 °C cannot be")]
    public void What_cannot_be_reckoned_is_refused_with_the_next_step(double pack, double? tau, double? celsius, double? humidity, string says)
    {
        var bench = new LotBench();
        bench.Receive(Mask, "A", 10);

        Assert.Contains(says, bench.Alarms.Say(new AcclimatiseLot("sterile", new(Mask), pack, tau, null, celsius, humidity)), StringComparison.Ordinal);
        Assert.Contains("no such lot of 'mask': there are A; book it in first", bench.Alarms.Say(new AcclimatiseLot(null, new(Mask, Lot: "X"), 5, 60, null, 22, 50)), StringComparison.Ordinal);
    }

    private static Projection Waiting() => Projection.Empty(Site)
        .Apply(Site, 1, new LotReceived(T0, "sterile", Mask, "A", Expiry, 5, null, null, null, null, [], GoodsSource.Hand, "p-1"))
        .Apply(Site, 2, Wait);

    private static List<LotAcclimatising> Arriving(string profile, params RoomAir[] air)
    {
        var projection = Projection.Empty(Site).Apply(Site, 1, new ArticleDefined(T0, StockBench.MaskArticle with { StorageProfile = profile }, "p-1"));
        var decision = Decision.Of(new LotReceived(T0, "sterile", Mask, "A", Expiry, 5, null, null, null, null, [], GoodsSource.Hand, "p-1"));
        return [.. Acclimatising.Arriving(Site, projection, air, decision, "p-1").Events.OfType<LotAcclimatising>()];
    }
}
