using System.CommandLine;
using EdgeStock.Benchmarks;
using EdgeStock.Benchmarks.Measures;
using EdgeStock.Benchmarks.Report;

// make bench: measures what the design promises, each figure beside a floor in the same run (docs/performance.md).
// Exit codes: 0 measured, whatever came out; 2 wrong use.
var json = new Option<string?>("--json") { Description = "write every figure to this file too" };
var folder = new Option<string?>("--folder") { Description = "where ledgers are written (default: the temporary folder); its disk is what is measured" };
var gateway = new Option<string>("--gateway") { Description = "the gateway's program", DefaultValueFactory = _ => Path.Combine(AppContext.BaseDirectory, "EdgeStock.Gateway.dll") };
var full = new Option<bool>("--full") { Description = "1,000,000 entries and a minute of idle traffic instead of 100,000 and ten seconds" };
var idle = new Option<double?>("--idle") { Description = "seconds for which each started gateway is watched" };
var quick = new Option<bool>("--quick") { Description = "few rounds and small numbers: to see that it runs, not to quote" };
var only = new Option<string[]>("--only") { Description = "durable, latency, intake, llrp, process, history, wear; several may be given", AllowMultipleArgumentsPerToken = true };
only.AcceptOnlyFromAmong("durable", "latency", "intake", "llrp", "process", "history", "wear");

var root = new RootCommand("EdgeStock's benchmarks") { json, folder, gateway, full, idle, quick, only };
root.SetAction(async (parsed, stop) =>
{
    var place = Directory.CreateDirectory(Path.Combine(parsed.GetValue(folder) ?? Path.GetTempPath(), $"edgestock-bench-{Environment.ProcessId}")).FullName;
    try
    {
        var history = parsed.GetValue(full);
        var options = new BenchOptions(place, Path.GetFullPath(parsed.GetValue(gateway)!), 5, 3, 1, history ? 1_000_000 : 100_000, TimeSpan.FromSeconds(history ? 60 : 10));
        if (parsed.GetValue(quick))
        {
            options = options with { Rounds = 2, ProcessRounds = 1, Scale = 0.1, History = 5_000, Idle = TimeSpan.FromSeconds(3) };
        }

        if (parsed.GetValue(idle) is { } seconds)
        {
            options = options with { Idle = TimeSpan.FromSeconds(seconds) };
        }

        return await RunAsync(options, parsed.GetValue(only)!, parsed.GetValue(json), stop);
    }
    finally
    {
        Directory.Delete(place, recursive: true);
    }
});
var result = root.Parse(args);
if (result.Errors.Count > 0)
{
    foreach (var error in result.Errors)
    {
        await Console.Error.WriteLineAsync($"bench: {error.Message}");
    }

    return 2;
}

try
{
    // Ctrl-C: brokers and gateways that were started are stopped first.
    return await result.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });
}
catch (OperationCanceledException)
{
    return 130;
}

static async Task<int> RunAsync(BenchOptions options, string[] only, string? json, CancellationToken stop)
{
    (string Id, Func<Task<Section>> Run)[] all =
    [
        ("durable", () => Task.Run(() => DurableEvents.Run(options, stop))),
        ("latency", () => SampleToMessage.RunAsync(options, stop)),
        ("intake", () => Task.Run(() => InputRates.Run(options, stop))),
        ("llrp", () => Task.Run(() => ReportDecoding.Run(options, stop))),
        ("process", () => StartAndMemory.RunAsync(options, stop)),
        ("history", () => Task.Run(() => LongLedger.Run(options, stop))),
        ("wear", () => Task.Run(() => DayOfWriting.Run(options, stop))),
    ];

    var machine = Machine.Describe(options.Folder);
    var sections = new List<Section>();
    foreach (var (id, run) in all.Where(m => only.Length == 0 || only.Contains(m.Id)))
    {
        await Console.Error.WriteLineAsync($"measuring {id} …");
        sections.Add(await run());
    }

    var load = Machine.Load();
    foreach (var line in machine.Lines().Append($"load after {load} · median [lowest–highest] of {options.Rounds} interleaved rounds, of {options.ProcessRounds} starts in 5"))
    {
        await Console.Out.WriteLineAsync(line);
    }

    Table.Write(Console.Out, sections);
    if (json is not null)
    {
        JsonReport.Write(json, machine, load, sections);
    }

    return 0;
}
