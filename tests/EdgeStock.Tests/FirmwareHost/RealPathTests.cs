using EdgeStock.FirmwareHost.Drivers.Sysfs;

namespace EdgeStock.Tests.FirmwareHost;

public sealed class RealPathTests : IDisposable
{
    private readonly TempFolder folder = TempFolder.CopyOf("sysfs/rpi-sht3x");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_relative_link_behind_a_link_leads_from_where_it_really_stands() =>
        Assert.EndsWith("/i2c-1/1-0044", RealPath.Of(folder.File("class/hwmon/hwmon1/device")), StringComparison.Ordinal);

    [Fact]
    public void A_link_that_leads_nowhere_has_no_path()
    {
        File.CreateSymbolicLink(folder.File("dangling"), "not/there");

        Assert.Null(RealPath.Of(folder.File("dangling")));
        Assert.Null(RealPath.Of(folder.File("missing")));
    }

    [Fact]
    public void Links_that_go_round_have_no_path()
    {
        File.CreateSymbolicLink(folder.File("a"), "b");
        File.CreateSymbolicLink(folder.File("b"), "a");

        Assert.Null(RealPath.Of(folder.File("a")));
    }

    [Fact]
    public void An_absolute_link_starts_at_the_root()
    {
        File.CreateSymbolicLink(folder.File("absolute"), folder.File("class/hwmon/hwmon2/device"));

        Assert.EndsWith("/1-0045", RealPath.Of(folder.File("absolute")), StringComparison.Ordinal);
    }
}
