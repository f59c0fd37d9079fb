using EdgeStock.Domain;
using EdgeStock.Gateway.Operations;
using EdgeStock.Ledger;
using EdgeStock.Tests.Domain;
using EdgeStock.Tests.Domain.Stock;
using EdgeStock.Tests.Ledger;

namespace EdgeStock.Tests.Gateway;

/// <summary>A lot's way from storeroom to storeroom, and its figures from a ledger's own minutes and hours.</summary>
public sealed class LotClimateTests
{
    private static readonly DateTimeOffset T0 = TestSite.T0;
    private static readonly ClimatePoint Point = TestSite.Make().ClimatePoints[0];

    [Fact]
    public void A_lot_is_followed_from_the_storeroom_that_it_came_to_into_the_one_that_it_went_to()
    {
        var bench = new StockBench();
        var came = bench.Now;
        bench.Said(new ReceiveGoods("store", new(StockBench.Mask, Lot: "A", Pieces: 10)));
        bench.Pass(TimeSpan.FromHours(2));
        var sent = bench.Now;
        bench.Said(new TransferGoods("store", "sterile", new(StockBench.Mask, Lot: "A", Pieces: 4)));
        bench.Pass(TimeSpan.FromHours(1));
        var gone = bench.Now;
        bench.Said(new WasteGoods("store", new(StockBench.Mask, Lot: "A", Pieces: 6), WasteReason.Damaged));

        var stays = Trail(bench, StockBench.Mask, "A", null);
        Assert.Equal([("store", came, (DateTimeOffset?)gone, 0), ("sterile", sent, null, 1)], stays.Select(s => (s.Room, s.From, s.To, s.Points.Count)));
        Assert.Empty(Trail(bench, StockBench.Mask, "B", null));
    }

    [Fact]
    public void A_tag_is_followed_through_two_rooms()
    {
        var bench = new StockBench();
        var tag = StockBench.CatheterTag(1);
        bench.Read(tag, TestSite.AntennaA);
        bench.Said(new ReceiveGoods("store", new(StockBench.Catheter, Lot: "K", Epc: tag.Hex)));
        bench.Listen(TimeSpan.FromMinutes(5));
        bench.Read(tag, "reader-1/3");
        bench.Listen(TimeSpan.FromSeconds(20));

        var stays = Trail(bench, StockBench.Catheter, null, tag);
        Assert.Equal(["store", "sterile"], stays.Select(s => s.Room));
        Assert.True(stays[0].To <= stays[1].From && stays[1].To is null, $"{stays[0].To} {stays[1].From}");
        Assert.Equal(["store", "sterile"], Trail(bench, StockBench.Catheter, "K", null).Select(s => s.Room));
    }

    [Fact]
    public void The_minutes_of_a_stay_are_those_of_its_room_from_the_known_minute_on()
    {
        using var ledger = new ClimateLedger();
        ledger.Air(60).Air(40, _ => 26).Air(30).Quiet().Commit();

        // It came at 07:20, when it had been 26 °C for twenty minutes, and stayed until after that was over at 07:40.
        var record = Record(ledger, "se-sterile", new LotStay("sterile", T0.AddMinutes(80), T0.AddMinutes(120), [Point]));
        var sums = record.Stays.Single().Sums;
        Assert.Equal((40, 0, 20, 20, 26.0), (sums.Minutes, sums.Unknown, sums.Own.Known, sums.OfRoom.Known, sums.Highest!.Value));
        Assert.True(record.WasOutside);
        Assert.False(Record(ledger, "se-sterile", new LotStay("sterile", T0, T0.AddMinutes(50), [Point])).WasOutside);
        Assert.True(Record(ledger, "med-fridge", new LotStay("sterile", T0, T0.AddMinutes(50), [Point])).WasOutside);
    }

