using EdgeStock.FirmwareHost.Drivers.Sysfs;

namespace EdgeStock.Tests.FirmwareHost;

public sealed class SysfsFileTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_text_is_read_without_its_line_end()
    {
        File.WriteAllText(folder.File("a"), "23125\n");

        Assert.Equal(new SysfsText("23125", null), SysfsFile.Read(folder.File("a")));
    }

    [Fact]
    public void A_list_of_triggers_longer_than_a_page_is_read_whole_and_more_than_16_KiB_is_refused()
    {
        File.WriteAllText(folder.File("trigger"), "[none] " + string.Concat(Enumerable.Range(0, 900).Select(i => $"cpu{i} ")) + "timer\n");
        File.WriteAllText(folder.File("huge"), new string('1', 1024 * 1024));

        Assert.EndsWith(" timer", SysfsFile.Read(folder.File("trigger")).Text, StringComparison.Ordinal);
        Assert.Equal(new SysfsText(null, "more than 16384 bytes, which no attribute has"), SysfsFile.Read(folder.File("huge")));
    }

    [Fact]
    public void What_cannot_be_read_is_a_fault_with_the_systems_reason()
    {
        Directory.CreateDirectory(folder.File("folder"));

        Assert.Null(SysfsFile.Read(folder.File("folder")).Text);
        Assert.NotEmpty(SysfsFile.Read(folder.File("folder")).Fault!);
        Assert.Contains("missing", SysfsFile.Read(folder.File("missing")).Fault, StringComparison.Ordinal);
        File.WriteAllText(folder.File("empty"), "\n");
        Assert.Equal("empty file", SysfsFile.Read(folder.File("empty")).Fault);
    }

    [Fact]
    public void A_write_replaces_what_is_there_and_makes_no_file()
    {
        File.WriteAllText(folder.File("brightness"), "255\n");

        SysfsFile.Write(folder.File("brightness"), "1");

        Assert.Equal("1\n", File.ReadAllText(folder.File("brightness")));
        Assert.Throws<FileNotFoundException>(() => SysfsFile.Write(folder.File("missing"), "1"));
        Assert.False(File.Exists(folder.File("missing")));
    }

    [Fact]
    public void A_file_that_the_kernel_makes_up_is_written_and_read_back()
    {
        // no disk behind it: cutting it to nothing and writing at an offset are the kernel's to allow
        const string Path = "/proc/self/oom_score_adj";
        Assert.SkipUnless(File.Exists(Path), "no /proc");
        var now = SysfsFile.Read(Path).Text!;

        SysfsFile.Write(Path, now);

        Assert.Equal(now, SysfsFile.Read(Path).Text);
    }
}
