using System.Text.Json;
using EdgeStock.Gateway.Publishing;
using EdgeStock.Ledger;
using EdgeStock.Ledger.Proof;
using EdgeStock.Tests.Domain;
using EdgeStock.Tests.FirmwareHost;
using EdgeStock.Tests.Proof;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeStock.Tests.Gateway;

public sealed class CheckpointTopicTests : IDisposable
{
    private readonly PublishingBench bench = new();
    private readonly ProofBench keys = new();

    public void Dispose()
    {
        bench.Dispose();
        keys.Dispose();
    }

    [Fact]
    public async Task A_checkpoint_is_retained_and_carries_what_its_signature_is_over()
    {
        var id = new LedgerIdentity("lund", "ward-3", 7);
        var run = new StatePump(bench.Board, new(id), bench.Time, NullLogger.Instance).RunAsync(bench.Link, bench.Stop);
        await bench.Published(11);
        var first = Checkpoint.Sign(id, new(5, id.Genesis), TestSite.T0, keys.Key);
        bench.Board.Put(bench.Sheet() with { Checkpoint = first });
        await bench.Published(12);

        // The same again says nothing new; another one does.
        bench.Board.Put(bench.Sheet() with { Checkpoint = first });
        bench.Board.Put(bench.Sheet() with { Checkpoint = first with { Seq = 6 } });
        await Eventually.True(() => Messages().Count == 2, "the second checkpoint");

        var message = Messages()[0];
        using var json = JsonDocument.Parse(message.Payload);
        var told = json.RootElement;
        Assert.True(message.Retain);
        var heard = new Checkpoint(
            told.GetProperty("seq").GetInt64(), told.GetProperty("at").GetDateTimeOffset(), Convert.FromHexString(told.GetProperty("hash").GetString()!),
            told.GetProperty("key").GetString()!, Convert.FromBase64String(told.GetProperty("signature").GetString()!));
        Assert.True(heard.IsSignedBy(keys.Key.Public, id with { Epoch = told.GetProperty("epoch").GetInt64() }));
        await bench.StopAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);

        List<EdgeStock.Mqtt.MqttMessage> Messages() => [.. bench.Link.Published.Where(m => m.Topic == "edgestock/1/lund/ward-3/checkpoint")];
    }
}