    [Fact]
    public void Two_stays_at_once_count_once_together_at_the_worst_of_both_and_time_between_stays_not_at_all()
    {
        using var ledger = new ClimateLedger();
        ledger.Air(60).Air(40, _ => 26).Air(30).Quiet().Commit();

        var record = Record(
            ledger, "se-sterile", new("sterile", T0, T0.AddMinutes(70), [Point]), new("store", T0.AddMinutes(50), T0.AddMinutes(60), []), new("sterile", T0.AddMinutes(90), T0.AddMinutes(120), [Point]));

        // Nine minutes before 07:10 (the first value of 26 °C comes at 07:00:20, and that minute's mean is within), and ten from 07:30 on.
        Assert.Equal((100, 0, 19), (record.Whole.Minutes, record.Whole.Unknown, record.Whole.Own.Known));
        Assert.Equal(10, record.Stays[1].Sums.Unknown);
    }

    [Fact]
    public void Of_hours_whose_minutes_are_not_kept_the_bounds_are_told()
    {
        using var ledger = new ClimateLedger();
        ledger.Air(60).Space(isShort: true).Air(30).Air(30, _ => 26).Space(isShort: false).Air(70).Quiet().Commit();

        var sums = Record(ledger, "se-sterile", new LotStay("sterile", T0, T0.AddMinutes(180), [Point])).Whole;

        // The hour from 07:00 held 22 and 26 °C: each of its minutes can have been outside, none is known to.
        Assert.Equal(0, sums.Own.Known);
        Assert.InRange(sums.Own.Possible, 58, 61);
        Assert.Equal(26, sums.Highest);
        Assert.InRange(sums.Kinetic(25).Coverage, 0.97, 1);
    }

    [Fact]
    public void In_words_and_as_json_it_says_stays_limits_picture_and_figures()
    {
        using var ledger = new ClimateLedger();
        ledger.Air(60).Air(40, _ => 26).Air(30).Quiet().Commit();
        var record = Record(ledger, "se-sterile", new LotStay("sterile", T0.AddMinutes(30), T0.AddMinutes(120), [Point]));

        var text = string.Join('\n', LotClimateWords.Of(record, TimeZoneInfo.Utc));
        Assert.Contains("mask, lot A: 2026-03-02 06:30 to 2026-03-02 08:00 (UTC), measured 100.0 % of the minutes", text, StringComparison.Ordinal);
        Assert.Contains("its own limits (se-sterile): 19 to 25 °C, 30 to 70 %", text, StringComparison.Ordinal);
        Assert.Contains("sterile: 2026-03-02 06:30 to 2026-03-02 08:00, judged by the worst of north", text, StringComparison.Ordinal);
        Assert.Contains("outside its own limits: 39 minutes", text, StringComparison.Ordinal);
        Assert.Contains("^^^", text, StringComparison.Ordinal);
        Assert.Contains("mean kinetic temperature over its whole time here: [", text, StringComparison.Ordinal);

        using var buffer = new MemoryStream();
        LotClimateJson.Write(buffer, record);
        var json = System.Text.Json.JsonDocument.Parse(buffer.ToArray()).RootElement;
        Assert.Equal((true, 39, "north"), (json.GetProperty("outside").GetBoolean(), json.GetProperty("whole").GetProperty("minutesOutsideOwn").GetInt32(), json.GetProperty("stays")[0].GetProperty("points")[0].GetString()));
    }

    private static LotClimate Record(ClimateLedger ledger, string profile, params LotStay[] stays)
    {
        using var reader = ledger.File.Read();
        return LotClimate.Of(reader, "mask", "A", null, profile is null ? null : ClimateProfile.Find(profile), stays);
    }

    private static IReadOnlyList<LotStay> Trail(StockBench bench, string article, string? lot, Epc? epc)
    {
        var (trail, projection) = (new LotTrail(article, lot, epc), Projection.Empty(bench.Site));
        foreach (var entry in bench.Entries)
        {
            var e = EventCodec.Decode(entry);
            projection = projection.Apply(bench.Site, entry.Seq, e);
            trail.Take(bench.Site, e, projection);
        }

        return trail.Stays;
    }
}
