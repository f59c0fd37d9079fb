using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using EdgeStock.Simulator.Physics;
using EdgeStock.Wire;

namespace EdgeStock.Simulator.Scenarios;

/// <summary>The truth of a storeroom as JSON lines, each flushed as it is written: what a scorer compares a gateway's events with.</summary>
internal sealed class TruthFile : IDisposable
{
    private const long ClimatePeriodMs = 60_000;
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Storeroom storeroom;
    private readonly FileStream file;
    private readonly ArrayBufferWriter<byte> line = new();
    private int written;
    private long nextClimateMs;

    /// <summary>Begins a file with its header and the state at t0.</summary>
    public TruthFile(Storeroom storeroom, string path)
    {
        this.storeroom = storeroom;
        file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read);
        Write(json =>
        {
            json.WriteString("type", "truth");
            json.WriteNumber("version", 1);
            json.WriteString("id", storeroom.Scenario.Id);
            json.WriteNumber("seed", storeroom.Seed);
            json.WriteString("t0", LineCodec.Format(storeroom.T0));
        });
        foreach (var bin in storeroom.Scenario.Bins)
        {
            Write(0, "count", json =>
            {
                json.WriteString("bin", bin.Id);
                json.WriteNumber("count", storeroom.InitialCount(bin.Id));
            });
        }

        foreach (var (epc, bin) in storeroom.InitialTags())
        {
            Write(0, "tagzone", json => WriteZone(json, epc, bin.Zone));
        }
    }

    /// <summary>Adds what has happened up to an instant.</summary>
    public void WriteUntil(DateTimeOffset now)
    {
        foreach (var happening in storeroom.Happenings(written, now))
        {
            ClimateUntil(happening.AtMs);
            written++;
            switch (happening)
            {
                case Moved moved:
                    Write(moved.AtMs, "move", json =>
                    {
                        json.WriteString("bin", moved.Bin);
                        json.WriteNumber("delta", moved.Delta);
                        json.WriteString("kind", moved.Kind.ToString().ToLowerInvariant());
                    });
                    break;
                case TagMoved tag:
                    Write(tag.AtMs, "tagzone", json => WriteZone(json, tag.Epc, tag.Zone));
                    break;
                default:
                    throw new InvalidOperationException("a happening of no known kind");
            }
        }

        ClimateUntil(storeroom.Since(now));
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private void ClimateUntil(long ms)
    {
        for (; nextClimateMs <= ms; nextClimateMs += ClimatePeriodMs)
        {
            foreach (var point in storeroom.Scenario.Climate)
            {
                var air = storeroom.AirAt(point, storeroom.T0.AddMilliseconds(nextClimateMs));
                Write(nextClimateMs, "climate", json =>
                {
                    json.WriteString("point", point.Point);
                    json.WriteNumber("temperature", Math.Round(air.Celsius, 3));
                    json.WriteNumber("humidity", Math.Round(air.RelativeHumidity, 2));
                });
            }
        }
    }

    private static void WriteZone(Utf8JsonWriter json, string epc, string? zone)
    {
        json.WriteString("epc", epc);
        json.WriteString("zone", zone);
    }

    private void Write(long ms, string type, Action<Utf8JsonWriter> fields) => Write(json =>
    {
        json.WriteNumber("t", ms / 1000m);
        json.WriteString("at", LineCodec.Format(storeroom.T0.AddMilliseconds(ms)));
        json.WriteString("type", type);
        fields(json);
    });

    private void Write(Action<Utf8JsonWriter> fields)
    {
        line.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(line, Plain))
        {
            json.WriteStartObject();
            fields(json);
            json.WriteEndObject();
        }

        line.Write("\n"u8);
        file.Write(line.WrittenSpan);
        file.Flush();
    }
}
