using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using EdgeStock.SystemTests.Broker;
using EdgeStock.SystemTests.Doors;
using EdgeStock.SystemTests.Storeroom;
using EdgeStock.Wire;

namespace EdgeStock.SystemTests.Notifying;

/// <summary>
/// A gateway process on a fast clock with its ways out: a mail server and a webhook's receiver by other hands, a receiver of heartbeats, and
/// the test as the firmware-host of a sterile room's sensor and of a lamp.
/// </summary>
internal sealed partial class NotifyRig : IAsyncDisposable
{
    public const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    /// <summary>Minutes pass in seconds, and a network's answer still comes within the gateway's patience.</summary>
    private const int Speed = 20;

    // Nobody is away for an hour here: a machine that stands still for two seconds is no power cut.
    private const string Site = """
        site: lund
        gateway: ward-3
        timezone: Europe/Stockholm
        rooms: [{id: sterile, name: Sterilförråd, class: sterile}]
        devices:
          - {id: climate-1, kind: climate, room: sterile, interval_s: 10}
          - {id: lamp-1, kind: led, room: sterile, interval_s: 60}
        climate: [{id: north, room: sterile, device: climate-1, profile: se-sterile}]
        alarms: {away_min: 600, stale_min: 600, escalate_after_min: 6, escalate_again_after_min: 90}
        notifications:
          recipients: [jour, tekniker, chef]
          steps:
            - {to: [jour], by: [mail, webhook], severity: high}
            - {to: [tekniker], by: [webhook], severity: high}
            - {to: [chef], by: [mail], severity: high}
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("edgestock-notify-").FullName;
    private readonly Dictionary<string, string> environment = new() { [ScaledClock.Variable] = $"{LineCodec.Format(DateTimeOffset.UtcNow)}*{Speed}" };
    private readonly TestPki pki = new("hospital");
    private readonly (int Page, int Links) ports = (Ports.Free(), Ports.Free());
    private readonly CancellationTokenSource stop = new();
    private readonly List<string> shown = [];
    private RunningProgram gateway = null!;
    private Task hosting = Task.CompletedTask;
    private ulong number;

    public MailPeer Mail { get; private set; } = null!;

    public MailPeer Webhook { get; private set; } = null!;

    public MailPeer Heartbeats { get; private set; } = null!;

    /// <summary>What the sensor measures in the room, in °C.</summary>
    public double Celsius { get; set; } = 22;

    /// <summary>What the lamp was set to, in order, without repetitions.</summary>
    public IReadOnlyList<string> Lamp
    {
        get
        {
            lock (shown)
            {
                return [.. shown.Where((s, i) => i == 0 || s != shown[i - 1])];
            }
        }
    }

    /// <summary>What the gateway logged since it was last started.</summary>
    public string Log => gateway.Errors;

    public Uri Page => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{ports.Page}/"));

    public Uri Links => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{ports.Links}/"));

    /// <summary>Folder of its ledger, keys and notify.yml.</summary>
    public string Data => Path.Combine(folder, "data");

    /// <summary>Starts everything.</summary>
    /// <param name="mailPlan">Reply to each recipient in turn.</param>
    /// <param name="webhookPlan">Answer to each request in turn.</param>
    public static async Task<NotifyRig> StartAsync(string[] mailPlan, string[] webhookPlan)
    {
        var rig = new NotifyRig();
        try
        {
            rig.Mail = await MailPeer.ServeMailAsync("starttls", rig.pki.Broker, new Dictionary<string, string> { ["USER_NAME"] = "edgestock", ["PASSWORD"] = "hemligt" }, mailPlan);
            rig.Webhook = await MailPeer.ReceiveAsync(Secret, rig.pki.Broker, webhookPlan);
            rig.Heartbeats = await MailPeer.ReceiveAsync(Secret, null);
            await rig.WriteFilesAsync();
            await rig.StartGatewayAsync();
            return rig;
        }
        catch
        {
            await rig.DisposeAsync();
            throw;
        }
    }

    /// <summary>Kills the gateway and starts it again; sensor and lamp go on.</summary>
    public async Task KillAsync()
    {
        await gateway.KillAsync();
        await hosting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await gateway.DisposeAsync();
        await StartGatewayAsync();
    }

    /// <summary>What somebody types beside it.</summary>
    public async Task<RunningProgram> TypeAsync(params string[] words)
    {
        await using var program = RunningProgram.Start(Programs.Gateway, [.. words, "--data", Data], null, environment);
        await program.EndedAsync();
        return program;
    }

    /// <summary>An alarm's state by the list.</summary>
    public async Task<string?> StateAsync(string alarm)
    {
        using var json = JsonDocument.Parse((await TypeAsync("alarm", "list", "--json")).Output);
        return json.RootElement.EnumerateArray().FirstOrDefault(a => a.GetProperty("id").GetString() == alarm) is { ValueKind: JsonValueKind.Object } found ? found.GetProperty("state").GetString() : null;
    }

    /// <summary>Waits until the ledger says of every message that it went.</summary>
    public Task DeliveredAsync(int deliveries) => Until.TrueAsync(
        async () =>
        {
            using var json = JsonDocument.Parse((await TypeAsync("notify", "list", "--json")).Output);
            return json.RootElement.EnumerateArray().SelectMany(m => m.GetProperty("deliveries").EnumerateArray()).Count(d => d.GetProperty("state").GetString() == "sent") == deliveries;
        },
        () => $"{deliveries} delivered\n{gateway.Tail}",
        StoreroomRig.Deadline);

    /// <summary>The link that a message carries.</summary>
    public static Uri LinkIn(string text) => new(Link().Match(text).Value);

    public Task WaitAsync(Func<bool> condition, string what) => Until.TrueAsync(() => Task.FromResult(condition()), () => $"{what}\n{gateway.Tail}", StoreroomRig.Deadline);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await hosting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (gateway is not null)
        {
            TestContext.Current.TestOutputHelper?.WriteLine(gateway.Tail);
            await gateway.DisposeAsync();
        }

        foreach (var peer in (MailPeer?[])[Mail, Webhook, Heartbeats])
        {
            if (peer is not null)
            {
                await peer.DisposeAsync();
            }
        }

        stop.Dispose();
        pki.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task WriteFilesAsync()
    {
        Directory.CreateDirectory(Data, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await File.WriteAllTextAsync(Path.Combine(folder, "site.yaml"), Site);
        await WritePrivateAsync("smtp-password", "hemligt\n");
        await WritePrivateAsync("webhook-secret", $"{Secret}\n");
        await WritePrivateAsync("notify.yml", $$"""
            mail: {host: localhost, port: {{Mail.Port}}, security: starttls, ca_file: {{pki.CaFile}}, user: edgestock, password_file: smtp-password, from: EdgeStock <edgestock@hospital.example>}
            webhook: {url: "https://localhost:{{Webhook.Port}}/sms", secret_file: webhook-secret, ca_file: {{pki.CaFile}}}
            light: {device: lamp-1, wanted: blink, severity: high}
            heartbeat: {url: "http://127.0.0.1:{{Heartbeats.Port}}/ping/7", every_s: 10}
            links: {base_url: "http://127.0.0.1:{{ports.Links}}/edge"}
            recipients:
              - {id: jour, name: Åsa Öberg, mail: asa.oberg@hospital.example, webhook: "+46701234567"}
              - {id: tekniker, webhook: "+46707654321"}
              - {id: chef, mail: chef@hospital.example}
            """);
    }

    private async Task WritePrivateAsync(string name, string text)
    {
        var path = Path.Combine(Data, name);
        await File.WriteAllTextAsync(path, text);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private async Task StartGatewayAsync()
    {
        gateway = RunningProgram.Start(
            Programs.Gateway,
            [
                "run", "--site", Path.Combine(folder, "site.yaml"), "--data", Data, "--samples", Path.Combine(folder, "s.sock"), "--broker", $"127.0.0.1:{Ports.Free()}",
                "--http", $"127.0.0.1:{ports.Page}", "--links-http", $"127.0.0.1:{ports.Links}",
            ],
            "ready",
            environment);
        await gateway.ReadyAsync();
        hosting = HostAsync();
    }

    /// <summary>The firmware-host: a value of each kind every ten seconds of the fast clock, and a lamp that does as it is told.</summary>
    private async Task HostAsync()
    {
        var clock = TimeProvider.System;
        var origin = DateTimeOffset.Parse(environment[ScaledClock.Variable].Split('*')[0], CultureInfo.InvariantCulture);
        using var door = await Door.OpenAsync(Path.Combine(folder, "s.sock"));
        await door.SayAsync("""{"type":"hello","version":1,"host":"hw","session":"s","devices":["climate-1","lamp-1"]}""");
        Assert.IsType<AckLine>(await door.AnswerAsync());
#pragma warning disable CA2025 // it ends with the door: whoever disposes it ends the reading
        var listening = ListenAsync(door);
#pragma warning restore CA2025
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(10.0 / Speed), clock);
        while (await timer.WaitForNextTickAsync(stop.Token))
        {
            var at = origin + ((clock.GetUtcNow() - origin) * Speed);
            var unrest = number % 7 * 0.01;
            await SayAsync(door, new ClimateLine(Celsius + unrest) { N = ++number, At = at, Device = "climate-1/temperature" });
            await SayAsync(door, new ClimateLine(50 + (number % 9 * 0.1)) { N = ++number, At = at, Device = "climate-1/humidity" });
        }

        await listening;
    }

    private async Task ListenAsync(Door door)
    {
        try
        {
            while (await door.AnswerAsync() is { } line)
            {
                if (line is DoLine { Action: "led", Device: "lamp-1", Value: { } value } asked)
                {
                    lock (shown)
                    {
                        shown.Add(value);
                    }

                    await door.SayAsync(Encoding.UTF8.GetString(LineCodec.ToUtf8(new DoneLine(asked.Id, null, null))));
                }
            }
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or TimeoutException)
        {
            // The gateway was killed, or the test is over.
        }
    }

    private static Task SayAsync(Door door, SampleLine line) => door.SayAsync(Encoding.UTF8.GetString(LineCodec.ToUtf8(line)));

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+/edge/a/[\w-]+")]
    private static partial Regex Link();
}
