using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using EdgeStock.FirmwareHost;
using EdgeStock.FirmwareHost.Config;
using EdgeStock.Wire;
using Microsoft.Extensions.Logging;

const int Good = 0;
const int WrongUse = 2;

var config = new Option<string>("--config") { Description = "The hardware file (hardware.yaml).", Required = true };
var verbose = new Option<bool>("--verbose") { Description = "Log debug messages too." };

var run = new Command("run", "Serve the devices of the hardware file until SIGTERM or Ctrl-C.") { config, verbose };
run.SetAction(async (parsed, stop) =>
{
    if (Read(parsed) is not { } hardware)
    {
        return WrongUse;
    }

    TimeProvider time;
    try
    {
        time = ScaledClock.FromEnvironment();
    }
    catch (FormatException e)
    {
        await Console.Error.WriteLineAsync($"HW09 {e.Message}. Next: correct or unset {ScaledClock.Variable}.").ConfigureAwait(false);
        return WrongUse;
    }

    using var logs = LoggerFactory.Create(builder => builder
        .SetMinimumLevel(parsed.GetValue(verbose) ? LogLevel.Debug : LogLevel.Information)
        .AddSimpleConsole(console => (console.SingleLine, console.UseUtcTimestamp, console.TimestampFormat) = (true, true, "yyyy-MM-ddTHH:mm:ssZ "))
        .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace));
#pragma warning disable RS0030 // this is the composition root; the id only has to differ from start to start
    var session = Guid.NewGuid().ToString("N");
#pragma warning restore RS0030
    await Host.RunAsync(hardware, session, time, logs, stop).ConfigureAwait(false);
    return Good;
});

var check = new Command("check", "Read the hardware file and print one line a device; no device is touched.") { config };
check.SetAction(parsed =>
{
    if (Read(parsed) is not { } hardware)
    {
        return WrongUse;
    }

    foreach (var device in hardware.Devices)
    {
        Console.WriteLine($"{device.Id}: {device.Driver} {device.Place}; {device.Setting}");
    }

    return Good;
});

// Under the launcher's name: a RootCommand would call itself after the assembly.
var root = new Command("edgestock-firmware-host", "EdgeStock firmware-host: serves the devices of a storeroom and sends their samples to the gateway.") { run, check, new HelpOption(), new VersionOption() };
var command = root.Parse(args);
var code = await command.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(2.8) }).ConfigureAwait(false);
return command.Action is ParseErrorAction ? WrongUse : code;

HardwareConfig? Read(ParseResult parsed)
{
    if (!HardwareFile.TryRead(parsed.GetRequiredValue(config), out var hardware, out var faults))
    {
        foreach (var fault in faults)
        {
            Console.Error.WriteLine(fault);
        }

        return null;
    }

    return Environment.GetEnvironmentVariable("EDGESTOCK_SYSFS_ROOT") is { Length: > 0 } sysfs ? hardware with { Sysfs = Path.GetFullPath(sysfs) } : hardware;
}
