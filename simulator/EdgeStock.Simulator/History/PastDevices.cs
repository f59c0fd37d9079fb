using EdgeStock.Simulator.Physics;
using EdgeStock.Wire;

namespace EdgeStock.Simulator.History;

/// <summary>What scales, reader and climate chips of the past say.</summary>
internal sealed class PastDevices(PastStoreroom storeroom, IReadOnlyList<Shelf> shelves, LocalDays days, Agenda agenda, PastTrace trace, long seed)
{
    /// <summary>After a change a scale is heard at rest so often and so fast: the gateway believes weights that agree for 1.2 s.</summary>
    private const int BurstSamples = 6;

    private const long BurstMs = 280;
    private const long RestMs = 900;
    private const double TagRssi = -55;

    private readonly HashSet<string> silent = [];
    private readonly Dictionary<string, long> said = [];

    /// <summary>Lets every device speak from t0 on.</summary>
    public void Begin()
    {
        var index = 0;
        foreach (var place in shelves.SelectMany(s => s.Places).Where(p => p.Bin is not null))
        {
            Settle(place, 0);
            agenda.At(30_000 + (index++ * 1987 % (long)(storeroom.ScaleSeconds * 1000)), ms => Idle(place, ms));
        }

        if (storeroom.Reader is not null)
        {
            agenda.At(2_000, Inventory);
        }

        var air = new SterileAir(seed, days.T0);
        foreach (var plan in storeroom.Climate)
        {
            var chip = new ClimateChip(plan, air, seed);
            agenda.At(1_000 + (41 * index++), ms => Measure(chip, ms));
        }
    }

    /// <summary>What lies in a place has changed: its scale comes to rest a little later and is heard.</summary>
    public void Settle(ShelfPlace place, long ms)
    {
        if (place.Cell is null)
        {
            return;
        }

        place.Cell.Load(ms, place.LoadGrams);
        for (var i = 0; i < BurstSamples; i++)
        {
            agenda.At(ms + RestMs + (i * BurstMs), at => Weigh(place, at));
        }
    }

    /// <summary>A device is silent for a while; its host may say that it is lost.</summary>
    public void Fail(string device, long fromMs, long untilMs, bool announced)
    {
        agenda.At(fromMs, ms =>
        {
            silent.Add(device);
            if (announced)
            {
                trace.Put(new DeviceLine("down", "cable unplugged") { At = days.Instant(ms), Device = device });
            }
        });
        agenda.At(untilMs, ms =>
        {
            silent.Remove(device);
            if (shelves.SelectMany(s => s.Places).FirstOrDefault(p => p.Bin?.Device == device) is { } place)
            {
                Settle(place, ms);
            }
        });
    }

    /// <summary>Whether a device says nothing now.</summary>
    public bool IsSilent(string device) => silent.Contains(device);

    /// <summary>Somebody sets a scale to zero: what it has drifted so far is forgotten.</summary>
    public void Zero(ShelfPlace place, long ms)
    {
        if (place.Cell is { } cell)
        {
            // So many looks that their mean has no noise to speak of.
            place.ZeroGrams = Enumerable.Range(0, 64).Average(i => cell.Signal(ms - i, 0)) - place.LoadGrams;
            trace.Put(new CommandInputLine(days.Instant(ms), "zeroed", "p-3", place.Bin!.Device));
        }
    }

    private void Idle(ShelfPlace place, long ms)
    {
        Weigh(place, ms);
        agenda.At(ms + (long)(storeroom.ScaleSeconds * 1000), at => Idle(place, at));
    }

    private void Weigh(ShelfPlace place, long ms)
    {
        var (device, cell) = (place.Bin!.Device, place.Cell!);
        if (silent.Contains(device) || said.GetValueOrDefault(device, -1) >= ms)
        {
            return;
        }

        said[device] = ms;
        var step = place.Bin.Cell.ResolutionGrams;
        trace.Put(new WeightLine(Math.Round(Math.Round((cell.Signal(ms, 0) - place.ZeroGrams) / step) * step, 2)) { At = days.Instant(ms), Device = device });
    }

    private void Inventory(long ms)
    {
        var reader = storeroom.Reader!;
        if (!silent.Contains(reader))
        {
            foreach (var piece in shelves.SelectMany(s => s.Places).SelectMany(p => p.Pieces).Where(p => p.Epc is not null))
            {
                trace.Put(new ReadLine(piece.Epc!, TagRssi, 3) { At = days.Instant(ms), Device = $"{reader}/1" });
            }

            trace.Put(new RoundLine(Ended: true) { At = days.Instant(ms), Device = reader });
        }

        agenda.At(ms + (long)(storeroom.ScaleSeconds * 1000), Inventory);
    }

    private void Measure(ClimateChip chip, long ms)
    {
        var reading = chip.Read(ms);
        trace.Put(new ClimateLine(reading.MilliCelsius / 1000.0) { At = days.Instant(ms), Device = $"{chip.Plan.Device}/temperature" });
        trace.Put(new ClimateLine(reading.MilliHumidity / 1000.0) { At = days.Instant(ms), Device = $"{chip.Plan.Device}/humidity" });
        agenda.At(ms + (long)(storeroom.ClimateSeconds * 1000), later => Measure(chip, later));
    }
}
