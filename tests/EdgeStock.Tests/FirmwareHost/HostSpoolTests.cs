using EdgeStock.FirmwareHost.Uplink;
using EdgeStock.Wire;

namespace EdgeStock.Tests.FirmwareHost;

/// <summary>The real program, killed and started again.</summary>
public sealed class HostSpoolTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly ScriptedScale scale = new();
    private double said;

    public void Dispose()
    {
        scale.Dispose();
        folder.Dispose();
    }

    private string Spool => folder.File("run/ward-3-hw.spool");

    /// <param name="remembers">Whether the gateway still knows what it took from the killed host and did not commit.</param>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Killed_while_the_gateway_is_away_a_host_that_is_started_again_sends_everything_once(bool remembers)
    {
        var taken = new List<SampleLine>();
        using (var gateway = new ScriptedGateway(Socket()))
        using (var host = Host())
        {
            await gateway.GreetAsync(0, 1);
            await scale.GreetAsync();
            while (taken.OfType<WeightLine>().Count() < 5)
            {
                SayMore();
                taken.Add(await gateway.SamplesAsync(1) is [var sample] ? sample : throw new InvalidOperationException());
            }

            gateway.Say(new AckLine(2));
            gateway.Dispose();
            while (Spooled().Count(line => line.N is null) < 5)
            {
                SayMore();
                await Eventually.True(() => Spooled().OfType<WeightLine>().LastOrDefault()?.Grams >= said, "the weight in the spool");
            }

            host.Signal("KILL");
            Assert.Equal(137, (await host.ExitAsync()).Code);
        }

        var left = Spooled();
        if (!remembers)
        {
            taken.RemoveAll(line => line.N > 2);
        }

        using (var gateway = new ScriptedGateway(Socket()))
        using (var host = Host())
        {
            await gateway.GreetAsync(2, (ulong)taken.Count + 1);
            foreach (var line in await gateway.SamplesAsync(left.Count))
            {
                if (line.N > (ulong)taken.Count)
                {
                    taken.Add(line);
                }
            }

            await scale.GreetAsync();
            SayMore();
            while (taken[^1] is not WeightLine { Grams: var grams } || grams < said)
            {
                taken.AddRange(await gateway.SamplesAsync(1));
            }

            Assert.Contains("[206]", host.Errors, StringComparison.Ordinal);
        }

        Assert.Equal(Enumerable.Range(1, taken.Count).Select(n => (ulong)n), taken.Select(line => line.N!.Value));
        Assert.Equal(Enumerable.Range(1, (int)said).Select(i => (double)i), taken.OfType<WeightLine>().Select(line => line.Grams));
    }

    [Fact]
    public async Task Stopped_and_started_again_it_sends_what_was_not_committed()
    {
        using var gateway = new ScriptedGateway(Socket());
        using (var host = Host())
        {
            await gateway.GreetAsync(0, 1);
            await scale.GreetAsync();
            SayMore();
            await gateway.SamplesAsync(2);
            host.Signal("TERM");
            Assert.Equal(0, (await host.ExitAsync()).Code);
        }

        using var again = Host();
        await gateway.GreetAsync(0, 3);
        var samples = await gateway.SamplesAsync(2);

        Assert.Equal([1UL, 2UL], samples.Select(line => line.N!.Value));
        Assert.Equal(1, samples.OfType<WeightLine>().Single().Grams);
    }

    [Fact]
    public async Task Without_a_spool_nothing_is_written()
    {
        using var gateway = new ScriptedGateway(Socket());
        using var host = Host(spool: "none");
        await gateway.GreetAsync(0, 1);
        await scale.GreetAsync();
        SayMore();
        await gateway.SamplesAsync(2);

        Assert.Equal([folder.File("run/g.sock")], Directory.GetFileSystemEntries(folder.File("run")));
    }

    /// <summary>In a mount namespace of its own the host has a memory file system of one page.</summary>
    [Theory]
    [InlineData("size=4k", 1)]
    [InlineData("size=4k,ro", 0)]
    public async Task A_spool_that_is_full_or_read_only_is_told_of_once_and_stops_no_sample(string mount, int back)
    {
        Directory.CreateDirectory(folder.File("memory"));
        using var probe = HostProcess.Mounted(folder.File("memory"), mount, ["true"]);
        Assert.SkipUnless((await probe.ExitAsync()).Code == 0, "this user may not mount");
        using var gateway = new ScriptedGateway(Socket());
        using var host = HostProcess.Mounted(folder.File("memory"), mount, ["dotnet", HostProcess.Program, "run", "--config", Config(folder.File("memory/h.spool"))]);
        await gateway.GreetAsync(0, 1);
        await scale.GreetAsync();
        var taken = new List<SampleLine>();
        while (taken.OfType<WeightLine>().Count() < 100)
        {
            SayMore();
            taken.AddRange(await gateway.SamplesAsync(1));
        }

        Assert.Equal(1, Told(host, "[207]"));
        gateway.Say(new AckLine((ulong)taken.Count));
        await Eventually.True(() => Told(host, "[208]") == back, "the news that the spool is back");
        SayMore();
        await gateway.SamplesAsync(1);

        Assert.Equal(1, Told(host, "[207]"));
        Assert.Equal(Enumerable.Range(1, taken.Count).Select(n => (ulong)n), taken.Select(line => line.N!.Value));
    }

    private static int Told(HostProcess host, string id) => host.Errors.Split(id).Length - 1;

    // with a trigger below the step and no hold, each weight is a movement of its own and is reported
    private void SayMore() => scale.Say(FormattableString.Invariant($"S S {++said,10:0.0} g"));

    private List<SampleLine> Spooled()
    {
        using var file = new FileStream(Spool, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return [.. SpoolContent.Read(file, "ward-3-hw").Lines];
    }

    private string Socket()
    {
        Directory.CreateDirectory(folder.File("run"));
        return folder.File("run/g.sock");
    }

    private HostProcess Host(string? spool = null) => new(["run", "--config", Config(spool)]);

    private string Config(string? spool)
    {
        var path = folder.File("hardware.yaml");
        File.WriteAllText(path, $$"""
            host: ward-3-hw
            gateway: {{folder.File("run/g.sock")}}
            {{(spool is null ? "" : $"spool: {spool}")}}
            devices:
              - {id: scale-01, driver: mt-sics, address: "{{scale.Address}}", report: {hold_s: 0, trigger_g: 0.5} }
            """);
        return path;
    }
}
