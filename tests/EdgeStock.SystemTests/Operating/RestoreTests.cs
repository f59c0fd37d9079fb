using System.Globalization;
using System.Text.Json;
using EdgeStock.Ledger;
using EdgeStock.SystemTests.Doors;
using EdgeStock.SystemTests.Storeroom;
using EdgeStock.Wire;

namespace EdgeStock.SystemTests.Operating;

/// <summary>A backup put in the place of the ledger: what goes on, what is refused.</summary>
public sealed class RestoreTests
{
    [Fact]
    public async Task After_a_restore_the_same_host_goes_on_and_a_subscriber_ends_with_exactly_the_ledger()
    {
        await using var rig = await StoreroomRig.StartAsync(new() { Seed = 31, WithKeeper = true });
        await rig.WaitAsync(() => rig.Keeper.Distinct.Count(e => e.Kind == "stock.counted.v1") >= 24, "24 counted bins");
        var backup = Path.Combine(rig.Folder, "kept.db");
        Assert.Equal(0, (await ToolAsync("backup", "--data", rig.DataPath, "--out", backup)).ExitCode);
        var kept = LedgerFile.Head(backup).Seq;

        // What happens from here to the restore will be lost, though the subscriber has heard of it.
        await rig.WaitAsync(() => rig.Keeper.Distinct.Count(e => e.Seq > kept && IsMove(e)) >= 2, "moves after the backup");
        await rig.Gateway.KillAsync();
        var restore = await ToolAsync("restore", backup, "--data", rig.DataPath);
        Assert.Equal((0, ""), (restore.ExitCode, restore.Errors));
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"lost: entries {kept + 1} to "), restore.Output, StringComparison.Ordinal);
        await rig.StartGatewayAsync();

        await rig.WaitAsync(() => rig.Keeper.Kept.Count(e => e.Epoch > rig.Keeper.Kept[0].Epoch && IsMove(e)) >= 2, "moves in the new epoch, through the same host");
        Assert.Equal(0, await rig.Gateway.StopAsync());
        var head = LedgerFile.Head(rig.LedgerPath).Seq;
        await rig.WaitAsync(() => rig.Keeper.Kept.Count >= head, $"all {head} events at the subscriber");

        CloudEventChecks.AssertSame(rig.LedgerPath, rig.Keeper.Kept);
        Assert.True(rig.Keeper.Distinct.Count > rig.Keeper.Kept.Count, "the subscriber heard of nothing that was lost: the test says nothing");
        Assert.Equal(2, rig.Keeper.Kept.Select(e => e.Epoch).Distinct().Count());
        var restored = Assert.Single(rig.Keeper.Kept, e => e.Kind == "ledger.restored.v1");
        Assert.Equal((kept + 1, kept, "kept.db"), (restored.Seq, restored.Json.GetProperty("data").GetProperty("fromSeq").GetInt64(), restored.Json.GetProperty("data").GetProperty("file").GetString()));
        Assert.EndsWith("/event/audit", restored.Topic, StringComparison.Ordinal);
        var status = rig.Keeper.All.Last(h => h.Topic == $"{Listener.Root}/status" && h.Json.GetProperty("online").GetBoolean());
        Assert.Equal((restored.Epoch, kept + 1), (status.Json.GetProperty("epoch").GetInt64(), status.Json.GetProperty("epochFirst").GetInt64()));
        Assert.Equal(0, (await ToolAsync("verify", rig.LedgerPath)).ExitCode);
        Assert.Equal(0, (await ToolAsync("rebuild", "--data", rig.DataPath)).ExitCode);
    }

    [Fact]
    public async Task A_host_whose_numbers_the_restored_ledger_does_not_know_goes_on_with_them()
    {
        await using var gateway = await LoneGateway.StartAsync();
        var backup = Path.Combine(gateway.DataPath, "kept.db");
        using (var door = await gateway.GreetedAsync("hw-1"))
        {
            await SayAndWaitAsync(door, 3);
            Assert.Equal(0, (await ToolAsync("backup", "--data", gateway.DataPath, "--out", backup)).ExitCode);
            await SayAndWaitAsync(door, 9);
        }

        Assert.Equal(0, await gateway.StopAsync());
        Assert.Equal(0, (await ToolAsync("restore", backup, "--data", gateway.DataPath)).ExitCode);
        await gateway.StartAgainAsync();

        using var again = await gateway.OpenAsync();
        await again.SayAsync("""{"type":"hello","version":1,"host":"hw-1","session":"s"}""");
        Assert.Equal(new AckLine(3, 4), await again.AnswerAsync());

        // 4 to 9 were acknowledged and are lost; the host has 10 to send
        await SayAndWaitAsync(again, 10);
        Assert.Equal(0, await gateway.RefusedAsync("sample-repeated"));
        gateway.IsWell();
    }

    [Fact]
    public async Task A_restore_is_refused_while_the_gateway_runs_and_shows_what_would_be_lost_all_the_same()
    {
        await using var gateway = await LoneGateway.StartAsync();
        var backup = Path.Combine(gateway.DataPath, "kept.db");
        Assert.Equal(0, (await ToolAsync("backup", "--data", gateway.DataPath, "--out", backup)).ExitCode);
        using var door = await gateway.GreetedAsync("hw-1");
        await SayAndWaitAsync(door, 1);

        var refused = await ToolAsync("restore", backup, "--data", gateway.DataPath);
        var dry = await ToolAsync("restore", backup, "--data", gateway.DataPath, "--dry-run");

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains($"open in another gateway (process {gateway.Id}): stop that one first", refused.Errors, StringComparison.Ordinal);
        Assert.Equal(0, dry.ExitCode);
        Assert.Contains("1 device.state.v1", dry.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(LedgerFile.Entries(gateway.LedgerPath), e => e.Kind == "ledger.restored.v1");
        await SayAndWaitAsync(door, 2);
        gateway.IsWell();
    }

    [Fact]
    public async Task Names_that_were_erased_since_the_backup_stay_erased_and_are_told()
    {
        await using var gateway = await LoneGateway.StartAsync();
        var site = Path.Combine(gateway.DataPath, "changed.yaml");
        await File.WriteAllTextAsync(site, (await ToolAsync("config", "show", "--data", gateway.DataPath)).Output.Replace("Handske", "Handske stor", StringComparison.Ordinal));
        Assert.Equal(0, (await ToolAsync("config", "apply", site, "--data", gateway.DataPath)).ExitCode);
        var backup = Path.Combine(gateway.DataPath, "kept.db");
        Assert.Equal(0, (await ToolAsync("backup", "--data", gateway.DataPath, "--out", backup)).ExitCode);
        var person = JsonDocument.Parse((await ToolAsync("person", "list", "--json", "--data", gateway.DataPath)).Output).RootElement[0].GetProperty("pseudonym").GetString()!;
        Assert.Equal(0, (await ToolAsync("person", "erase", person, "--data", gateway.DataPath)).ExitCode);
        Assert.Equal(0, await gateway.StopAsync());

        var restore = await ToolAsync("restore", backup, "--data", gateway.DataPath);

        Assert.Equal(0, restore.ExitCode);
        Assert.Contains($"names that were erased since stay erased: {person}\n", restore.Output, StringComparison.Ordinal);
        Assert.Contains("(erased ", (await ToolAsync("person", "list", "--data", gateway.DataPath)).Output, StringComparison.Ordinal);
        Assert.Equal(2, (await ToolAsync("person", "erase", person, "--data", gateway.DataPath)).ExitCode);
    }

    [Fact]
    public async Task A_damaged_backup_is_refused_and_changes_nothing()
    {
        await using var gateway = await LoneGateway.StartAsync();
        var backup = Path.Combine(gateway.DataPath, "kept.db");
        Assert.Equal(0, (await ToolAsync("backup", "--data", gateway.DataPath, "--out", backup)).ExitCode);
        Assert.Equal(0, await gateway.StopAsync());
        var before = await File.ReadAllBytesAsync(gateway.LedgerPath);
        var torn = Path.Combine(gateway.DataPath, "torn.db");
        await File.WriteAllBytesAsync(torn, (await File.ReadAllBytesAsync(backup))[..20_000]);
        LedgerCopy.ChangeOneByte(backup, 1);
        await File.WriteAllTextAsync(Path.Combine(gateway.DataPath, "text.db"), "no ledger");

        var damaged = await ToolAsync("restore", backup, "--data", gateway.DataPath);
        var cut = await ToolAsync("restore", torn, "--data", gateway.DataPath);
        var text = await ToolAsync("restore", Path.Combine(gateway.DataPath, "text.db"), "--data", gateway.DataPath);
        var missing = await ToolAsync("restore", Path.Combine(gateway.DataPath, "none.db"), "--data", gateway.DataPath);

        Assert.Equal((1, 2, 2, 2), (damaged.ExitCode, cut.ExitCode, text.ExitCode, missing.ExitCode));
        Assert.Contains("broken at entry 1", damaged.Errors, StringComparison.Ordinal);
        Assert.All([damaged, cut, text, missing], r => Assert.DoesNotContain("   at ", r.Errors, StringComparison.Ordinal));
        Assert.Equal(before, await File.ReadAllBytesAsync(gateway.LedgerPath));
        Assert.Empty(Directory.GetFiles(gateway.DataPath, "*aside*"));
    }

    [Theory]
    [InlineData(RestoreStep.Copied, false)]
    [InlineData(RestoreStep.Prepared, true)]
    [InlineData(RestoreStep.Decided, true)]
    [InlineData(RestoreStep.OldFileAside, false)]
    [InlineData(RestoreStep.OldLogAside, true)]
    [InlineData(RestoreStep.Placed, false)]
    public async Task A_restore_that_was_cut_off_is_finished_by_the_same_command_or_by_the_gateway(RestoreStep step, bool byGateway)
    {
        await using var gateway = await LoneGateway.StartAsync();
        var backup = Path.Combine(gateway.DataPath, "kept.db");
        Assert.Equal(0, (await ToolAsync("backup", "--data", gateway.DataPath, "--out", backup)).ExitCode);
        using (var door = await gateway.GreetedAsync("hw-1"))
        {
            await SayAndWaitAsync(door, 1);
        }

        await gateway.KillAsync();
        var (lost, kept) = (LedgerFile.Head(gateway.LedgerPath), LedgerFile.Head(backup));
        Assert.Throws<TimeoutException>(() => LedgerRestore.Run(
            gateway.LedgerPath, backup, DateTimeOffset.UtcNow.ToUnixTimeSeconds() + 1, DateTimeOffset.FromUnixTimeSeconds(0), "ledger-aside-x.db", [], at => _ = at == step ? throw new TimeoutException() : 0));

        if (!byGateway)
        {
            var again = await ToolAsync("restore", backup, "--data", gateway.DataPath);
            Assert.True(again.ExitCode == 0, again.Errors);
        }

        await gateway.StartAgainAsync();
        gateway.IsWell();

        // the gateway itself goes through with what was decided, and only with that
        var restored = !byGateway || step >= RestoreStep.Decided;
        var entries = LedgerFile.Entries(gateway.LedgerPath);
        Assert.Equal(restored ? "ledger.restored.v1" : "device.state.v1", entries[(int)kept.Seq].Kind);
        Assert.Equal(restored ? lost.HexHash : null, Directory.GetFiles(gateway.DataPath, "ledger-aside-*.db").Select(f => LedgerFile.Head(f).HexHash).SingleOrDefault());
        Assert.Equal(0, (await ToolAsync("verify", gateway.LedgerPath)).ExitCode);
    }

    [Fact]
    public async Task The_same_restore_twice_is_done_once_and_another_one_begins_a_higher_epoch()
    {
        await using var gateway = await LoneGateway.StartAsync();
        var (older, newer) = (Path.Combine(gateway.DataPath, "older.db"), Path.Combine(gateway.DataPath, "newer.db"));
        Assert.Equal(0, (await ToolAsync("backup", "--data", gateway.DataPath, "--out", older)).ExitCode);
        using (var door = await gateway.GreetedAsync("hw-1"))
        {
            await SayAndWaitAsync(door, 1);
        }

        Assert.Equal(0, (await ToolAsync("backup", "--data", gateway.DataPath, "--out", newer)).ExitCode);
        Assert.Equal(0, await gateway.StopAsync());

        Assert.Equal(0, (await ToolAsync("restore", newer, "--data", gateway.DataPath)).ExitCode);
        var first = Epochs(gateway);
        var again = await ToolAsync("restore", newer, "--data", gateway.DataPath);
        Assert.Equal(0, again.ExitCode);
        Assert.Contains("restored already", again.Output, StringComparison.Ordinal);
        Assert.Equal(first, Epochs(gateway));

        Assert.Equal(0, (await ToolAsync("restore", older, "--data", gateway.DataPath)).ExitCode);
        File.Delete(gateway.LedgerPath);

        // also where only the ledgers put aside know the epochs that were published, and the clock is a year behind (it runs twice as fast from next year)
        var behind = new Dictionary<string, string> { [ScaledClock.Variable] = $"{LineCodec.Format(DateTimeOffset.UtcNow.AddDays(365))}*2" };
        await using var last = RunningProgram.Start(Programs.Gateway, ["restore", newer, "--data", gateway.DataPath], null, behind);
        Assert.Equal(0, await last.EndedAsync());
        Assert.True(Epochs(gateway)[^1] > first[^1], "an epoch was used again");
        await gateway.StartAgainAsync();
        gateway.IsWell();
    }

    private static List<long> Epochs(LoneGateway gateway)
    {
        using var ledger = LedgerReader.Open(gateway.LedgerPath);
        return [.. ledger.Epochs.All.Select(e => e.Number)];
    }

    private static async Task SayAndWaitAsync(Door door, ulong n)
    {
        // up, down, up…: each is an event, committed and acknowledged at once
        await door.SayStateAsync(n, up: n % 2 == 1);
        Assert.Equal(n, Assert.IsType<AckLine>(await door.AnswerAsync()).N);
    }

    private static bool IsMove(Heard e) => e.Kind is "stock.taken.v1" or "stock.added.v1";

    private static Task<RunningProgram> ToolAsync(params string[] arguments) => RunningProgram.RunAsync(Programs.Gateway, arguments);
}
