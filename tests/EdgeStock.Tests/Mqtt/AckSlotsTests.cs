using EdgeStock.Mqtt;

namespace EdgeStock.Tests.Mqtt;

public sealed class AckSlotsTests
{
    private readonly AckSlots slots = new();

    [Fact]
    public async Task An_answer_after_the_id_is_known_completes_the_wait()
    {
        var pending = new PendingAck(null);
        slots.Register(7, pending);
        Assert.False(pending.Answer.IsCompleted);

        slots.Acknowledge(7, 0x10);

        Assert.Equal(0x10, await pending.Answer);
    }

    [Fact]
    public async Task An_answer_before_the_id_is_known_completes_the_wait_too()
    {
        var pending = new PendingAck(null);
        slots.Acknowledge(7, 0x87);

        slots.Register(7, pending);

        Assert.Equal(0x87, await pending.Answer);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_id_can_be_used_again_once_it_is_answered(bool early)
    {
        for (byte round = 0; round < 3; round++)
        {
            var pending = new PendingAck(null);
            if (early)
            {
                slots.Acknowledge(65_535, round);
                slots.Register(65_535, pending);
            }
            else
            {
                slots.Register(65_535, pending);
                slots.Acknowledge(65_535, round);
            }

            Assert.Equal(round, await pending.Answer);
        }
    }

    [Fact]
    public void An_id_in_use_is_refused_rather_than_confused()
    {
        var first = new PendingAck(null);
        slots.Register(7, first);

        Assert.Throws<InvalidOperationException>(() => slots.Register(7, new PendingAck(null)));

        slots.Acknowledge(7, 0);
        Assert.True(first.Answer.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Failing_ends_every_wait_and_gives_back_its_place()
    {
        using var window = new SemaphoreSlim(0);
        var pending = Enumerable.Range(1, 20).Select(_ => new PendingAck(window)).ToList();
        for (var n = 0; n < pending.Count; n++)
        {
            slots.Register((n * 3_000) + 1, pending[n]);
        }

        slots.FailAll("gone");

        foreach (var wait in pending)
        {
            Assert.Contains("gone", (await Assert.ThrowsAsync<BrokerLostException>(() => wait.Answer)).Message, StringComparison.Ordinal);
        }

        Assert.Equal(20, window.CurrentCount);
    }

    [Fact]
    public async Task Both_sides_racing_for_every_id_lose_no_answer_and_mix_up_none()
    {
        using var window = new SemaphoreSlim(0);
        for (var round = 0; round < 4; round++)
        {
            var pending = Enumerable.Range(0, 65_536).Select(_ => new PendingAck(window)).ToArray();
            using var start = new Barrier(2);
            var publisher = new Thread(
                () =>
                {
                    start.SignalAndWait();
                    for (var id = 1; id < 65_536; id++)
                    {
                        slots.Register(id, pending[id]);
                    }
                });
            var loop = new Thread(
                () =>
                {
                    start.SignalAndWait();
                    for (var id = 1; id < 65_536; id++)
                    {
                        slots.Acknowledge(id, (byte)(id & 0xFF));
                    }
                });
            publisher.Start();
            loop.Start();
            Assert.True(publisher.Join(TimeSpan.FromSeconds(60)) && loop.Join(TimeSpan.FromSeconds(60)));

            for (var id = 1; id < 65_536; id++)
            {
                Assert.True(pending[id].Answer.IsCompletedSuccessfully, $"id {id}");
                Assert.Equal((byte)(id & 0xFF), await pending[id].Answer);
            }
        }

        Assert.Equal(4 * 65_535, window.CurrentCount);
    }
}
