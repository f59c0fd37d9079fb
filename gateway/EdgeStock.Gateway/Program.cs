using System.CommandLine;
using System.Net;
using System.Runtime.InteropServices;
using EdgeStock.Gateway.Operations;
using EdgeStock.Ledger;
using EdgeStock.Mqtt;

// edgestock: the gateway and the tool in one program. Exit codes: 0 good, 1 the thing asked about is not good, 2 wrong use or unreadable input.
var site = new Option<string>("--site") { Description = "site file: rooms, devices, bins, climate points", DefaultValueFactory = _ => "/etc/edgestock/site.yaml" };
var data = new Option<string>("--data") { Description = "folder of the ledger and the control socket", DefaultValueFactory = _ => "/var/lib/edgestock" };
var samples = new Option<string>("--samples") { Description = "Unix socket on which firmware-hosts connect", DefaultValueFactory = _ => "/run/edgestock/samples.sock" };
var broker = new Option<string?>("--broker") { Description = "MQTT broker, HOST:PORT; the site file's otherwise" };
var http = new Option<string>("--http") { Description = "where the page is served, ADDRESS:PORT", DefaultValueFactory = _ => "127.0.0.1:8080" };
var verbose = new Option<bool>("--verbose") { Description = "log more" };

var run = new Command("run", "the gateway: takes samples, keeps the ledger, publishes, shows") { site, data, samples, broker, http, verbose };
run.SetAction((parsed, _) => RunCommand.RunAsync(
    new(parsed.GetValue(site)!, parsed.GetValue(data)!, parsed.GetValue(samples)!, parsed.GetValue(broker), Endpoint(parsed.GetValue(http)!)), parsed.GetValue(verbose)));

var trace = new Argument<string>("TRACE") { Description = "a trace, or a recording of 'record'" };
var replaySite = new Option<string?>("--site") { Description = "site file to use instead of the trace's header" };
var output = new Option<string?>("--out") { Description = "file for the lines; standard output otherwise" };
var keep = new Option<string?>("--ledger") { Description = "keep the ledger that the replay makes in this new file" };
var replay = new Command("replay", "run a trace through the same code as a live gateway") { trace, replaySite, output, keep };
replay.SetAction((parsed, _) => ReplayCommand.RunAsync(parsed.GetValue(trace)!, parsed.GetValue(replaySite), parsed.GetValue(output), parsed.GetValue(keep)));

var recording = new Option<string>("--out") { Description = "file for the recording", Required = true };
var tape = new Command("record", "record the running gateway's inputs until Ctrl-C") { data, recording };
tape.SetAction(async (parsed, _) =>
{
    using var stop = new CancellationTokenSource();
    using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
    using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
    return await RecordCommand.RunAsync(parsed.GetValue(data)!, parsed.GetValue(recording)!, stop.Token);

    void Stop(PosixSignalContext signal)
    {
        signal.Cancel = true;
        stop.Cancel();
    }
});

var file = new Argument<string?>("FILE") { Description = "the ledger's file; DATA/ledger.db otherwise", Arity = ArgumentArity.ZeroOrOne };
var verify = new Command("verify", "check the ledger's hash chain") { file, data };
verify.SetAction(parsed => VerifyCommand.Run(parsed.GetValue(file) ?? Path.Combine(parsed.GetValue(data)!, "ledger.db")));

var hex = new Argument<string[]>("HEX") { Description = "one or more LLRP messages in hexadecimal; spaces are allowed", Arity = ArgumentArity.OneOrMore };
var llrp = new Command("llrp", "what LLRP messages say, one JSON object a line") { hex };
llrp.SetAction(parsed => DecodeCommand.Llrp(string.Concat(parsed.GetValue(hex)!)));
var decode = new Command("decode", "what a message says, for support") { llrp };

var root = new RootCommand("EdgeStock: stock and climate of hospital storerooms, counted at the edge") { run, replay, tape, verify, decode };
var result = root.Parse(args);
if (result.Errors.Count > 0)
{
    foreach (var error in result.Errors)
    {
        await Console.Error.WriteLineAsync($"edgestock: {error.Message}");
    }

    await Console.Error.WriteLineAsync("see 'edgestock --help'");
    return 2;
}

try
{
    // The host and 'record' take SIGINT and SIGTERM themselves: a stop lasts until the last commit, not two seconds.
    return await result.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
}
catch (Exception e) when (e is CommandException or LedgerFormatException or LedgerInUseException or BrokerLibraryException or FormatException or IOException or UnauthorizedAccessException)
{
    await Console.Error.WriteLineAsync($"edgestock: {e.Message}");
    return 2;
}

static IPEndPoint Endpoint(string text) => IPEndPoint.TryParse(text, out var end) && end.Port > 0
    ? end
    : throw new CommandException($"--http {text}: write ADDRESS:PORT, such as 127.0.0.1:8080 (only this machine) or 0.0.0.0:8080 (the network)");
