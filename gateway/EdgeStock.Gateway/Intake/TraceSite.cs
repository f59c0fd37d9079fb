using EdgeStock.Domain;
using EdgeStock.Wire;

namespace EdgeStock.Gateway.Intake;

/// <summary>A trace is its own site file: its header lines say what is observed, under the names that its samples use.</summary>
internal sealed class TraceSite(TraceLine trace)
{
    private const string Room = "trace";

    private readonly List<Zone> zones = [];
    private readonly Dictionary<string, Article> articles = new(StringComparer.Ordinal);
    private readonly List<Bin> bins = [];
    private readonly List<Antenna> antennas = [];
    private readonly List<ClimatePoint> points = [];

    /// <summary>Adds a header line.</summary>
    /// <returns>False when the line is not part of a header.</returns>
    /// <exception cref="FormatException">Its name stands there already.</exception>
    public bool Add(Line line)
    {
        switch (line)
        {
            case ZoneLine z:
                Once(zones.Any(x => x.Id == z.Zone), z.Zone);
                zones.Add(new(z.Zone, Room, z.Exit));
                return true;
            case BinLine b:
                Once(bins.Any(x => x.Id == b.Bin), b.Bin);
                Add(b);
                return true;
            case AntennaHeaderLine a:
                Once(antennas.Any(x => x.Id == a.Antenna), a.Antenna);
                antennas.Add(new(a.Antenna, a.Reader ?? a.Antenna, a.Zone, TimeSpan.FromSeconds(Math.Max(a.CycleSeconds, 0.1))));
                return true;
            case SensorLine s:
                Once(points.Any(x => x.Id == s.Sensor), s.Sensor);
                var quantity = s.Quantity == "humidity" ? Quantity.Humidity : Quantity.Temperature;
                points.Add(new(s.Sensor, Room, null,
                    [new(s.Sensor, quantity, s.Low, s.High, TimeSpan.FromSeconds(s.HoldSeconds), TimeSpan.FromSeconds(Math.Max(s.IntervalSeconds, 0.1)), s.NoiseSd, s.Resolution)]));
                return true;
            case TagLine:
                return true;
            default:
                return false;
        }
    }

    /// <summary>The site that the header lines describe.</summary>
    public Site Site => new(
        "trace", trace.Id, "UTC", [new(Room, "Trace", RoomClass.Storeroom)], zones, [], [.. articles.Values], bins,
        [.. antennas.Where(a => zones.Any(z => z.Id == a.Zone))], points);

    private static void Once(bool stands, string name)
    {
        if (stands)
        {
            throw new FormatException($"'{name}' stands already in the header: give it another name");
        }
    }

    private void Add(BinLine b)
    {
        if (!articles.TryGetValue(b.Sku, out var article))
        {
            article = new(b.Sku, b.Sku, ProductGroup.Device, null, null, Grams.From(Math.Max(b.UnitGrams, 0.01)), Grams.From(b.UnitSdGrams), Grams.From(b.UnitLotSdGrams));
            articles.Add(b.Sku, article);
        }

        var cell = b.Cell is null
            ? new LoadCell(Grams.From(0), Grams.From(1), Grams.From(1))
            : new LoadCell(Grams.From(b.Cell.FullScaleGrams), Grams.From(b.Cell.NoiseSdGrams), Grams.From(b.Cell.ResolutionGrams));
        bins.Add(new(b.Bin, Room, b.Zone, article, b.Bin, Grams.From(b.TareGrams), b.Capacity, b.InitialCount, cell));
    }
}
