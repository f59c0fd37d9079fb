using System.Text.Json;
using EdgeStock.Ledger;
using EdgeStock.Mqtt;
using EdgeStock.Tests.FirmwareHost;

namespace EdgeStock.Tests.Gateway;

public sealed class EventPumpTests : IDisposable
{
    private readonly PublishingBench bench = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task What_is_committed_is_published_in_order_and_marked()
    {
        bench.Commit(5);
        var run = bench.RunPump();
        await bench.Marked(5);

        bench.Commit(3);
        await bench.Marked(8);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8], bench.Sequences);

        await bench.StopAsync();
        await run.WaitAsync(Eventually.Deadline);
    }

    [Fact]
    public async Task Each_event_carries_the_hash_of_the_one_before_also_after_a_new_beginning()
    {
        bench.Commit(3);
        bench.Outbox.Seq = 1;
        var run = bench.RunPump();
        await bench.Marked(3);

        var previous = bench.Link.Published.Select(m => JsonDocument.Parse(m.Payload).RootElement.GetProperty("prev").GetString()).ToList();
        using var reader = LedgerReader.Open(bench.LedgerPath);
        Assert.Equal(reader.After(0, 2).Select(e => Convert.ToHexStringLower(e.Hash)), previous);
        await EndAsync(run);
    }

    [Fact]
    public async Task The_mark_never_passes_an_entry_that_is_not_acknowledged()
    {
        bench.Link.AutoAnswer = m => PublishingBench.SequenceOf(m) == 2 ? null : (byte)0;
        bench.Commit(5);
        var run = bench.RunPump();
        await bench.Published(5);
        await bench.Marked(1);

        bench.Link.Answer(0);

        await bench.Marked(5);
        Assert.Equal(5, bench.Link.Published.Count);
        await EndAsync(run);
    }

    [Fact]
    public async Task No_more_is_in_flight_than_half_the_window_so_that_state_has_room_beside_it()
    {
        bench.Link = new() { Window = 7, AutoAnswer = _ => null };
        bench.Commit(10);
        var run = bench.RunPump();
        await bench.Published(3);

        for (var i = 1; i <= 10; i++)
        {
            Assert.InRange(bench.Link.Published.Count, i, i + 2);
            bench.Link.Answer(0);
            await bench.Marked(i);
            await bench.Published(Math.Min(10, i + 1));
        }

        await EndAsync(run);
    }

    [Fact]
    public async Task What_a_lost_link_did_not_acknowledge_is_published_again_on_the_next_under_the_same_id()
    {
        bench.Link.AutoAnswer = m => PublishingBench.SequenceOf(m) <= 2 ? (byte)0 : null;
        bench.Commit(5);
        var run = bench.RunPump();
        await bench.Published(5);
        var before = Ids();
        bench.Link.Lose("cable");
        await Assert.ThrowsAsync<BrokerLostException>(() => run.WaitAsync(Eventually.Deadline));
        Assert.Equal(2, bench.Outbox.Seq);

        bench.Link = new();
        run = bench.RunPump();
        await bench.Marked(5);

        Assert.Equal([3, 4, 5], bench.Sequences);
        Assert.Equal(before.Skip(2), Ids());
        await EndAsync(run);

        List<string?> Ids() => [.. bench.Link.Published.Select(m => JsonDocument.Parse(m.Payload).RootElement.GetProperty("id").GetString())];
    }

    [Fact]
    public async Task An_event_that_nobody_subscribes_to_is_counted_and_passed()
    {
        bench.Link.AutoAnswer = m => PublishingBench.SequenceOf(m) % 2 == 0 ? (byte)0x10 : (byte)0;
        bench.Commit(5);
        var run = bench.RunPump();
        await bench.Marked(5);

        Assert.Equal(2, bench.Pump.Unheard);
        await EndAsync(run);
    }

    [Fact]
    public async Task A_refused_event_holds_those_behind_it_and_is_tried_again_after_five_seconds()
    {
        var refuse = true;
        bench.Link.AutoAnswer = m => refuse && PublishingBench.SequenceOf(m) == 2 ? (byte)0x87 : (byte)0;
        bench.Commit(4);
        var run = bench.RunPump();
        await Eventually.True(() => bench.Time.Waits.Count == 1, "the pause");
        Assert.Equal((1, 4), (bench.Outbox.Seq, bench.Link.Published.Count));
        Assert.Equal([TimeSpan.FromSeconds(5)], bench.Time.Waits);

        bench.Time.Advance(TimeSpan.FromSeconds(5));
        await bench.Published(7);
        await Eventually.True(() => bench.Time.Waits.Count == 1, "the second pause");
        Assert.Equal(1, bench.Outbox.Seq);

        refuse = false;
        bench.Time.Advance(TimeSpan.FromSeconds(5));
        await bench.Marked(4);
        Assert.Equal([1, 2, 3, 4, 2, 3, 4, 2, 3, 4], bench.Sequences);
        await EndAsync(run);
    }

    [Theory]
    [InlineData(0x90)]
    [InlineData(0x95)]
    [InlineData(0x99)]
    public async Task An_event_that_the_broker_can_never_take_is_passed_over(byte reason)
    {
        bench.Link.AutoAnswer = m => PublishingBench.SequenceOf(m) == 2 ? reason : (byte)0;
        bench.Commit(4);
        var run = bench.RunPump();

        await bench.Marked(4);
        Assert.Equal(0, bench.Pump.Unheard);
        await EndAsync(run);
    }

    [Fact]
    public async Task A_stop_waits_until_everything_committed_is_acknowledged()
    {
        bench.Link = new() { Window = 4, AutoAnswer = _ => null };
        bench.Commit(6);
        var run = bench.RunPump();
        await bench.Published(2);
        await bench.StopAsync();

        for (var i = 1; i <= 6; i++)
        {
            Assert.False(run.IsCompleted);
            await bench.Published(i);
            bench.Link.Answer(0);
            await bench.Marked(i);
        }

        await run.WaitAsync(Eventually.Deadline);
    }

    [Fact]
    public async Task A_stop_with_nothing_to_say_is_at_once()
    {
        var run = bench.RunPump();
        await bench.StopAsync();

        await run.WaitAsync(Eventually.Deadline);
        Assert.Empty(bench.Link.Published);
    }

    [Fact]
    public async Task A_stop_does_not_wait_for_an_event_that_is_refused()
    {
        bench.Link.AutoAnswer = m => PublishingBench.SequenceOf(m) == 2 ? (byte)0x87 : (byte)0;
        bench.Commit(4);
        var run = bench.RunPump();
        await Eventually.True(() => bench.Time.Waits.Count == 1, "the pause");

        await bench.StopAsync();

        await run.WaitAsync(Eventually.Deadline);
        Assert.Equal(1, bench.Outbox.Seq);
        Assert.InRange(bench.Link.Published.Count, 4, 7);
    }

    private async Task EndAsync(Task run)
    {
        await bench.StopAsync();
        await run.WaitAsync(Eventually.Deadline);
    }
}
