using System.Diagnostics;
using System.Text.Json;
using EdgeStock.SystemTests.Broker;
using EdgeStock.SystemTests.Doors;
using EdgeStock.SystemTests.Storeroom;
using EdgeStock.Wire;

namespace EdgeStock.SystemTests.Operating;

/// <summary>Evidence from a real gateway, checked by the tool and by docs/ledger-verify/verify.mjs, which shares no code with it.</summary>
public sealed class EvidenceTests : IDisposable
{
    private const int Random = 150;

    private static readonly string Script = Path.Combine(Programs.Root, "docs", "ledger-verify", "verify.mjs");

    private readonly string folder = Directory.CreateTempSubdirectory("edgestock-evidence-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task What_a_running_gateway_and_what_the_tool_alone_exports_holds_for_both_verifiers()
    {
        await using var gateway = await LoneGateway.StartAsync();
        await FillAsync(gateway);
        var running = Path.Combine(folder, "running.ndjson");
        await ExportAsync(gateway, running);
        var key = await HoldsAsync(running);

        Assert.Equal(0, await gateway.StopAsync());
        var stopped = Path.Combine(folder, "stopped.ndjson");
        await ExportAsync(gateway, stopped);
        Assert.Equal(key, await HoldsAsync(stopped));

        // The gateway signed as it stopped, and the tool needed no checkpoint of its own.
        var ledger = await RunAsync("verify", gateway.LedgerPath, "--key", key, "--json");
        Assert.True(ledger.ExitCode == 0, ledger.Tail);
        using var verdict = JsonDocument.Parse(ledger.Output);
        Assert.Equal(verdict.RootElement.GetProperty("head").GetProperty("seq").GetInt64(), verdict.RootElement.GetProperty("lastCheckpoint").GetProperty("seq").GetInt64());
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(gateway.DataPath, "signing.key")));
        Assert.Equal(["running.ndjson", "stopped.ndjson"], Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));

        // Another key than the one that signed is not good, for both.
        var other = new string('0', 64);
        Assert.Equal(1, (await RunAsync("verify", running, "--key", other)).ExitCode);
        Assert.Equal(1, (await NodeAsync(Script, running, other)).Code);
        Assert.Equal(1, (await RunAsync("verify", gateway.LedgerPath, "--key", other)).ExitCode);
    }

    [Fact]
    public async Task The_independent_verifier_finds_a_flipped_bit_anywhere()
    {
        await using var gateway = await LoneGateway.StartAsync();
        await FillAsync(gateway);
        var file = Path.Combine(folder, "evidence.ndjson");
        await ExportAsync(gateway, file);
        await HoldsAsync(file);

        var octets = await File.ReadAllBytesAsync(file);
        var end = octets.AsSpan(0, octets.Length - 1).LastIndexOf((byte)'\n') + 1;
        var random = new Random(20261126);
        int[] places = [.. Enumerable.Range(0, Random).Select(_ => random.Next(end)), .. Enumerable.Range(end, octets.Length - end)];
        var flips = $$"""
            import { readFileSync } from 'node:fs';
            import { verify } from '{{new Uri(Script)}}';
            const bytes = readFileSync('{{file}}');
            verify(bytes);
            const passed = [{{string.Join(',', places)}}].filter(at => { const other = Buffer.from(bytes); other[at] ^= 1 << at % 8; try { verify(other); return true; } catch { return false; } });
            console.log(JSON.stringify(passed));
            """;

        var run = await NodeAsync("--input-type=module", "-e", flips);
        Assert.True(run.Code == 0, run.Said);
        Assert.Equal("[]", run.Said.Trim());

        octets[end - 5] ^= 1;
        await File.WriteAllBytesAsync(file, octets);
        Assert.Equal(1, (await NodeAsync(Script, file)).Code);
        Assert.Equal(1, (await RunAsync("verify", file)).ExitCode);
    }

    /// <summary>The signed end would find all of these; each is found before it, by what the line itself must hold.</summary>
    [Fact]
    public async Task The_independent_verifier_holds_each_line_against_the_chain_before_it_looks_at_the_end()
    {
        await using var gateway = await LoneGateway.StartAsync();
        await FillAsync(gateway);
        var file = Path.Combine(folder, "evidence.ndjson");
        await ExportAsync(gateway, file);

        var changes = $$"""
            import { readFileSync } from 'node:fs';
            import { verify } from '{{new Uri(Script)}}';
            const text = readFileSync('{{file}}', 'utf8');
            const without = type => text.split('\n').filter((line, i, all) => i !== all.findIndex(l => l.startsWith(`{"type":"${type}`))).join('\n');
            const said = other => { try { verify(Buffer.from(other)); return 'holds'; } catch (e) { return e.message; } };
            console.log([
                text.replace('"kind":"device.state.v1"', '"kind":"device.state.v2"'),
                text.replace('\\"state\\":\\"', '\\"state\\":\\"x'),
                without('entry","seq":3,'),
                without('site'),
                text.replace('Handske', 'Handskar'),
                text.replace(/("type":"evidence".*?"from":)\d+/, '$19000000000000'),
                text.replace(/("before":{"seq":0,"hash":")./, '$1_'),
                text.replace(/("type":"checkpoint","seq":\d+,"at":)\d+/, '$11'),
                text.replace(/("type":"key","id":")./, '$1_'),
                text.replace('{"type":"entry"', '{ "type":"entry"'),
            ].map(said).join('\n'));
            """;
        var run = await NodeAsync("--input-type=module", "-e", changes);

        Assert.True(run.Code == 0, run.Said);
        string[] expected =
        [
            "does not follow from the entry before", "does not follow from the entry before", "is missing, or not told as it must be", "its site file is missing", "the site file was changed",
            "not recorded in the range", "not the genesis hash", "the signature belongs to something else", "not what its fingerprint says", "not written the one canonical way",
        ];
        Assert.All(expected.Zip(run.Said.Trim().Split('\n')), pair => Assert.Contains(pair.First, pair.Second, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_cannot_be_exported_or_checked_is_said_and_leaves_no_file()
    {
        await using var gateway = await LoneGateway.StartAsync();
        await FillAsync(gateway);
        var file = Path.Combine(folder, "evidence.ndjson");

        Assert.Equal(1, (await RunAsync("export", "--data", gateway.DataPath, "--from", "2020-01-01", "--to", "2020-01-02", "--out", file)).ExitCode);
        var wrong = await RunAsync("export", "--data", gateway.DataPath, "--from", "yesterday", "--to", "2020-01-02", "--out", file);
        Assert.Equal(2, wrong.ExitCode);
        Assert.Contains("--from yesterday: write a day", wrong.Errors, StringComparison.Ordinal);
        Assert.Equal(2, (await RunAsync("export", "--data", folder, "--from", "2020-01-01", "--to", "2020-01-02", "--out", file)).ExitCode);
        Assert.Empty(Directory.GetFiles(folder));

        await File.WriteAllTextAsync(file, "neither");
        Assert.Equal(2, (await RunAsync("verify", file)).ExitCode);
        Assert.Equal(2, (await RunAsync("verify", Path.Combine(folder, "missing"))).ExitCode);
        Assert.Equal(2, (await NodeAsync(Script, Path.Combine(folder, "missing"))).Code);
        Assert.Equal(1, (await NodeAsync(Script, file)).Code);
        gateway.IsWell();
    }

    [Fact]
    public async Task A_signing_key_that_is_open_to_others_stops_the_start_and_a_lost_one_is_said()
    {
        await using var gateway = await LoneGateway.StartAsync();
        await FillAsync(gateway);
        var key = Path.Combine(gateway.DataPath, "signing.key");
        Assert.Equal(0, await gateway.StopAsync());
        File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);

        var refused = await gateway.TryAgainAsync();
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("chmod 600", refused.Errors, StringComparison.Ordinal);

        File.Delete(key);
        await gateway.RestartAsync();
        await gateway.LoggedAsync("is gone, a new one was made");
        await gateway.StopAsync();
        var ledger = await RunAsync("verify", gateway.LedgerPath, "--json");
        Assert.True(ledger.ExitCode == 0, ledger.Tail);
        using var verdict = JsonDocument.Parse(ledger.Output);
        Assert.Equal(2, verdict.RootElement.GetProperty("keys").GetArrayLength());
    }

    /// <summary>Some entries: a device that comes and goes.</summary>
    private static async Task FillAsync(LoneGateway gateway)
    {
        using var host = await gateway.GreetedAsync("hw-1");
        for (ulong n = 1; n <= 6; n++)
        {
            await host.SayStateAsync(n, up: n % 2 == 1);
            Assert.IsType<AckLine>(await host.AnswerAsync());
        }
    }

    private static async Task ExportAsync(LoneGateway gateway, string file)
    {
        var today = DateTimeOffset.UtcNow;
        var export = await RunAsync("export", "--data", gateway.DataPath, "--from", LineCodec.Format(today.AddDays(-1)), "--to", LineCodec.Format(today.AddDays(1)), "--out", file);
        Assert.True(export.ExitCode == 0, export.Tail);
    }

    /// <summary>Both verifiers find the file good, and name the same key.</summary>
    private static async Task<string> HoldsAsync(string file)
    {
        var ours = await RunAsync("verify", file, "--json");
        Assert.True(ours.ExitCode == 0, ours.Tail);
        using var verdict = JsonDocument.Parse(ours.Output);
        var key = Assert.Single(verdict.RootElement.GetProperty("keys").EnumerateArray()).GetString()!;
        var (code, said) = await NodeAsync(Script, file, key);
        Assert.True(code == 0, said);
        Assert.Contains(key, said, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("verify", file, "--key", string.Join(':', key.ToUpperInvariant().Chunk(2).Select(c => new string(c))))).ExitCode);
        return key;
    }

    private static Task<RunningProgram> RunAsync(params string[] arguments) => RunningProgram.RunAsync(Programs.Gateway, arguments);

    private static async Task<(int Code, string Said)> NodeAsync(params string[] arguments)
    {
        using var node = Process.Start(new ProcessStartInfo(Tool.Find("node"), arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = node.StandardError.ReadToEndAsync();
        var said = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        return (node.ExitCode, said + await errors);
    }
}
