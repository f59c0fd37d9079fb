namespace EdgeStock.Domain;

/// <summary>What stands where: the storerooms of one gateway as the site file describes them. Ids are lower-case slugs, unique in their list.</summary>
public sealed record Site(
    string Id,
    string Gateway,
    string TimeZone,
    IReadOnlyList<Room> Rooms,
    IReadOnlyList<Zone> Zones,
    IReadOnlyList<Device> Devices,
    IReadOnlyList<Article> Articles,
    IReadOnlyList<Bin> Bins,
    IReadOnlyList<Antenna> Antennas,
    IReadOnlyList<ClimatePoint> ClimatePoints)
{
    /// <summary>How long what stands beside the chain is kept.</summary>
    public Retention Retention { get; init; } = Retention.Default;

    /// <summary>Its local calendar, of <see cref="TimeZone"/>.</summary>
    public SiteCalendar Calendar { get; init; } = SiteCalendar.Utc;

    /// <summary>How alarms are handled.</summary>
    public AlarmPolicy Alarms { get; init; } = AlarmPolicy.Default;

    /// <summary>Days of a month, when cover is reckoned.</summary>
    public int MonthDays { get; init; } = 30;
}

/// <summary>A storeroom (förråd). A sterile one takes no transport packages.</summary>
public sealed record Room(string Id, string Name, RoomClass Class);

/// <summary>What a room may hold.</summary>
public enum RoomClass
{
    /// <summary>Ordinary storeroom.</summary>
    Storeroom,

    /// <summary>Sterile goods store.</summary>
    Sterile,

    /// <summary>Pharmacy store.</summary>
    Pharmacy,
}

/// <summary>What an antenna covers. <paramref name="Exit"/>: goods can leave the storeroom from here.</summary>
public sealed record Zone(string Id, string Room, bool Exit);

/// <summary>A device that reports through a firmware-host.</summary>
/// <param name="Interval">It is heard at least so often while it is well.</param>
/// <param name="Weight">Of a bare load cell: what its counts mean. Null for a scale that speaks grams.</param>
/// <param name="Offsets">Of a climate sensor: what is added to its values.</param>
public sealed record Device(string Id, DeviceKind Kind, string Room, TimeSpan Interval, WeightCalibration? Weight = null, ClimateOffsets? Offsets = null)
{
    /// <summary>Day by which it must be calibrated again; null where nobody keeps one.</summary>
    public DateOnly? CalibrationDue { get; init; }

    /// <summary>What the last calibration of a climate sensor says; null where nobody keeps one.</summary>
    public ClimateCalibration? Calibration { get; init; }
}

/// <summary>What a converter's counts mean: grams = (counts − <paramref name="ZeroCounts"/>) × <paramref name="GramsPerCount"/>.</summary>
/// <param name="ZeroCounts">Counts of the empty platform.</param>
/// <param name="GramsPerCount">Found with a known mass; negative where the cell is wired the other way round, never 0.</param>
public sealed record WeightCalibration(double ZeroCounts, double GramsPerCount);

/// <summary>What a comparison with a better instrument says must be added to a sensor's values, in °C and in % relative humidity.</summary>
public sealed record ClimateOffsets(double Temperature, double Humidity);

/// <summary>What a device measures.</summary>
public enum DeviceKind
{
    /// <summary>RFID reader.</summary>
    Reader,

    /// <summary>Scale under one bin.</summary>
    Scale,

    /// <summary>Temperature and humidity sensor.</summary>
    Climate,

    /// <summary>A light that shows a person where something is.</summary>
    Led,
}

/// <summary>The four product groups that the obligation names.</summary>
public enum ProductGroup
{
    /// <summary>Medicines.</summary>
    Medicine,

    /// <summary>Consumable medical devices.</summary>
    Device,

    /// <summary>Food for special medical purposes.</summary>
    Food,

    /// <summary>Consumable personal protective equipment.</summary>
    Ppe,
}

/// <summary>A thing that is stocked (artikel).</summary>
/// <param name="Code">EMDN code of a device, ATC code of a medicine; null when there is none.</param>
/// <param name="UnitWeight">Mean weight of one piece.</param>
/// <param name="UnitSpread">Standard deviation of a piece's weight, item to item.</param>
/// <param name="LotSpread">Standard deviation of a lot's mean weight.</param>
public sealed record Article(string Id, string Name, ProductGroup Group, string? Code, Gtin? Gtin, Grams UnitWeight, Grams UnitSpread, Grams LotSpread);

/// <summary>A weighed place for one article.</summary>
/// <param name="Device">The scale it stands on.</param>
/// <param name="Tare">Weight of the empty bin.</param>
/// <param name="Capacity">Pieces it holds when full; 0 when not given.</param>
/// <param name="InitialCount">Pieces at installation, when counted then.</param>
public sealed record Bin(string Id, string Room, string? Zone, Article Article, string Device, Grams Tare, int Capacity, int? InitialCount, LoadCell Cell);

/// <summary>A load cell: full scale, noise (standard deviation) and step of its readings.</summary>
public sealed record LoadCell(Grams FullScale, Grams Noise, Grams Resolution);

