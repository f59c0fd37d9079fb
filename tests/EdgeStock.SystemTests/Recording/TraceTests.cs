using System.Text.Json;
using EdgeStock.SystemTests.Storeroom;

namespace EdgeStock.SystemTests.Recording;

/// <summary>Traces that were made elsewhere, in the outside form.</summary>
public sealed class TraceTests
{
    /// <summary>The lines that a reader of replays may rely on, each with its fields; those after a question mark may be there.</summary>
    private static readonly Dictionary<string, string[]> Forms = new(StringComparer.Ordinal)
    {
        ["stock.count"] = ["t", "type", "bin", "count", "low", "high", "confidence"],
        ["stock.moved"] = ["t", "type", "bin", "delta", "at", "confidence"],
        ["bin.alert"] = ["t", "type", "bin", "state"],
        ["tag.zone"] = ["t", "type", "epc", "zone", "?at", "?confidence", "?state"],
        ["climate.alarm"] = ["t", "type", "sensor", "state", "?at"],
        ["climate.fault"] = ["t", "type", "sensor", "state"],
    };

    private static readonly Dictionary<string, string[]> States = new(StringComparer.Ordinal)
    {
        ["bin.alert"] = ["foreign", "lifted", "overload", "unsettled", "uncountable", "ok"],
        ["tag.zone"] = ["unknown"],
        ["climate.alarm"] = ["high", "low", "ok"],
        ["climate.fault"] = ["stuck", "silent", "implausible", "ok"],
    };

    [Theory]
    [InlineData("W1-s7", "stock.count", "stock.moved")]
    [InlineData("R1-s7", "tag.zone")]
    [InlineData("C1-s7", "climate.alarm", "climate.fault")]
    public async Task A_trace_replays_to_the_documented_lines_and_twice_to_the_same_bytes(string name, params string[] expected)
    {
        var trace = Path.Combine(Programs.Root, "..", "shared", "data", "traces", $"{name}.trace.jsonl");
        Assert.SkipUnless(File.Exists(trace), $"{trace} is not there");
        var folder = Directory.CreateTempSubdirectory("edgestock-trace-").FullName;
        try
        {
            var once = await ReplayAsync(trace, Path.Combine(folder, "once"));
            var twice = await ReplayAsync(trace, Path.Combine(folder, "twice"));
            Assert.Equal(once, twice);

            var printed = await RunningProgram.RunAsync(Programs.Gateway, "replay", trace);
            Assert.Equal(System.Text.Encoding.UTF8.GetString(once), printed.Output);

            var lines = printed.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal(expected, lines.Select(Check).Distinct().Order(StringComparer.Ordinal));
            var said = lines.Select(Said).ToList();
            Assert.Equal(said.Order(), said);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<byte[]> ReplayAsync(string trace, string output)
    {
        var replay = await RunningProgram.RunAsync(Programs.Gateway, "replay", trace, "--out", output);
        Assert.Equal(0, replay.ExitCode);
        Assert.Equal("", replay.Output);
        Assert.DoesNotContain("skipped", replay.Errors, StringComparison.Ordinal);
        return await File.ReadAllBytesAsync(output);
    }

    private static double Said(string line)
    {
        using var json = JsonDocument.Parse(line);
        return json.RootElement.GetProperty("t").GetDouble();
    }

    /// <summary>Holds a line against its form.</summary>
    /// <returns>Its type.</returns>
    private static string Check(string line)
    {
        using var json = JsonDocument.Parse(line);
        var root = json.RootElement;
        var type = root.GetProperty("type").GetString()!;
        Assert.True(Forms.TryGetValue(type, out var form), $"no such line is documented: {line}");
        var fields = root.EnumerateObject().Select(p => p.Name).ToList();
        Assert.Empty(form!.Where(f => f[0] != '?').Except(fields));
        Assert.Empty(fields.Except(form!.Select(f => f.TrimStart('?'))));
        if (root.TryGetProperty("state", out var state))
        {
            Assert.Contains(state.GetString(), States[type]);
        }

        if (root.TryGetProperty("at", out var at))
        {
            Assert.True(at.GetDouble() <= root.GetProperty("t").GetDouble(), $"said before it happened: {line}");
        }

        return type;
    }
}
