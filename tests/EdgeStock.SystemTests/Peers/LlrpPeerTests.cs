using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using EdgeStock.Simulator.Devices.LlrpReader;
using EdgeStock.SystemTests.Broker;
using EdgeStock.SystemTests.Storeroom;
using EdgeStock.Wire;

namespace EdgeStock.SystemTests.Peers;

/// <summary>Our client reads an independent reader, and an independent client reads our emulated one.</summary>
public sealed class LlrpPeerTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("edgestock-peer-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>
    /// The dummy reader of llrpjs does not answer what it does not know (DELETE_ACCESSSPEC, GET_READER_CONFIG), from then on its
    /// response ids lag behind, it sends a response that nobody asked for, and it names antenna 0.
    /// </summary>
    [Fact]
    public async Task A_firmware_host_takes_every_tag_that_llrpjs_reports()
    {
        await using var reader = LlrpPeer.Start("reader.js", "{\"port\"");
        await reader.ReadyAsync();
        await using var gateway = new SampleSocket(Path.Combine(folder, "samples.sock"));
        await using var host = RunningProgram.Start(Programs.FirmwareHost, ["run", "--config", await HardwareAsync(LlrpPeer.Said(reader)[0].GetProperty("port").GetInt32())]);

        List<(string Device, string Epc, DateTimeOffset At)> sent = [], read = [];
        await Until.TrueAsync(
            () =>
            {
                sent = [.. LlrpPeer.Said(reader, "tags").Take(4).SelectMany(report => report.GetProperty("tags").EnumerateArray()).Select(Sent)];
                read = [.. gateway.Samples.OfType<ReadLine>().Select(r => (r.Device, r.Epc, r.At))];
                return Task.FromResult(LlrpPeer.Said(reader, "tags").Count >= 4 && read.Count >= sent.Count);
            },
            () => $"the tags of four reports\n{host.Tail}\n{reader.Tail}",
            StoreroomRig.Deadline);
        Assert.Equal(0, await host.StopAsync());

        // which tags the dummy reader makes up is the same in every run
        Assert.Equal(sent, read.Take(sent.Count));
        Assert.Equal(["reader-1/0", "reader-1/1", "reader-1/2", "reader-1/3", "reader-1/4"], sent.Select(tag => tag.Device).Distinct().Order());
        Assert.Equal(["EPCData", "EPC_96"], LlrpPeer.Said(reader, "tags").Take(4).SelectMany(r => r.GetProperty("tags").EnumerateArray()).Select(t => Text(t, "kind")).Distinct().Order());
        Assert.All(gateway.Samples.OfType<ReadLine>(), r => Assert.Equal((null, 1), (r.Rssi, r.Count)));

        var states = gateway.Samples.OfType<DeviceLine>().ToList();
        Assert.All(states, s => Assert.Equal(("reader-1", "up", 0L), (s.Device, s.State, s.Errors)));
        Assert.Equal(
            [
                "the reader does not take DELETE_ACCESSSPEC: not answered within 5 s (llrp-unsupported)",
                "the reader answered request 3 with id 2; taken, as no other was waiting (llrp-wrong-id)",
                "the reader does not take GET_READER_CONFIG: not answered within 5 s (llrp-unsupported)",
            ],
            states.Select(s => s.Reason).OfType<string>().Distinct());
        Assert.Equal(
            ["SET_READER_CONFIG", "DELETE_ACCESSSPEC", "DELETE_ROSPEC", "GET_READER_CONFIG", "ADD_ROSPEC", "ENABLE_ROSPEC", "ENABLE_EVENTS_AND_REPORTS", "CLOSE_CONNECTION"],
            LlrpPeer.Said(reader, "received").Select(m => Text(m, "received")));
    }

    [Fact]
    public async Task A_client_of_llrpjs_reads_every_tag_that_the_emulated_reader_holds()
    {
        var held = new ConcurrentQueue<(int Antenna, TagSighting Tag)>();
        await using var reader = new ReaderEmulator(new ReaderOptions { Antennas = 2 }, See, TimeProvider.System);
        reader.Start();
        await using var client = LlrpPeer.Start("client.js", null, reader.Port.ToString(CultureInfo.InvariantCulture));

        await Until.TrueAsync(
            () => Task.FromResult(LlrpPeer.Said(client, "epc").Count >= 4 || (client.HasExited ? throw new InvalidOperationException($"it ended early: {client.Tail}") : false)),
            () => $"four tags\n{client.Tail}",
            StoreroomRig.Deadline);
        Assert.Equal(0, await client.StopAsync());

        Assert.Equal(
            held.Select(h => (Convert.ToHexString(h.Tag.Epc), h.Antenna, h.Tag.RssiDbm, h.Tag.Count, Micros(h.Tag.FirstSeen), Micros(h.Tag.LastSeen))),
            LlrpPeer.Said(client, "epc").Select(t => (
                Text(t, "epc"), t.GetProperty("antenna").GetInt32(), t.GetProperty("rssi").GetDouble(), t.GetProperty("count").GetInt32(),
                t.GetProperty("firstSeen").GetDateTimeOffset(), t.GetProperty("lastSeen").GetDateTimeOffset())));
        Assert.Equal(["EPC_96", "EPCData", "EPC_96", "EPCData"], LlrpPeer.Said(client, "epc").Select(t => Text(t, "kind")));
        Assert.All(LlrpPeer.Said(client, "epc"), t => Assert.Equal(123, t.GetProperty("rospec").GetInt32()));
        Assert.Equal("Success", Text(LlrpPeer.Said(client, "first").Single(), "status"));
        var responses = LlrpPeer.Said(client, "response");
        Assert.Equal(
            ["DELETE_ROSPEC_RESPONSE", "SET_READER_CONFIG_RESPONSE", "ADD_ROSPEC_RESPONSE", "ENABLE_ROSPEC_RESPONSE", "START_ROSPEC_RESPONSE", "CLOSE_CONNECTION_RESPONSE"],
            responses.Select(r => Text(r, "response")));
        Assert.All(responses, r => Assert.Equal(("M_Success", r.GetProperty("asked").GetUInt32()), (Text(r, "status"), r.GetProperty("id").GetUInt32())));
        Assert.Equal("", client.Errors);

        IReadOnlyList<TagSighting> See(int antenna, DateTimeOffset from, TimeSpan dwell)
        {
            TagSighting[] seen =
            [
                new(Convert.FromHexString("3034257BF7194E4000001A8A"), -54 - antenna, 3, from, from + (dwell / 2)),
                new(Convert.FromHexString("1FB41F712AC9C37AB79D618173188324001A"), -70, 65535, from + (dwell / 4), from + dwell),
            ];
            foreach (var tag in seen)
            {
                held.Enqueue((antenna, tag));
            }

            return seen;
        }
    }

    private static (string Device, string Epc, DateTimeOffset At) Sent(JsonElement tag) =>
        ($"reader-1/{tag.GetProperty("antenna").GetInt32()}", Text(tag, "epc"), tag.GetProperty("lastSeen").GetDateTimeOffset());

    private static string Text(JsonElement json, string property) => json.GetProperty(property).GetString()!;

    // as far as the wire carries a time
    private static DateTimeOffset Micros(DateTimeOffset at) => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMicrosecond));

    private async Task<string> HardwareAsync(int port)
    {
        var path = Path.Combine(folder, "hardware.yaml");
        await File.WriteAllTextAsync(path, string.Create(CultureInfo.InvariantCulture, $"""
            host: peer-hw
            gateway: "{Path.Combine(folder, "samples.sock")}"
            devices:
              - id: reader-1
                driver: llrp
                address: 127.0.0.1:{port}
                antennas: [1, 2, 3, 4]
                period_s: 5
                duration_s: 2

            """));
        return path;
    }
}
