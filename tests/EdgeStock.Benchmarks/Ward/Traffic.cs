using System.Globalization;
using EdgeStock.Wire;

namespace EdgeStock.Benchmarks.Ward;

/// <summary>What the storeroom's one firmware-host says, numbered. Seeded: two of the same age say the same.</summary>
/// <param name="begin">When the first change of a level happens.</param>
internal sealed class Traffic(DateTimeOffset begin)
{
    /// <summary>Name of the host.</summary>
    public const string Host = "bench-hw";

    private static readonly TimeSpan BetweenWeights = TimeSpan.FromSeconds(1);

    /// <summary>Three weights a change, bins in turn: a bin's next change comes after its last.</summary>
    private static readonly TimeSpan BetweenChanges = 3 * BetweenWeights / BenchWard.Bins;

    private readonly Random noise = new(20_270_101);
    private readonly int[] counts = [.. Enumerable.Repeat(BenchWard.Capacity + 1, BenchWard.Bins)];
    private long changes;

    /// <summary>The number of the next line.</summary>
    public ulong Next { get; set; } = 1;

    /// <summary>Where the changes of levels have come to.</summary>
    public DateTimeOffset Now => begin + (changes * BetweenChanges);

    /// <summary>The bin that the last <see cref="Change"/> was about.</summary>
    public int LastBin { get; private set; }

    /// <summary>
    /// The next bin's level changes by one piece down, or up to full when it is nearly empty: three weights a second apart. The third
    /// agrees with the two before it and so makes exactly one event (the bin's first change makes its first count).
    /// </summary>
    public WeightLine[] Change()
    {
        var bin = (int)(changes % BenchWard.Bins);
        var at = Now;
        changes++;
        LastBin = bin;
        counts[bin] = counts[bin] > 4 ? counts[bin] - 1 : BenchWard.Capacity;
        return [Weigh(bin, at), Weigh(bin, at + BetweenWeights), Weigh(bin, at + (2 * BetweenWeights))];
    }

    /// <summary>A weight at the bin's present level.</summary>
    public WeightLine Weigh(int bin, DateTimeOffset at) =>
        new(Math.Round((BenchWard.TareGrams + (counts[bin] * BenchWard.UnitGrams) + Noise(0.7)) * 2) / 2) { N = Next++, At = at, Device = BenchWard.Scale(bin) };

    /// <summary>One inventory round: each tag at its own antenna, and every fifth weakly at the next one too.</summary>
    public IEnumerable<ReadLine> Inventory(DateTimeOffset at)
    {
        for (var tag = 0; tag < BenchWard.Tags; tag++)
        {
            yield return Read(tag, tag % BenchWard.Antennas, -52 + Noise(2), at.AddMilliseconds(tag));
            if (tag % 5 == 0)
            {
                yield return Read(tag, (tag + 1) % BenchWard.Antennas, -72 + Noise(1), at.AddMilliseconds(tag));
            }
        }
    }

    /// <summary>The reader says that a round ended.</summary>
    public RoundLine InventoryEnd(DateTimeOffset at) => new(Ended: true) { N = Next++, At = at, Device = "reader-1" };

    /// <summary>A climate point's two values, within limits and never still.</summary>
    public IEnumerable<ClimateLine> Climate(int point, DateTimeOffset at)
    {
        yield return new(Math.Round(22 + Noise(0.02), 3)) { N = Next++, At = at, Device = BenchWard.Climate(point) + "/temperature" };
        yield return new(Math.Round(45 + Noise(0.1), 3)) { N = Next++, At = at, Device = BenchWard.Climate(point) + "/humidity" };
    }

    private ReadLine Read(int tag, int antenna, double rssi, DateTimeOffset at) =>
        new(Epc(tag), Math.Round(rssi, 1), 3) { N = Next++, At = at, Device = BenchWard.Antenna(antenna) };

    // an SGTIN-96 of one article, with the tag as its serial number
    private static string Epc(int tag) => string.Create(CultureInfo.InvariantCulture, $"3034257BF400B7800000{tag + 1:X4}");

    private double Noise(double deviation) => deviation * Math.Sqrt(-2 * Math.Log(1 - noise.NextDouble())) * Math.Cos(2 * Math.PI * noise.NextDouble());
}
