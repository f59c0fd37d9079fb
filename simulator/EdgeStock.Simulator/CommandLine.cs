using System.CommandLine;
using System.CommandLine.Help;
using EdgeStock.Simulator.ClimateYear;
using EdgeStock.Simulator.History;
using EdgeStock.Simulator.Physics;
using EdgeStock.Simulator.Scenarios;
using EdgeStock.Wire;

namespace EdgeStock.Simulator;

/// <summary>The verbs of edgestock-simulator.</summary>
internal static class CommandLine
{
    /// <summary>Start of a trace unless the caller names another: a Monday morning.</summary>
    private static readonly DateTimeOffset TraceStart = new(2026, 3, 2, 6, 0, 0, TimeSpan.Zero);

    /// <summary>All of them, under the launcher's name: a RootCommand would call itself after the assembly.</summary>
    public static Command Root(TimeProvider clock) => new("edgestock-simulator", "Simulated ward storeroom: the physics, and devices that speak their own protocols.")
    {
        Run(clock),
        Site(),
        Trace(),
        HistoryVerb.Make(),
        ClimateYearVerb.Make(),
        new HelpOption(),
        new VersionOption(),
    };

    private static Command Run(TimeProvider clock)
    {
        var folder = new Option<string>("--dir") { Description = "Folder for site.yaml, hardware.yaml, truth.jsonl and the sysfs tree", Required = true };
        var seed = Seed();
        var visits = Visits();
        var scenario = ScenarioName();
        var command = new Command("run", "Run the devices until stopped; prints 'ready DIR' when all of them listen.") { folder, seed, visits, scenario };
        command.SetAction(async (result, stop) =>
        {
            var path = Path.GetFullPath(result.GetRequiredValue(folder));

            // whole seconds, so that a run's times read well beside its truth
            var t0 = DateTimeOffset.FromUnixTimeSeconds(clock.GetUtcNow().ToUnixTimeSeconds());
            var storeroom = new Storeroom(Ward.Scenario, result.GetValue(seed), t0, result.GetValue(visits));
            await using var ward = new WardProcess(storeroom, path, clock);
            await result.InvocationConfiguration.Output.WriteLineAsync($"ready {path}");
            await ward.RunAsync(stop);
            return 0;
        });
        return command;
    }

    private static Command Site()
    {
        var scenario = ScenarioName();
        var command = new Command("site", "Print the gateway's site file of a scenario.") { scenario };
        command.SetAction(result => result.InvocationConfiguration.Output.Write(SiteFile.Text(Ward.Scenario)));
        return command;
    }

    private static Command Trace()
    {
        var hours = new Option<double>("--hours") { Description = "How much time the trace covers", Required = true };
        var file = new Option<string>("--out") { Description = "The trace; its truth goes beside it as FILE.truth.jsonl", Required = true };
        var start = new Option<string>("--start") { Description = "UTC instant at which it begins", DefaultValueFactory = _ => LineCodec.Format(TraceStart) };
        var idle = new Option<double>("--idle-s") { Description = "A scale at rest says its weight so often", DefaultValueFactory = _ => HardwareFile.IdleSeconds };
        var cycle = new Option<double>("--cycle-s") { Description = "An inventory cycle begins so often, at least 2", DefaultValueFactory = _ => HardwareFile.InventoryPeriodSeconds };
        var seed = Seed();
        var visits = Visits();
        var scenario = ScenarioName();
        hours.Validators.Add(result => Check(result, result.GetValueOrDefault<double>() is > 0 and <= 100_000, "--hours is above 0 and at most 100000"));
        idle.Validators.Add(result => Check(result, result.GetValueOrDefault<double>() is >= 0.1 and <= 3600, "--idle-s is from 0.1 to 3600"));
        cycle.Validators.Add(result => Check(result, result.GetValueOrDefault<double>() is >= HardwareFile.InventorySeconds and <= 3600, "--cycle-s is from 2 to 3600"));
        start.Validators.Add(result => Check(result, LineCodec.TryParseInstant(result.GetValueOrDefault<string>(), out _), "--start is a UTC instant such as 2026-03-02T06:00:00Z"));

        var command = new Command("trace", "Write what the devices would say as a trace, without real time passing.") { scenario, seed, hours, file, start, visits, idle, cycle };
        command.SetAction((result, stop) =>
        {
            var path = result.GetRequiredValue(file);
            var t0 = LineCodec.TryParseInstant(result.GetRequiredValue(start), out var instant) ? instant : TraceStart;
            var duration = TimeSpan.FromHours(result.GetRequiredValue(hours));
            Storeroom Build() => new(Ward.Scenario, result.GetValue(seed), t0, result.GetValue(visits));
            using (var output = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, 1 << 16))
            {
                TraceFile.Write(Build(), Build(), output, new TracePace(result.GetValue(idle), result.GetValue(cycle)), duration, stop);
            }

            using var truth = new TruthFile(Build(), path + ".truth.jsonl");
            truth.WriteUntil(t0 + duration);
            return Task.FromResult(0);
        });
        return command;
    }

    private static Option<long> Seed() => new("--seed") { Description = "Decides everything that chance decides", DefaultValueFactory = _ => 7 };

    private static Option<string> ScenarioName()
    {
        var option = new Option<string>("--scenario") { Description = "Which storeroom", DefaultValueFactory = _ => Ward.Scenario.Id };
        option.AcceptOnlyFromAmong(Ward.Scenario.Id);
        return option;
    }

    private static Option<double?> Visits()
    {
        var option = new Option<double?>("--visits-per-hour") { Description = "A constant pace; without it the hours of a Swedish ward" };
        option.Validators.Add(result => Check(result, result.GetValueOrDefault<double?>() is null or (>= 0 and <= 1200), "--visits-per-hour is from 0 to 1200"));
        return option;
    }

    private static void Check(System.CommandLine.Parsing.OptionResult result, bool holds, string rule)
    {
        if (!holds)
        {
            result.AddError(rule);
        }
    }
}
