using System.Text.Json;
using EdgeStock.SystemTests.Doors;
using EdgeStock.SystemTests.Storeroom;

namespace EdgeStock.SystemTests.Alarms;

/// <summary>Messages to people with the real programs, as far as a gateway goes that has no channel set up: everything but the last step.</summary>
public sealed class NotifyTests
{
    private const string Site = """
        site: lund
        gateway: ward-3
        timezone: Europe/Stockholm
        rooms: [{id: store, class: storeroom}]
        notifications:
          language: en
          recipients: [anna, bo]
          on_call: [{id: jour, otherwise: anna, shifts: [{days: [thu], from: "16:00", until: "07:00", recipient: bo}]}]
          steps: [{to: [jour], by: [mail]}]
        """;

    [Fact]
    public async Task A_drill_without_a_channel_waits_for_one_is_listed_not_signed_and_stays_so_over_a_kill()
    {
        await using var gateway = await LoneGateway.StartAsync();
        var listed = await TypeAsync(gateway, "alarm", "list");
        Assert.Contains("nobody is told of alarms", listed.Output, StringComparison.Ordinal);
        var early = await TypeAsync(gateway, "notify", "drill");
        Assert.Equal((1, true), (early.ExitCode, early.Errors.Contains("nothing to drill", StringComparison.Ordinal)));

        var file = Path.Combine(gateway.DataPath, "next.yaml");
        await File.WriteAllTextAsync(file, Site);
        var applied = await TypeAsync(gateway, "config", "apply", file);
        Assert.True(applied.ExitCode == 0, applied.Tail);

        var onCall = await TypeAsync(gateway, "notify", "on-call", "--at", "2026-12-24T18:00", "--days", "2");
        Assert.Equal(0, onCall.ExitCode);
        Assert.Contains("jour: bo is on call at Thu 2026-12-24 18:00", onCall.Output, StringComparison.Ordinal);
        var spans = await TypeAsync(gateway, "notify", "on-call", "--at", "2026-12-24T14:00:00Z", "--days", "2", "--json");
        using (var json = JsonDocument.Parse(spans.Output))
        {
            // 16:00 and 07:00 in Stockholm's winter.
            Assert.Equal(
                [("anna", "2026-12-24T14:00:00.000Z"), ("bo", "2026-12-24T15:00:00.000Z"), ("anna", "2026-12-25T06:00:00.000Z")],
                json.RootElement.EnumerateArray().Select(s => (s.GetProperty("recipient").GetString()!, s.GetProperty("from").GetString()!)));
        }

        var drill = await TypeAsync(gateway, "notify", "drill");
        Assert.True(drill.ExitCode == 0, drill.Tail);
        var id = drill.Output.Split(' ')[1];
        await gateway.WaitAsync(async () => (await TypeAsync(gateway, "notify", "list")).Output.Contains("DOES NOT GO", StringComparison.Ordinal), "the failure of the channel");
        var signed = await TypeAsync(gateway, "notify", "sign", id, "--reason", "alla fick det");
        Assert.Equal((1, true), (signed.ExitCode, signed.Errors.Contains("did not arrive everywhere", StringComparison.Ordinal)));

        await gateway.KillAsync();
        await gateway.StartAgainAsync();
        var after = await TypeAsync(gateway, "notify", "list", "--json");
        Assert.Equal(1, after.ExitCode);
        using var messages = JsonDocument.Parse(after.Output);
        var message = Assert.Single(messages.RootElement.EnumerateArray(), m => m.GetProperty("id").GetString() == id);
        Assert.Equal(("drill", "failing", 1), (message.GetProperty("cause").GetString(), message.GetProperty("deliveries")[0].GetProperty("state").GetString(), message.GetProperty("deliveries")[0].GetProperty("attempts").GetInt32()));
        var verified = await TypeAsync(gateway, "verify");
        Assert.True(verified.ExitCode == 0, verified.Tail);
    }

    private static Task<RunningProgram> TypeAsync(LoneGateway gateway, params string[] words) => RunningProgram.RunAsync(Programs.Gateway, [.. words, "--data", gateway.DataPath]);
}
