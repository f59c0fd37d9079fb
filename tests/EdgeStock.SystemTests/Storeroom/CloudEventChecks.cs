using System.Globalization;
using System.Text.Json;
using EdgeStock.Ledger;
using EdgeStock.Wire;

namespace EdgeStock.SystemTests.Storeroom;

/// <summary>Compares what a subscriber ends with and what the ledger holds.</summary>
internal static class CloudEventChecks
{
    /// <summary>The subscriber has each entry of the ledger, nothing else, and each says what its entry says (docs/mqtt.md).</summary>
    public static void AssertSame(string ledgerPath, IReadOnlyList<Heard> distinct)
    {
        using var ledger = LedgerReader.Open(ledgerPath);
        var identity = ledger.Identity;
        var epochs = ledger.Epochs;
        var entries = ledger.After(0, int.MaxValue);
        Assert.Equal(
            entries.Select(e => string.Create(CultureInfo.InvariantCulture, $"{identity.Gateway}/{epochs.Of(e.Seq)}/{e.Seq}")),
            distinct.OrderBy(h => h.Text("sequence"), StringComparer.Ordinal).Select(h => h.Text("id")));

        var heard = distinct.ToDictionary(h => h.Seq);
        var previous = identity.Genesis;
        foreach (var entry in entries)
        {
            AssertSame(identity, epochs.Of(entry.Seq), entry, previous, heard[entry.Seq]);
            previous = entry.Hash;
        }
    }

    private static void AssertSame(LedgerIdentity identity, long number, LedgerEntry entry, byte[] previous, Heard heard)
    {
        var sequence = entry.Seq.ToString("D20", CultureInfo.InvariantCulture);
        var epoch = number.ToString(CultureInfo.InvariantCulture);
        var id = $"{identity.Gateway}/{epoch}/{entry.Seq.ToString(CultureInfo.InvariantCulture)}";
        var source = $"urn:edgestock:{identity.Site}:{identity.Gateway}";
        Assert.Equal("1.0", heard.Text("specversion"));
        Assert.Equal(id, heard.Text("id"));
        Assert.Equal(source, heard.Text("source"));
        Assert.Equal($"edgestock.{entry.Kind}", heard.Text("type"));
        Assert.Equal(entry.Subject, heard.Text("subject"));
        Assert.Equal(LineCodec.Format(entry.Occurred), heard.Text("time"));
        Assert.Equal(LineCodec.Format(entry.Recorded), heard.Text("recordedtime"));
        Assert.Equal("application/json", heard.Text("datacontenttype"));
        Assert.Equal(epoch, heard.Text("epoch"));
        Assert.Equal(sequence, heard.Text("sequence"));
        Assert.Equal(Convert.ToHexStringLower(previous), heard.Text("prev"));
        Assert.Equal("application/cloudevents+json", heard.ContentType);
        Assert.False(heard.Retained);
        Assert.StartsWith(entry.Room is null ? $"{Listener.Root}/event/" : $"{Listener.Root}/room/{entry.Room}/event/", heard.Topic, StringComparison.Ordinal);
        Assert.Equal($"id:{id} type:edgestock.{entry.Kind} source:{source} epoch:{epoch} sequence:{sequence}", heard.UserProperties);

        using var payload = JsonDocument.Parse(entry.Payload);
        var data = heard.Json.GetProperty("data");
        Assert.All(payload.RootElement.EnumerateObject(), p => Assert.Equal(p.Value.GetRawText(), data.GetProperty(p.Name).GetRawText()));
        Assert.Equal(entry.Seq, data.GetProperty("stateVersion").GetInt64());
    }
}
