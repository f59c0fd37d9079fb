using System.Diagnostics;
using EdgeStock.SystemTests.Doors;
using EdgeStock.SystemTests.Storeroom;
using EdgeStock.Wire;
using Microsoft.Data.Sqlite;

namespace EdgeStock.SystemTests.Operating;

/// <summary>Read models made anew beside the running gateway.</summary>
public sealed class RebuildTests
{
    private const int Entries = 150_000;

    [Fact]
    public async Task Read_models_are_made_anew_and_put_in_place_while_samples_are_committed()
    {
        await using var gateway = await LoneGateway.StartAsync();
        Assert.Equal(0, await gateway.StopAsync());
        GrownLedger.Make(gateway.LedgerPath, Entries);
        Spoil(gateway.LedgerPath, """UPDATE projection SET body = replace(body, '"count":0', '"count":77') WHERE kind = 'bin'""");
        await gateway.StartAgainAsync();
        Assert.Equal(1, (await ToolAsync("rebuild", "--data", gateway.DataPath)).ExitCode);
        using var door = await gateway.GreetedAsync("hw-1");

        var replacing = ToolAsync("rebuild", "--replace", "--data", gateway.DataPath);
        await gateway.LoggedAsync("the read models are made anew");
        var waits = new List<TimeSpan>();
        ulong n = 0;
        while (!replacing.IsCompleted)
        {
            var began = Stopwatch.GetTimestamp();
            await SayAndWaitAsync(door, ++n);
            waits.Add(Stopwatch.GetElapsedTime(began));
        }

        var replaced = await replacing;
        TestContext.Current.TestOutputHelper?.WriteLine($"{waits.Count} commits meanwhile, longest {waits.Max().TotalMilliseconds:0} ms, median {waits.Order().ElementAt(waits.Count / 2).TotalMilliseconds:0.0} ms");
        Assert.True(replaced.ExitCode == 0, replaced.Output + replaced.Errors);
        Assert.Contains("bin a-01: saved", replaced.Output, StringComparison.Ordinal);
        Assert.Contains("1 documents were different", replaced.Output, StringComparison.Ordinal);
        Assert.True(waits.Count >= 10, $"only {waits.Count} commits meanwhile");
        Assert.True(waits.Order().ElementAt(waits.Count / 2) < TimeSpan.FromMilliseconds(500), "the writer waits for the read models");

        var proof = await ToolAsync("rebuild", "--data", gateway.DataPath);
        Assert.True(proof.ExitCode == 0, proof.Output);
        Assert.Contains("equal to the running gateway's", proof.Output, StringComparison.Ordinal);
        gateway.IsWell();
    }

    [Fact]
    public async Task A_gateway_whose_saved_read_models_cannot_be_read_starts_and_makes_them_anew()
    {
        await using var gateway = await LoneGateway.StartAsync();
        using (var door = await gateway.GreetedAsync("hw-1"))
        {
            await SayAndWaitAsync(door, 1);
        }

        Assert.Equal(0, await gateway.StopAsync());
        Spoil(gateway.LedgerPath, "UPDATE projection SET body = '{' WHERE kind = 'device'");
        await gateway.StartAgainAsync();

        await gateway.LoggedAsync("are in place; 1 documents were different");
        var proof = await ToolAsync("rebuild", "--data", gateway.DataPath);
        Assert.True(proof.ExitCode == 0, proof.Output);
        gateway.IsWell();
    }

    [Fact]
    public async Task To_put_them_in_place_a_gateway_must_run()
    {
        var folder = Directory.CreateTempSubdirectory("edgestock-rebuild-");
        var replace = await ToolAsync("rebuild", "--replace", "--data", folder.FullName);
        folder.Delete();

        Assert.Equal(2, replace.ExitCode);
        Assert.Contains("no gateway answers", replace.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ledger_with_destroyed_pages_is_told_in_a_sentence_and_not_by_a_crash()
    {
        await using var gateway = await LoneGateway.StartAsync();
        using (var door = await gateway.GreetedAsync("hw-1"))
        {
            await SayAndWaitAsync(door, 1);
        }

        Assert.Equal(0, await gateway.StopAsync());
        var octets = await File.ReadAllBytesAsync(gateway.LedgerPath);
        const int Page = 4096;
        foreach (var page in RootPages(gateway.LedgerPath, "entry", "site_file"))
        {
            octets.AsSpan((page - 1) * Page, Page).Fill(0xff);
        }

        await File.WriteAllBytesAsync(gateway.LedgerPath, octets);

        foreach (var run in new[] { await ToolAsync("rebuild", "--data", gateway.DataPath), await ToolAsync("config", "show", "--data", gateway.DataPath) })
        {
            Assert.Equal(2, run.ExitCode);
            Assert.Contains("malformed", run.Errors, StringComparison.Ordinal);
            Assert.Contains("backup that verifies", run.Errors, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
        }
    }

    /// <summary>The first page of each table, counted from 1.</summary>
    private static List<int> RootPages(string path, params string[] tables)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, Mode = SqliteOpenMode.ReadOnly }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT rootpage FROM sqlite_master WHERE type = 'table' AND name = $name";
        var name = command.Parameters.Add("$name", SqliteType.Text);
        return [.. tables.Select(table =>
        {
            name.Value = table;
            return (int)(long)command.ExecuteScalar()!;
        })];
    }

    private static void Spoil(string path, string sql)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the tests' own texts
        command.CommandText = sql;
#pragma warning restore CA2100
        Assert.Equal(1, command.ExecuteNonQuery());
    }

    private static async Task SayAndWaitAsync(Door door, ulong n)
    {
        // up, down, up…: each is an event, committed and acknowledged at once
        await door.SayStateAsync(n, up: n % 2 == 1);
        Assert.Equal(n, Assert.IsType<AckLine>(await door.AnswerAsync()).N);
    }

    private static Task<RunningProgram> ToolAsync(params string[] arguments) => RunningProgram.RunAsync(Programs.Gateway, arguments);
}
