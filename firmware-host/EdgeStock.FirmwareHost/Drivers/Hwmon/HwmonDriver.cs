using EdgeStock.Wire;

namespace EdgeStock.FirmwareHost.Drivers.Hwmon;

/// <summary>
/// A temperature and humidity chip behind the kernel's hwmon class: channels <c>temperature</c> (°C) and <c>humidity</c> (%RH),
/// read every interval. A read that fails three times is a value of bad quality; a chip that is gone is a lost device.
/// </summary>
internal sealed class HwmonDriver(string device, HwmonFinder chip, TimeSpan interval, Action<SampleLine> emit, TimeProvider time) : IDriver
{
    private const int Tries = 3;
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(100);

    private long errors;

    /// <inheritdoc/>
    public string Device => device;

    /// <inheritdoc/>
    public long Errors => Interlocked.Read(ref errors);

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken stop)
    {
        var up = false;
        var hasHumidity = HasHumidity();
        using var timer = new PeriodicTimer(interval, time);
        do
        {
            var (temperature, humidity) = await ReadAsync(hasHumidity, stop).ConfigureAwait(false);
            if (!up && (temperature.Text ?? humidity.Text) is not null)
            {
                up = true;
                emit(new DeviceLine("up", null, Errors) { At = UtcMillis.Now(time), Device = device });
            }

            var judged = ClimateGate.Judge(chip.Name, temperature, humidity);
            Emit("temperature", judged.Temperature);
            if (hasHumidity)
            {
                Emit("humidity", judged.Humidity);
            }
        }
        while (await timer.WaitForNextTickAsync(stop).ConfigureAwait(false));
    }

    private async Task<(SysfsText Temperature, SysfsText Humidity)> ReadAsync(bool hasHumidity, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            var folder = Folder();
            var temperature = SysfsFile.Read(Path.Combine(folder, "temp1_input"));
            var humidity = hasHumidity ? SysfsFile.Read(Path.Combine(folder, "humidity1_input")) : default;

            // the number may have passed to another chip between finding and reading
            var same = chip.IsAt(folder);
            var complete = temperature.Text is not null && (humidity.Text is not null || !hasHumidity);
            if (same && (complete || attempt == Tries))
            {
                return (temperature, humidity);
            }

            if (attempt == Tries)
            {
                throw new IOException($"{chip} was taken away while it was read");
            }

            await Task.Delay(BetweenTries, time, stop).ConfigureAwait(false);
        }
    }

    // A plain thermometer (lm75) has no humidity file and is not at fault for it; a hygrometer without one is.
    private bool HasHumidity() =>
        chip.Name.StartsWith("sht", StringComparison.Ordinal) || chip.Name.StartsWith("aht", StringComparison.Ordinal) || File.Exists(Path.Combine(Folder(), "humidity1_input"));

    private string Folder() => chip.Find() ?? throw new IOException($"no {chip} under class/hwmon");

    private void Emit(string channel, ClimateReading reading)
    {
        if (reading.Quality == "bad")
        {
            Interlocked.Increment(ref errors);
        }

        emit(new ClimateLine(reading.Value, reading.Quality, reading.Reason) { At = UtcMillis.Now(time), Device = $"{device}/{channel}" });
    }
}
