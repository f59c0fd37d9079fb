using EdgeStock.FirmwareHost.Drivers.Climate;
using EdgeStock.FirmwareHost.Drivers.Sysfs;

namespace EdgeStock.FirmwareHost.Drivers.Iio;

/// <summary>
/// A BME280 behind the kernel's IIO bus. Its pressure is not read. Kernels from 6.12 on offer <c>*_raw</c> and <c>*_scale</c> too;
/// <c>*_input</c> is the corrected value in all of them.
/// </summary>
internal static class Bme280
{
    /// <summary>Content of the chip's <c>name</c> file.</summary>
    public const string Name = "bme280";

    // operating range by its data sheet
    private const double Coldest = -40;
    private const double Hottest = 85;

    /// <summary>Reads the channels in the chip's folder, thousandths of °C and %RH.</summary>
    public static IReadOnlyList<ClimateChannel> Read(string folder) =>
    [
        new("temperature", Possible(ClimateReading.Celsius(SysfsFile.Read(Path.Combine(folder, "in_temp_input"))))),
        new("humidity", ClimateReading.Humidity(SysfsFile.Read(Path.Combine(folder, "in_humidityrelative_input")))),
    ];

    private static ClimateReading Possible(ClimateReading read) =>
        read.Value is < Coldest or > Hottest ? read with { Quality = "bad", Reason = FormattableString.Invariant($"outside what the chip can measure ({Coldest} to {Hottest} °C)") } : read;
}
