using EdgeStock.FirmwareHost.Drivers.Iio;

namespace EdgeStock.Tests.FirmwareHost;

/// <summary>A NAU7802 is known by its device tree node or, without one, by its I²C device's name; its own name file says only where it is.</summary>
public sealed class IioFolderTests : IDisposable
{
    private const string Chip = "devices/platform/soc/fe804000.i2c/i2c-1/1-002a";

    private readonly TempFolder sysfs = TempFolder.CopyOf("sysfs/rpi-nau7802");

    public void Dispose() => sysfs.Dispose();

    [Fact]
    public void The_device_tree_alone_is_enough()
    {
        File.Delete(sysfs.File($"{Chip}/name"));

        Assert.NotNull(IioFolder.Finder(sysfs.Path, "nau7802", "1-002a").Find());
    }

    [Fact]
    public void The_name_of_the_I2C_device_alone_is_enough()
    {
        File.Delete(sysfs.File($"{Chip}/iio:device0/of_node"));

        Assert.NotNull(IioFolder.Finder(sysfs.Path, "nau7802", "1-002a").Find());
    }

    [Fact]
    public void Without_either_it_is_not_known()
    {
        File.Delete(sysfs.File($"{Chip}/name"));
        File.Delete(sysfs.File($"{Chip}/iio:device0/of_node"));

        Assert.Null(IioFolder.Finder(sysfs.Path, "nau7802", "1-002a").Find());
    }

    [Theory]
    [InlineData("nau7802", "1-002b")]
    [InlineData("nau7802", "2a")]
    [InlineData("hx711", "1-002a")]
    public void Another_chip_or_place_is_not_taken(string chip, string address) => Assert.Null(IioFolder.Finder(sysfs.Path, chip, address).Find());
}
