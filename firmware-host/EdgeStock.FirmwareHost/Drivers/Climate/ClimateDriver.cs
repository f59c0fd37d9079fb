using EdgeStock.FirmwareHost.Drivers.Sysfs;
using EdgeStock.Wire;

namespace EdgeStock.FirmwareHost.Drivers.Climate;

/// <summary>
/// A climate sensor that the kernel offers as files: channels <c>temperature</c> (°C) and, where the chip has one, <c>humidity</c> (%RH),
/// read every interval. A read that fails three times is a value of bad quality; a chip that is gone is a lost device.
/// </summary>
/// <param name="device">Id of the device.</param>
/// <param name="chip">Finds the chip's folder.</param>
/// <param name="read">Reads and judges the channels in that folder; one without a value is tried again.</param>
/// <param name="interval">From one reading to the next.</param>
/// <param name="emit">Takes the lines; never blocks.</param>
/// <param name="time">The host's clock.</param>
internal sealed class ClimateDriver(
    string device, SysfsFinder chip, Func<string, IReadOnlyList<ClimateChannel>> read, TimeSpan interval, Action<SampleLine> emit, TimeProvider time)
    : IDriver
{
    private const int Tries = 3;
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(100);

    // the sensors of a 1-Wire bus take turns, each for the better part of a second
    private static readonly TimeSpan ReadLimit = TimeSpan.FromMinutes(1);

    private readonly SysfsReads reads = new(chip, ReadLimit, TimeProvider.System);
    private long errors;

    /// <inheritdoc/>
    public string Device => device;

    /// <inheritdoc/>
    public long Errors => Interlocked.Read(ref errors);

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken stop)
    {
        var up = false;
        using var timer = new PeriodicTimer(interval, time);
        do
        {
            var channels = await ReadAsync(stop).ConfigureAwait(false);
            if (!up && channels.Any(channel => channel.Reading.Value is not null))
            {
                up = true;
                emit(new DeviceLine("up", null, Errors) { At = UtcMillis.Now(time), Device = device });
            }

            foreach (var channel in channels)
            {
                Emit(channel);
            }
        }
        while (await timer.WaitForNextTickAsync(stop).ConfigureAwait(false));
    }

    private async Task<IReadOnlyList<ClimateChannel>> ReadAsync(CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (channels, same) = await reads.RunAsync(ReadOnce).ConfigureAwait(false);
            var complete = channels.All(channel => channel.Reading.Value is not null);
            if (same && (complete || attempt == Tries))
            {
                return channels;
            }

            if (attempt == Tries)
            {
                throw new IOException($"{chip} was taken away while it was read");
            }

            await Task.Delay(BetweenTries, time, stop).ConfigureAwait(false);
        }
    }

    private (IReadOnlyList<ClimateChannel> Channels, bool Same) ReadOnce()
    {
        var folder = chip.FolderNow();
        var channels = read(folder);

        // the number may have passed to another chip between finding and reading
        return (channels, chip.IsAt(folder));
    }

    private void Emit(ClimateChannel channel)
    {
        var reading = channel.Reading;
        if (reading.Quality == "bad")
        {
            Interlocked.Increment(ref errors);
        }

        emit(new ClimateLine(reading.Value, reading.Quality, reading.Reason) { At = UtcMillis.Now(time), Device = $"{device}/{channel.Name}" });
    }
}
