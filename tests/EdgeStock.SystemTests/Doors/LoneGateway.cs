using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using EdgeStock.SystemTests.Broker;
using EdgeStock.SystemTests.Storeroom;
using EdgeStock.Wire;

namespace EdgeStock.SystemTests.Doors;

/// <summary>A gateway process in a folder of its own, with no broker and no host: the test itself stands at its doors.</summary>
internal sealed partial class LoneGateway : IAsyncDisposable
{
    private const string Site = """
        site: lund
        gateway: ward-3
        timezone: UTC
        rooms: [{id: store, class: storeroom}]
        devices: [{id: scale-1, kind: scale, room: store, interval_s: 1}]
        articles: [{id: glove, name: Handske, group: ppe, unit_g: 412}]
        bins: [{id: a-01, room: store, article: glove, device: scale-1, tare_g: 420}]
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("edgestock-door-").FullName;
    private readonly HttpClient http = new();
    private IReadOnlyDictionary<string, string> environment = new Dictionary<string, string>();
    private RunningProgram program = null!;
    private string inside = "";
    private string? shell;

    private LoneGateway() => Port = Ports.Free();

    public int Port { get; }

    /// <summary>What a tool must have in its environment to share its clock.</summary>
    public IReadOnlyDictionary<string, string> Environment => environment;

    /// <summary>What it logged.</summary>
    public string Log => program.Errors;

    public bool HasExited => program.HasExited;

    public string SamplesPath => Path.Combine(folder, "s.sock");

    public string ControlPath => Path.Combine(DataPath, "control.sock");

    /// <summary>Its data folder, also where it lies in a mount namespace of its own.</summary>
    public string DataPath => inside + Path.Combine(folder, "data");

    /// <summary>Process id.</summary>
    public int Id => program.Id;

    public string LedgerPath => Path.Combine(DataPath, "ledger.db");

    /// <summary>Memory that is in the machine's RAM for it, in bytes.</summary>
    public long Resident => long.Parse(ResidentLine().Match(File.ReadAllText($"/proc/{program.Id}/status")).Groups[1].Value, CultureInfo.InvariantCulture) * 1024;

    /// <summary>Starts it.</summary>
    /// <param name="speed">Its clock runs so many times as fast.</param>
    /// <param name="began">What its clock, which must then run faster, says now; null for the real time.</param>
    /// <param name="prepare">Puts something into its data folder first.</param>
    /// <param name="shell">A shell's commands before it, with the data folder as <c>$0</c>; in namespaces where it may mount.</param>
    /// <param name="site">Its site file; null for a storeroom with one scale.</param>
    public static async Task<LoneGateway> StartAsync(int speed = 1, DateTimeOffset? began = null, Action<LoneGateway>? prepare = null, string? shell = null, string? site = null)
    {
        var gateway = new LoneGateway();
        Directory.CreateDirectory(gateway.DataPath);
        File.SetUnixFileMode(gateway.DataPath, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await File.WriteAllTextAsync(Path.Combine(gateway.folder, "site.yaml"), site ?? Site);
        prepare?.Invoke(gateway);
        var environment = new Dictionary<string, string>();
        if (speed > 1)
        {
            // The scaled clock is origin + (real − origin) × speed: this origin makes it say what it shall.
            var origin = began is { } says ? says + ((DateTimeOffset.UtcNow - says) * (speed / (speed - 1.0))) : DateTimeOffset.UtcNow;
            environment[ScaledClock.Variable] = $"{LineCodec.Format(origin)}*{speed}";
        }

        (gateway.environment, gateway.shell) = (environment, shell);
        try
        {
            await gateway.StartAgainAsync();
            return gateway;
        }
        catch
        {
            await gateway.DisposeAsync();
            throw;
        }
    }

    /// <summary>A copy of its ledger with its log, taken while nothing is written.</summary>
    public string CopyLedger()
    {
        var copy = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "copy")).FullName, "ledger.db");
        File.Copy(LedgerPath, copy, overwrite: true);
        File.Copy(LedgerPath + "-wal", copy + "-wal", overwrite: true);
        File.Delete(copy + "-shm");
        return copy;
    }

    /// <summary>Starts it, also after it was stopped or killed.</summary>
    public async Task StartAgainAsync()
    {
        program = shell is null
            ? RunningProgram.Start(Programs.Gateway, Arguments(), "ready", environment)
            : RunningProgram.StartFile(
                "unshare", Programs.Gateway, ["--user", "--map-root-user", "--mount", "sh", "-c", $"{shell} && exec \"$@\"", DataPath, "dotnet", Programs.Dll(Programs.Gateway), .. Arguments()], "ready", environment);
        await program.ReadyAsync();
        inside = shell is null ? "" : $"/proc/{program.Id}/root";
    }

    /// <summary>A connection to its sample socket that has said nothing yet.</summary>
    public Task<Door> OpenAsync() => Door.OpenAsync(SamplesPath);

    /// <summary>Starts it again after it has stopped.</summary>
    public async Task RestartAsync()
    {
        await program.DisposeAsync();
        program = RunningProgram.Start(Programs.Gateway, Arguments(), "ready");
        await program.ReadyAsync();
    }

    /// <summary>A start that is to be refused.</summary>
    public Task<RunningProgram> TryAgainAsync() => RunningProgram.RunAsync(Programs.Gateway, Arguments());

    private string[] Arguments() =>
    [
        "run", "--site", Path.Combine(folder, "site.yaml"), "--data", DataPath, "--samples", SamplesPath,
        "--broker", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Ports.Free()}"), "--http", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port}"),
    ];

    /// <summary>Asks it to stop in order.</summary>
    /// <returns>Its exit code.</returns>
    public Task<int> StopAsync() => program.StopAsync();

    /// <summary>Kills it.</summary>
    public Task KillAsync() => program.KillAsync();

    /// <summary>Its page and its control socket, as the tool and a browser ask them.</summary>
    public HttpClient Client(bool control) => new(new SocketsHttpHandler
    {
        ConnectCallback = async (context, stop) =>
        {
            EndPoint end = control ? new UnixDomainSocketEndPoint(ControlPath) : new IPEndPoint(IPAddress.Loopback, Port);
            var socket = new Socket(end.AddressFamily, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(end, stop);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    { BaseAddress = new Uri("http://gateway/"), Timeout = StoreroomRig.Deadline };

    /// <summary>What it says of itself.</summary>
    public async Task<string> HealthAsync()
    {
        using var answer = await http.GetAsync(new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}/health")));
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>What one of its checks says.</summary>
    public async Task<(string? Status, string? Says)> CheckAsync(string name)
    {
        using var health = JsonDocument.Parse(await HealthAsync());
        var check = health.RootElement.GetProperty("checks").GetProperty(name);
        return (check.GetProperty("status").GetString(), check.GetProperty("says").GetString());
    }

    /// <summary>How often it refused a kind of input.</summary>
    public async Task<long> RefusedAsync(string kind)
    {
        using var health = JsonDocument.Parse(await HealthAsync());
        return health.RootElement.GetProperty("counters").GetProperty("refused").TryGetProperty(kind, out var count) ? count.GetInt64() : 0;
    }

    /// <summary>A connection that said hello and was answered.</summary>
    public async Task<Door> GreetedAsync(string host)
    {
        var door = await OpenAsync();
        await door.SayAsync($$"""{"type":"hello","version":1,"host":"{{host}}","session":"s"}""");
        Assert.IsType<AckLine>(await door.AnswerAsync());
        return door;
    }

    /// <summary>The page as an operator sees it.</summary>
    public async Task<string> PageAsync() => await http.GetStringAsync(new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}/")));

    /// <summary>Waits until /health counts so many refused lines and connections, and no more than that.</summary>
    public Task RefusedAsync(int count) => WaitAsync(async () => await RefusedAsync() == count, $"{count} refused");

    private async Task<long> RefusedAsync()
    {
        using var health = JsonDocument.Parse(await HealthAsync());
        return health.RootElement.GetProperty("counters").GetProperty("refused").EnumerateObject().Sum(kind => kind.Value.GetInt64());
    }

    /// <summary>Waits until its log holds a text.</summary>
    public Task LoggedAsync(string text) => WaitAsync(() => Task.FromResult(Log.Contains(text, StringComparison.Ordinal)), $"'{text}' in the log");

    /// <summary>Waits for a condition; a failure shows what the gateway said.</summary>
    public Task WaitAsync(Func<Task<bool>> condition, string what) => Until.TrueAsync(condition, () => $"{what}\n{program.Tail}", StoreroomRig.Deadline);

    /// <summary>It is well: it has not ended and has logged no failure of its own.</summary>
    public void IsWell()
    {
        Assert.False(HasExited, program.Tail);
        Assert.DoesNotContain("fail: EdgeStock", Log, StringComparison.Ordinal);
        Assert.DoesNotContain("crit:", Log, StringComparison.Ordinal);
        Assert.DoesNotContain("   at EdgeStock", Log, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        TestContext.Current.TestOutputHelper?.WriteLine(program.Tail);
        http.Dispose();
        await program.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [GeneratedRegex(@"VmRSS:\s+(\d+) kB")]
    private static partial Regex ResidentLine();
}

/// <summary>The test's end of a connection.</summary>
internal sealed class Door : IDisposable
{
    private readonly NetworkStream stream;
    private readonly LineReader lines;

    private Door(Socket socket)
    {
        stream = new NetworkStream(socket, ownsSocket: true);
        lines = new LineReader(stream, LineCodec.MaxLineBytes);
    }

    public static async Task<Door> OpenAsync(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path));
        return new(socket);
    }

    public Task SayAsync(string line) => SendAsync(Encoding.UTF8.GetBytes(line + "\n"));

    public async Task SendAsync(byte[] octets) => await stream.WriteAsync(octets);

    /// <summary>The scale reports up or down: an event, so that it is committed and acknowledged at once.</summary>
    public Task SayStateAsync(ulong n, bool up) =>
        SayAsync(Encoding.UTF8.GetString(LineCodec.ToUtf8(new DeviceLine(up ? "up" : "down") { N = n, At = DateTimeOffset.UnixEpoch.AddYears(56).AddSeconds(n), Device = "scale-1" })));

    /// <summary>The next line from the gateway; null when it closed the connection.</summary>
    public async Task<Line?> AnswerAsync()
    {
        LineRead read;
        try
        {
            read = await lines.ReadAsync(CancellationToken.None).WaitAsync(StoreroomRig.Deadline);
        }
        catch (IOException)
        {
            // reset: closed while we still wrote
            return null;
        }

        if (read.Kind == LineKind.End)
        {
            return null;
        }

        Assert.True(LineCodec.TryParse(read.Bytes.Span, null, out var line, out var error), error);
        return line;
    }

    public void Dispose() => stream.Dispose();
}
