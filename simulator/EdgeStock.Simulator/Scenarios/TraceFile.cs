using EdgeStock.Simulator.Physics;
using EdgeStock.Wire;

namespace EdgeStock.Simulator.Scenarios;

/// <summary>How densely a trace samples; the defaults are those of the running demonstration.</summary>
/// <param name="IdleSeconds">A scale at rest says its weight so often.</param>
/// <param name="CycleSeconds">An inventory cycle begins so often.</param>
internal sealed record TracePace(double IdleSeconds = HardwareFile.IdleSeconds, double CycleSeconds = HardwareFile.InventoryPeriodSeconds);

/// <summary>Writes what the devices would have said as a trace, without any real time passing.</summary>
internal sealed class TraceFile
{
    private const string Profile = "se-sterile 22 ±3 °C, 30-70 %RH";

    private readonly Storeroom storeroom;
    private readonly Stream output;
    private readonly TracePace pace;
    private readonly long endMs;
    private readonly PriorityQueue<Action<long>, (long AtMs, long Order)> queue = new();
    private long queued;

    private TraceFile(Storeroom storeroom, Stream output, TracePace pace, TimeSpan duration) =>
        (this.storeroom, this.output, this.pace, endMs) = (storeroom, output, pace, (long)duration.TotalMilliseconds);

    /// <summary>Writes header and samples of so long a time.</summary>
    /// <param name="storeroom">What is observed.</param>
    /// <param name="again">The same storeroom once more: its future gives the tags that appear later, which the header lists.</param>
    public static void Write(Storeroom storeroom, Storeroom again, Stream output, TracePace pace, TimeSpan duration, CancellationToken stop)
    {
        var trace = new TraceFile(storeroom, output, pace, duration);
        trace.WriteHeader(again, duration);
        trace.WriteSamples(stop);
    }

    private void WriteHeader(Storeroom again, TimeSpan duration)
    {
        var scenario = storeroom.Scenario;
        Write(new TraceLine(1, scenario.Id, storeroom.Seed, duration.TotalSeconds, storeroom.T0, $"simulated ward storeroom; sterile room to {Profile}"));
        var zones = scenario.Antennas.Select(antenna => antenna.Zone).Distinct().ToArray();
        foreach (var zone in zones)
        {
            Write(new ZoneLine(zone, "shelf", [.. zones.Where(other => other != zone)], Exit: true));
        }

        foreach (var bin in scenario.Bins)
        {
            var cell = new CellFields(bin.Cell.FullScaleGrams, bin.Cell.NoiseSdGrams, bin.Cell.ResolutionGrams, 0, CellPlan.CreepFraction, CellPlan.DriftGramsPerSqrtHour);
            var report = new ReportFields(HardwareFile.ActiveHertz, pace.IdleSeconds, HardwareFile.HoldSeconds, bin.Cell.TriggerGrams);
            Write(new BinLine(
                bin.Id, bin.Shelf.ToString(), bin.Zone, bin.Article.Id, bin.Article.UnitGrams, bin.Article.UnitSdGrams, bin.Article.LotSdGrams,
                bin.TareGrams, WeighedBin.TareSdGrams, bin.Capacity, null, null, cell, report));
        }

        var (offset, dwell) = (0.0, Dwell.TotalSeconds);
        foreach (var antenna in scenario.Antennas)
        {
            Write(new AntennaHeaderLine($"{scenario.Reader}/{antenna.Port}", scenario.Reader, antenna.Zone, pace.CycleSeconds, offset, dwell));
            offset += dwell;
        }

        WriteTags(again);
        foreach (var chip in storeroom.Chips)
        {
            var point = chip.Plan;
            Write(new SensorLine($"{point.Device}/temperature", "temperature", null, 19, 25, 1800, HardwareFile.ClimateSeconds, ClimateChip.NoiseSdCelsius, 0.003));
            Write(new SensorLine($"{point.Device}/humidity", "humidity", null, 30, 70, 3600, HardwareFile.ClimateSeconds, ClimateChip.NoiseSdHumidity, 0.002));
        }
    }

