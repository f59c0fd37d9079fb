using System.Text.Json;
using EdgeStock.Domain;
using EdgeStock.Gateway.Publishing;
using EdgeStock.Tests.Domain;
using EdgeStock.Tests.FirmwareHost;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeStock.Tests.Gateway;

public sealed class StatePumpTests : IDisposable
{
    private const string Root = "edgestock/1/lund/ward-3/";
    private static readonly ClimateMinute Minute = new(TestSite.Point, TestSite.T0, new(22, 22, 22, 6), new(50, 50, 50, 6), Quality.Good);

    /// <summary>Retained messages of the test's site before a climate minute came: info, four devices, two bins, their articles, and the coverage of two rooms.</summary>
    private const int Everything = 11;

    private readonly PublishingBench bench = new();
    private readonly StatePump pump;
    private int seen;

    public StatePumpTests() => pump = new(bench.Board, bench.Payloads, bench.Time, NullLogger.Instance);

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task A_link_hears_everything_once_and_then_what_changes()
    {
        bench.Board.Put(bench.Sheet(null, Minute));
        var run = pump.RunAsync(bench.Link, bench.Stop);

        Assert.Equal(
            [
                Root + "device/climate-1", Root + "device/reader-1", Root + "device/scale-1", Root + "device/scale-2", Root + "info",
                Root + "room/sterile/climate/north", Root + "room/sterile/coverage", Root + "room/store/article/glove", Root + "room/store/article/vial", Root + "room/store/bin/bin-1", Root + "room/store/bin/bin-2", Root + "room/store/coverage",
            ],
            (await Next(Everything + 1)).Order(StringComparer.Ordinal));
        Assert.All(bench.Link.Published, m => Assert.True(m.Retain));

        bench.Commit(new StockCounted(TestSite.T0, "store", TestSite.Glove, "glove", 7, 7, 7, 1));
        Assert.Equal([Root + "room/store/bin/bin-1"], await Next(1));
        Assert.Equal(7, JsonDocument.Parse(bench.Link.Published[^1].Payload).RootElement.GetProperty("count").GetProperty("best").GetInt32());

        // A silent scale is news of the device and of the bin on it.
        bench.Commit(new DeviceStateChanged(TestSite.T0, "scale-2", DeviceState.Silent, "x"));
        Assert.Equal([Root + "device/scale-2", Root + "room/store/bin/bin-2"], (await Next(2)).Order(StringComparer.Ordinal));

        await EndAsync(run);
    }

    [Fact]
    public async Task A_sheet_without_news_publishes_nothing()
    {
        var run = pump.RunAsync(bench.Link, bench.Stop);
        await Next(Everything);

        bench.Board.Put(bench.Sheet());
        bench.Commit(new StockCounted(TestSite.T0, "store", TestSite.Glove, "glove", 7, 7, 7, 1));

        Assert.Equal([Root + "room/store/bin/bin-1"], await Next(1));
        await EndAsync(run);
    }

    [Fact]
    public async Task A_new_link_hears_everything_again()
    {
        var run = pump.RunAsync(bench.Link, bench.Stop);
        await Next(Everything);
        bench.Link.Lose("cable");
        bench.Commit(new StockCounted(TestSite.T0, "store", TestSite.Glove, "glove", 7, 7, 7, 1));
        await Assert.ThrowsAnyAsync<IOException>(() => run.WaitAsync(Eventually.Deadline));

        (bench.Link, seen) = (new(), 0);
        run = pump.RunAsync(bench.Link, bench.Stop);

        Assert.Equal(Everything, (await Next(Everything)).Distinct().Count());
        await EndAsync(run);
    }

