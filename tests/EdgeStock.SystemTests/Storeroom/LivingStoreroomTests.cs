using EdgeStock.SystemTests.Broker;

namespace EdgeStock.SystemTests.Storeroom;

public sealed class LivingStoreroomTests(LivingStoreroom storeroom) : IClassFixture<LivingStoreroom>, IDisposable
{
    private static readonly string[] Devices = ["reader-1", .. Enumerable.Range(1, 24).Select(n => $"scale-{n:00}"), "climate-1", "climate-2", "climate-3"];

    private StoreroomRig Rig => storeroom.Rig;

    public void Dispose() => TestContext.Current.TestOutputHelper?.WriteLine(Rig.Logs);

    [Fact]
    public async Task Retained_state_stands_for_24_bins_3_climate_points_and_every_device()
    {
        await Rig.WaitAsync(
            () => storeroom.Listener.State("room/ward-storeroom/bin").Values.Count(b => b.Text("quality") == "good") == 24
                && storeroom.Listener.State("room/sterile-room/climate").Count == 3
                && storeroom.Listener.State("device").Values.Count(d => d.Text("state") == "up") == Devices.Length,
            "24 counted bins, 3 climate points, all devices up");

        await using var newcomer = await Listener.StartAsync(Rig.Broker);
        await Rig.WaitAsync(() => newcomer.Last("info") is not null && newcomer.State("device").Count >= Devices.Length, "retained state at a new subscriber");

        var bins = newcomer.State("room/ward-storeroom/bin");
        var climate = newcomer.State("room/sterile-room/climate");
        var devices = newcomer.State("device");
        Assert.Equal(Rig.Truth.Bins.Order(StringComparer.Ordinal), bins.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["door", "north", "south"], climate.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(Devices.Order(StringComparer.Ordinal), devices.Keys.Order(StringComparer.Ordinal));
        await Rig.WaitAsync(() => newcomer.State("room").Count == 24 + 3 + 24 + 2, "24 bins, 3 climate points, 24 articles and the coverage of both rooms, and nothing else");
        Assert.Equal(24, newcomer.State("room/ward-storeroom/article").Count);

        Assert.All(bins.Values, b => Assert.InRange(b.Json.GetProperty("count").GetProperty("best").GetInt32(), 0, 60));
        Assert.All(climate.Values, c => Assert.InRange(c.Json.GetProperty("temperature").GetProperty("mean").GetDouble(), 15, 30));
        Assert.All(climate.Values, c => Assert.InRange(c.Json.GetProperty("humidity").GetProperty("mean").GetDouble(), 10, 90));
        var status = newcomer.Last("status")!;
        Assert.True(status.Json.GetProperty("online").GetBoolean());
        Assert.Equal(Devices, newcomer.Last("info")!.Json.GetProperty("devices").EnumerateArray().Select(d => d.GetString()!));
        Assert.All((Heard[])[status, newcomer.Last("info")!, .. bins.Values.Where(b => b.Retained), .. climate.Values, .. devices.Values.Where(d => d.Retained)], h => Assert.Equal("application/json", h.ContentType));
    }

    [Fact]
    public async Task Ten_moves_of_goods_each_become_an_event_for_the_right_bin_within_10_seconds()
    {
        var limit = TimeSpan.FromSeconds(10);
        await Rig.WaitAsync(() => storeroom.Listener.Events.Count(e => e.Kind == "stock.counted.v1") >= 24, "24 counted bins");
        var counted = storeroom.Listener.Events.Where(e => e.Kind == "stock.counted.v1").Max(e => e.Arrived);

        // several quick moves of one bin may be one event, so only moves count that stand alone; that is known so long after them
        List<TrueMove> Ripe() => [.. Rig.Truth.Isolated(limit).Where(m => m.At > counted && m.At < DateTimeOffset.UtcNow - limit - TimeSpan.FromSeconds(0.5))];
        await Rig.WaitAsync(() => Ripe() is { Count: >= 10 } ripe && ripe.Any(m => m.Delta > 0), "ten moves that stand alone, out and in");

        var moves = Ripe();
        var events = storeroom.Listener.Events.Where(e => e.Kind is "stock.taken.v1" or "stock.added.v1").ToList();
        Assert.All(moves, move =>
        {
            var heard = Assert.Single(events, e => e.Text("subject") == $"ward-storeroom/{move.Bin}" && e.Arrived >= move.At && e.Arrived <= move.At + limit);
            var quantity = heard.Json.GetProperty("data").GetProperty("quantity").GetInt32();
            Assert.Equal(move.Delta, heard.Kind == "stock.taken.v1" ? -quantity : quantity);
        });
    }

    [Fact]
    public async Task Verify_says_that_the_ledger_of_a_running_gateway_holds()
    {
        await Rig.WaitAsync(() => LedgerFile.Head(Rig.LedgerPath).Seq > 28, "entries in the ledger");

        var verify = await RunningProgram.RunAsync(Programs.Gateway, "verify", Rig.LedgerPath);

        Assert.Equal(0, verify.ExitCode);
        Assert.StartsWith("holds: ", verify.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_names_the_first_entry_that_was_changed()
    {
        await Rig.WaitAsync(() => LedgerFile.Head(Rig.LedgerPath).Seq > 28, "entries in the ledger");
        var copy = Path.Combine(Rig.Folder, "copy.db");
        LedgerCopy.Make(Rig.LedgerPath, copy);
        Assert.Equal(0, (await RunningProgram.RunAsync(Programs.Gateway, "verify", copy)).ExitCode);

        LedgerCopy.ChangeOneByte(copy, 17);
        LedgerCopy.ChangeOneByte(copy, 23);
        var verify = await RunningProgram.RunAsync(Programs.Gateway, "verify", copy);

        Assert.Equal(1, verify.ExitCode);
        Assert.StartsWith("broken at entry 17: ", verify.Output, StringComparison.Ordinal);
        Assert.Contains("16 entries before it hold", verify.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_gateway_on_the_same_data_folder_is_refused_and_the_first_goes_on()
    {
        var before = storeroom.Listener.Events.Count;

        var second = await RunningProgram.RunAsync(Programs.Gateway, Rig.GatewayArguments(Ports.Free()));

        Assert.Equal(2, second.ExitCode);
        Assert.Contains($"{Rig.LedgerPath} is open in another gateway (process {Rig.Gateway.Id}): stop that one first, or give another --data folder", second.Errors, StringComparison.Ordinal);
        Assert.Equal("", second.Output);
        await Rig.WaitAsync(() => storeroom.Listener.Events.Count > before, "a further event of the first gateway");

        // its control socket still answers
        var recorder = await Rig.RecordAsync(Path.Combine(Rig.Folder, "after-second.trace"));
        await recorder.SignalAsync("INT");
        Assert.Equal(0, await recorder.EndedAsync());
    }
}
