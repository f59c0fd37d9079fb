using EdgeStock.FirmwareHost.Drivers.Sysfs;

namespace EdgeStock.Tests.FirmwareHost;

public sealed class SysfsReadsTests : IDisposable
{
    private readonly ManualClock clock = new();
    private readonly ManualResetEventSlim kernel = new();
    private readonly SysfsReads reads;

    public SysfsReadsTests() => reads = new SysfsReads(new SysfsFinder("/nonexistent", "*", "hx711 at weigh-0", _ => false), TimeSpan.FromSeconds(10), clock);

    public void Dispose()
    {
        kernel.Set();
        kernel.Dispose();
    }

    [Fact]
    public async Task A_read_that_hangs_is_a_lost_device_gets_no_second_thread_and_is_over_when_it_comes_back()
    {
        var threads = 0;
        var reading = reads.RunAsync(Read);
        await Eventually.True(() => clock.Waiting == 1 && Volatile.Read(ref threads) == 1, "the read");
        clock.Advance(TimeSpan.FromSeconds(9.9));
        Assert.False(reading.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(0.2));
        var lost = await Assert.ThrowsAsync<IOException>(() => reading.WaitAsync(Eventually.Deadline));
        Assert.StartsWith("hx711 at weigh-0: a read has not come back from the kernel for 10 s", lost.Message, StringComparison.Ordinal);

        await Assert.ThrowsAsync<IOException>(() => reads.RunAsync(Read).WaitAsync(Eventually.Deadline));
        Assert.Equal(1, Volatile.Read(ref threads));

        kernel.Set();
        var text = "";
        await Eventually.True(() => TryRead(out text), "a read that is answered");
        Assert.Equal("42", text);

        string Read()
        {
            Interlocked.Increment(ref threads);
            Assert.True(kernel.Wait(Eventually.Deadline));
            return "42";
        }

        bool TryRead(out string said)
        {
            var again = reads.RunAsync(Read);
            var answered = again.ContinueWith(_ => { }, TaskScheduler.Default).Wait(Eventually.Deadline) && again.IsCompletedSuccessfully;
            said = answered ? again.Result : "";
            return answered;
        }
    }
}
