using EdgeStock.FirmwareHost.Drivers.Sysfs;
using EdgeStock.FirmwareHost.Drivers.Weights;
using EdgeStock.Wire;

namespace EdgeStock.FirmwareHost.Drivers.Iio;

/// <summary>
/// One channel of a load cell's converter: weights as signed counts around 0 mV (<c>raw</c>), which the gateway's calibration makes grams
/// of; <c>overload</c> and <c>underload</c> at the ends of its range. A read that fails is counted and tried again; a converter of which
/// no read succeeds for three seconds, or that is gone, is a lost device.
/// </summary>
/// <param name="device">Id of the device.</param>
/// <param name="converter">What the chip is.</param>
/// <param name="chip">Finds the chip's folder.</param>
/// <param name="channel">Channel of the chip, 0 or 1.</param>
/// <param name="report">How the readings are thinned, in counts.</param>
/// <param name="emit">Takes the lines; never blocks.</param>
/// <param name="time">The host's clock.</param>
internal sealed class IioWeightDriver(
    string device, LoadCellConverter converter, SysfsFinder chip, int channel, ReportRule report, Action<SampleLine> emit, TimeProvider time)
    : IDriver
{
    // a read can take a second by itself, so a number of failed reads alone would say little
    private static readonly TimeSpan FaultLimit = TimeSpan.FromSeconds(3);

    // A cell's noise is tens of counts, so it is at exactly 0 mV for single reads; a line that is stuck is there for good.
    private const int MostZeros = 4;

    // by far longer than the longest conversion
    private static readonly TimeSpan ReadLimit = TimeSpan.FromSeconds(10);

    private readonly SysfsReads reads = new(chip, ReadLimit, TimeProvider.System);
    private readonly string file = LoadCellConverter.File(channel);
    private long errors;
    private bool up;
    private int zeros;

    /// <inheritdoc/>
    public string Device => device;

    /// <inheritdoc/>
    public long Errors => Interlocked.Read(ref errors);

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken stop)
    {
        (up, zeros) = (false, 0);
        var thinner = new WeightThinner(report);
        var origin = time.GetTimestamp();
        var good = TimeSpan.Zero;
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1 / report.ActiveHertz), time);
        do
        {
            var reading = Judge(await reads.RunAsync(ReadOnce).ConfigureAwait(false));
            var at = time.GetElapsedTime(origin);
            if (reading.Fault is null)
            {
                if (zeros == 0)
                {
                    good = at;
                    Take(thinner, at, reading);
                }

                continue;
            }

            Interlocked.Increment(ref errors);
            if (at - good >= FaultLimit)
            {
                throw new IOException($"{chip}, channel {channel}: {reading.Fault}");
            }
        }
        while (await timer.WaitForNextTickAsync(stop).ConfigureAwait(false));
    }

    private CellReading ReadOnce()
    {
        var folder = chip.FolderNow();
        var reading = converter.Read(SysfsFile.Read(Path.Combine(folder, file)));

        // the number may have passed to another chip between finding and reading: its weight must not be told as this one's
        return chip.IsAt(folder) ? reading : new CellReading(0, null, "changed its number while it was read");
    }

    // a few zeros in a row are neither taken nor a fault: what they are shows in what follows them
    private CellReading Judge(CellReading reading)
    {
        zeros = converter.ZeroWhenStuck && reading == default ? zeros + 1 : 0;
        return zeros > MostZeros ? new CellReading(0, null, $"exactly 0 mV in {zeros} reads in a row: the data line is stuck low, or the converter has no supply") : reading;
    }

    private void Take(WeightThinner thinner, TimeSpan at, CellReading reading)
    {
        if (!up)
        {
            up = true;
            emit(new DeviceLine("up", null, Errors) { At = UtcMillis.Now(time), Device = device });
        }

        if (reading.State is { } state ? thinner.TakesState(at, state) : thinner.TakesWeight(at, reading.Counts))
        {
            emit(new WeightLine(0, reading.State, reading.State is null ? reading.Counts : null) { At = UtcMillis.Now(time), Device = device });
        }
    }
}
