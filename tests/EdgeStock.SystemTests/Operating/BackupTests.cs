using System.Diagnostics;
using System.Text.Json;
using EdgeStock.Ledger;
using EdgeStock.SystemTests.Doors;
using EdgeStock.SystemTests.Storeroom;
using EdgeStock.Wire;

namespace EdgeStock.SystemTests.Operating;

/// <summary>Backups beside the running gateway: each night, soon after a start, and by hand.</summary>
public sealed class BackupTests
{
    [Fact]
    public async Task The_first_backup_is_made_soon_after_the_start_and_health_says_so()
    {
        await using var gateway = await LoneGateway.StartAsync(speed: 60);
        using var door = await gateway.GreetedAsync("hw-1");
        await door.SayStateAsync(1, up: true);

        await gateway.WaitAsync(() => Task.FromResult(Backups(gateway).Count > 0), "a backup");

        await gateway.WaitAsync(async () => (await HealthAsync(gateway)).Says.StartsWith("last good one", StringComparison.Ordinal), "a good one in /health");
        Assert.Equal("healthy", (await HealthAsync(gateway)).Status);
        var backup = Assert.Single(Backups(gateway));
        var verify = await ToolAsync("verify", backup.Path);
        Assert.Equal(0, verify.ExitCode);
        Assert.Contains($"holds: {backup.Seq} entries", verify.Output, StringComparison.Ordinal);
        Assert.Equal(LedgerFile.Entries(gateway.LedgerPath).Take((int)backup.Seq).Select(e => Convert.ToHexStringLower(e.Hash)), LedgerFile.Entries(backup.Path).Select(e => Convert.ToHexStringLower(e.Hash)));
        Assert.Contains("a backup into", gateway.Log, StringComparison.Ordinal);
        Assert.Contains("checked", gateway.Log, StringComparison.Ordinal);
        gateway.IsWell();
    }

    [Fact]
    public async Task A_backup_is_made_when_the_night_comes()
    {
        // a minute lasts a second, and it is ten minutes before two
        var evening = new DateTimeOffset(2027, 1, 14, 1, 50, 0, TimeSpan.Zero);
        await using var gateway = await LoneGateway.StartAsync(speed: 60, began: evening, prepare: g =>
        {
            Directory.CreateDirectory(Path.Combine(g.DataPath, "backups"));
            File.WriteAllText(Path.Combine(g.DataPath, "backups", BackupFile.NameOf(evening.AddHours(-10), 1)), "the evening's");
        });

        await gateway.WaitAsync(() => Task.FromResult(Backups(gateway).Count > 1), "the night's backup");

        var made = Assert.Single(Backups(gateway), b => b.At > evening);
        Assert.InRange(made.At, evening.AddMinutes(10), evening.AddMinutes(13));
        Assert.Equal(0, (await ToolAsync("verify", made.Path)).ExitCode);
    }

    [Fact]
    public async Task A_backup_by_hand_is_made_while_the_gateway_goes_on_and_writes_over_nothing()
    {
        await using var gateway = await LoneGateway.StartAsync();
        using var door = await gateway.GreetedAsync("hw-1");
        await door.SayStateAsync(1, up: true);
        Assert.NotNull(await door.AnswerAsync());
        var file = Path.Combine(gateway.DataPath, "mine.db");

        var first = await ToolAsync("backup", "--data", gateway.DataPath, "--out", file);
        var again = await ToolAsync("backup", "--data", gateway.DataPath, "--out", file);
        var named = await ToolAsync("backup", "--data", gateway.DataPath);
        var medium = Directory.CreateDirectory(Path.Combine(gateway.DataPath, "medium")).FullName;
        var elsewhere = await ToolAsync("backup", "--data", gateway.DataPath, "--out", medium);

        Assert.Equal((0, 2, 0, 0), (first.ExitCode, again.ExitCode, named.ExitCode, elsewhere.ExitCode));
        Assert.StartsWith($"{file}: ", first.Output, StringComparison.Ordinal);
        Assert.Contains("exists already: give a new name", again.Errors, StringComparison.Ordinal);
        Assert.Single(Backups(gateway));
        Assert.Single(BackupFile.In(medium));
        Assert.Equal(LedgerFile.Head(gateway.LedgerPath).HexHash, LedgerFile.Head(file).HexHash);
        await door.SayStateAsync(2, up: false);
        Assert.NotNull(await door.AnswerAsync());
        gateway.IsWell();
    }

    [Fact]
    public async Task Commits_go_on_while_a_large_ledger_is_backed_up()
    {
        await using var gateway = await LoneGateway.StartAsync();
        Assert.Equal(0, await gateway.StopAsync());
        GrownLedger.Make(gateway.LedgerPath, 150_000);
        await gateway.StartAgainAsync();
        using var door = await gateway.GreetedAsync("hw-1");

        var backup = ToolAsync("backup", "--data", gateway.DataPath);
        var waits = new List<TimeSpan>();
        while (!backup.IsCompleted)
        {
            var began = Stopwatch.GetTimestamp();
            var n = (ulong)waits.Count + 1;
            await door.SayStateAsync(n, up: n % 2 == 1);
            Assert.Equal(n, Assert.IsType<AckLine>(await door.AnswerAsync()).N);
            waits.Add(Stopwatch.GetElapsedTime(began));
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{waits.Count} commits meanwhile, longest {waits.Max().TotalMilliseconds:0} ms, median {waits.Order().ElementAt(waits.Count / 2).TotalMilliseconds:0.0} ms");
        Assert.Equal(0, (await backup).ExitCode);
        Assert.InRange(Assert.Single(Backups(gateway)).Seq, 150_000, LedgerFile.Head(gateway.LedgerPath).Seq);
        Assert.True(waits.Count >= 10, $"only {waits.Count} commits meanwhile");
        Assert.True(waits.Order().ElementAt(waits.Count / 2) < TimeSpan.FromMilliseconds(500), "the writer waits for the backup");
        gateway.IsWell();
    }

    [Fact]
    public async Task A_ledger_that_is_damaged_makes_the_gateway_unhealthy_and_gets_no_backup()
    {
        await using var gateway = await LoneGateway.StartAsync(speed: 60);
        await gateway.StopAsync();
        foreach (var early in Backups(gateway))
        {
            File.Delete(early.Path);
        }

        LedgerCopy.ChangeOneByte(gateway.LedgerPath, 1);
        await gateway.StartAgainAsync();

        await gateway.WaitAsync(async () => (await HealthAsync(gateway)).Status == "unhealthy", "an unhealthy gateway");

        Assert.StartsWith("ledger damaged: ", (await HealthAsync(gateway)).Says, StringComparison.Ordinal);
        Assert.Empty(Backups(gateway));
        var byHand = await ToolAsync("backup", "--data", gateway.DataPath);
        Assert.Equal(1, byHand.ExitCode);
        Assert.Contains("entry 1", byHand.Errors, StringComparison.Ordinal);
    }

    private static IReadOnlyList<BackupFile> Backups(LoneGateway gateway) => BackupFile.In(Path.Combine(gateway.DataPath, "backups"));

    private static async Task<(string Status, string Says)> HealthAsync(LoneGateway gateway)
    {
        using var health = JsonDocument.Parse(await gateway.HealthAsync());
        var check = health.RootElement.GetProperty("checks").GetProperty("backup");
        return (check.GetProperty("status").GetString()!, check.GetProperty("says").GetString()!);
    }

    private static Task<RunningProgram> ToolAsync(params string[] arguments) => RunningProgram.RunAsync(Programs.Gateway, arguments);
}
