using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using EdgeStock.Ledger;
using EdgeStock.SystemTests.Broker;
using EdgeStock.SystemTests.Doors;
using EdgeStock.SystemTests.Storeroom;
using EdgeStock.Wire;

namespace EdgeStock.SystemTests.BadDays;

/// <summary>A real gateway whose ledger cannot be written for a while: it says so, acknowledges nothing, loses nothing and goes on by itself.</summary>
public sealed class UnwritableLedgerTests
{
    private const string Host = "ward-3-hw";
    private const string SmallDisk = "mount -t tmpfs -o size=64m,mode=700 none \"$0\"";

    /// <summary>The signal that comes with a limit on the size of files is ignored: it is an error of the disk then.</summary>
    private const string FileLimits = "trap '' XFSZ";

    private const int Megabyte = 1024 * 1024;

    [Fact]
    public async Task A_full_disk_first_costs_detail_then_time_and_never_an_event()
    {
        await SkipWithoutMountAsync();
        await using var gateway = await LoneGateway.StartAsync(speed: 10, shell: SmallDisk);
        using var door = await gateway.GreetedAsync(Host);
        var filler = Path.Combine(gateway.DataPath, "filler");
        ulong n = 0;
        await AcknowledgedAsync(gateway, door, ++n);

        // Short: detail is dropped, events are taken.
        await FillAsync(filler, leave: 3 * Megabyte, gateway.DataPath);
        await gateway.WaitAsync(async () => await gateway.CheckAsync("ledger") is ("degraded", var says) && says!.Contains("climate minutes are not kept", StringComparison.Ordinal), "the gateway to be short of room");
        await AcknowledgedAsync(gateway, door, ++n);
        Assert.True(File.Exists(Path.Combine(gateway.DataPath, "reserve")));

        // Full: the reserve is given back and lasts for a while; then everything waits.
        await FillAsync(filler, leave: 0, gateway.DataPath);
        var sent = n;
        while (!await IsHeldAsync(gateway))
        {
            for (var i = 0; i < 20; i++)
            {
                await door.SayStateAsync(++sent, up: sent % 2 == 0);
            }

            Assert.True(sent < 20_000, "a full disk that takes everything");
        }

        Assert.False(File.Exists(Path.Combine(gateway.DataPath, "reserve")));
        Assert.Equal("unhealthy", (await gateway.CheckAsync("ledger")).Status);
        Assert.Contains("The ledger cannot be written", await gateway.PageAsync(), StringComparison.Ordinal);
        using (var control = gateway.Client(control: true))
        using (var refused = await control.PostAsJsonAsync(new Uri("control/devices/scale-1", UriKind.Relative), new { action = "zero" }))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.Contains("the disk is full", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        // Room again: everything that was sent is acknowledged, and the detail comes back.
        File.Delete(filler);
        await UntilAcknowledgedAsync(door, sent);
        await gateway.WaitAsync(async () => (await gateway.CheckAsync("ledger")).Status == "healthy", "the gateway to be well again");
        Assert.True(File.Exists(Path.Combine(gateway.DataPath, "reserve")));
        Assert.Contains("the ledger goes on", gateway.Log, StringComparison.Ordinal);

        // Out of the mount namespace: SQLite follows no path into another process's.
        var copy = gateway.CopyLedger();
        Assert.Equal(Alternating(sent), States(copy));
        var verify = await RunningProgram.RunAsync(Programs.Gateway, "verify", copy);
        Assert.True(verify.ExitCode == 0, verify.Tail);
        Assert.Equal(0, await gateway.StopAsync());
    }

    [Fact]
    public async Task A_gateway_that_is_started_on_a_full_disk_opens_its_ledger_with_the_reserve()
    {
        await SkipWithoutMountAsync();
        await using var before = await LoneGateway.StartAsync();
        Assert.Equal(0, await before.StopAsync());
        var fill = $"cp -p '{before.DataPath}/ledger.db' '{before.DataPath}/signing.key' '{before.DataPath}/signing.pub' \"$0\" && head -c 1000000 /dev/zero >\"$0/reserve\" && {{ cat /dev/zero >\"$0/filler\" 2>&- || true; }}";

        await using var gateway = await LoneGateway.StartAsync(shell: $"{SmallDisk} && {fill}");

        using var door = await gateway.GreetedAsync(Host);
        await AcknowledgedAsync(gateway, door, 1);
        Assert.Contains("the disk is full: the reserve is given back to the ledger", gateway.Log, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(gateway.DataPath, "reserve")));
        Assert.Equal("degraded", (await gateway.CheckAsync("ledger")).Status);
        Assert.Equal(0, await gateway.StopAsync());
    }

    [Fact]
    public async Task A_disk_that_gives_errors_is_waited_for()
    {
        await SkipWithoutMountAsync();

        await using var gateway = await LoneGateway.StartAsync(shell: FileLimits);
        using var door = await gateway.GreetedAsync(Host);
        await AcknowledgedAsync(gateway, door, 1);

        await LimitFilesAsync(gateway, "1");
        await door.SayStateAsync(2, up: true);
        await gateway.WaitAsync(async () => await gateway.CheckAsync("ledger") is ("unhealthy", var says) && says!.Contains("cannot be written", StringComparison.Ordinal), "the error to be said");
        await door.SayStateAsync(3, up: false);
        Assert.Equal(Alternating(1), States(gateway.CopyLedger()));

        await LimitFilesAsync(gateway, "unlimited");
        await UntilAcknowledgedAsync(door, 3);

        Assert.Equal(Alternating(3), States(gateway.CopyLedger()));
        Assert.Equal(0, await gateway.StopAsync());
    }

