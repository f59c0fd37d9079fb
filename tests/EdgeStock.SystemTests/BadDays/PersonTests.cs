using System.Text;
using System.Text.Json;
using EdgeStock.Ledger;
using EdgeStock.SystemTests.Broker;
using EdgeStock.SystemTests.Doors;
using EdgeStock.SystemTests.Storeroom;

namespace EdgeStock.SystemTests.BadDays;

/// <summary>Who did something stands beside the ledger's chain, and can be erased from the running gateway or without one.</summary>
public sealed class PersonTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_name_is_listed_erased_and_gone_from_the_files_while_the_chain_holds(bool running)
    {
        await using var gateway = await LoneGateway.StartAsync();
        var account = (await Tool.RunAsync("id", "-un")).Trim();
        var site = Path.Combine(gateway.DataPath, "changed.yaml");
        await File.WriteAllTextAsync(site, (await RunAsync("config", "show", gateway)).Output.Replace("Handske", "Handske stor", StringComparison.Ordinal));
        await RunAsync("config", "apply", gateway, site);

        var person = Assert.Single(JsonSerializer.Deserialize<Person[]>((await RunAsync("person", "list", gateway, "--json")).Output, JsonSerializerOptions.Web)!);
        Assert.StartsWith("uid-", person.Account, StringComparison.Ordinal);
        Assert.False(string.IsNullOrEmpty(person.Name), $"the system knows {account}");
        Assert.Equal([person.Pseudonym], By(gateway.LedgerPath));
        Assert.Contains(person.Account!, Octets(gateway.LedgerPath), StringComparison.Ordinal);

        if (!running)
        {
            Assert.Equal(0, await gateway.StopAsync());
        }

        var erased = await RunAsync("person", "erase", gateway, person.Pseudonym);
        Assert.Contains("ledger entry", erased.Output, StringComparison.Ordinal);

        var listed = await RunAsync("person", "list", gateway);
        Assert.Matches($@"{person.Pseudonym}  .*\(erased ", listed.Output);

        // Erasing is an act too, here of the same person.
        Assert.Equal([person.Pseudonym, person.Pseudonym], By(gateway.LedgerPath));
        Assert.DoesNotContain(person.Account!, Octets(gateway.LedgerPath), StringComparison.Ordinal);
        var verify = await RunAsync("verify", "", gateway);
        Assert.Contains("holds: ", verify.Output, StringComparison.Ordinal);

        var again = await RunningProgram.RunAsync(Programs.Gateway, "person", "erase", person.Pseudonym, "--data", gateway.DataPath);
        Assert.Equal(2, again.ExitCode);
        Assert.Contains("or not any more", again.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_was_erased_after_a_backup_does_not_come_back_with_it()
    {
        await using var gateway = await LoneGateway.StartAsync();
        var (site, backup) = (Path.Combine(gateway.DataPath, "changed.yaml"), Path.Combine(gateway.DataPath, "kept.db"));
        await File.WriteAllTextAsync(site, (await RunAsync("config", "show", gateway)).Output.Replace("Handske", "Handske stor", StringComparison.Ordinal));
        await RunAsync("config", "apply", gateway, site);
        var person = Assert.Single(JsonSerializer.Deserialize<Person[]>((await RunAsync("person", "list", gateway, "--json")).Output, JsonSerializerOptions.Web)!);
        await RunAsync("backup", "", gateway, "--out", backup);
        await RunAsync("person", "erase", gateway, person.Pseudonym);
        Assert.Equal(0, await gateway.StopAsync());

        await RunAsync("restore", "", gateway, backup);
        var again = await RunAsync("restore", "", gateway, backup);

        Assert.Contains("restored already", again.Output, StringComparison.Ordinal);
        Assert.Matches($@"{person.Pseudonym}  .*\(erased ", (await RunAsync("person", "list", gateway)).Output);
        Assert.Contains(person.Account!, Octets(backup), StringComparison.Ordinal);
        Assert.DoesNotContain(person.Account!, Octets(gateway.LedgerPath), StringComparison.Ordinal);
        await gateway.StartAgainAsync();
        gateway.IsWell();
        Assert.Contains("holds: ", (await RunAsync("verify", "", gateway)).Output, StringComparison.Ordinal);
        Assert.Contains("equal to the running gateway's", (await RunAsync("rebuild", "", gateway)).Output, StringComparison.Ordinal);
    }

    private static async Task<RunningProgram> RunAsync(string noun, string verb, LoneGateway gateway, params string[] arguments)
    {
        string[] words = [noun, .. verb.Length > 0 ? [verb] : Array.Empty<string>(), .. arguments, "--data", gateway.DataPath];
        var run = await RunningProgram.RunAsync(Programs.Gateway, words);
        Assert.True(run.ExitCode == 0, run.Tail);
        return run;
    }

    private static string Octets(string ledger) => string.Concat(new[] { ledger, ledger + "-wal" }.Where(File.Exists).Select(path =>
    {
        using var file = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete), Encoding.Latin1);
        return file.ReadToEnd();
    }));

    private static List<string> By(string ledger)
    {
        using var reader = LedgerReader.Open(ledger);
        return [.. reader.After(0, int.MaxValue).Select(e => JsonDocument.Parse(e.Payload).RootElement).Where(p => p.TryGetProperty("by", out var by) && by.GetString() != "start").Select(p => p.GetProperty("by").GetString()!)];
    }
}
