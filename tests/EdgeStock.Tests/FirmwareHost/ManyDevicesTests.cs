using System.Globalization;
using EdgeStock.Simulator.Devices.LlrpReader;
using EdgeStock.Wire;

namespace EdgeStock.Tests.FirmwareHost;

/// <summary>The real program with two readers and three scales at once.</summary>
public sealed class ManyDevicesTests : IDisposable
{
    private static readonly byte[] Glove = Convert.FromHexString("3034257BF7194E4000001A8A");

    private readonly TempFolder folder = new();
    private readonly ScriptedScale[] scales = [new(), new(), new()];

    public void Dispose()
    {
        Array.ForEach(scales, scale => scale.Dispose());
        folder.Dispose();
    }

    [Fact]
    public async Task Each_device_is_served_and_asked_by_its_own_id()
    {
        await using var first = Reader(tags: 1);
        await using var second = Reader(tags: 2);
        using var gateway = new ScriptedGateway(folder.File("g.sock"));
        using var host = new HostProcess(["run", "--config", Config(first, second)]);
        await gateway.GreetAsync(0, 1);
        for (var i = 0; i < scales.Length; i++)
        {
            await scales[i].GreetAsync();
            scales[i].Say($"S S {100 * (i + 1)}.0 g");
        }

        var lines = new List<SampleLine>();
        while (lines.OfType<DeviceLine>().Count(line => line.State == "up") < 5 || lines.OfType<WeightLine>().Count() < 3 || lines.OfType<ReadLine>().Select(line => line.Device).Distinct().Count() < 2)
        {
            lines.Add((await gateway.SamplesAsync(1))[0]);
        }

        Assert.Equal([("scale-1", 100.0), ("scale-2", 200.0), ("scale-3", 300.0)], lines.OfType<WeightLine>().Select(line => (line.Device, line.Grams)).Order());
        Assert.Equal(["reader-1/1", "reader-2/1"], lines.OfType<ReadLine>().Select(line => line.Device).Distinct().Order());

        // asked at once, answered in any order, each by the one that was asked
        gateway.Say(new DoLine("z2", "scale-2", "zero"));
        gateway.Say(new DoLine("r1", "reader-1", "scan"));
        gateway.Say(new DoLine("r2", "reader-2", "scan"));
        Assert.Equal("Z", await scales[1].CommandAsync());
        scales[1].Say("Z A");
        var answers = new Dictionary<string, DoneLine>();
        while (answers.Count < 3)
        {
            if (await gateway.LineAsync() is DoneLine answer)
            {
                answers.Add(answer.Id, answer);
            }
        }

        Assert.Equal("set to zero", answers["z2"].Result);
        Assert.Equal("antenna 1: 1 tag", answers["r1"].Result);
        Assert.Equal("antenna 1: 2 tags", answers["r2"].Result);
        host.Signal("TERM");
        Assert.True((await host.ExitAsync()).Code == 0, host.Errors);
    }

    private static ReaderEmulator Reader(int tags)
    {
        var reader = new ReaderEmulator(
            new ReaderOptions(),
            (_, from, dwell) => [.. Enumerable.Range(0, tags).Select(i => new TagSighting([.. Glove[..^1], (byte)i], -54, 3, from, from + (dwell / 2)))],
            TimeProvider.System);
        reader.Start();
        return reader;
    }

    private string Config(ReaderEmulator first, ReaderEmulator second)
    {
        var path = folder.File("hardware.yaml");
        File.WriteAllText(path, string.Create(CultureInfo.InvariantCulture, $$"""
            host: ward-3-hw
            gateway: {{folder.File("g.sock")}}
            devices:
              - {id: reader-1, driver: llrp, address: "{{first.EndPoint}}", antennas: [1], period_s: 1, duration_s: 0.5}
              - {id: scale-1, driver: mt-sics, address: "{{scales[0].Address}}", report: {idle_s: 5} }
              - {id: scale-2, driver: mt-sics, address: "{{scales[1].Address}}", report: {idle_s: 5} }
              - {id: reader-2, driver: llrp, address: "{{second.EndPoint}}", antennas: [1], period_s: 1, duration_s: 0.5}
              - {id: scale-3, driver: mt-sics, address: "{{scales[2].Address}}", report: {idle_s: 5} }
            """));
        return path;
    }
}
