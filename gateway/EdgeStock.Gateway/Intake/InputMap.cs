using EdgeStock.Domain;
using EdgeStock.Wire;

namespace EdgeStock.Gateway.Intake;

/// <summary>Sample lines to the domain's inputs: which device stands for which bin, antenna or climate point.</summary>
internal sealed class InputMap
{
    /// <summary>The calendar ends with it: to such an instant no time can be added.</summary>
    private const int LastYear = 9999;

    private const double MostGrams = 1e7;

    private const int LongestReason = 256;

    private readonly Dictionary<string, string> binOfScale;
    private readonly Dictionary<string, Device> calibrated;
    private readonly Dictionary<string, Antenna> antennas;
    private readonly HashSet<string> devices;
    private readonly Dictionary<string, (string Point, Quantity Quantity)> channels;

    public InputMap(Site site)
    {
        binOfScale = site.Bins.ToDictionary(b => b.Device, b => b.Id, StringComparer.Ordinal);
        calibrated = site.Devices.Where(d => d.Weight is not null || d.Offsets is not null).ToDictionary(d => d.Id, StringComparer.Ordinal);
        antennas = site.Antennas.ToDictionary(a => a.Id, StringComparer.Ordinal);
        devices = site.Devices.Select(d => d.Id).Concat(site.Antennas.Select(a => a.Reader)).ToHashSet(StringComparer.Ordinal);
        channels = site.ClimatePoints.SelectMany(p => p.Channels.Select(c => (c.Source, p.Id, c.Quantity))).ToDictionary(c => c.Source, c => (c.Id, c.Quantity), StringComparer.Ordinal);
    }

    /// <summary>The input that a line stands for; null when it says nothing to the storeroom, or is refused.</summary>
    /// <param name="taken">The gateway's clock now.</param>
    /// <param name="refused">Why it is refused, or that a cell whose weight is taken as unknown is not calibrated; null when nothing is wrong with it.</param>
    public Input? Map(SampleLine line, DateTimeOffset taken, out Refusal? refused)
    {
        refused = null;
        var input = Map(line, taken);
        if (input is null && !SaysNothing(line))
        {
            refused = IsKnown(line) ? Refusal.ValueImpossible : Refusal.DeviceUnknown;
        }
        else if (input is BinWeighed { State: ScaleState.Uncalibrated })
        {
            refused = Refusal.Uncalibrated;
        }

        return input;
    }

    private Input? Map(SampleLine line, DateTimeOffset taken)
    {
        switch (line)
        {
            case { At.Year: >= LastYear }:
                return null;
            case WeightLine w when binOfScale.TryGetValue(w.Device, out var bin):
                return Weigh(w, bin, taken);
            case ReadLine r when antennas.TryGetValue(r.Device, out var antenna) && r.Epc.Length <= 124:
                return new TagRead(taken, r.At, antenna.Reader, antenna.Id, Epc.From(r.Epc), r.Rssi is >= -150 and <= 30 ? r.Rssi : null, Math.Clamp(r.Count ?? 1, 1, 65535));
            case ClimateLine c when channels.TryGetValue(c.Device, out var channel):
                var quality = c.Quality switch { "bad" => Quality.Bad, "uncertain" => Quality.Uncertain, _ => Quality.Good };
                return new ClimateRead(taken, c.At, DeviceOf(c.Device), channel.Point, channel.Quantity, Corrected(c, channel.Quantity), quality);
            case AntennaLine a when antennas.TryGetValue(a.Device, out var antenna):
                return new AntennaChanged(taken, a.At, antenna.Reader, antenna.Id, a.Up);
            case AntennaLine a when devices.Contains(a.Device):
                return new AntennaChanged(taken, a.At, a.Device, null, a.Up);
            case RoundLine { Ended: true } round when devices.Contains(DeviceOf(round.Device)):
                return new RoundFinished(taken, round.At, DeviceOf(round.Device));
            case DeviceLine d when devices.Contains(d.Device):
                return new DeviceReported(taken, d.At, d.Device, d.State == "up", Short(d.Reason));
            case GapLine g:
                return new SamplesDropped(taken, g.At, g.Device, Math.Max(0, g.Lost));
            default:
                return null;
        }
    }

    private BinWeighed? Weigh(WeightLine w, string bin, DateTimeOffset taken)
    {
        var state = w.State switch { null => ScaleState.Weighed, "underload" => ScaleState.Underload, _ => ScaleState.Overload };
        var grams = w.Grams;
        if (w.Raw is { } counts && state == ScaleState.Weighed)
        {
            if (!calibrated.TryGetValue(w.Device, out var cell) || cell.Weight is not { } weight)
            {
                return new(taken, w.At, w.Device, bin, Grams.From(0), ScaleState.Uncalibrated);
            }

            grams = (counts - weight.ZeroCounts) * weight.GramsPerCount;
        }

        return Math.Abs(grams) <= MostGrams ? new(taken, w.At, w.Device, bin, Grams.From(grams), state) : null;
    }

    private double? Corrected(ClimateLine line, Quantity quantity)
    {
        if (line.Value is not { } value || !calibrated.TryGetValue(DeviceOf(line.Device), out var sensor) || sensor.Offsets is not { } offsets)
        {
            return line.Value;
        }

        // A corrected humidity of 100.3 % is full saturation, not an implausible value.
        return quantity == Quantity.Temperature ? value + offsets.Temperature : value is >= 0 and <= 100 ? Math.Clamp(value + offsets.Humidity, 0, 100) : value;
    }

    private bool IsKnown(SampleLine line) => line switch
    {
        WeightLine => binOfScale.ContainsKey(line.Device),
        ReadLine => antennas.ContainsKey(line.Device),
        ClimateLine => channels.ContainsKey(line.Device),
        _ => false,
    };

    /// <summary>A line that is right and yet says nothing: a round's beginning. Any other line that maps to nothing is one to count.</summary>
    private bool SaysNothing(SampleLine line) => line is RoundLine { Ended: false } && devices.Contains(DeviceOf(line.Device));

    /// <summary>A reason is for people, and stays in the ledger for good.</summary>
    private static string? Short(string? reason) => reason is { Length: > LongestReason } ? reason[..(char.IsHighSurrogate(reason[LongestReason - 1]) ? LongestReason - 1 : LongestReason)] : reason;

    private static string DeviceOf(string channel) => channel.IndexOf('/', StringComparison.Ordinal) is var slash and > 0 ? channel[..slash] : channel;
}
