using EdgeStock.Domain;
using EdgeStock.Ledger;

namespace EdgeStock.Gateway.Operations;

/// <summary>Values of a sensor between two calibrations of which the later one found it wrong.</summary>
/// <param name="From">The calibration before; null when the ledger knows of none.</param>
/// <param name="To">The one that found it.</param>
internal sealed record CalibrationDoubt(DateTimeOffset? From, CalibrationRecorded To);

/// <summary>The calibrations of a climate sensor, oldest first, as the ledger recorded them.</summary>
/// <param name="device">The device as the site has it now; null when it is gone.</param>
internal sealed class CalibrationHistory(Device? device, IReadOnlyList<(long Seq, CalibrationRecorded Event)> recorded)
{
    private static readonly ClimateOffsets None = new(0, 0);

    /// <summary>In K and %: so much an error may be that nobody gave an uncertainty for.</summary>
    private static readonly ClimateFigures Ordinary = new(0.3, 3);

    /// <summary>Every one, with its entry.</summary>
    public IReadOnlyList<(long Seq, CalibrationRecorded Event)> Recorded => recorded;

    /// <summary>Reads it.</summary>
    public static CalibrationHistory Read(LedgerReader ledger, Site site, string device) => new(
        site.Devices.FirstOrDefault(d => d.Id == device), [.. ledger.About("calibration", device).Select(e => (e.Seq, (CalibrationRecorded)EventCodec.Decode(e)))]);

    /// <summary>What was added to the sensor's values at an instant. Stored value less offset is what the sensor said.</summary>
    public ClimateOffsets OffsetsAt(DateTimeOffset at) =>
        recorded.Where(r => r.Event.At <= at).Select(r => r.Event.Offsets).LastOrDefault() ?? (recorded.Count > 0 ? recorded[0].Event.WasOffsets : device?.Offsets) ?? None;

    /// <summary>The sensor was found farther off than the comparison is uncertain: since the calibration before, its values are in doubt.</summary>
    public IEnumerable<CalibrationDoubt> Doubts()
    {
        DateTimeOffset? before = null;
        foreach (var (_, e) in recorded)
        {
            if (IsNew(e))
            {
                if (IsOff(e))
                {
                    yield return new(before, e);
                }

                before = e.At;
            }
        }

        // A corrected due date is another entry of the same calibration.
        bool IsNew(CalibrationRecorded e) => e.Calibration?.AsFound is not null && recorded.First(r => Same(r.Event, e)).Event == e;
    }

    /// <summary>It was found farther off than it may be.</summary>
    public static bool IsOff(CalibrationRecorded e) => e.Calibration is { AsFound: { } found } c && (c.Uncertainty ?? Ordinary) is var u
        && (Math.Abs(found.Temperature) > u.Temperature || Math.Abs(found.Humidity) > (u.Humidity > 0 ? u.Humidity : Ordinary.Humidity));

    private static bool Same(CalibrationRecorded a, CalibrationRecorded b) => (a.Calibration?.Certificate, a.Calibration?.Date, a.Calibration?.AsFound) == (b.Calibration?.Certificate, b.Calibration?.Date, b.Calibration?.AsFound);
}
