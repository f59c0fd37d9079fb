using EdgeStock.Simulator.Devices.LlrpReader;
using EdgeStock.Simulator.Devices.MtSics;
using EdgeStock.Simulator.Devices.Sysfs;
using EdgeStock.Simulator.Physics;
using EdgeStock.Simulator.Scenarios;

namespace EdgeStock.Simulator;

/// <summary>A storeroom with its devices running: their ports listen, their files are written, the truth goes to a file.</summary>
internal sealed class WardProcess : IAsyncDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan ClimatePeriod = TimeSpan.FromMilliseconds(ClimateChip.PeriodMs);

    private readonly Storeroom storeroom;
    private readonly TimeProvider clock;
    private readonly List<MtSicsScale> scales = [];
    private readonly ReaderEmulator reader;
    private readonly TruthFile truth;

    /// <summary>Starts everything and writes site.yaml, hardware.yaml and the beginning of truth.jsonl.</summary>
    /// <param name="storeroom">What the devices observe.</param>
    /// <param name="folder">An absolute path; it is made where it is missing.</param>
    /// <param name="clock">Time of the simulation.</param>
    public WardProcess(Storeroom storeroom, string folder, TimeProvider clock)
    {
        (this.storeroom, this.clock) = (storeroom, clock);
        Directory.CreateDirectory(folder);
        foreach (var bin in storeroom.Scenario.Bins)
        {
            var plate = new ScalePlate($"SIM-{bin.Device}", bin.Cell.FullScaleGrams, bin.Cell.ResolutionGrams);
            scales.Add(new MtSicsScale(plate, at => storeroom.Weigh(bin.Id, at), clock));
        }

        reader = new ReaderEmulator(new ReaderOptions { Antennas = storeroom.Scenario.Antennas.Count }, storeroom.Inventory, clock);
        reader.Start();
        Sysfs = new HwmonTree(Path.Combine(folder, "sys"));
        Measure();
        truth = new TruthFile(storeroom, Path.Combine(folder, "truth.jsonl"));
        File.WriteAllText(Path.Combine(folder, "site.yaml"), SiteFile.Text(storeroom.Scenario));
        File.WriteAllText(Path.Combine(folder, "hardware.yaml"), HardwareFile.Text(storeroom.Scenario, folder, reader.Port, ScalePorts));
    }

    /// <summary>Ports of the scales, in the order of the bins.</summary>
    public IReadOnlyList<int> ScalePorts => [.. scales.Select(scale => scale.Port)];

    /// <summary>The tree of the climate chips; a test may break chips in it.</summary>
    public HwmonTree Sysfs { get; }

    /// <summary>Keeps the climate files and the truth up to date until stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Beat, clock);
        var measured = clock.GetUtcNow();
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                var now = clock.GetUtcNow();
                truth.WriteUntil(now);
                if (now - measured >= ClimatePeriod)
                {
                    measured = now;
                    Measure();
                }
            }
        }
        catch (OperationCanceledException)
        {
            truth.WriteUntil(clock.GetUtcNow());
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await reader.DisposeAsync();
        foreach (var scale in scales)
        {
            await scale.DisposeAsync();
        }

        truth.Dispose();
    }

    private void Measure()
    {
        var ms = storeroom.Since(clock.GetUtcNow());
        foreach (var chip in storeroom.Chips)
        {
            Sysfs.Write(chip.Plan.Address, chip.Read(ms));
        }
    }
}