    [Fact]
    public async Task A_gateway_that_is_stopped_meanwhile_says_that_it_could_not_commit()
    {
        await SkipWithoutMountAsync();
        await using var gateway = await LoneGateway.StartAsync(shell: FileLimits);
        using var door = await gateway.GreetedAsync(Host);
        await AcknowledgedAsync(gateway, door, 1);
        await LimitFilesAsync(gateway, "1");
        await door.SayStateAsync(2, up: true);
        await gateway.WaitAsync(async () => (await gateway.CheckAsync("ledger")).Status == "unhealthy", "the error to be said");

        Assert.Equal(1, await gateway.StopAsync());
        Assert.Contains("come again from the hosts", gateway.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tool_that_cannot_write_the_ledger_says_so_and_changes_nothing()
    {
        await using var gateway = await LoneGateway.StartAsync();
        Assert.Equal(0, await gateway.StopAsync());
        var (site, before) = (Path.Combine(gateway.DataPath, "changed.yaml"), LedgerFile.Head(gateway.LedgerPath).HexHash);
        var show = await RunningProgram.RunAsync(Programs.Gateway, "config", "show", "--data", gateway.DataPath);
        await File.WriteAllTextAsync(site, show.Output.Replace("Handske", "Handske stor", StringComparison.Ordinal) + "\n# " + new string('x', 40_000));

        // As above an error of the disk: its log may not become larger than this. The limit would also hold for the pages that .NET writes code into.
        var environment = new Dictionary<string, string> { ["DOTNET_EnableWriteXorExecute"] = "0" };
        await using var tool = RunningProgram.StartFile(
            "prlimit", Programs.Gateway, ["--fsize=33000", "sh", "-c", "trap '' XFSZ; exec \"$@\"", "sh", "dotnet", Programs.Dll(Programs.Gateway), "config", "apply", site, "--data", gateway.DataPath], null, environment);

        Assert.Equal(2, await tool.EndedAsync());
        Assert.Contains("could not be kept", tool.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", tool.Errors, StringComparison.Ordinal);
        Assert.Equal(before, LedgerFile.Head(gateway.LedgerPath).HexHash);
    }

    [Fact]
    public async Task A_second_gateway_on_the_same_ledger_is_refused_and_told_whose_it_is()
    {
        await using var gateway = await LoneGateway.StartAsync();
        using var door = await gateway.GreetedAsync(Host);

        var second = await gateway.TryAgainAsync();

        Assert.Equal(2, second.ExitCode);
        Assert.Contains($"is open in another gateway (process {gateway.Id}): stop that one first, or give another --data folder", second.Errors, StringComparison.Ordinal);
        await AcknowledgedAsync(gateway, door, 1);
        gateway.IsWell();
    }

    private static async Task SkipWithoutMountAsync()
    {
        await using var probe = RunningProgram.StartFile("unshare", "unshare", ["--user", "--map-root-user", "--mount", "true"]);
        Assert.SkipUnless(await probe.EndedAsync() == 0, "this user may not have a mount namespace");
    }

    /// <summary>The reserve is used up too: over several tries of its own the gateway stays where it is.</summary>
    private static async Task<bool> IsHeldAsync(LoneGateway gateway)
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < TimeSpan.FromSeconds(1); await Task.Delay(20))
        {
            if (File.Exists(Path.Combine(gateway.DataPath, "reserve")) || !(await gateway.CheckAsync("ledger")).Says!.Contains("the disk is full", StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Lets the disk give errors, or no more.</summary>
    private static async Task LimitFilesAsync(LoneGateway gateway, string octets) =>
        await Tool.RunAsync("prlimit", "--pid", gateway.Id.ToString(CultureInfo.InvariantCulture), $"--fsize={octets}:unlimited");

    private static async Task AcknowledgedAsync(LoneGateway gateway, Door door, ulong n)
    {
        await door.SayStateAsync(n, up: n % 2 == 0);
        await UntilAcknowledgedAsync(door, n);
        Assert.False(gateway.HasExited);
    }

    private static async Task UntilAcknowledgedAsync(Door door, ulong n)
    {
        ulong acknowledged;
        do
        {
            acknowledged = Assert.IsType<AckLine>(await door.AnswerAsync()).N;
        }
        while (acknowledged < n);
    }

    private static async Task FillAsync(string filler, long leave, string folder)
    {
        await using var file = new FileStream(filler, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[64 * 1024];
        try
        {
            while (new DriveInfo(folder).AvailableFreeSpace > leave)
            {
                await file.WriteAsync(block);
            }
        }
        catch (IOException)
        {
            // full, as wanted
        }
    }

    /// <summary>down, up, down…: what the ledger must hold of the scale's states up to a sample.</summary>
    private static IEnumerable<string> Alternating(ulong n) => Enumerable.Range(1, (int)n).Select(i => i % 2 == 0 ? "up" : "down");

    private static IEnumerable<string> States(string ledger)
    {
        using var reader = LedgerReader.Open(ledger);
        return [.. reader.After(0, int.MaxValue).Where(e => e.Kind == "device.state.v1" && e.Subject == "scale-1").Select(State).SkipWhile(s => s is not ("up" or "down"))];
    }

    private static string State(LedgerEntry entry)
    {
        using var json = JsonDocument.Parse(entry.Payload);
        return json.RootElement.GetProperty("state").GetString()!;
    }
}
