using System.Diagnostics;
using System.Text;
using EdgeStock.SystemTests.Storeroom;

namespace EdgeStock.SystemTests.Doors;

/// <summary>Site files and hardware files that are refused by the programs themselves: what, where and what next, in bounded time, and exit code 2.</summary>
public sealed class WrongFileTests : IDisposable
{
    private const string Site = "site: lund\ngateway: ward-3\ntimezone: UTC\nrooms:\n  - {id: store, class: storeroom}\n";
    private const string Hardware = "host: hw-1\ngateway: /run/s.sock\ndevices:\n  - {id: climate-1, driver: hwmon, name: sht3x, address: 1-0044, interval_s: 10}\n";
    private const string Bomb = "a: &a [x, x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]\nc: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]\nd: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c]\ne: [*d, *d, *d, *d, *d, *d, *d, *d, *d]\n";

    /// <summary>On a machine busy with other things; what takes longer has no bound.</summary>
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);

    private readonly string folder = Directory.CreateTempSubdirectory("edgestock-wrong-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("a duplicate bin", 9, "bin 'a' stands already at line 8")]
    [InlineData("a duplicate key", 7, "not YAML")]
    [InlineData("an alias bomb", 6, "anchors (&) and aliases (*) are not taken")]
    [InlineData("a huge file", 1, "characters")]
    [InlineData("a NUL", 6, "not YAML")]
    [InlineData("a tab", 6, "not YAML")]
    [InlineData("a deep nesting", 6, "nested too deeply")]
    [InlineData("an open bracket", 6, "not YAML")]
    public async Task A_site_file_with_it_is_refused(string it, int line, string reason)
    {
        var path = Path.Combine(folder, "site.yaml");
        await File.WriteAllTextAsync(path, it == "a duplicate bin"
            ? Site + "devices: [{id: s-1, kind: scale, room: store, interval_s: 1}, {id: s-2, kind: scale, room: store, interval_s: 1}]\narticles: [{id: glove, name: g, group: ppe, unit_g: 4}]\nbins: [{id: a, room: store, article: glove, device: s-1, tare_g: 1},\n  {id: a, room: store, article: glove, device: s-2, tare_g: 1}]\n"
            : Site + Wrong(it));

        var (errors, code) = await RunAsync(Programs.Gateway, "run", "--site", path, "--data", Path.Combine(folder, "data"), "--samples", Path.Combine(folder, "s.sock"));

        Assert.Equal(2, code);
        Assert.StartsWith($"edgestock: {path}, line {line}: ", errors, StringComparison.Ordinal);
        Assert.Contains(reason, errors, StringComparison.Ordinal);
        Assert.Contains("Nothing was changed. Mend the line and try again.", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(folder, "data")));
    }

    [Fact]
    public async Task A_site_file_that_is_not_UTF_8_is_refused()
    {
        var path = Path.Combine(folder, "site.yaml");
        await File.WriteAllBytesAsync(path, Encoding.Latin1.GetBytes(Site.Replace("class: storeroom", "name: Förråd, class: storeroom", StringComparison.Ordinal)));

        var (errors, code) = await RunAsync(Programs.Gateway, "config", "apply", path, "--data", folder);

        Assert.Equal(2, code);
        Assert.Contains("is not UTF-8: save it with that encoding", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a duplicate device", 5, "HW06 the id 'climate-1' was taken on line 4")]
    [InlineData("a duplicate key", 5, "HW02 'host' stands twice")]
    [InlineData("an alias bomb", 5, "HW02 anchors (&) and tags (!) are not taken")]
    [InlineData("a huge file", 1, "HW02 the file has more than")]
    [InlineData("a NUL", 5, "HW02 not YAML")]
    [InlineData("a tab", 5, "HW02 not YAML")]
    [InlineData("a deep nesting", 5, "HW02 nested too deeply")]
    [InlineData("an open bracket", 5, "HW02 not YAML")]
    public async Task A_hardware_file_with_it_is_refused(string it, int line, string reason)
    {
        var path = Path.Combine(folder, "hardware.yaml");
        await File.WriteAllTextAsync(path, Hardware + (it == "a duplicate device" ? Hardware.Split('\n')[3].Replace("0044", "0045", StringComparison.Ordinal) + "\n" : Wrong(it)));

        var (errors, code) = await RunAsync(Programs.FirmwareHost, "run", "--config", path);

        Assert.Equal(2, code);
        Assert.StartsWith($"{path}:{line}: {reason}", errors, StringComparison.Ordinal);
        Assert.Contains(" Next: ", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    private static string Wrong(string it) => it switch
    {
        "a duplicate key" => "host: x\nsite: y\n",
        "an alias bomb" => Bomb,
        "a huge file" => new StringBuilder().Insert(0, "# a line of a comment that goes on for quite a while, and then some more\n", 50 * 1024 * 1024 / 74).ToString(),
        "a NUL" => "name: a\0b\n",
        "a tab" => "\tname: x\n",
        "a deep nesting" => "name: " + new string('[', 100_000),
        "an open bracket" => "name: [1, 2",
        _ => throw new ArgumentOutOfRangeException(nameof(it), it, "no such fault"),
    };

    private static async Task<(string Errors, int Code)> RunAsync(string program, params string[] arguments)
    {
        var watch = Stopwatch.StartNew();
        var run = await RunningProgram.RunAsync(program, arguments);
        Assert.True(watch.Elapsed < Bound, $"it took {watch.Elapsed}");
        return (run.Errors, run.ExitCode);
    }
}
