namespace EdgeStock.SystemTests.Storeroom;

public sealed class BirthAndWillTests
{
    [Fact]
    public async Task A_killed_gateway_is_said_to_be_away_after_its_wills_delay_and_is_born_again_when_it_is_back()
    {
        await using var rig = await StoreroomRig.StartAsync(new() { WithoutHost = true });
        await using var listener = await Listener.StartAsync(rig.Broker);
        await rig.WaitAsync(() => Is(listener, online: true), "a birth");
        var born = listener.Last("status")!;

        var killed = DateTimeOffset.UtcNow;
        await rig.Gateway.KillAsync();
        await rig.WaitAsync(() => Is(listener, online: false), "a will");

        var will = listener.Last("status")!;
        Assert.Equal("lost", will.Text("reason"));
        Assert.Equal(Session(born), Session(will));

        // the delay is 10 s; mosquitto counts whole seconds
        Assert.True(will.Arrived - killed > TimeSpan.FromSeconds(8.9), $"the will came {will.Arrived - killed} after the kill");

        await rig.StartGatewayAsync();
        await rig.WaitAsync(() => Is(listener, online: true), "a second birth");
        Assert.True(Session(listener.Last("status")!) > Session(born));
        Assert.Equal(born.Json.GetProperty("epoch").GetInt64(), listener.Last("status")!.Json.GetProperty("epoch").GetInt64());
    }

    [Fact]
    public async Task A_gateway_that_is_stopped_in_order_says_so_at_once()
    {
        await using var rig = await StoreroomRig.StartAsync(new() { WithoutHost = true });
        await using var listener = await Listener.StartAsync(rig.Broker);
        await rig.WaitAsync(() => Is(listener, online: true), "a birth");

        await rig.WaitAsync(() => listener.Last("checkpoint")?.Json.GetProperty("seq").GetInt64() >= 1, "a checkpoint");
        Assert.Equal(0, await rig.Gateway.StopAsync());

        await rig.WaitAsync(() => Is(listener, online: false), "a goodbye");
        Assert.Equal("shutdown", listener.Last("status")!.Text("reason"));
        Assert.Equal(LedgerFile.Head(rig.LedgerPath).HexHash, listener.Last("checkpoint")!.Text("hash"));
    }

    private static bool Is(Listener listener, bool online) => listener.Last("status")?.Json.GetProperty("online").GetBoolean() == online;

    private static long Session(Heard status) => status.Json.GetProperty("session").GetInt64();
}
