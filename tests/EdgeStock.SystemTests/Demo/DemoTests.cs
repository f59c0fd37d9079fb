using EdgeStock.Domain;
using EdgeStock.Ledger;
using EdgeStock.SystemTests.Broker;
using EdgeStock.SystemTests.Storeroom;

namespace EdgeStock.SystemTests.Demo;

/// <summary>What <c>make demo</c> runs, with the programs that were built beside these tests.</summary>
public sealed class DemoTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("edgestock-demo-test-").FullName;

    /// <summary>Launchers like those of <c>make build</c>.</summary>
    private string Artifacts => Path.Combine(folder, "artifacts");

    /// <summary>Where the demo makes its folder. Every process of it has this name in its environment.</summary>
    private string Temporary => Path.Combine(folder, "tmp");

    public ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Artifacts);
        Directory.CreateDirectory(Temporary);
        Launcher("edgestock", Programs.Gateway);
        Launcher("edgestock-firmware-host", Programs.FirmwareHost);
        Launcher("edgestock-simulator", Programs.Simulator);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        foreach (var id in Processes())
        {
            using var left = System.Diagnostics.Process.GetProcessById(id);
            left.Kill();
        }

        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task It_ends_by_itself_after_its_duration_and_leaves_nothing_behind()
    {
        await using var demo = Start(("DURATION", "4"));

        Assert.Equal(0, await demo.EndedAsync());

        Assert.Contains("page    http://localhost:", demo.Output, StringComparison.Ordinal);
        Assert.Equal("", string.Join('\n', demo.Errors.Split('\n').Where(l => !l.Contains("Port 8080 is taken", StringComparison.Ordinal))));
        Assert.Empty(Processes());
        Assert.Empty(Directory.GetFileSystemEntries(Temporary));
    }

    [Fact]
    public async Task An_interrupt_stops_a_storeroom_that_publishes_and_leaves_nothing_behind()
    {
        await using var demo = Start(("HISTORY", "0"));
        await Until.TrueAsync(() => Task.FromResult(demo.HasExited || demo.Output.Contains("stop    Ctrl-C", StringComparison.Ordinal)), () => demo.Tail, StoreroomRig.Deadline);

        // the line to watch with that it prints
        var watch = demo.Output.Split('\n').Single(l => l.Contains("mosquitto_sub", StringComparison.Ordinal)).Trim().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var port = watch[Array.IndexOf(watch, "-p") + 1];
        var seen = await Tool.RunAsync("mosquitto_sub", "-h", "127.0.0.1", "-p", port, "-t", "edgestock/+/+/+/room/+/bin/+", "-C", "24", "-W", "30", "-F", "%t");
        Assert.Equal(24, seen.Split('\n', StringSplitOptions.RemoveEmptyEntries).Distinct().Count());
        Assert.True(Processes().Count >= 5, "the script, the broker and three programs run");

        await demo.SignalAsync("INT");

        Assert.Equal(0, await demo.EndedAsync());
        Assert.Empty(Processes());
        Assert.Empty(Directory.GetFileSystemEntries(Temporary));
    }

    [Fact]
    public async Task The_month_before_stands_in_its_ledger_and_the_gateway_goes_on_from_it()
    {
        await using var demo = Start(("DURATION", "12"), ("KEEP", "1"));

        Assert.Equal(0, await demo.EndedAsync());

        var kept = Directory.GetDirectories(Temporary).Single();
        var entries = LedgerFile.Entries(Path.Combine(kept, "data", "ledger.db"));
        var days = entries.Select(EventCodec.Decode).OfType<StoreroomDayClosed>().Where(d => d.Room == "ward-storeroom").Select(d => d.Day).ToHashSet();
        var today = DateOnly.FromDateTime(entries[^1].Recorded.UtcDateTime);
        var last = new DateOnly(today.Year, today.Month, 1).AddDays(-1);
        Assert.All(Enumerable.Range(1, last.Day), day => Assert.Contains(new DateOnly(last.Year, last.Month, day), days));
        Assert.True(entries.Count(e => e.Kind == "climate.hour.v2") > 24 * 3 * last.Day);

        // Where the past ends and the first tag is seen, nothing is counted anew, in doubt, or said to stand elsewhere.
        var live = entries.SkipWhile(e => e.Kind != "tag.arrived.v1").ToList();
        Assert.NotEmpty(live);
        Assert.DoesNotContain(live, e => e.Kind is "stock.counted.v1" or "stock.condition.v1" or "config.applied.v1");
        Assert.Single(entries, e => e.Kind == "config.applied.v1");
        Assert.DoesNotContain(entries, e => e.Subject.Contains("gateway-restart", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_interrupt_while_it_lives_through_the_past_leaves_nothing_behind()
    {
        await using var demo = Start();
        await Until.TrueAsync(() => Task.FromResult(demo.HasExited || demo.Output.Contains("Living through", StringComparison.Ordinal)), () => demo.Tail, StoreroomRig.Deadline);

        await demo.SignalAsync("INT");

        Assert.Equal(0, await demo.EndedAsync());
        Assert.Equal("", demo.Errors.Trim());
        Assert.Empty(Processes());
        Assert.Empty(Directory.GetFileSystemEntries(Temporary));
    }

    private RunningProgram Start(params (string Name, string Value)[] variables)
    {
        var environment = new Dictionary<string, string> { ["ARTIFACTS"] = Artifacts, ["TMPDIR"] = Temporary };
        foreach (var (name, value) in variables)
        {
            environment[name] = value;
        }

        return RunningProgram.StartFile("bash", "demo.sh", [Path.Combine(Programs.Root, "scripts", "demo.sh")], null, environment);
    }

    private void Launcher(string name, string program)
    {
        var path = Path.Combine(Artifacts, name);
        File.WriteAllText(path, $"#!/bin/sh\nexec dotnet '{Programs.Dll(program)}' \"$@\"\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Processes that were started by the demo, however far down.</summary>
    private List<int> Processes()
    {
        var mine = new List<int>();
        foreach (var process in Directory.GetDirectories("/proc").Where(d => Path.GetFileName(d).All(char.IsAsciiDigit)))
        {
            try
            {
                if (File.ReadAllText(Path.Combine(process, "environ")).Split('\0').Contains($"TMPDIR={Temporary}"))
                {
                    mine.Add(int.Parse(Path.GetFileName(process), System.Globalization.CultureInfo.InvariantCulture));
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // it has just ended, or is somebody else's
            }
        }

        return mine;
    }
}