/// <summary>An antenna and the zone it covers.</summary>
/// <param name="Id">Device and channel, <c>reader-1/2</c>.</param>
/// <param name="Reader">The reader it belongs to.</param>
/// <param name="Cycle">It listens at least once in this time.</param>
public sealed record Antenna(string Id, string Reader, string Zone, TimeSpan Cycle);

/// <summary>A place whose climate is watched.</summary>
/// <param name="Profile">Name of the climate profile in force; null when limits were given directly, or there are none.</param>
public sealed record ClimatePoint(string Id, string Room, string? Profile, IReadOnlyList<ClimateChannel> Channels)
{
    /// <summary>What its sensor hangs in.</summary>
    public ClimatePlacement Placement { get; init; } = ClimatePlacement.Air;

    /// <summary>
    /// Share of the values expected in a minute that it holds, 0 to 1, of the quantity that has fewer. It is not stored: the minute's number of
    /// values is, and the interval stands in the site file.
    /// </summary>
    public double CoverageOf(ClimateMinute minute) => Channels.Min(c => c.Coverage((c.Quantity == Quantity.Temperature ? minute.Temperature : minute.Humidity)?.Samples ?? 0));
}

/// <summary>Temperature (°C) or relative humidity (%).</summary>
public enum Quantity
{
    /// <summary>Temperature in °C.</summary>
    Temperature,

    /// <summary>Relative humidity in %.</summary>
    Humidity,
}

/// <summary>One measured quantity at a climate point, with its limits. Without limits it is only recorded.</summary>
/// <param name="Source">Device and channel, <c>climate-1/temperature</c>.</param>
/// <param name="Hold">On-delay: an alarm stands when a limit has been broken for this long.</param>
/// <param name="Interval">A value is expected this often.</param>
/// <param name="Noise">Standard deviation of a healthy sensor's values.</param>
/// <param name="Resolution">Step of its values; with the noise it tells a stuck sensor from a calm room.</param>
public sealed record ClimateChannel(string Source, Quantity Quantity, double? Low, double? High, TimeSpan Hold, TimeSpan Interval, double Noise, double Resolution)
{
    /// <summary>Outer lower limit (LL); null for none.</summary>
    public double? OuterLow { get; init; }

    /// <summary>Outer upper limit (HH); null for none.</summary>
    public double? OuterHigh { get; init; }

    /// <summary>On-delay of the outer limits.</summary>
    public TimeSpan OuterHold { get; init; }

    /// <summary>How fast the value may change; null for any.</summary>
    public RateLimit? Rate { get; init; }

    /// <summary>An alarm ends when the value was back for this long.</summary>
    public TimeSpan OffDelay { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// So far within a limit a value counts as back, in °C or %. Where nothing is said: three times the sensor's noise, within 0.1–0.5 °C or
    /// 0.5–2 %; wider would turn a short excursion's tail into a long one.
    /// </summary>
    public double? Deadband { get; init; }

    /// <summary>So much tighter than the profile's its limits are, in °C or %, because the sensor is uncertain by that; 0 without a guard band.</summary>
    public double Guard { get; init; }

    /// <summary>Expanded uncertainty (k = 2) in °C or %: the certificate's, else what the sensor's maker allows; 0 where nothing is known.</summary>
    public double Uncertainty { get; init; }

    /// <summary>Share of the values expected in a minute, 0 to 1.</summary>
    public double Coverage(long values) => Math.Min(1, values * Interval.TotalMinutes);

    /// <summary>The uncertainty in force: where nothing is known, that of an ordinary sensor.</summary>
    public double UncertaintyInForce() => Uncertainty > 0 ? Uncertainty : Quantity == Quantity.Temperature ? 0.3 : 3;

    /// <summary>
    /// A value is not called a spike for less than three times this. A sensor's noise alone would call every breath of air one: what is smaller
    /// than the widest deadband (0.5 °C, 2 %) makes no difference to an alarm (docs/adr/0021).
    /// </summary>
    public double SpikeScale() => Math.Max(Math.Max(Noise, Resolution), (Quantity == Quantity.Temperature ? 0.5 : 2) / 3);

    /// <summary>The deadband in force.</summary>
    public double DeadbandInForce() => Deadband ?? (Quantity == Quantity.Temperature ? Math.Clamp(3 * Noise, 0.1, 0.5) : Math.Clamp(3 * Noise, 0.5, 2));

    /// <summary>Its limits, those of a rate among them.</summary>
    internal IEnumerable<ClimateLimit> Limits()
    {
        var band = DeadbandInForce();
        return new (AlarmKind Kind, double? Limit, TimeSpan Delay)[]
        {
            (AlarmKind.LowLow, OuterLow, OuterHold), (AlarmKind.Low, Low, Hold), (AlarmKind.High, High, Hold), (AlarmKind.HighHigh, OuterHigh, OuterHold), (AlarmKind.RateOfChange, Rate?.Most, TimeSpan.Zero),
        }.Where(l => l.Limit is not null).Select(l => new ClimateLimit(l.Kind, l.Limit!.Value, band, l.Delay, OffDelay));
    }
}
