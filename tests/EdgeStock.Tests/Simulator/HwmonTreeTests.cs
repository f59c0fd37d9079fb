using EdgeStock.Simulator.Devices.Sysfs;
using EdgeStock.Simulator.Physics;

namespace EdgeStock.Tests.Simulator;

public sealed class HwmonTreeTests : IDisposable
{
    private const string Address = "1-0044";

    private readonly string root = Directory.CreateTempSubdirectory("edgestock-sysfs-").FullName;
    private readonly HwmonTree tree;

    public HwmonTreeTests()
    {
        tree = new HwmonTree(root);
        tree.Write(Address, new ChipReading(21_500, 45_250));
        tree.Write("3-0044", new ChipReading(-1250, 99_998));
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void A_chip_is_a_folder_with_the_files_of_its_kernel_driver()
    {
        var chip = Find(Address)!;

        Assert.Equal("sht3x\n", Read(chip, "name"));
        Assert.Equal("21500\n", Read(chip, "temp1_input"));
        Assert.Equal("45250\n", Read(chip, "humidity1_input"));
        Assert.Equal("0\n", Read(chip, "update_interval"));
        Assert.Equal("-1250\n", Read(Find("3-0044")!, "temp1_input"));
        Assert.Contains(Chips(), folder => Read(folder, "name") == "cpu_thermal\n");
    }

    [Fact]
    public void Renumbering_moves_the_folder_and_keeps_the_address()
    {
        var before = Find(Address)!;

        tree.Renumber(Address);

        Assert.NotEqual(before, Find(Address));
        Assert.False(Directory.Exists(before));
        Assert.Equal("21500\n", Read(Find(Address)!, "temp1_input"));
    }

    [Fact]
    public void A_failing_chip_reads_empty_and_comes_back_with_its_next_value()
    {
        tree.Fail(Address, ChipFault.Empty);
        tree.Write(Address, new ChipReading(22_000, 46_000));
        Assert.Equal("", Read(Find(Address)!, "temp1_input"));
        Assert.Equal("", Read(Find(Address)!, "humidity1_input"));
        Assert.Equal("sht3x\n", Read(Find(Address)!, "name"));

        tree.Fail(Address, ChipFault.None);
        Assert.Equal("22000\n", Read(Find(Address)!, "temp1_input"));
    }

    [Fact]
    public void A_vanished_chip_is_not_listed_and_comes_back_under_another_number()
    {
        var before = Find(Address);
        tree.Fail(Address, ChipFault.Vanished);
        tree.Write(Address, new ChipReading(23_000, 46_000));
        tree.Renumber(Address);
        Assert.Null(Find(Address));

        tree.Fail(Address, ChipFault.None);
        Assert.NotNull(Find(Address));
        Assert.NotEqual(before, Find(Address));
        Assert.Equal("23000\n", Read(Find(Address)!, "temp1_input"));
    }

    [Fact]
    public async Task A_reader_never_sees_half_a_value()
    {
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(() =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                tree.Write(Address, i % 2 == 0 ? new ChipReading(-9_999, 1) : new ChipReading(125_000, 100_000));
            }
        });
        var file = Path.Combine(Find(Address)!, "temp1_input");
        var values = Enumerable.Range(0, 3000).Select(_ => File.ReadAllText(file)).ToHashSet();
        await stop.CancelAsync();
        await writing;

        Assert.Subset(new HashSet<string> { "21500\n", "-9999\n", "125000\n" }, values);
    }

    [Fact]
    public void A_new_tree_replaces_what_was_there()
    {
        _ = new HwmonTree(root);

        Assert.Null(Find(Address));
        Assert.Single(Chips());
    }

    private static string Read(string folder, string file) => File.ReadAllText(Path.Combine(folder, file));

    private string[] Chips() => Directory.GetDirectories(Path.Combine(root, "class", "hwmon"));

    /// <summary>As a driver finds it: by the last element of the device link's target.</summary>
    private string? Find(string address) =>
        Chips().SingleOrDefault(folder => new DirectoryInfo(Path.Combine(folder, "device")).ResolveLinkTarget(returnFinalTarget: true)?.Name == address);
}
