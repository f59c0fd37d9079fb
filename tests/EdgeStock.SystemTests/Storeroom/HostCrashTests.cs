using System.Text.Json;

namespace EdgeStock.SystemTests.Storeroom;

public sealed class HostCrashTests
{
    private const int Devices = 28;

    /// <summary>At five times the speed, because a device counts as silent only after half a minute.</summary>
    [Fact]
    public async Task A_killed_host_leaves_counts_unknown_and_comes_back_without_using_a_number_twice()
    {
        await using var rig = await StoreroomRig.StartAsync(new() { Speed = 5, VisitsPerHour = 240, WithoutHost = true });
        await using var listener = await Listener.StartAsync(rig.Broker);
        var recording = Path.Combine(rig.Folder, "host.trace");
        var recorder = await rig.RecordAsync(recording);
        rig.StartFirmwareHost();
        await rig.WaitAsync(() => InState(listener, "up") == Devices && OfQuality(listener, "good") == 24, "every device up and every bin counted");

        await rig.FirmwareHost.KillAsync();
        await rig.WaitAsync(() => InState(listener, "silent") == Devices && OfQuality(listener, "unknown") == 24, "every device silent and every count unknown");
        var unheard = listener.State("room/ward-storeroom/bin").Values;
        Assert.All(unheard, b => Assert.Equal("scale-silent", b.Text("reason")));
        Assert.All(unheard, b => Assert.True(b.Json.TryGetProperty("count", out _), "the last count still stands"));

        var heartbeats = listener.All.Count(IsHeartbeat);
        rig.StartFirmwareHost();
        await rig.WaitAsync(() => InState(listener, "up") == Devices && OfQuality(listener, "good") == 24, "every device up and every count good again");
        await rig.WaitAsync(() => listener.All.Where(IsHeartbeat).Skip(heartbeats).Any(h => h.Json.GetProperty("hosts").GetInt32() == 1), "a heartbeat");

        // a number used twice would be taken for a sample that came again, and dropped
        var beat = listener.All.Last(IsHeartbeat).Json;
        Assert.Equal("{}", beat.GetProperty("refused").GetRawText());
        await recorder.SignalAsync("INT");
        Assert.Equal(0, await recorder.EndedAsync());
        var numbers = Numbers(recording);
        Assert.True(numbers.Count > 2 * Devices);
        Assert.Equal(Enumerable.Range(1, numbers.Count), numbers);
    }

    private static bool IsHeartbeat(Heard heard) => heard.Topic == $"{Listener.Root}/heartbeat";

    private static int InState(Listener listener, string state) => listener.State("device").Values.Count(d => d.Text("state") == state);

    private static int OfQuality(Listener listener, string quality) => listener.State("room/ward-storeroom/bin").Values.Count(b => b.Text("quality") == quality);

    /// <summary>The numbers under which the gateway took samples, in the order in which it took them.</summary>
    private static List<int> Numbers(string recording)
    {
        var numbers = new List<int>();
        foreach (var line in File.ReadLines(recording))
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.TryGetProperty("n", out var n))
            {
                numbers.Add(n.GetInt32());
            }
        }

        return numbers;
    }
}
