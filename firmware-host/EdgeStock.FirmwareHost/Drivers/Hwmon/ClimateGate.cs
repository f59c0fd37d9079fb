using EdgeStock.FirmwareHost.Drivers.Climate;
using EdgeStock.FirmwareHost.Drivers.Sysfs;

namespace EdgeStock.FirmwareHost.Drivers.Hwmon;

/// <summary>
/// Judges one pair of readings of a temperature and humidity chip by what can be seen in the pair alone.
/// What takes a history (stuck, spikes, drift) is the gateway's.
/// </summary>
internal static class ClimateGate
{
    /// <summary>Judges the texts of <c>temp1_input</c> and <c>humidity1_input</c>, in thousandths of °C and %RH.</summary>
    /// <param name="chip">Content of the name file: the sentinels are those of <c>sht3x</c>, whose kernel driver checks no CRC of a measurement.</param>
    public static (ClimateReading Temperature, ClimateReading Humidity) Judge(string chip, SysfsText temperature, SysfsText humidity)
    {
        var t = ClimateReading.Milli(temperature, out var temperatureFault);
        var h = ClimateReading.Milli(humidity, out var humidityFault);
        if (chip == "sht3x" && Stuck(t, h) is { } stuck)
        {
            return (Bad(t, temperatureFault ?? stuck), Bad(h, humidityFault ?? stuck));
        }

        if (chip == "sht3x" && h == 0)
        {
            // the second half of the transfer alone: no room is this dry
            return (ClimateReading.Celsius(temperature), Bad(h, "bus stuck low"));
        }

        return (ClimateReading.Celsius(temperature), ClimateReading.Humidity(humidity));
    }

    // −45 °C and 129.997 °C are all-zero and all-one words, both outside what the chip can measure; both halves came in one transfer
    private static string? Stuck(long? temperature, long? humidity) => (temperature, humidity) switch
    {
        (-45_000, _) => "bus stuck low",
        (129_997, _) => "bus stuck high",
        (null, 99_998) => "bus stuck high",
        _ => null,
    };

    private static ClimateReading Bad(long? milli, string reason) => new(milli / 1000.0, "bad", reason);
}
