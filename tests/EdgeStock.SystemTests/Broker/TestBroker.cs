using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using EdgeStock.Mqtt;

namespace EdgeStock.SystemTests.Broker;

/// <summary>
/// A real mosquitto on a free loopback port, with a folder of its own that goes when it is disposed. It comes back on the same port
/// after <see cref="StopAsync"/> or <see cref="KillAsync"/>, with its persisted state if <see cref="TestBrokerOptions.Persistence"/> says so.
/// </summary>
public sealed class TestBroker : IAsyncDisposable
{
    private readonly StringBuilder output = new();
    private Process? process;

    private TestBroker(TestBrokerOptions options, string folder, int port) => (Options, Folder, Port) = (options, folder, port);

    public TestBrokerOptions Options { get; }

    /// <summary>Folder of the configuration and the persisted state.</summary>
    public string Folder { get; }

    /// <summary>Port on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>What mosquitto has logged.</summary>
    public string Log
    {
        get
        {
            lock (output)
            {
                return output.ToString();
            }
        }
    }

    /// <summary>Starts a broker and returns when it accepts connections.</summary>
    public static async Task<TestBroker> StartAsync(TestBrokerOptions? options = null)
    {
        options ??= new TestBrokerOptions();
        for (var attempt = 1; ; attempt++)
        {
            var broker = new TestBroker(options, Directory.CreateTempSubdirectory("edgestock-broker-").FullName, Ports.Free());
            try
            {
                await broker.StartAgainAsync();
                return broker;
            }
            catch (InvalidOperationException) when (attempt < 5 && broker.Log.Contains("Address already in use", StringComparison.Ordinal))
            {
                // somebody took the port between our looking and mosquitto's
                await broker.DisposeAsync();
            }
            catch
            {
                await broker.DisposeAsync();
                throw;
            }
        }
    }

    /// <summary>What a client needs to connect over plain TCP.</summary>
    public BrokerOptions Client(string clientId) => new("127.0.0.1", Port, clientId) { User = Options.User, Password = Options.Password };

    /// <summary>Starts it again on the same port after a stop.</summary>
    public async Task StartAgainAsync()
    {
        var config = await Options.WriteAsync(Folder, Port);
        var start = new ProcessStartInfo(Tool.Find("mosquitto"), ["-c", config]) { RedirectStandardError = true, RedirectStandardOutput = true };
        process = new Process { StartInfo = start };
        process.ErrorDataReceived += (_, line) => Note(line.Data);
        process.OutputDataReceived += (_, line) => Note(line.Data);
        process.Start();
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        await Until.TrueAsync(AcceptsAsync, () => $"mosquitto on port {Port} accepts: {Log}");
    }

    /// <summary>Asks it to end (SIGTERM), as an operator would: it saves its state first, if it has any to save. Works on a frozen one too.</summary>
    public async Task StopAsync()
    {
        if (process is { HasExited: false })
        {
            // One that has only just begun to listen forgets a TERM: its main loop begins by saying that it runs.
            var ended = process.WaitForExitAsync();
            await Until.TrueAsync(AskToEndAsync, () => $"mosquitto has ended: {Log}");

            async Task<bool> AskToEndAsync()
            {
                // It may end between the two, and then there is nobody to wake: whether it ended is what is waited for.
                await Tool.EndedAsync("sh", "-c", $"kill -TERM {process.Id}; kill -CONT {process.Id}");
                await ((Task)ended.WaitAsync(TimeSpan.FromSeconds(2))).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return ended.IsCompleted;
            }
        }
    }

    /// <summary>Ends it at once (SIGKILL), as a power cut would.</summary>
    public async Task KillAsync()
    {
        if (process is { HasExited: false })
        {
            process.Kill();
            await process.WaitForExitAsync().WaitAsync(Until.Deadline);
        }
    }

    /// <summary>Makes it silent while its connections stand, as a network does that swallows packets.</summary>
    public Task FreezeAsync() => Tool.SignalAsync(process!, "STOP");

    /// <summary>Lets it go on after <see cref="FreezeAsync"/>.</summary>
    public Task ThawAsync() => Tool.SignalAsync(process!, "CONT");

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        process?.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private async Task<bool> AcceptsAsync()
    {
        if (process!.HasExited)
        {
            await process.WaitForExitAsync();
            throw new InvalidOperationException($"mosquitto ended at once: {Log}");
        }

        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private void Note(string? line)
    {
        lock (output)
        {
            output.AppendLine(line);
        }
    }
}
