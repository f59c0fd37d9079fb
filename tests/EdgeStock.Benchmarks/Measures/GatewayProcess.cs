using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using EdgeStock.Benchmarks.Ward;
using EdgeStock.SystemTests.Broker;

namespace EdgeStock.Benchmarks.Measures;

/// <summary>The real gateway in a process of its own, as it is installed.</summary>
internal sealed class GatewayProcess : IAsyncDisposable
{
    private const double JiffiesPerSecond = 100;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly Task<string> errors;

    private GatewayProcess(Process process, string samples, Uri page)
    {
        (this.process, Samples, Page) = (process, samples, page);
        errors = process.StandardError.ReadToEndAsync();
        Ready = ReadyAsync(Stopwatch.GetTimestamp());
    }

    /// <summary>Completes when it listens, with the time from its start.</summary>
    public Task<TimeSpan> Ready { get; }

    /// <summary>Its socket for samples.</summary>
    public string Samples { get; }

    /// <summary>Its page.</summary>
    public Uri Page { get; }

    /// <summary>Resident memory in MB.</summary>
    public double ResidentMegabytes => Status("VmRSS:") / 1024;

    /// <summary>What of it is the process's own and not pages of files, such as the runtime's, in MB.</summary>
    public double OwnMegabytes => Status("RssAnon:") / 1024;

    /// <summary>The most that was ever resident, in MB.</summary>
    public double PeakMegabytes => Status("VmHWM:") / 1024;

    /// <summary>Processor time used since its start.</summary>
    public TimeSpan Processor
    {
        get
        {
            // fields 14 and 15 of proc(5); the second, the program's name, may hold spaces and ends with the last bracket
            var stat = File.ReadAllText($"/proc/{process.Id}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return TimeSpan.FromSeconds((long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) / JiffiesPerSecond);
        }
    }

    /// <summary>Starts it on a folder that holds its ledger.</summary>
    public static GatewayProcess Start(string dll, string data, int brokerPort)
    {
        var site = Path.Combine(data, "site.yaml");
        File.WriteAllText(site, BenchWard.Text);
        var samples = Path.Combine(data, "samples.sock");
        var address = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{FreePort()}");
        string[] arguments = [dll, "run", "--site", site, "--data", data, "--samples", samples, "--broker", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{brokerPort}"), "--http", address];
        return new(Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!, samples, new($"http://{address}/"));
    }

    /// <summary>How long the same program takes to say how it is used: what .NET itself needs to start.</summary>
    public static async Task<TimeSpan> StartBareAsync(string dll)
    {
        var begin = Stopwatch.GetTimestamp();
        await Tool.RunAsync("dotnet", dll, "--help");
        return Stopwatch.GetElapsedTime(begin);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await Tool.SignalAsync(process, "TERM");
            try
            {
                await process.WaitForExitAsync().WaitAsync(Deadline);
            }
            catch (TimeoutException)
            {
                process.Kill();
            }
        }

        process.Dispose();
    }

    private async Task<TimeSpan> ReadyAsync(long begin) => await process.StandardOutput.ReadLineAsync().WaitAsync(Deadline) == "ready"
        ? Stopwatch.GetElapsedTime(begin)
        : throw new InvalidOperationException($"the gateway ended at once: {await errors}");

    private double Status(string field) => File.ReadLines($"/proc/{process.Id}/status")
        .Where(l => l.StartsWith(field, StringComparison.Ordinal))
        .Select(l => double.Parse(l[field.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture))
        .First();

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
