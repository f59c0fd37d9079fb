using System.Globalization;
using System.Text.Json;
using EdgeStock.Domain;
using EdgeStock.Ledger;
using EdgeStock.SystemTests.Storeroom;

namespace EdgeStock.SystemTests.Operating;

/// <summary>A refrigerator fails, vaccines stand in it, and a pharmacist decides: said to the real tool on a ledger that it replayed itself (docs/alarms.md).</summary>
public sealed class LotsVerbTests : IDisposable
{
    private const string Site = """
        site: lund
        gateway: pharmacy-1
        timezone: UTC
        rooms:
          - {id: pharmacy, name: Läkemedelsförråd, class: pharmacy}
          - {id: ward, name: Avdelning, class: storeroom}
        zones: []
        devices:
          - {id: fridge-sensor, kind: climate, room: pharmacy, interval_s: 60}
        articles: []
        bins: []
        climate:
          - {id: fridge-1, room: pharmacy, device: fridge-sensor, profile: med-fridge, sensor: ds18b20, interval_s: 60}
        """;

    /// <summary>Yesterday: a count by hand holds for some weeks only.</summary>
    private static readonly DateTimeOffset T0 = new(DateTimeOffset.UtcNow.UtcDateTime.Date.AddDays(-1), TimeSpan.Zero);