    [Fact]
    public async Task A_climate_minute_is_published_once_and_again_when_its_judgement_changes()
    {
        bench.Board.Put(bench.Sheet(null, Minute));
        var run = pump.RunAsync(bench.Link, bench.Stop);
        await Next(Everything + 1);

        bench.Board.Put(bench.Sheet(null, Minute with { Temperature = new(23, 22, 24, 7) }));
        bench.Board.Put(bench.Sheet(null, Minute with { Minute = TestSite.T0.AddMinutes(1) }));
        Assert.Equal([Root + "room/sterile/climate/north"], await Next(1));
        Assert.Contains("06:01:00", System.Text.Encoding.UTF8.GetString(bench.Link.Published[^1].Payload.Span), StringComparison.Ordinal);
        await EndAsync(run);
    }

    [Fact]
    public async Task When_a_device_was_heard_is_refreshed_once_a_minute()
    {
        var run = pump.RunAsync(bench.Link, bench.Stop);
        await Next(Everything);

        bench.Board.Put(bench.Sheet(TestSite.T0.AddSeconds(59)));
        bench.Board.Put(bench.Sheet(TestSite.T0.AddSeconds(60)));

        Assert.Equal(4, (await Next(4)).Count(t => t.StartsWith(Root + "device/", StringComparison.Ordinal)));
        await EndAsync(run);
    }

    [Fact]
    public async Task A_refused_state_holds_nothing_up()
    {
        bench.Link.AutoAnswer = _ => 0x87;
        var run = pump.RunAsync(bench.Link, bench.Stop);
        await Next(Everything);
        bench.Commit(new StockCounted(TestSite.T0, "store", TestSite.Glove, "glove", 7, 7, 7, 1));

        Assert.Equal([Root + "room/store/bin/bin-1"], await Next(1));
        await EndAsync(run);
    }

    [Fact]
    public async Task What_is_gone_from_the_site_is_taken_back_from_the_broker_on_every_link()
    {
        bench.Apply(bench.Site with { Bins = [TestSite.GloveBin] });
        var run = pump.RunAsync(bench.Link, bench.Stop);

        await Eventually.True(() => bench.Link.Published.Any(m => m.Topic == Root + "room/store/bin/bin-2"), "the bin taken back");

        var gone = bench.Link.Published.Single(m => m.Topic == Root + "room/store/bin/bin-2");
        Assert.Equal((true, 0), (gone.Retain, gone.Payload.Length));
        Assert.Contains(bench.Link.Published, m => m.Topic == Root + "info");
        await EndAsync(run);
    }

    [Fact]
    public async Task The_gateway_says_once_a_minute_that_it_lives_and_how_much_waits()
    {
        var clock = new ManualClock();
        var beating = new StatePump(bench.Board, bench.Payloads, clock, NullLogger.Instance);
        bench.Commit(3);
        bench.Outbox.Seq = 1;
        var run = beating.BeatAsync(bench.Link, bench.Outbox, bench.Stop);
        Assert.Equal([Root + "heartbeat"], await Next(1));
        Assert.Equal((2, 0), Waiting());

        clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Single(bench.Link.Published);
        clock.Advance(TimeSpan.FromSeconds(1));
        await Next(1);
        Assert.Equal((2, 60), Waiting());

        bench.Outbox.Seq = 3;
        clock.Advance(TimeSpan.FromSeconds(60));
        await Next(1);
        Assert.Equal((0, 0), Waiting());
        await EndAsync(run);

        (long, double) Waiting()
        {
            var json = JsonDocument.Parse(bench.Link.Published[^1].Payload).RootElement;
            return (json.GetProperty("outboxDepth").GetInt64(), json.GetProperty("outboxAgeSeconds").GetDouble());
        }
    }

    /// <summary>The topics of the next messages; no more may have come by then.</summary>
    private async Task<IReadOnlyList<string>> Next(int messages)
    {
        await bench.Published(seen + messages);
        var topics = bench.Link.Published.Skip(seen).Select(m => m.Topic).ToList();
        Assert.Equal(messages, topics.Count);
        seen += messages;
        return topics;
    }

    private async Task EndAsync(Task run)
    {
        await bench.StopAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.WaitAsync(Eventually.Deadline));
    }
}
