using System.Text;
using System.Text.Json;
using EdgeStock.Simulator.Scenarios;
using EdgeStock.Wire;

namespace EdgeStock.Tests.Simulator;

public sealed class FileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("edgestock-sim-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_demonstrations_site_file_is_the_one_that_the_simulator_prints()
    {
        var lines = File.ReadLines(Path.Combine(Root(), "deploy", "demo", "site.yaml")).SkipWhile(line => line.StartsWith('#'));

        Assert.Equal(SiteFile.Text(Ward.Scenario), string.Concat(lines.Select(line => line + "\n")));
    }

    [Fact]
    public void The_hardware_file_names_every_device_of_the_site_file()
    {
        var hardware = HardwareFile.Text(Ward.Scenario, "/tmp/a \"b\"", 5084, [.. Enumerable.Range(4001, 24)]);
        var devices = hardware.Split('\n').Where(line => line.StartsWith("  - id: ", StringComparison.Ordinal)).Select(line => line[8..]);
        var site = SiteFile.Text(Ward.Scenario).Split('\n').Where(line => line.Contains("kind: reader", StringComparison.Ordinal) || line.Contains("kind: scale", StringComparison.Ordinal) || line.Contains("kind: climate", StringComparison.Ordinal));

        Assert.Equal(site.Select(line => line["  - {id: ".Length..line.IndexOf(',', StringComparison.Ordinal)]), devices);
        Assert.Contains("gateway: \"/tmp/a \\\"b\\\"/samples.sock\"\n", hardware, StringComparison.Ordinal);
        Assert.Contains("    address: 127.0.0.1:4024\n", hardware, StringComparison.Ordinal);
        Assert.Contains("    address: 1-0045\n", hardware, StringComparison.Ordinal);
    }

    [Fact]
    public void A_trace_reads_as_sample_lines_in_time_order_and_repeats_itself()
    {
        var text = Trace(hours: 0.25);
        DateTimeOffset? t0 = null;
        var types = new Dictionary<Type, int>();
        var last = DateTimeOffset.MinValue;
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            Assert.True(LineCodec.TryParse(Encoding.UTF8.GetBytes(line), t0, out var parsed, out var error), $"{error}: {line}");
            types[parsed.GetType()] = types.GetValueOrDefault(parsed.GetType()) + 1;
            t0 ??= Assert.IsType<TraceLine>(parsed).T0;
            if (parsed is SampleLine sample)
            {
                Assert.InRange(sample.At, last, Wards.Start.AddMinutes(15).AddMilliseconds(-1));
                last = sample.At;
            }
        }

        Assert.Equal((24, 2, 2, 6), (types[typeof(BinLine)], types[typeof(ZoneLine)], types[typeof(AntennaHeaderLine)], types[typeof(SensorLine)]));
        Assert.Equal(3 * 2 * 90, types[typeof(ClimateLine)]);

        // 180 rounds on two antennas, nine tags of ten each; a weight a second and bin, ten while a bin is touched
        Assert.InRange(types[typeof(ReadLine)], 180 * 60 * 0.8, 180 * 60 * 1.05);
        Assert.InRange(types[typeof(WeightLine)], 24 * 900, 24 * 900 * 2);
        Assert.False(types.ContainsKey(typeof(UnknownLine)));
        Assert.Equal(text, Trace(hours: 0.25));
    }

    [Fact]
    public void Every_tag_that_a_trace_reads_stands_in_its_header()
    {
        var lines = Trace(hours: 2).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        var known = lines.Where(line => line.GetProperty("type").GetString() == "tag").Select(line => line.GetProperty("epc").GetString()!).ToHashSet();
        var read = lines.Where(line => line.GetProperty("type").GetString() == "r").Select(line => line.GetProperty("epc").GetString()!).ToHashSet();

        Assert.True(known.Count > 60, "two hours bring new goods");
        Assert.Subset(known, read);
    }

    [Fact]
    public void The_truth_file_says_counts_first_then_what_happened_with_both_times()
    {
        var path = Path.Combine(folder, "truth.jsonl");
        using (var truth = new TruthFile(Wards.Busy(), path))
        {
            truth.WriteUntil(Wards.Start.AddMinutes(1));
            var halfway = File.ReadAllLines(path).Length;
            truth.WriteUntil(Wards.Start.AddMinutes(20));
            Assert.True(File.ReadAllLines(path).Length > halfway, "lines are there as soon as they are written");
        }

        var lines = File.ReadAllLines(path);
        Assert.Equal("""{"type":"truth","version":1,"id":"ward","seed":7,"t0":"2026-03-02T06:00:00.000Z"}""", lines[0]);
        Assert.Matches("""^{"t":0,"at":"2026-03-02T06:00:00.000Z","type":"count","bin":"a-01","count":[0-9]+}$""", lines[1]);
        Assert.Contains(lines, line => line.Contains("\"zone\":null", StringComparison.Ordinal));
        var parsed = lines.Skip(1).Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.Equal(parsed.Select(T).Order(), parsed.Select(T));
        Assert.All(parsed, line => Assert.Equal(Wards.Start.AddMilliseconds((double)(T(line) * 1000)), line.GetProperty("at").GetDateTimeOffset()));
        var types = parsed.CountBy(line => line.GetProperty("type").GetString()!).ToDictionary();
        Assert.Equal(24, types["count"]);
        Assert.Equal(3 * 21, types["climate"]);
        Assert.True(types["move"] > 0 && types["tagzone"] >= 60);
        Assert.All(parsed.Where(line => line.GetProperty("type").GetString() == "move"), line => Assert.Contains(line.GetProperty("kind").GetString(), new[] { "pick", "restock", "return" }));
    }

    private static string Trace(double hours)
    {
        using var output = new MemoryStream();
        TraceFile.Write(Wards.Busy(), Wards.Busy(), output, new TracePace(), TimeSpan.FromHours(hours), TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    private static decimal T(JsonElement line) => line.GetProperty("t").GetDecimal();

    private static string Root()
    {
        var directory = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(directory, "EdgeStock.sln")))
        {
            directory = Path.GetDirectoryName(directory) ?? throw new DirectoryNotFoundException("the tests run outside the repository");
        }

        return directory;
    }
}
