using System.Globalization;
using System.Text.Json;
using EdgeStock.SystemTests.Storeroom;

namespace EdgeStock.SystemTests.Operating;

/// <summary>A refrigerator's day and a half, replayed into a ledger by the tool itself, and the tool's judgement of it (docs/climate.md).</summary>
public sealed class ClimateJudgeVerbTests : IDisposable
{
    private const string Site = """
        site: lund
        gateway: pharmacy-1
        timezone: Europe/Stockholm
        rooms:
          - {id: pharmacy, name: Läkemedelsförråd, class: pharmacy}
        zones: []
        devices:
          - {id: fridge-sensor, kind: climate, room: pharmacy, interval_s: 60}
        articles: []
        bins: []
        climate:
          - {id: fridge-1, room: pharmacy, device: fridge-sensor, profile: med-fridge, sensor: ds18b20, interval_s: 60}
        """;

    private static readonly DateTimeOffset T0 = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    private readonly string folder = Directory.CreateTempSubdirectory("edgestock-climate-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    // 20 h at 5 °C, 4 h at 15 °C, then 5 °C: the known answer of 7.7046 °C, which a refrigerator may have.
    [Fact]
    public async Task A_warm_refrigerator_is_judged_from_the_ledger_with_the_exit_code_that_it_deserves()
    {
        await ReplayAsync(minute => minute < 20 * 60 ? 5 : minute < 24 * 60 ? 15 : 5);

        var words = await ToolAsync(1, "climate", "judge", "--room", "pharmacy", "--from", "2026-03-02T00:00:00Z", "--to", "2026-03-03T06:00:00Z");
        Assert.Contains("temperature above 8.0 °C: 2026-03-02 21:00 to 2026-03-03 01:00", words, StringComparison.Ordinal);
        Assert.Contains("240 minutes outside", words, StringComparison.Ordinal);
        Assert.Contains("7.70 °C of what was measured (100.0 %), [7.70, 7.70]; limit 8.0: kept", words, StringComparison.Ordinal);
        Assert.Contains("budget left at 15.0 °C (its peak): 0.5 hours", words, StringComparison.Ordinal);

        var json = JsonDocument.Parse(await ToolAsync(1, "climate", "judge", "--point", "fridge-1", "--from", "2026-03-02", "--to", "2026-03-03", "--json")).RootElement[0];
        var mean = Assert.Single(json.GetProperty("excursions").EnumerateArray()).GetProperty("meanKineticTemperature");
        Assert.Equal((7.7046, "within"), (mean.GetProperty("measured").GetDouble(), mean.GetProperty("verdict").GetString()));

        Assert.Contains("nothing that was measured was outside", await ToolAsync(0, "climate", "judge", "--room", "pharmacy", "--from", "2026-03-02T02:00:00Z", "--to", "2026-03-02T19:00:00Z"), StringComparison.Ordinal);
        Assert.Contains("is no climate point", await ToolAsync(2, "climate", "judge", "--point", "fridge-9", "--from", "2026-03-02", "--to", "2026-03-02"), StringComparison.Ordinal);
        Assert.Contains("no climate was recorded", await ToolAsync(2, "climate", "judge", "--point", "fridge-1", "--from", "2025-03-02", "--to", "2025-03-02"), StringComparison.Ordinal);
    }

    private async Task ReplayAsync(Func<int, double> celsius)
    {
        Directory.CreateDirectory(Path.Combine(folder, "data"));
        var trace = Path.Combine(folder, "trace.ndjson");
        await using (var lines = new StreamWriter(trace))
        {
            await lines.WriteLineAsync(JsonSerializer.Serialize(new { type = "trace", version = 1, id = "fridge", seed = 1, duration = 32 * 3600, t0 = At(0) }));
            await lines.WriteLineAsync(JsonSerializer.Serialize(new { type = "site", text = Site }));
            await lines.WriteLineAsync(JsonSerializer.Serialize(new { type = "cmd", at = At(0), verb = "config", by = "start", body = Site }));
            for (var second = 0; second < 31 * 3600; second += 5)
            {
                if (second % 60 == 0)
                {
                    await lines.WriteLineAsync(JsonSerializer.Serialize(new { at = At(second), type = "c", dev = "fridge-sensor/temperature", v = celsius(second / 60) }));
                }

                await lines.WriteLineAsync(JsonSerializer.Serialize(new { type = "tick", at = At(second) }));
            }
        }

        await ToolAsync(0, "replay", trace, "--ledger", Path.Combine(folder, "data", "ledger.db"), "--out", Path.Combine(folder, "lines"));
    }

    private async Task<string> ToolAsync(int exitCode, params string[] arguments)
    {
        var run = await RunningProgram.RunAsync(Programs.Gateway, arguments[0] == "climate" ? [.. arguments, "--data", Path.Combine(folder, "data")] : arguments);
        Assert.True(run.ExitCode == exitCode, $"{string.Join(' ', arguments)}: {run.Tail}");
        return run.Output + run.Errors;
    }

    private static string At(int second) => T0.AddSeconds(second).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
