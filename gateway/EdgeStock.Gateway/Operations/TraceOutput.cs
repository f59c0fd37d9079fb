using System.Text;
using System.Text.Json;
using EdgeStock.Domain;
using EdgeStock.Ledger;

namespace EdgeStock.Gateway.Operations;

/// <summary>Ledger entries as the lines that a replay prints: <c>t</c> is when it was said, <c>at</c> when it happened, in seconds since t = 0.</summary>
internal sealed class TraceOutput(TextWriter text, Site site, DateTimeOffset t0)
{
    private readonly HashSet<string> single = site.ClimatePoints.Where(p => p.Channels.Count == 1).Select(p => p.Id).ToHashSet(StringComparer.Ordinal);

    /// <summary>Writes what an entry says to a reader of traces; entries of the gateway's own book-keeping say nothing there.</summary>
    public async Task WriteAsync(LedgerEntry entry)
    {
        var said = entry.Recorded;
        switch (EventCodec.Decode(entry))
        {
            case StockCounted c:
                await CountAsync(said, c.Bin, c.Count, c.Low, c.High, c.Confidence);
                break;
            case StockTaken t:
                await MovedAsync(said, t.Bin, -t.Quantity, t.At, t.Confidence);
                await CountAsync(said, t.Bin, t.Count, t.Low, t.High, t.Confidence);
                break;
            case StockAdded a:
                await MovedAsync(said, a.Bin, a.Quantity, a.At, a.Confidence);
                await CountAsync(said, a.Bin, a.Count, a.Low, a.High, a.Confidence);
                break;
            case BinConditionChanged b:
                await LineAsync(said, "bin.alert", j => j.WriteAnd("bin", b.Bin).WriteString("state", Lower(b.Condition)));
                break;
            case TagArrived t:
                await ZoneAsync(said, t.Epc, t.Zone, t.At, t.Confidence);
                break;
            case TagMoved t:
                await ZoneAsync(said, t.Epc, t.Zone, t.At, t.Confidence);
                break;
            case TagDeparted t:
                await ZoneAsync(said, t.Epc, null, t.At, t.Confidence);
                break;
            case TagObscured t:
                await LineAsync(said, "tag.zone", j => j.WriteAnd("epc", t.Epc.Hex).WriteAnd("zone", t.Zone).WriteString("state", "unknown"));
                break;
            case ClimateAlarmChanged a:
                await LineAsync(said, "climate.alarm", j => j.WriteAnd("sensor", Sensor(a.Point, a.Quantity)).WriteAnd("state", Lower(a.State)).WriteNumber("at", Seconds(a.Onset)));
                break;
            case SensorFaultChanged { Fault: SensorFault.Condensation }:
                // A trace knows no such state.
                break;
            case SensorFaultChanged f:
                await LineAsync(said, "climate.fault", j => j.WriteAnd("sensor", Sensor(f.Point, f.Quantity)).WriteString("state", Lower(f.Fault)));
                break;
            case DeviceStateChanged d:
                await LineAsync(said, "device.state", j => j.WriteAnd("device", d.Device).WriteString("state", Lower(d.State)));
                break;
            default:
                break;
        }
    }

    private Task CountAsync(DateTimeOffset said, string bin, int count, int low, int high, double confidence) => LineAsync(said, "stock.count", j =>
    {
        j.WriteString("bin", bin);
        j.WriteNumber("count", count);
        j.WriteNumber("low", low);
        j.WriteNumber("high", high);
        j.WriteNumber("confidence", confidence);
    });

    private Task MovedAsync(DateTimeOffset said, string bin, int delta, DateTimeOffset at, double confidence) => LineAsync(said, "stock.moved", j =>
    {
        j.WriteString("bin", bin);
        j.WriteNumber("delta", delta);
        j.WriteNumber("at", Seconds(at));
        j.WriteNumber("confidence", confidence);
    });

    private Task ZoneAsync(DateTimeOffset said, Epc epc, string? zone, DateTimeOffset at, double confidence) => LineAsync(said, "tag.zone", j =>
    {
        j.WriteString("epc", epc.Hex);
        j.WriteString("zone", zone);
        j.WriteNumber("at", Seconds(at));
        j.WriteNumber("confidence", confidence);
    });

    private async Task LineAsync(DateTimeOffset said, string type, Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        await using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteNumber("t", Seconds(said));
            json.WriteString("type", type);
            write(json);
            json.WriteEndObject();
        }

        await text.WriteLineAsync(Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length));
    }

    private double Seconds(DateTimeOffset instant) => Math.Round((instant - t0).TotalSeconds, 3);

    private string Sensor(string point, Quantity quantity) => single.Contains(point) ? point : StoreroomMemory.Key(point, quantity);

    private static string Lower<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}

/// <summary>Lets a short line be written in one expression.</summary>
internal static class JsonChain
{
    public static Utf8JsonWriter WriteAnd(this Utf8JsonWriter json, string name, string value)
    {
        json.WriteString(name, value);
        return json;
    }
}
