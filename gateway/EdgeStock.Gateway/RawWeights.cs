using EdgeStock.Wire;

namespace EdgeStock.Gateway;

/// <summary>The last counts of one bare load cell, for whoever calibrates it. They are no part of the ledger.</summary>
/// <param name="Mean">Mean of the last readings.</param>
/// <param name="Spread">Their standard deviation: a platform that rests has little.</param>
/// <param name="Readings">How many they are.</param>
/// <param name="At">When the last was taken, by the host's clock.</param>
public sealed record RawWeight(double Mean, double Spread, int Readings, DateTimeOffset At);

/// <summary>Keeps the last counts of each cell. Only the writer touches it.</summary>
internal sealed class RawWeights
{
    private const int Kept = 20;

    /// <summary>A host can make names up; no more cells than this are kept.</summary>
    private const int MostCells = 1000;

    private readonly Dictionary<string, Queue<(long Counts, DateTimeOffset At)>> cells = new(StringComparer.Ordinal);

    /// <summary>Notes the counts that a line carries.</summary>
    public void Note(SampleLine line)
    {
        if (line is not WeightLine { Raw: { } counts, State: null })
        {
            return;
        }

        if (!cells.TryGetValue(line.Device, out var last))
        {
            if (cells.Count >= MostCells)
            {
                return;
            }

            cells.Add(line.Device, last = new());
        }

        last.Enqueue((counts, line.At));
        if (last.Count > Kept)
        {
            last.Dequeue();
        }
    }

    /// <summary>What is known of a cell; null when it gave no counts since the start.</summary>
    public RawWeight? Of(string device)
    {
        if (!cells.TryGetValue(device, out var last))
        {
            return null;
        }

        var mean = last.Average(r => r.Counts);
        return new(mean, Math.Sqrt(last.Average(r => (r.Counts - mean) * (r.Counts - mean))), last.Count, last.Last().At);
    }
}
