using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeStock.Tests.Tree;

namespace EdgeStock.Tests.Gateway.Excursions;

/// <summary>The verifier that shares no code with EdgeStock, on reports that hold, that were changed, and that were changed and signed again.</summary>
public sealed class ExcursionVerifierTests : IDisposable
{
    private readonly ExcursionBench bench = new ExcursionBench().Told();

    public void Dispose() => bench.Dispose();

    [Theory]
    [InlineData("report.json")]
    [InlineData("report.html")]
    public async Task A_report_and_its_evidence_agree(string file)
    {
        var report = file.EndsWith("json", StringComparison.Ordinal) ? await bench.JsonAsync() : await bench.PageAsync("sv");
        var (code, said) = await VerifyAsync(file, report);

        Assert.True(code == 0, said);
        Assert.Equal(10, said.Split('\n').Count(l => l.StartsWith("ok ", StringComparison.Ordinal)));
        Assert.Equal(0, (await VerifyAsync(file, report, bench.Key.Id)).Code);
        Assert.Equal(1, (await VerifyAsync(file, report, new string('0', 64))).Code);
    }

    [Theory]
    [InlineData("27,5", "26,5")]
    [InlineData("INTE BESLUTAT", "frisläppt")]
    [InlineData("ringde fastighet", "ringde fastighetsjouren")]
    [InlineData("\"decision\": \"release\"", "\"decision\": \"discard\"")]
    [InlineData("</html>\n", "</html>\n<p>")]
    public async Task A_page_in_which_anything_was_changed_is_not_good(string what, string with)
    {
        var page = Encoding.UTF8.GetString(await bench.PageAsync("sv"));
        Assert.Contains(what, page, StringComparison.Ordinal);

        var (code, said) = await VerifyAsync("report.html", Encoding.UTF8.GetBytes(page.Replace(what, with, StringComparison.Ordinal)));

        Assert.True(code is 1 or 2, said);
    }

    /// <summary>The signature would tell; these were signed again with the gateway's own key, so that only the evidence can.</summary>
    [Fact]
    public async Task A_figure_that_the_entries_and_minutes_do_not_say_is_found_even_if_it_is_signed()
    {
        (string Path, JsonNode? Value)[] changes =
        [
            ("judgement.peak", 26.5), ("judgement.minutesOutside", 49), ("judgement.start", "2026-03-02T07:01:00.000Z"), ("judgement.meanKineticTemperature.low", 5.1),
            ("judgement.meanKineticTemperature.verdict", "within"), ("judgement.budget.hoursAtLeast", 99), ("judgement.minutesUnknown", 1), ("judgement", null),
            ("lots.0.decision.decision", "discard"), ("lots.0.decision.reason", "annat"), ("lots.0.minutesOutside", 1), ("lots.1.pieces", 5), ("lots.1.lot", "L3"), ("undecided", 0), ("lots.2.until", null),
            ("timeline.1.at", "2026-03-02T07:29:00.000Z"), ("timeline.2.action", "inget"), ("timeline.2", null), ("onset", "2026-03-02T07:00:00.000Z"), ("clearedAt", null), ("limits.limit", 26),
            ("course.means.70", 22000), ("seals.count", 1), ("ledger.hash", new string('0', 64)), ("site", "malmo"), ("seals.from", "2026-03-02T07:00:00.000Z"), ("final", false),
        ];
        var document = JsonNode.Parse(await bench.JsonAsync())!.AsObject();
        var sent = document["timeline"]!.AsArray().Select((e, i) => (e, i)).First(e => (string?)e.e!["kind"] == "notification.sent.v1").i;
        changes = [.. changes, ($"timeline.{sent}.recipient", "ingen"), ($"timeline.{sent}.attempts", 1), ($"timeline.{sent}", null)];
        document.Remove("signature");
        var options = new JsonSerializerOptions { WriteIndented = true };
        var unchanged = await VerifyAsync("report.json", await bench.ForgedAsync(document.ToJsonString(options)));
        Assert.True(unchanged.Code == 0, unchanged.Said);

        foreach (var (path, value) in changes)
        {
            var other = document.DeepClone();
            Change(other, path.Split('.'), value?.DeepClone());
            var (code, said) = await VerifyAsync("report.json", await bench.ForgedAsync(other.ToJsonString(options)));
            Assert.True(code == 1 && said.Contains("FAILED", StringComparison.Ordinal), $"{path} = {value}: {said}");
        }
    }

    [Fact]
    public async Task Other_evidence_does_not_do()
    {
        using var other = new ExcursionBench(withLots: false).Told();

        var (code, said) = await VerifyAsync("report.json", await bench.JsonAsync(), evidence: other.Evidence());

        Assert.Equal(1, code);
        Assert.Contains("its key is not in the evidence", said, StringComparison.Ordinal);
        Assert.Equal(2, (await VerifyAsync("report.json", "{}"u8.ToArray())).Code);
    }

    private static void Change(JsonNode node, string[] path, JsonNode? value)
    {
        foreach (var step in path[..^1])
        {
            node = (node is JsonArray list ? list[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)] : node[step])!;
        }

        switch (node)
        {
            case JsonArray array when value is null:
                array.RemoveAt(int.Parse(path[^1], System.Globalization.CultureInfo.InvariantCulture));
                break;
            case JsonArray array:
                array[int.Parse(path[^1], System.Globalization.CultureInfo.InvariantCulture)] = value;
                break;
            case JsonObject o when value is null:
                Assert.True(o.Remove(path[^1]), string.Join('.', path));
                break;
            default:
                Assert.NotNull(node[path[^1]]);
                node[path[^1]] = value;
                break;
        }
    }

    private async Task<(int Code, string Said)> VerifyAsync(string file, byte[] report, string? key = null, byte[]? evidence = null)
    {
        var (proof, path) = (Path.Combine(bench.Folder, "evidence.ndjson"), Path.Combine(bench.Folder, file));
        await File.WriteAllBytesAsync(proof, evidence ?? bench.Evidence());
        await File.WriteAllBytesAsync(path, report);
        string[] arguments = [Path.Combine(Repository.Root, "docs", "excursion-verify", "verify.js"), proof, path, .. key is null ? Array.Empty<string>() : [key]];
        using var node = Process.Start(new ProcessStartInfo("node", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = node.StandardError.ReadToEndAsync();
        var said = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        return (node.ExitCode, said + await errors);
    }
}
