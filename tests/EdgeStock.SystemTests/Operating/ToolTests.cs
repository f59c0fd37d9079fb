using System.Text.Json;
using EdgeStock.SystemTests.Broker;
using EdgeStock.SystemTests.Storeroom;

namespace EdgeStock.SystemTests.Operating;

/// <summary>The tool without a gateway: results on standard output, reasons on standard error, exit codes 0, 1 and 2 (docs/operate.md).</summary>
public sealed class ToolTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("edgestock-tool-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_wrong_site_file_is_refused_with_its_line_and_nothing_is_made()
    {
        var site = (await RunningProgram.RunAsync(Programs.Simulator, "site")).Output;
        var lines = site.Replace("class: sterile", "class: steril", StringComparison.Ordinal).Split('\n');
        var wrong = 1 + Array.FindIndex(lines, l => l.Contains("class: steril}", StringComparison.Ordinal));
        Assert.True(wrong > 0, site);
        var path = Path.Combine(folder, "site.yaml");
        await File.WriteAllLinesAsync(path, lines);

        var run = await RunAsync("run", "--site", path, "--data", Path.Combine(folder, "data"), "--samples", Path.Combine(folder, "s.sock"));

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith($"edgestock: {path}, line {wrong}: a room: 'class' 'steril' must be one of storeroom, sterile, pharmacy", run.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(folder, "data")));
    }

    [Theory]
    [InlineData("--data", "site.yaml/data", "cannot be made")] // a file stands in the way
    [InlineData("--data", "deep", "must have 1 to 107 octets")]
    [InlineData("--samples", "deep", "must have 1 to 107 octets")]
    [InlineData("--samples", "missing/samples.sock", "samples cannot be taken at")]
    [InlineData("--http", "0.0.0.0", "write ADDRESS:PORT")]
    [InlineData("--broker", "nonsense", "write HOST:PORT")]
    public async Task A_wrong_option_is_refused_in_one_sentence_of_its_own(string option, string value, string reason)
    {
        var path = Path.Combine(folder, "site.yaml");
        await File.WriteAllTextAsync(path, (await RunningProgram.RunAsync(Programs.Simulator, "site")).Output);
        var options = new Dictionary<string, string>
        {
            ["--site"] = path,
            ["--data"] = Path.Combine(folder, "data"),
            ["--samples"] = Path.Combine(folder, "s.sock"),
            ["--broker"] = "127.0.0.1:1",
            ["--http"] = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"127.0.0.1:{Ports.Free()}"),
        };
        options[option] = option is "--data" or "--samples" ? Path.Combine(folder, value.Replace("deep", new string('x', 120), StringComparison.Ordinal)) : value;

        var run = await RunAsync(["run", .. options.SelectMany(o => new[] { o.Key, o.Value })]);

        Assert.Equal(2, run.ExitCode);
        var said = Assert.Single(run.Errors.Split('\n'), l => l.StartsWith("edgestock: ", StringComparison.Ordinal));
        Assert.Contains(reason, said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at EdgeStock", run.Errors, StringComparison.Ordinal);
        Assert.Equal("", run.Output);
    }

    [Fact]
    public async Task A_report_of_a_reader_is_said_in_words()
    {
        // LLRP 1.1: RO_ACCESS_REPORT (61) with one TagReportData (240): EPC-96 (13), AntennaID (1) = 3, PeakRSSI (6) = -56 dBm
        var decode = await RunAsync("decode", "llrp", "043D00000020", "00000007", "00F00016", "8D30340242201D8840009EFC31", "810003", "86C8");

        Assert.Equal(0, decode.ExitCode);
        using var json = JsonDocument.Parse(decode.Output);
        Assert.Equal("RO_ACCESS_REPORT", json.RootElement.GetProperty("message").GetString());
        Assert.Equal(61, json.RootElement.GetProperty("type").GetInt32());
        Assert.Equal(7, json.RootElement.GetProperty("id").GetInt32());
        var tag = Assert.Single(json.RootElement.GetProperty("tags").EnumerateArray());
        Assert.Equal("30340242201D8840009EFC31", tag.GetProperty("epc").GetString());
        Assert.Equal(3, tag.GetProperty("antenna").GetInt32());
        Assert.Equal(-56, tag.GetProperty("rssi").GetInt32());
    }

    [Theory]
    [InlineData("043D000000200000000700F000168D303402", 0)] // the message says 32 octets and has 18
    [InlineData("043D000000200000000700F000108D30340242201D8840009EFC3181000386C8", 15)] // its TagReportData is cut inside the EPC
    public async Task A_malformed_message_is_not_good_and_says_where(string hex, int offset)
    {
        var decode = await RunAsync("decode", "llrp", hex);

        Assert.Equal(1, decode.ExitCode);
        using var json = JsonDocument.Parse(decode.Output);
        Assert.Equal(offset, json.RootElement.GetProperty("offset").GetInt32());
        Assert.NotEqual("", json.RootElement.GetProperty("error").GetString());
    }

    [Theory]
    [InlineData("rubbish")]
    [InlineData("043")]
    [InlineData("")]
    public async Task What_is_no_hexadecimal_is_wrong_use(string text)
    {
        var decode = await RunAsync("decode", "llrp", text);

        Assert.Equal(2, decode.ExitCode);
        Assert.Equal("", decode.Output);
        Assert.Contains("give whole octets in hexadecimal", decode.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recording_without_a_gateway_says_where_it_looked()
    {
        var record = await RunAsync("record", "--data", folder, "--out", Path.Combine(folder, "x.trace"));

        Assert.Equal(2, record.ExitCode);
        Assert.Contains($"no gateway answers at {Path.Combine(folder, "control.sock")}", record.Errors, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public async Task A_replay_does_not_write_into_a_ledger_that_exists()
    {
        var file = Path.Combine(folder, "kept.db");
        await File.WriteAllTextAsync(file, "kept");

        var replay = await RunAsync("replay", file, "--ledger", file);

        Assert.Equal(2, replay.ExitCode);
        Assert.Equal("kept", await File.ReadAllTextAsync(file));
    }

    private static Task<RunningProgram> RunAsync(params string[] arguments) => RunningProgram.RunAsync(Programs.Gateway, arguments);
}
