using System.Globalization;
using EdgeStock.Domain;

namespace EdgeStock.Tests.Domain;

/// <summary>
/// Hampel's filter against the median of three that it replaced, and against Hampel's with the sensor's noise as its scale: the table of
/// docs/adr/0021, measured here. 20,000 values each, ten seconds apart, noise 0.02 °C, seed 21.
/// </summary>
public sealed class SpikeComparisonTests(ITestOutputHelper output)
{
    private const int Length = 20_000;

    /// <summary>So far off the truth is a value that can matter.</summary>
    private const double Matters = 0.5;

    [Fact]
    public void Hampels_filter_lets_fewer_spikes_through_and_says_no_onset_later()
    {
        var calm = Calm();
        double[] single = [.. calm.Select((v, i) => i % 50 == 20 ? v + 5 : v)], pairs = [.. calm.Select((v, i) => i % 50 is 20 or 21 ? v + 5 : v)];
        double[] breath = Breath();
        var (median, noise, used) = (Median, Hampel(0.02), Hampel(0.5 / 3));

        Row("single spikes of 5 °C believed, of 400", Believed(median, single, calm), Believed(noise, single, calm), Believed(used, single, calm));
        Row("values of 400 pairs of spikes believed, of 800", Believed(median, pairs, calm), Believed(noise, pairs, calm), Believed(used, pairs, calm));
        Row("good values held in a room that breathes by 0.1 °C", 0, Held(noise, breath), Held(used, breath));
        Row("values until a step of 4 °C is judged", Delay(median), Delay(noise), Delay(used));
        Row("its onset is late by, in values", Onset(median), Onset(noise), Onset(used));
        Row("a real rise of 0.4 °C for two values lost, of 400", Lost(median, calm), Lost(noise, calm), Lost(used, calm));
        Row("spread of what is judged, calm, in m°C", Spread(median, calm), Spread(noise, calm), Spread(used, calm));

        Assert.Equal((0, 800, 0, 0), (Believed(median, single, calm), Believed(median, pairs, calm), Believed(used, single, calm), Believed(used, pairs, calm)));
        Assert.True(Held(noise, breath) > 20 * Math.Max(1, Held(used, breath)), "the sensor's noise alone calls a breath of air a spike");
        Assert.Equal((0, 0), (Onset(median), Onset(used)));
        Assert.Equal((0, 0), (Lost(median, calm), Lost(used, calm)));
    }

    private void Row(string what, double median, double noise, double used) =>
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {median:0.#} | {noise:0.#} | {used:0.#} |"));

    /// <summary>What is judged of each value: null for none; the time it stands for; filled in later for values that were held and are real.</summary>
    private delegate (double? Value, bool Held, int Judged)[] Filter(double[] values);

    private static Filter Median => values =>
    {
        // The middle one of three stands for its own time and is judged one value later.
        var judged = new (double?, bool, int)[values.Length];
        for (var i = 1; i < values.Length - 1; i++)
        {
            judged[i] = (values[(i - 1)..(i + 2)].Order().ElementAt(1), false, i + 1);
        }

        return judged;
    };

    private static Filter Hampel(double scale) => values =>
    {
        var (judged, filter, held) = (new (double?, bool, int)[values.Length], new SpikeFilter(scale, SpikeMemory.Empty), new List<int>());
        for (var i = 0; i < values.Length; i++)
        {
            switch (filter.Observe(values[i], out _))
            {
                case SpikeVerdict.Held:
                    held.Add(i);
                    judged[i] = (null, true, i);
                    continue;
                case SpikeVerdict.Confirmed:
                    held.ForEach(h => judged[h] = (values[h], true, i));
                    break;
                default:
                    break;
            }

            held.Clear();
            judged[i] = (values[i], false, i);
        }

        return judged;
    };

    private static int Believed(Filter filter, double[] values, double[] truth) => filter(values).Index().Count(j => j.Item.Value is { } v && Math.Abs(v - truth[j.Index]) > Matters);

    private static int Held(Filter filter, double[] values) => filter(values).Count(j => j.Held);

    private static int Delay(Filter filter) => First(filter).Judged - 100 + 1;

    private static int Onset(Filter filter) => First(filter).At - 100;

    private static (int At, int Judged) First(Filter filter)
    {
        var calm = Calm();
        double[] step = [.. calm.Take(200).Select((v, i) => i >= 100 ? v + 4 : v)];
        var (at, item) = filter(step).Index().First(j => j.Item.Value > 25);
        return (at, item.Judged);
    }

    private static int Lost(Filter filter, double[] calm)
    {
        double[] rises = [.. calm.Select((v, i) => i % 50 is 20 or 21 ? v + 0.4 : v)];
        return filter(rises).Index().Count(j => j.Index % 50 == 20 && j.Index + 1 < calm.Length && (j.Item.Value is not { } v || v < calm[j.Index] + 0.2));
    }

    private static double Spread(Filter filter, double[] calm) => 1000 * Math.Sqrt(filter(calm).Where(j => j.Value is not null).Average(j => (j.Value!.Value - 22) * (j.Value.Value - 22)));

    private static double[] Calm()
    {
        var random = new Random(21);
        return [.. Enumerable.Range(0, Length).Select(_ => Math.Round(22 + (0.02 * Gauss(random)), 3))];
    }

    /// <summary>Air that moves by 0.1 °C within some two minutes, as near a door or an inlet.</summary>
    private static double[] Breath()
    {
        var (random, drift) = (new Random(22), 0.0);
        return [.. Enumerable.Range(0, Length).Select(_ => Math.Round(22 + (drift = (0.92 * drift) + (0.039 * Gauss(random))) + (0.02 * Gauss(random)), 3))];
    }

    private static double Gauss(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