    private void WriteTags(Storeroom again)
    {
        var known = new HashSet<string>();
        foreach (var (epc, bin) in storeroom.InitialTags())
        {
            known.Add(epc);
            Write(new TagLine(epc, bin.Article.Id));
        }

        foreach (var tag in again.Happenings(0, again.T0.AddMilliseconds(endMs)).OfType<TagMoved>().Where(tag => known.Add(tag.Epc)))
        {
            Write(new TagLine(tag.Epc, null));
        }
    }

    private void WriteSamples(CancellationToken stop)
    {
        // devices start a little apart, as they do
        long start = 37;
        foreach (var bin in storeroom.Scenario.Bins)
        {
            At(start += 41, ms => Weigh(bin, ms, 0));
        }

        var offset = TimeSpan.Zero;
        foreach (var antenna in storeroom.Scenario.Antennas)
        {
            At((long)offset.TotalMilliseconds, ms => Inventory(antenna, ms));
            offset += Dwell;
        }

        foreach (var chip in storeroom.Chips)
        {
            At(start += 41, ms => Measure(chip, ms));
        }

        while (queue.TryDequeue(out var sample, out var key))
        {
            stop.ThrowIfCancellationRequested();
            sample(key.AtMs);
        }
    }

    private TimeSpan Dwell => TimeSpan.FromSeconds((double)HardwareFile.InventorySeconds / storeroom.Scenario.Antennas.Count);

    private void Weigh(BinPlan bin, long ms, long activeUntilMs)
    {
        var at = storeroom.T0.AddMilliseconds(ms);
        var reading = storeroom.Weigh(bin.Id, at);
        var grams = Math.Round(Math.Round(reading.Grams / bin.Cell.ResolutionGrams) * bin.Cell.ResolutionGrams, 2);
        Write(new WeightLine(grams) { At = at, Device = bin.Id });
        if (reading.Moving)
        {
            activeUntilMs = ms + (HardwareFile.HoldSeconds * 1000);
        }

        var next = ms + (1000 / HardwareFile.ActiveHertz);
        if (next > activeUntilMs)
        {
            var idle = at.AddSeconds(pace.IdleSeconds);
            next = storeroom.Since(storeroom.NextTouch(bin.Id, at, idle) ?? idle);
        }

        At(next, later => Weigh(bin, later, activeUntilMs));
    }

    private void Inventory(AntennaPlan antenna, long ms)
    {
        foreach (var sighting in storeroom.Inventory(antenna.Port, storeroom.T0.AddMilliseconds(ms), Dwell))
        {
            var line = new ReadLine(Convert.ToHexString(sighting.Epc), sighting.RssiDbm, sighting.Count)
            {
                At = sighting.LastSeen,
                Device = $"{storeroom.Scenario.Reader}/{antenna.Port}",
            };
            At(storeroom.Since(sighting.LastSeen), _ => Write(line));
        }

        At(ms + (long)(pace.CycleSeconds * 1000), later => Inventory(antenna, later));
    }

    private void Measure(ClimateChip chip, long ms)
    {
        var at = storeroom.T0.AddMilliseconds(ms);
        var reading = chip.Read(ms);
        Write(new ClimateLine(reading.MilliCelsius / 1000.0) { At = at, Device = $"{chip.Plan.Device}/temperature" });
        Write(new ClimateLine(reading.MilliHumidity / 1000.0) { At = at, Device = $"{chip.Plan.Device}/humidity" });
        At(ms + (HardwareFile.ClimateSeconds * 1000), later => Measure(chip, later));
    }

    private void At(long ms, Action<long> what)
    {
        if (ms < endMs)
        {
            queue.Enqueue(what, (ms, queued++));
        }
    }

    private void Write(Line header)
    {
        output.Write(LineCodec.ToUtf8(header));
        output.WriteByte((byte)'\n');
    }

    private void Write(SampleLine sample)
    {
        output.Write(LineCodec.ToTraceUtf8(sample, storeroom.T0));
        output.WriteByte((byte)'\n');
    }
}
