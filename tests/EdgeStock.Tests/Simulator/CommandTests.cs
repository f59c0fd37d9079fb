using System.CommandLine;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using EdgeStock.Simulator;
using EdgeStock.Simulator.Scenarios;

namespace EdgeStock.Tests.Simulator;

public sealed partial class CommandTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string folder = Directory.CreateTempSubdirectory("edgestock-run-").FullName;
    private readonly ReadyWriter ready = new();
    private readonly CancellationTokenSource stop = new();

    public void Dispose()
    {
        stop.Dispose();
        ready.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Site_prints_the_site_file()
    {
        var output = new StringWriter();

        Assert.Equal(0, await Invoke(["site"], output, CancellationToken.None));

        Assert.Equal(SiteFile.Text(Ward.Scenario), output.ToString());
    }

    [Fact]
    public async Task Trace_writes_a_trace_and_its_truth()
    {
        var path = Path.Combine(folder, "ward.jsonl");

        Assert.Equal(0, await Invoke(["trace", "--seed", "3", "--hours", "0.1", "--out", path, "--idle-s", "30"], TextWriter.Null, CancellationToken.None));

        Assert.StartsWith("""{"type":"trace","version":1,"id":"ward","seed":3,"duration":360,""", File.ReadLines(path).First(), StringComparison.Ordinal);
        Assert.StartsWith("""{"type":"truth","version":1,"id":"ward","seed":3,""", File.ReadLines(path + ".truth.jsonl").First(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task History_writes_a_site_file_a_trace_and_its_truth()
    {
        Assert.Equal(0, await Invoke(["history", "--seed", "3", "--days", "2", "--articles", "12", "--dir", folder, "--tick", "60", "--end", "2026-03-30T04:00:00Z"], TextWriter.Null, CancellationToken.None));

        Assert.StartsWith("site: lund\n", File.ReadAllText(Path.Combine(folder, "site.yaml")), StringComparison.Ordinal);
        var trace = File.ReadLines(Path.Combine(folder, "history.ndjson")).ToList();
        Assert.StartsWith("""{"type":"trace","version":1,"id":"storeroom","seed":3,"duration":172800,""", trace[0], StringComparison.Ordinal);
        Assert.Equal((2 * 24 * 60) + 1, trace.Count(l => l.StartsWith("{\"type\":\"tick\"", StringComparison.Ordinal)));

        // 04:00 UTC on the 28th to the 30th of March, over the change to summer time: the evenings of two local days lie in between.
        Assert.Equal(2 * 12, File.ReadLines(Path.Combine(folder, "truth.jsonl")).Count(l => l.Contains("\"type\":\"day\"", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_wards_past_ends_with_the_site_file_that_the_running_ward_begins_with()
    {
        Assert.Equal(0, await Invoke(["history", "--scenario", "ward", "--days", "1", "--dir", folder, "--tick", "300"], TextWriter.Null, CancellationToken.None));

        Assert.Equal(SiteFile.Text(Ward.Scenario), File.ReadAllText(Path.Combine(folder, "site.yaml")));
    }

    [Theory]
    [InlineData("trace --out x --hours 0")]
    [InlineData("trace --out x --hours 1 --start tomorrow")]
    [InlineData("trace --out x --hours 1 --cycle-s 1")]
    [InlineData("run")]
    [InlineData("run --dir x --scenario pharmacy")]
    [InlineData("run --dir x --visits-per-hour -1")]
    [InlineData("history")]
    [InlineData("history --dir x --days 0")]
    [InlineData("history --dir x --articles 121")]
    [InlineData("history --dir x --end yesterday")]
    [InlineData("history --dir x --tick 0")]
    [InlineData("history --dir x --scenario pharmacy")]
    public async Task Wrong_arguments_are_refused_before_anything_starts(string arguments) =>
        Assert.NotEqual(0, await Invoke(arguments.Split(' '), TextWriter.Null, CancellationToken.None));

    [Fact]
    public async Task Run_says_ready_when_every_device_answers_and_stops_cleanly()
    {
        var running = Invoke(["run", "--dir", folder, "--visits-per-hour", "1200"], ready, stop.Token);
        try
        {
            Assert.Equal($"ready {folder}", await ready.Line.Task.WaitAsync(Patience));

            Assert.Equal(SiteFile.Text(Ward.Scenario), File.ReadAllText(Path.Combine(folder, "site.yaml")));
            var ports = Addresses().Matches(File.ReadAllText(Path.Combine(folder, "hardware.yaml"))).Select(m => int.Parse(m.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
            Assert.Equal(25, ports.Distinct().Count());
            using var patience = new CancellationTokenSource(Patience);
            foreach (var port in ports[1..])
            {
                using var client = new TcpClient();
                await client.ConnectAsync("127.0.0.1", port);
                await client.GetStream().WriteAsync("SI\r\n"u8.ToArray());
                using var reader = new StreamReader(client.GetStream());
                Assert.Matches("^S [SD] +[0-9.]+ g$", await reader.ReadLineAsync(patience.Token));
            }

            var chip = new FileInfo(Path.Combine(folder, "sys", "class", "hwmon", "hwmon1", "temp1_input"));
            var first = File.ReadAllText(chip.FullName);
            await Until(() => File.ReadAllText(chip.FullName) != first, "the climate files are kept up to date");
            var truth = Path.Combine(folder, "truth.jsonl");
            await Until(() => Shared(truth).Contains("\"type\":\"move\"", StringComparison.Ordinal), "the truth is written as it happens");
        }
        finally
        {
            await stop.CancelAsync();
        }

        Assert.Equal(0, await running.WaitAsync(Patience));
    }

    private static Task<int> Invoke(string[] arguments, TextWriter output, CancellationToken stop) =>
        CommandLine.Root(TimeProvider.System).Parse(arguments).InvokeAsync(new InvocationConfiguration { Output = output, Error = TextWriter.Null }, stop);

    private static async Task Until(Func<bool> holds, string what)
    {
        using var deadline = new CancellationTokenSource(Patience);
        while (!holds())
        {
            Assert.False(deadline.IsCancellationRequested, $"in {Patience.TotalSeconds} s: {what}");
            await Task.Delay(50);
        }
    }

    private static string Shared(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"address: 127\.0\.0\.1:(\d+)\n")]
    private static partial Regex Addresses();

    /// <summary>Catches the line that says the simulator is ready.</summary>
    private sealed class ReadyWriter : StringWriter
    {
        public TaskCompletionSource<string> Line { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override Task WriteLineAsync(string? value)
        {
            Line.TrySetResult(value ?? "");
            return Task.CompletedTask;
        }
    }
}
