using System.Globalization;
using System.Text.Json;
using EdgeStock.SystemTests.Broker;
using EdgeStock.SystemTests.Storeroom;

namespace EdgeStock.SystemTests.Notifying;

/// <summary>A server by other hands in a process of its own: smtp-server with mailparser, or a receiver that checks with standardwebhooks (<c>tests/peers/mail</c>).</summary>
internal sealed class MailPeer : IAsyncDisposable
{
    private static readonly string Folder = Path.Combine(Programs.Root, "tests", "peers", "mail");

    private readonly string[] arguments;
    private readonly string script;
    private readonly IReadOnlyDictionary<string, string>? environment;
    private readonly List<string> before = [];
    private RunningProgram program = null!;

    private MailPeer(string script, int port, string[] arguments, IReadOnlyDictionary<string, string>? environment) => (this.script, Port, this.arguments, this.environment) = (script, port, arguments, environment);

    public int Port { get; }

    /// <summary>What came, in order.</summary>
    public IReadOnlyList<JsonElement> All => [.. before.Append(program.Output).SelectMany(o => o.Split('\n')).Where(l => l.StartsWith('{')).Select(l => JsonDocument.Parse(l).RootElement)];

    /// <summary>The mails that arrived.</summary>
    public IReadOnlyList<JsonElement> Mails => [.. All.Where(l => l.TryGetProperty("subject", out _))];

    /// <summary>A mail server.</summary>
    /// <param name="security">plain, starttls or tls.</param>
    /// <param name="plan">Reply to each recipient in turn.</param>
    public static Task<MailPeer> ServeMailAsync(string security, CertificateFiles? certificate, IReadOnlyDictionary<string, string>? environment = null, params string[] plan) =>
        StartAsync("server.js", environment, [security, certificate?.CertificateFile ?? "-", certificate?.KeyFile ?? "-", .. plan]);

    /// <summary>A webhook's receiver.</summary>
    /// <param name="plan">Answer to each request in turn.</param>
    public static Task<MailPeer> ReceiveAsync(string secret, CertificateFiles? certificate, params string[] plan) =>
        StartAsync("receiver.js", null, [secret, certificate?.CertificateFile ?? "-", certificate?.KeyFile ?? "-", .. plan]);

    /// <summary>Waits until so many mails or requests came.</summary>
    public Task WaitAsync(int count) => Until.TrueAsync(() => Task.FromResult(All.Count >= count), () => $"{count} at {script}\n{program.Tail}", StoreroomRig.Deadline);

    /// <summary>Goes away, as a server that is restarted does.</summary>
    public async Task StopAsync()
    {
        await program.KillAsync();
        before.Add(program.Output);
        await program.DisposeAsync();
    }

    /// <summary>Comes back at the same port.</summary>
    public async Task StartAgainAsync()
    {
        program = RunningProgram.StartFile("node", script, [Path.Combine(Folder, script), Port.ToString(CultureInfo.InvariantCulture), .. arguments], "ready", environment);
        await program.ReadyAsync();
    }

    public ValueTask DisposeAsync() => program.DisposeAsync();

    private static async Task<MailPeer> StartAsync(string script, IReadOnlyDictionary<string, string>? environment, string[] arguments)
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules", "smtp-server")))
        {
            throw new FileNotFoundException($"smtp-server is not in {Folder}; make test installs it (npm ci in that folder)");
        }

        var peer = new MailPeer(script, Ports.Free(), arguments, environment);
        await peer.StartAgainAsync();
        return peer;
    }
}
