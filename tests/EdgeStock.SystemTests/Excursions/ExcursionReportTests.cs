using System.Diagnostics;
using System.Text;
using System.Text.Json;
using EdgeStock.SystemTests.Alarms;
using EdgeStock.SystemTests.Broker;
using EdgeStock.SystemTests.Peers;
using EdgeStock.SystemTests.Storeroom;

namespace EdgeStock.SystemTests.Excursions;

/// <summary>An excursion from the first warm value to a signed report that other hands check against the ledger's export, with the real gateway and tool.</summary>
public sealed class ExcursionReportTests
{
    private const string HighHigh = "north-temperature-high-high";

    /// <summary>The gateway's hour, which takes a minute here, and the time that the tool takes to be asked.</summary>
    private static readonly TimeSpan AnHour = StoreroomRig.Deadline * 3;

    [Fact]
    public async Task An_excursion_ends_in_a_report_that_names_lots_and_decisions_and_agrees_with_the_export()
    {
        await using var rig = await AlarmRig.StartAsync();
        await DoAsync(rig, "goods-in", "sterile", "--article", "drape", "--lot", "L1", "--expiry", "2035-12-31", "--pieces", "12");
        await DoAsync(rig, "goods-in", "sterile", "--article", "drape", "--lot", "L2", "--expiry", "2036-12-31", "--pieces", "3");
        Assert.Contains("no excursion stands in this ledger", (await DoAsync(rig, "report", "--excursions")).Output, StringComparison.Ordinal);

        rig.Celsius = 31;
        await rig.WaitAsync(() => rig.Listener.Last($"room/sterile/alarm/{HighHigh}")?.Text("state") == "unacknowledged", $"{HighHigh} at the broker");
        await DoAsync(rig, "alarm", "ack", HighHigh, "--reason", "kylan står stilla", "--action", "ringde fastighet");
        var early = await DoAsync(rig, "report", "--excursion", HighHigh, "--format", "json", "--out", Path.Combine(rig.Folder, "early.json"));
        Assert.Contains("provisional", early.Errors, StringComparison.Ordinal);

        rig.Celsius = 22;
        await rig.WaitAsync(() => rig.Listener.All.Last(h => h.Topic == $"{Listener.Root}/room/sterile/alarm/{HighHigh}").IsTakenBack, "the alarm is taken back");
        await DoAsync(rig, "lots", "decide", "drape", "--lot", "L1", "--alarm", HighHigh, "--decision", "release", "--reason", "tål 40 °C");
        var document = Path.Combine(rig.Folder, "report.json");
        await Until.TrueAsync(async () => (await ReportAsync(rig, document)).GetProperty("final").GetBoolean(), () => "the report is final", AnHour);

        var report = await ReportAsync(rig, document);
        Assert.Equal(("drape", "Operationslakan", "release"), (report.GetProperty("lots")[0].GetProperty("article").GetString(), report.GetProperty("lots")[0].GetProperty("name").GetString(), report.GetProperty("lots")[0].GetProperty("decision").GetProperty("decision").GetString()));
        Assert.Equal((2, 1), (report.GetProperty("lots").GetArrayLength(), report.GetProperty("undecided").GetInt32()));
        Assert.InRange(report.GetProperty("judgement").GetProperty("peak").GetDouble(), 31, 31.07);

        // The on-delay is five minutes; of the first and the last of them the mean can be within.
        Assert.True(report.GetProperty("judgement").GetProperty("minutesOutside").GetInt32() >= 3);
        var schema = await SchemaPeer.ValidateAsync("excursion-report.v1.json", document, Path.Combine(rig.Folder, "early.json"));
        Assert.True(schema.ExitCode == 0, schema.Tail);

        // The page that the gateway serves is the same, and signed by it.
        var page = Path.Combine(rig.Folder, "report.html");
        using (var http = new HttpClient { BaseAddress = rig.Page })
        {
            var seq = report.GetProperty("seq").GetInt64();
            Assert.Contains($"data-excursion=\"{seq}\"", await http.GetStringAsync(new Uri("excursions?lang=sv", UriKind.Relative)), StringComparison.Ordinal);
            await File.WriteAllBytesAsync(page, await http.GetByteArrayAsync(new Uri($"excursions/{seq}?lang=sv", UriKind.Relative)));
            Assert.Equal(System.Net.HttpStatusCode.NotFound, (await http.GetAsync(new Uri("excursions/1", UriKind.Relative))).StatusCode);
        }

        var text = await File.ReadAllTextAsync(page);
        var inPage = JsonDocument.Parse(text.Split("id=\"report\">")[1].Split("</script>")[0]).RootElement;
        Assert.Equal(report.GetProperty("judgement").GetRawText(), inPage.GetProperty("judgement").GetRawText());
        Assert.Equal(report.GetProperty("lots").GetRawText(), inPage.GetProperty("lots").GetRawText());
        var evidence = Path.Combine(rig.Folder, "evidence.ndjson");
        await DoAsync(rig, "export", "--from", inPage.GetProperty("evidence").GetProperty("from").GetString()!, "--to", inPage.GetProperty("evidence").GetProperty("to").GetString()!, "--out", evidence);

        foreach (var file in new[] { document, page })
        {
            var (code, said) = await VerifyAsync(evidence, file);
            Assert.True(code == 0, said);
            Assert.DoesNotContain("FAILED", said, StringComparison.Ordinal);
        }

        Assert.Equal(1, (await VerifyAsync(evidence, Path.Combine(rig.Folder, "early.json"))).Code);
        foreach (var (file, what, with) in new[] { (document, "\"decision\": \"release\"", "\"decision\": \"discard\""), (document, "\"peak\": 31", "\"peak\": 29"), (page, "Operationslakan", "Operationslaken"), (page, "INTE BESLUTAT", "frisläppt") })
        {
            var other = Path.Combine(rig.Folder, "changed" + Path.GetExtension(file));
            var before = await File.ReadAllTextAsync(file);
            Assert.Contains(what, before, StringComparison.Ordinal);
            await File.WriteAllTextAsync(other, before.Replace(what, with, StringComparison.Ordinal), new UTF8Encoding(false));
            var (code, said) = await VerifyAsync(evidence, other);
            Assert.True(code == 1 && said.Contains("changed since it was signed", StringComparison.Ordinal), said);
        }

        Assert.Equal(2, (await rig.ToolAsync("report", "--excursion", "north-no-data")).ExitCode);
        Assert.Equal(2, (await rig.ToolAsync("report", "--excursion", HighHigh, "--format", "csv")).ExitCode);
        Assert.Equal(2, (await rig.ToolAsync("report", "--excursion", HighHigh, "--month", "2026-10")).ExitCode);
    }

    private static async Task<JsonElement> ReportAsync(AlarmRig rig, string file)
    {
        await DoAsync(rig, "report", "--excursion", HighHigh, "--format", "json", "--out", file);
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(file));
        return json.RootElement.Clone();
    }

    private static async Task<RunningProgram> DoAsync(AlarmRig rig, params string[] words)
    {
        var run = await rig.ToolAsync(words);
        Assert.True(run.ExitCode == 0, $"{string.Join(' ', words)}: {run.Tail}");
        return run;
    }

    private static async Task<(int Code, string Said)> VerifyAsync(string evidence, string report)
    {
        using var node = Process.Start(new ProcessStartInfo(Tool.Find("node"), [Path.Combine(Programs.Root, "docs", "excursion-verify", "verify.js"), evidence, report]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = node.StandardError.ReadToEndAsync();
        var said = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        return (node.ExitCode, said + await errors);
    }
}
