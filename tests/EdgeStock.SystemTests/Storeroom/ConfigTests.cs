using System.Text.Json;

namespace EdgeStock.SystemTests.Storeroom;

/// <summary>A site file is put into force in a running gateway, recorded, and outlives restarts; a wrong one changes nothing.</summary>
public sealed class ConfigTests
{
    [Fact]
    public async Task A_changed_site_file_comes_into_force_without_a_restart_and_a_wrong_one_does_not()
    {
        await using var rig = await StoreroomRig.StartAsync(new() { VisitsPerHour = 60 });
        await using var listener = await Listener.StartAsync(rig.Broker);
        await rig.WaitAsync(() => listener.State("room/ward-storeroom/bin").Values.Count(b => b.Text("quality") == "good") == 24, "24 counted bins");
        var recording = Path.Combine(rig.Folder, "config.trace");
        var recorder = await rig.RecordAsync(recording);
        var original = await File.ReadAllTextAsync(rig.SitePath);

        // Wrong in turn: no YAML, an unknown room, another gateway's. Each says what and where, and changes nothing.
        var head = LedgerFile.Head(rig.LedgerPath);
        foreach (var (text, says) in new[]
        {
            ("rooms: [", "line"),
            (original.Replace("room: sterile-room, kind", "room: nowhere, kind", StringComparison.Ordinal).Replace("kind: climate, room: sterile-room", "kind: climate, room: nowhere", StringComparison.Ordinal), "'nowhere' is not among"),
            (original.Replace("gateway: ward-3", "gateway: ward-4", StringComparison.Ordinal), "keeps its name for life"),
        })
        {
            var refused = await ApplyAsync(rig, text);
            Assert.Equal(2, refused.ExitCode);
            Assert.Contains(says, refused.Errors, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(LedgerFile.Entries(rig.LedgerPath).Where(e => e.Seq > head.Seq), e => e.Kind == "config.applied.v1");

        // A bin goes, a climate point gets another profile.
        var changed = WithoutBin(original, "a-02").Replace("device: climate-2, profile: se-sterile", "device: climate-2, profile: general", StringComparison.Ordinal);
        var dry = await ApplyAsync(rig, changed, "--dry-run");
        Assert.Equal(0, dry.ExitCode);
        Assert.Contains("- bin a-02", dry.Output, StringComparison.Ordinal);
        Assert.Single(LedgerFile.Entries(rig.LedgerPath), e => e.Kind == "config.applied.v1");

        var applied = await ApplyAsync(rig, changed);
        Assert.Equal(0, applied.ExitCode);
        Assert.Contains("~ climate south: profile se-sterile → general", applied.Output, StringComparison.Ordinal);
        var entry = LedgerFile.Entries(rig.LedgerPath).Last(e => e.Kind == "config.applied.v1");
        Assert.Contains($"in force as ledger entry {entry.Seq}", applied.Output, StringComparison.Ordinal);
        var data = JsonDocument.Parse(entry.Payload).RootElement;
        Assert.Matches("^p-[0-9a-f]{8}$", data.GetProperty("by").GetString()!);
        Assert.Contains(data.GetProperty("changes").EnumerateArray(), c => c.GetProperty("id").GetString() == "a-02" && c.GetProperty("change").GetString() == "removed");

        // The broker's retained messages follow: the bin is taken back, the point has its new profile.
        await rig.WaitAsync(() => !listener.State("room/ward-storeroom/bin").ContainsKey("a-02"), "the bin's message taken back");
        await rig.WaitAsync(() => listener.Last("room/sterile-room/climate/south")?.Text("profile") == "general", "the new profile");
        Assert.Equal(23, listener.State("room/ward-storeroom/bin").Count);

        // The recording holds the change, so that it replays to the same head.
        await recorder.SignalAsync("INT");
        Assert.Equal(0, await recorder.EndedAsync());
        var replay = await RunningProgram.RunAsync(Programs.Gateway, "replay", recording, "--out", Path.Combine(rig.Folder, "replay.jsonl"));
        Assert.True(replay.ExitCode == 0, replay.Tail);

        var rebuilt = await RunningProgram.RunAsync(Programs.Gateway, "rebuild", "--data", rig.DataPath);
        Assert.True(rebuilt.ExitCode == 0, rebuilt.Tail);
        Assert.Contains("equal to the running gateway's", rebuilt.Output, StringComparison.Ordinal);

        // It outlives a kill, though the gateway's own file is the old one.
        await rig.Gateway.KillAsync();
        await rig.StartGatewayAsync();
        Assert.Equal(changed, (await RunningProgram.RunAsync(Programs.Gateway, "config", "show", "--data", rig.DataPath)).Output);

        // What was done last counts: the edited file, applied, and then another one applied over it.
        await File.WriteAllTextAsync(rig.SitePath, WithoutBin(original, "a-05"));
        Assert.Equal(0, (await ApplyAsync(rig, WithoutBin(original, "a-05"))).ExitCode);
        Assert.Equal(0, (await ApplyAsync(rig, changed)).ExitCode);
        Assert.Equal(0, await rig.Gateway.StopAsync());
        await rig.StartGatewayAsync();
        Assert.Equal(changed, (await RunningProgram.RunAsync(Programs.Gateway, "config", "show", "--data", rig.DataPath)).Output);

        // An edited file comes into force at the start; a wrong one leaves the last good one, and /health says so.
        Assert.Equal(0, await rig.Gateway.StopAsync());
        await File.WriteAllTextAsync(rig.SitePath, "rooms: [");
        await rig.StartGatewayAsync();
        Assert.Equal("degraded", (await HealthAsync(rig)).GetProperty("checks").GetProperty("config").GetProperty("status").GetString());
        Assert.Equal(0, await rig.Gateway.StopAsync());
        await File.WriteAllTextAsync(rig.SitePath, WithoutBin(original, "a-03"));
        await rig.StartGatewayAsync();
        await rig.WaitAsync(() => listener.State("room/ward-storeroom/bin") is var bins && !bins.ContainsKey("a-03") && bins.ContainsKey("a-02"), "bin a-02 back, a-03 gone");
        Assert.Equal("start", JsonDocument.Parse(LedgerFile.Entries(rig.LedgerPath).Last(e => e.Kind == "config.applied.v1").Payload).RootElement.GetProperty("by").GetString());
    }

    [Fact]
    public async Task A_climate_point_that_goes_is_taken_back_and_everything_else_is_published_as_before()
    {
        await using var rig = await StoreroomRig.StartAsync();
        await using var listener = await Listener.StartAsync(rig.Broker);
        await rig.WaitAsync(() => listener.Last("room/sterile-room/climate/south") is not null, "the point's first minute");
        var original = await File.ReadAllTextAsync(rig.SitePath);
        var point = original.Split('\n').Single(l => l.StartsWith("  - {id: south,", StringComparison.Ordinal));

        Assert.Equal(0, (await ApplyAsync(rig, original.Replace(point + "\n", "", StringComparison.Ordinal))).ExitCode);

        await rig.WaitAsync(() => !listener.State("room/sterile-room/climate").ContainsKey("south"), "the point's message taken back");
        var head = LedgerFile.Head(rig.LedgerPath).Seq;
        await rig.WaitAsync(() => listener.State("room/ward-storeroom/bin").Values.Any(b => b.Json.GetProperty("seq").GetInt64() > head), "a movement after it");
        Assert.DoesNotContain("publishing failed", rig.Gateway.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_running_gateway_the_tool_itself_is_the_one_writer()
    {
        await using var rig = await StoreroomRig.StartAsync(new() { WithoutHost = true });
        var original = await File.ReadAllTextAsync(rig.SitePath);
        Assert.Equal(0, await rig.Gateway.StopAsync());

        var applied = await ApplyAsync(rig, WithoutBin(original, "a-02"));

        Assert.True(applied.ExitCode == 0, applied.Tail);
        Assert.Contains("no gateway runs", applied.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await RunningProgram.RunAsync(Programs.Gateway, "verify", "--data", rig.DataPath)).ExitCode);
        await rig.StartGatewayAsync();
        Assert.DoesNotContain("a-02", (await RunningProgram.RunAsync(Programs.Gateway, "config", "show", "--data", rig.DataPath)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_without_the_right_is_refused_and_counted()
    {
        Assert.SkipUnless(Environment.UserName == "root", "only root can act as another user");
        await using var rig = await StoreroomRig.StartAsync(new() { WithoutHost = true });

        // As if somebody had opened the folders and the socket to all: the gateway still asks the kernel who it is.
        foreach (var path in new[] { rig.Folder, rig.DataPath })
        {
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.OtherExecute | UnixFileMode.OtherRead);
        }

        var socket = Path.Combine(rig.DataPath, "control.sock");
        File.SetUnixFileMode(socket, File.GetUnixFileMode(socket) | UnixFileMode.OtherRead | UnixFileMode.OtherWrite);
        var ask = $"require('http').get({{socketPath: '{socket}', path: '/control/devices'}}, answer => {{ console.log(answer.statusCode); answer.resume(); }})";
        await using var stranger = RunningProgram.StartFile("setpriv", "stranger", ["--reuid=65534", "--regid=65534", "--clear-groups", "node", "-e", ask]);
        await stranger.EndedAsync();

        Assert.True(stranger.Output == "403\n", stranger.Tail);
        Assert.Equal(1, (await HealthAsync(rig)).GetProperty("counters").GetProperty("refused").GetProperty("control-denied").GetInt64());
    }

    private static async Task<JsonElement> HealthAsync(StoreroomRig rig)
    {
        using var client = new HttpClient();
        return JsonDocument.Parse(await client.GetStringAsync(new Uri(rig.Page, "health"))).RootElement;
    }

    private static async Task<RunningProgram> ApplyAsync(StoreroomRig rig, string text, params string[] more)
    {
        var file = Path.Combine(rig.Folder, "next.yaml");
        await File.WriteAllTextAsync(file, text);
        return await RunningProgram.RunAsync(Programs.Gateway, ["config", "apply", file, "--data", rig.DataPath, .. more]);
    }

    private static string WithoutBin(string site, string bin)
    {
        var begin = site.IndexOf($"  - id: {bin}\n", StringComparison.Ordinal);
        return site[..begin] + site[site.IndexOf("  - id:", begin + 8, StringComparison.Ordinal)..];
    }
}
