using EdgeStock.Mqtt;
using EdgeStock.SystemTests.Broker;
using Microsoft.Win32.SafeHandles;
using static EdgeStock.SystemTests.Mqtt.LinkTests;

namespace EdgeStock.SystemTests.Mqtt;

[Collection(AloneCollection.Name)]
public sealed class ResourceTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_link_works_when_its_descriptors_lie_beyond_1024()
    {
        // select, which the library's own loop waits with, cannot name such a descriptor
        await using var broker = await TestBroker.StartAsync();
        var taken = new List<SafeFileHandle>();
        try
        {
            for (var n = 0; n < 1_100; n++)
            {
                taken.Add(File.OpenHandle("/dev/null"));
            }

            await using var link = await ConnectAsync(broker.Client("high"));
            await link.SubscribeAsync("t", 1, RetainHandling.Send, None);
            Assert.Equal(0, (await link.PublishAsync(Text("t", "x"), None)).Reason);
            await link.Inbound.ReadAsync(new CancellationTokenSource(Until.Deadline).Token);
        }
        finally
        {
            taken.ForEach(handle => handle.Dispose());
        }
    }

    [Fact]
    public async Task Hundreds_of_links_leave_no_descriptor_and_no_thread_behind()
    {
        await using var broker = await TestBroker.StartAsync(new() { User = "gw", Password = "right", Lines = ["log_type none"] });
        await CyclesAsync(broker, 30);
        var (fds, threads) = (Descriptors(), LinkThreads());

        await CyclesAsync(broker, 300);

        // the last threads may still be on their way out, and the thread pool may hold a few sockets more than it did
        await Until.TrueAsync(() => LinkThreads() <= threads && Descriptors() <= fds + 5, $"descriptors back to {fds} and threads to {threads}");
        Assert.Equal(0, LinkThreads());
    }

    private static async Task CyclesAsync(TestBroker broker, int count)
    {
        for (var n = 0; n < count; n++)
        {
            if (n % 10 == 9)
            {
                await Assert.ThrowsAsync<BrokerRefusedException>(() => ConnectAsync(broker.Client("cycle") with { Password = "wrong" }));
                continue;
            }

            await using var link = await ConnectAsync(broker.Client("cycle"), new Will(Text("status", "lost") with { ContentType = "text/plain" }, 10));
            await link.PublishAsync(Text("t", "x") with { UserProperties = [new("a", "b")] }, None);
        }
    }

    private static int Descriptors() => Directory.GetFileSystemEntries("/proc/self/fd").Length;

    // the kernel keeps the first 15 letters of a thread's name
    private static int LinkThreads() => Directory.GetDirectories("/proc/self/task").Count(task =>
    {
        try
        {
            return File.ReadAllText(Path.Combine(task, "comm")).StartsWith("mqtt ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    });
}