    private static readonly string Day = T0.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private readonly string folder = Directory.CreateTempSubdirectory("edgestock-lots-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_lots_of_a_warm_refrigerator_are_listed_looked_at_and_decided()
    {
        await ReplayAsync();

        var list = await ToolAsync(1, "lots", "undecided");
        Assert.Contains($"fridge-1-temperature-high  pharmacy   {Day} 02:00  {Day} 03:0", list, StringComparison.Ordinal);
        Assert.Contains("2 lots wait for a decision", list, StringComparison.Ordinal);
        var waiting = JsonDocument.Parse(await ToolAsync(1, "lots", "undecided", "--json")).RootElement.EnumerateArray().Select(l => (l.GetProperty("lot").GetString(), l.GetProperty("state").GetString())).ToList();
        Assert.Equal([("L1", "usable"), ("L2", "usable")], waiting);

        // 02:00 to 03:00 at 12 °C: lot L1 was there all the time, lot L2 came at 02:30.
        var words = await ToolAsync(1, "lots", "climate", "vaccine", "--lot", "L1", "--to", $"{Day}T05:00:00Z");
        Assert.Contains("its own limits (med-fridge): 2 to 8 °C", words, StringComparison.Ordinal);
        Assert.Contains($"pharmacy: {Day} 01:00 to {Day} 05:00, judged by the worst of fridge-1", words, StringComparison.Ordinal);
        Assert.Contains("outside its own limits: 60 minutes", words, StringComparison.Ordinal);
        var record = JsonDocument.Parse(await ToolAsync(1, "lots", "climate", "vaccine", "--lot", "L2", "--to", $"{Day}T05:00:00Z", "--json")).RootElement;
        Assert.Equal(30, record.GetProperty("whole").GetProperty("minutesOutsideOwn").GetInt32());
        await ToolAsync(0, "lots", "climate", "vaccine", "--lot", "L2", "--from", $"{Day}T03:30:00Z", "--to", $"{Day}T05:00:00Z");
        Assert.Contains("was in no storeroom", await ToolAsync(2, "lots", "climate", "vaccine", "--lot", "L9"), StringComparison.Ordinal);

        Assert.Contains("lot L1 (use by 2028-12-31) of Vaccin, after fridge-1-temperature-high: it must not be used for now: frågar", await Decide(0, "L1", "quarantine", "frågar"), StringComparison.Ordinal);
        Assert.Contains($"QUARANTINE: excursion fridge-1-temperature-high of {Day}T02:00:00Z: frågar", await ToolAsync(0, "lots"), StringComparison.Ordinal);
        Assert.Contains("to change that, name --alarm", await Decide(1, "L1", "quarantine", "igen"), StringComparison.Ordinal);
        Assert.Contains("lot L9 of 'vaccine' was not in the excursion", await Decide(1, "L9", "release", "kort"), StringComparison.Ordinal);
        await Decide(0, "L2", "release", "kort");
        Assert.Contains("may be used again", await Decide(0, "L1", "release", "tillverkaren godkänner"), StringComparison.Ordinal);
        Assert.Contains("no lot waits for a decision", await ToolAsync(0, "lots", "undecided"), StringComparison.Ordinal);

        Assert.Contains("do not open before", await ToolAsync(0, "acclimatise", "vaccine", "--lot", "L1", "--pack-temp", "5", "--tau", "60", "--room-temp", "22", "--room-humidity", "50"), StringComparison.Ordinal);
        Assert.Contains("do not open before", await ToolAsync(0, "lots"), StringComparison.Ordinal);
        Assert.Contains("holds: ", await ToolAsync(0, "verify"), StringComparison.Ordinal);
        Assert.Contains("equal to the saved read models", await ToolAsync(0, "rebuild"), StringComparison.Ordinal);
    }

    private Task<string> Decide(int exitCode, string lot, string decision, string reason) =>
        ToolAsync(exitCode, "lots", "decide", "vaccine", "--lot", lot, "--alarm", "fridge-1-temperature-high", "--decision", decision, "--reason", reason);

    private async Task ReplayAsync()
    {
        Directory.CreateDirectory(Path.Combine(folder, "data"));
        var trace = Path.Combine(folder, "trace.ndjson");
        var article = new CatalogueArticle("vaccine", "Vaccin", ProductGroup.Medicine, null, "J07BB02", null, [], false, "med-fridge", null, null, 730, null, false, null, true);
        await using (var lines = new StreamWriter(trace))
        {
            await SayAsync(lines, new { type = "trace", version = 1, id = "fridge", seed = 1, duration = 6 * 3600, t0 = At(0) });
            await SayAsync(lines, new { type = "site", text = Site });
            await SayAsync(lines, new { type = "cmd", at = At(0), verb = "config", by = "start", body = Site });
            await InstructAsync(lines, 0, new ImportCatalogue("artiklar.csv", "ab", [article], true));
            for (var second = 0; second < 5 * 3600 + 600; second += 5)
            {
                if (second is 3600 or 9000)
                {
                    await InstructAsync(lines, second, new ReceiveGoods("pharmacy", new("vaccine", Lot: second == 3600 ? "L1" : "L2", Expiry: new(2028, 12, 31), Pieces: 10)));
                }

                if (second % 60 == 0)
                {
                    await SayAsync(lines, new { at = At(second), type = "c", dev = "fridge-sensor/temperature", v = second / 3600 == 2 ? 12.0 : 5.0 });
                }

                await SayAsync(lines, new { type = "tick", at = At(second) });
            }
        }

        await ToolAsync(0, "replay", trace, "--ledger", Path.Combine(folder, "data", "ledger.db"), "--out", Path.Combine(folder, "lines"));
    }

    private static Task InstructAsync(StreamWriter lines, int second, Instruction what) =>
        SayAsync(lines, new { type = "cmd", at = At(second), verb = InstructionText.VerbOf(what), by = "p-00000001", body = InstructionText.Write(what) });

    private static Task SayAsync(StreamWriter lines, object line) => lines.WriteLineAsync(JsonSerializer.Serialize(line));

    private async Task<string> ToolAsync(int exitCode, params string[] arguments)
    {
        var run = await RunningProgram.RunAsync(Programs.Gateway, arguments[0] == "replay" ? arguments : [.. arguments, "--data", Path.Combine(folder, "data")]);
        Assert.True(run.ExitCode == exitCode, $"{string.Join(' ', arguments)}: {run.Tail}");
        return run.Output + run.Errors;
    }

    private static string At(int second) => T0.AddSeconds(second).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
