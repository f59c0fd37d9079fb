using System.Diagnostics;
using System.Net;
using System.Text;
using EdgeStock.SystemTests.Storeroom;
using EdgeStock.Wire;

namespace EdgeStock.SystemTests.Doors;

/// <summary>The control socket of a real gateway, with askers that go away, hosts that do not answer, and requests that are none.</summary>
public sealed class ControlSocketTests
{
    [Fact]
    public async Task A_zero_is_in_the_ledger_though_whoever_asked_for_it_went_away()
    {
        await using var gateway = await LoneGateway.StartAsync();
        using var host = await gateway.GreetedAsync("hw-1");
        await host.SayStateAsync(1, up: true);
        Assert.IsType<AckLine>(await host.AnswerAsync());
        using var tool = gateway.Client(control: true);
        using var gone = new CancellationTokenSource();
#pragma warning disable CA2025 // awaited below
        var answer = PostAsync(tool, "control/devices/scale-1", Json("""{"action":"zero"}"""), gone.Token);
#pragma warning restore CA2025
        var asked = Assert.IsType<DoLine>(await host.AnswerAsync());
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);

        // The answer comes late, and the second time over another connection, as from a host that lost the first.
        await host.SayAsync(Done(asked));
        await gateway.WaitAsync(() => Task.FromResult(Zeroed(gateway) == 1), "a zero in the ledger");
        using var again = await gateway.GreetedAsync("hw-1");
        await again.SayAsync(Done(asked));
        await gateway.WaitAsync(() => Task.FromResult(Zeroed(gateway) == 2), "another zero in the ledger");
        gateway.IsWell();
    }

    [Fact]
    public async Task A_stop_in_order_does_not_wait_for_a_host_that_does_not_answer()
    {
        await using var gateway = await LoneGateway.StartAsync();
        using var host = await gateway.GreetedAsync("hw-1");
        await gateway.WaitAsync(async () => (await gateway.HealthAsync()).Contains("\"hw-1\"", StringComparison.Ordinal), "the host");
        using var tool = gateway.Client(control: true);
#pragma warning disable CA2025 // awaited below
        var answer = PostAsync(tool, "control/devices/hw-1", Json("""{"action":"scan"}"""));
#pragma warning restore CA2025
        await host.AnswerAsync();

        var clock = Stopwatch.StartNew();
        Assert.Equal(0, await gateway.StopAsync());

        // Its answers, its last commit and its goodbye share ten seconds.
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(8), $"stopped after {clock.Elapsed.TotalSeconds:0.0} s");
        Assert.Contains("the gateway stops", await (await answer).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("writer ended", gateway.Log, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_tool_whose_gateway_is_killed_says_so()
    {
        await using var gateway = await LoneGateway.StartAsync();
        using var host = await gateway.GreetedAsync("hw-1");
        await host.SayStateAsync(1, up: true);
        Assert.IsType<AckLine>(await host.AnswerAsync());
        await using var tool = RunningProgram.Start(Programs.Gateway, ["device", "zero", "scale-1", "--data", gateway.DataPath]);
        Assert.IsType<DoLine>(await host.AnswerAsync());

        await gateway.KillAsync();

        Assert.True(await tool.EndedAsync() == 2, tool.Tail);
        Assert.StartsWith("edgestock: the gateway broke off", tool.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_request_is_counted_and_from_the_network_there_is_no_control_at_all()
    {
        await using var gateway = await LoneGateway.StartAsync();
        using (var network = gateway.Client(control: false))
        {
            foreach (var body in new[] { Json("{"), Json(""), new StringContent("zero", Encoding.UTF8, "text/plain") })
            {
                Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(network, "control/devices/scale-1", body)).StatusCode);
            }

            Assert.Equal(HttpStatusCode.NotFound, (await network.GetAsync(new Uri("http://gateway/control/devices"))).StatusCode);
        }

        Assert.Equal(0, await gateway.RefusedAsync("request-refused"));
        using var tool = gateway.Client(control: true);
        var unreadable = await PostAsync(tool, "control/devices/scale-1", Json("{"));
        Assert.Equal(HttpStatusCode.BadRequest, unreadable.StatusCode);
        Assert.Contains("error", await unreadable.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(tool, "control/devices/scale-1", Json(""))).StatusCode);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await PostAsync(tool, "control/devices/scale-1", new StringContent("zero", Encoding.UTF8, "text/plain"))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(tool, "control/devices/%2e%2f%F0%9F%92%89", Json("""{"action":"zero"}"""))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(tool, "control/devices/scale-1", Json("""{"action":null}"""))).StatusCode);
        Assert.Equal(5, await gateway.RefusedAsync("request-refused"));

        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(tool, "control/config", new StringContent(""))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(tool, "control/config", new StringContent(new string('[', 500_000)))).StatusCode);
        using var huge = new HttpRequestMessage(HttpMethod.Post, new Uri("http://gateway/control/config")) { Content = new StringContent(new string(' ', 9_000_000)) };
        huge.Headers.ExpectContinue = true;
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await tool.SendAsync(huge)).StatusCode);
        Assert.Equal(3, await gateway.RefusedAsync("config-refused"));
        Assert.Equal(5, await gateway.RefusedAsync("request-refused"));
        gateway.IsWell();
    }

    [Fact]
    public async Task Broker_settings_that_wait_for_the_next_start_can_be_taken_back()
    {
        await using var gateway = await LoneGateway.StartAsync();
        using var tool = gateway.Client(control: true);
        var original = await tool.GetStringAsync(new Uri("http://gateway/control/config"));

        Assert.Contains("\"applied\":true", await ApplyAsync(original + "\nbroker: {host: elsewhere}\n"), StringComparison.Ordinal);
        Assert.Contains("\"applied\":false", await ApplyAsync(original + "\nbroker: {host: elsewhere}\n"), StringComparison.Ordinal);
        Assert.Contains("\"applied\":true", await ApplyAsync(original), StringComparison.Ordinal);

        Assert.Equal(original, await tool.GetStringAsync(new Uri("http://gateway/control/config")));

        async Task<string> ApplyAsync(string text) => await (await PostAsync(tool, "control/config", new StringContent(text))).Content.ReadAsStringAsync();
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string path, HttpContent body, CancellationToken stop = default) =>
        client.PostAsync(new Uri("http://gateway/" + path), body, stop);

    private static int Zeroed(LoneGateway gateway) => LedgerFile.Entries(gateway.LedgerPath).Count(e => e.Kind == "device.zeroed.v1");

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private static string Done(DoLine asked) => Encoding.UTF8.GetString(LineCodec.ToUtf8(new DoneLine(asked.Id, "set to zero", null)));
}
