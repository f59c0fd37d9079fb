using EdgeStock.Wire;

namespace EdgeStock.FaultWriter;

/// <summary>
/// A storeroom's day in fast motion, the same for the same seed: levels that change, tags that come and go, an air that leaves its limits,
/// a site file that changes, minutes and hours that pass. The weights are such that nearly every batch makes an event.
/// </summary>
public sealed class InputStream
{
    /// <summary>Name of the one firmware-host.</summary>
    public const string Host = "ward-3-hw";

    private readonly Random random;
    private readonly int[] counts = [.. Enumerable.Repeat(Ward.Capacity, Ward.Bins)];
    private readonly double[] celsius = [.. Enumerable.Repeat(22.0, Ward.Points)];
    private readonly List<SampleLine> lines = [];
    private DateTimeOffset now = new(2027, 1, 1, 6, 0, 0, TimeSpan.Zero);
    private ulong n;

    private InputStream(int seed) => random = new(seed);

    /// <summary>The first batches of a seed's day.</summary>
    public static IReadOnlyList<Batch> Make(int seed, int batches)
    {
        var stream = new InputStream(seed);
        return [.. Enumerable.Range(0, batches).Select(stream.Next)];
    }

    private Batch Next(int number)
    {
        // most moments follow each other; some are far apart, so that minutes and hours close
        now += TimeSpan.FromSeconds(random.Next(60) switch { 0 => 1800, < 8 => 30, _ => 2 });
        lines.Clear();
        for (var change = random.Next(1, 4); change > 0; change--)
        {
            Change();
        }

        if (random.Next(3) == 0)
        {
            Inventory();
        }

        if (random.Next(2) == 0)
        {
            Air();
        }

        int? site = number == 0 ? 0 : random.Next(70) == 0 ? random.Next(Ward.Files.Count) : null;
        return new(number, now, site, [.. lines]);
    }

    /// <summary>A few pieces are taken, or the bin is filled: three weights that agree settle one level.</summary>
    private void Change()
    {
        var bin = random.Next(Ward.Bins);
        counts[bin] = counts[bin] > 3 ? counts[bin] - random.Next(1, 3) : Ward.Capacity;
        for (var i = 0; i < 3; i++)
        {
            var grams = Ward.TareGrams + (counts[bin] * Ward.UnitGrams) + random.NextDouble() - 0.5;
            Add(new WeightLine(Math.Round(grams * 2) / 2) { At = now.AddMilliseconds((i * 600) - 1200), Device = Ward.Scale(bin) });
        }
    }

    private void Inventory()
    {
        for (var tag = 0; tag < Ward.Tags; tag++)
        {
            // each tag stays for some minutes at an antenna, then moves or leaves
            var mood = (int)(now.ToUnixTimeSeconds() / 120 * (tag + 3) % 5);
            if (mood < 4 && random.Next(10) > 1)
            {
                Add(new ReadLine(Ward.Epc(tag), -50 - random.Next(20), random.Next(1, 5)) { At = now, Device = Ward.Antenna(mood / 2) });
            }
        }

        Add(new RoundLine(Ended: true) { At = now, Device = "reader-1" });
    }

    private void Air()
    {
        for (var point = 0; point < Ward.Points; point++)
        {
            celsius[point] = Math.Clamp(celsius[point] + ((random.NextDouble() - 0.5) * 5), 14, 31);
            Add(new ClimateLine(Math.Round(celsius[point], 3)) { At = now, Device = Ward.Climate(point) + "/temperature" });
            Add(new ClimateLine(Math.Round(45 + random.NextDouble(), 3)) { At = now, Device = Ward.Climate(point) + "/humidity" });
        }
    }

    private void Add(SampleLine line) => lines.Add(line with { N = ++n });
}
