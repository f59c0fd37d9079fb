using System.Net;
using EdgeStock.FirmwareHost.Config;
using EdgeStock.FirmwareHost.Drivers.Climate;
using EdgeStock.FirmwareHost.Drivers.Hwmon;
using EdgeStock.FirmwareHost.Drivers.Iio;
using EdgeStock.FirmwareHost.Drivers.Led;
using EdgeStock.FirmwareHost.Drivers.Llrp;
using EdgeStock.FirmwareHost.Drivers.MtSics;
using EdgeStock.FirmwareHost.Drivers.W1Therm;
using EdgeStock.Wire;

namespace EdgeStock.FirmwareHost.Drivers;

/// <summary>The one place that knows which driver serves which entry of the hardware file.</summary>
internal static class DriverCatalog
{
    /// <summary>Makes the driver of a device.</summary>
    /// <param name="device">The entry of the hardware file.</param>
    /// <param name="sysfs">Root of the sysfs tree.</param>
    /// <param name="emit">Takes the sample lines; never blocks.</param>
    /// <param name="time">The host's clock.</param>
    public static IDriver Create(DeviceConfig device, string sysfs, Action<SampleLine> emit, TimeProvider time) => device switch
    {
        LlrpDeviceConfig d => new LlrpDriver(d.Id, new DnsEndPoint(d.Address.Host, d.Address.Port), d.Antennas, d.Period, d.Duration, emit, time),
        MtSicsDeviceConfig d => new MtSicsDriver(d.Id, d.Address, d.Report, emit, time),
        HwmonDeviceConfig d => new ClimateDriver(d.Id, HwmonChip.Finder(sysfs, d.Name, d.Address), folder => HwmonChip.Read(d.Name, folder), d.Interval, emit, time),
        IioWeightDeviceConfig d => new IioWeightDriver(
            d.Id, LoadCellConverter.Known.First(known => known.Chip == d.Chip), IioFolder.Finder(sysfs, d.Chip, d.Address), d.Channel, d.Report, emit, time),
        Bme280DeviceConfig d => new ClimateDriver(d.Id, IioFolder.Finder(sysfs, Bme280.Name, d.Address), Bme280.Read, d.Interval, emit, time),
        W1ThermDeviceConfig d => new ClimateDriver(d.Id, W1Folder.Finder(sysfs, d.Address), W1Folder.Read, d.Interval, emit, time),
        LedDeviceConfig d => new LedDriver(d.Id, LedFolder.Finder(sysfs, d.Name), emit, time),
        _ => throw new ArgumentException($"no driver for {device.GetType().Name}", nameof(device)),
    };
}
