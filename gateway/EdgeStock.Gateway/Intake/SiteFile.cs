using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using EdgeStock.Domain;

namespace EdgeStock.Gateway.Intake;

/// <summary>Where the broker is and how this gateway presents itself there; secrets stand in files of their own.</summary>
internal sealed record BrokerSection(string Host, int Port, string? User, string? PasswordFile, string? CaFile, string? CertificateFile, string? KeyFile);

/// <summary>A site file: what stands where, and where the broker is.</summary>
/// <param name="Text">The file as it was read.</param>
/// <param name="Broker">Null when the command line must say it.</param>
internal sealed record SiteFile(Site Site, BrokerSection? Broker, string Text)
{
    /// <summary>The longest file that is read; a site of a thousand bins has a tenth of it.</summary>
    public const int MaxCharacters = 2 * 1024 * 1024;

    /// <summary>In °C: where the upper limit is not above it, people do not work but goods stand behind a door.</summary>
    private const double ColdestRoom = 8;

    /// <summary>Of a surface whose temperature is only recorded.</summary>
    private static readonly ClimateProfile Unlimited = new("", null, null, TimeSpan.Zero, null, null, TimeSpan.Zero);

    /// <summary>SHA-256 of the text, lower-case hexadecimal: the name under which the ledger keeps it.</summary>
    public string Hash => HashOf(Text);

    /// <summary>The same of any text.</summary>
    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Reads the text of a site file. A wrong one is refused whole; the first error found is the one said.</summary>
    /// <exception cref="SiteFileException">It is wrong; the message says where and why.</exception>
    public static SiteFile Parse(string text)
    {
        if (text.Length > MaxCharacters)
        {
            throw new SiteFileException(1, $"the file has more than {MaxCharacters} characters: check that it is the site file");
        }

        var file = YamlFields.Parse(text);
        var rooms = Unique(file.List("rooms", "a room"), ReadRoom, r => r.Id, "room");
        var zones = Unique(file.List("zones", "a zone"), f => ReadZone(f, rooms), z => z.Id, "zone");
        var devices = Unique(file.List("devices", "a device"), f => ReadDevice(f, rooms), d => d.Id, "device");
        var articles = Unique(file.List("articles", "an article"), ReadArticle, a => a.Id, "article");
        var bins = Unique(file.List("bins", "a bin"), f => ReadBin(f, rooms, zones, devices, articles), b => b.Id, "bin");
        OneBinPerScale(file, bins);
        var antennas = Unique(file.List("antennas", "an antenna"), f => ReadAntenna(f, zones, devices), a => a.Id, "antenna");
        var profiles = new List<ClimateProfile>();
        Unique(file.List("profiles", "a profile"), f => Kept(profiles, ProfileFields.Read(f, [.. ClimateProfile.All, .. profiles])), p => p.Id, "profile");
        var points = Unique(file.List("climate", "a climate point"), f => ReadPoint(f, rooms, devices, profiles), p => p.Id, "climate point");
        OnePointPerSensor(file, points);
        var site = new Site(file.Slug("site"), file.Slug("gateway"), TimeZone(file), rooms, zones, devices, articles, bins, antennas, points)
        {
            Retention = ReadRetention(file.Group("retention")),
            Calendar = new(TimeZoneInfo.FindSystemTimeZoneById(file.Text("timezone"))),
            MonthDays = file.Whole("month_days", 28, 31, 30),
            Alarms = ReadAlarms(file.Group("alarms")),
            OwnProfiles = profiles,
        };
        site = site with { Notifications = NotificationSection.Read(file.Group("notifications"), site) };
        var broker = ReadBroker(file.Group("broker"));
        site = site with { Maintenance = Unique(file.List("maintenance", "a window of maintenance"), f => MaintenanceFields.Read(f, site), w => w.Id, "window of maintenance") };
        file.Done();
        return rooms.Count > 0 ? new(site, broker, text) : throw file.Wrong("rooms", "needs at least one room");
    }

    private static Retention ReadRetention(YamlFields? f)
    {
        var retention = new Retention(f?.Whole("climate_minutes_days", Retention.FewestDays, Retention.MostDays, Retention.Default.ClimateMinuteDays) ?? Retention.Default.ClimateMinuteDays);
        f?.Done();
        return retention;
    }

    private static BrokerSection? ReadBroker(YamlFields? f)
    {
        if (f is null)
        {
            return null;
        }

        var broker = new BrokerSection(
            f.Text("host"), f.Whole("port", 1, 65535, 1883), f.OptionalText("user"), f.OptionalText("password_file"), f.OptionalText("ca_file"), f.OptionalText("cert_file"), f.OptionalText("key_file"));
        f.Done();
        return (broker.CertificateFile is null) == (broker.KeyFile is null) && (broker.CertificateFile is null || broker.CaFile is not null)
            ? broker
            : throw new SiteFileException(f.Line, "broker: cert_file and key_file go together, and with ca_file");
    }

    private static Room ReadRoom(YamlFields f)
    {
        var id = f.SlugOr("id", "name");
        return new(id, f.OptionalText("name") ?? id, f.Choice<RoomClass>("class")) { LimitsFollowStock = f.Flag("limits_follow_stock") };
    }

    private static Zone ReadZone(YamlFields f, IReadOnlyList<Room> rooms)
    {
        f.Ignore("kind");
        f.Ignore("adjacent");
        return new(f.Slug("id"), Known(f, "room", rooms, r => r.Id).Id, f.Flag("exit"));
    }

    private static Device ReadDevice(YamlFields f, IReadOnlyList<Room> rooms)
    {
        var kind = f.Choice<DeviceKind>("kind");
        var device = new Device(f.Slug("id"), kind, Known(f, "room", rooms, r => r.Id).Id, TimeSpan.FromSeconds(f.Number("interval_s", 0.1, 3600)));
        if (f.Group("calibration") is not { } c)
        {
            return device;
        }

        device = kind switch
        {
            DeviceKind.Scale => device with { Weight = new(c.Number("zero_counts", -1e9, 1e9), NotZero(c, c.Number("grams_per_count", -1e6, 1e6))) },
            DeviceKind.Climate => device with { Offsets = new(c.Number("temperature_offset", -10, 10, 0), c.Number("humidity_offset", -30, 30, 0)), Calibration = CalibrationSection.Read(c) },
            _ => throw f.Wrong("calibration", $"says nothing of a {kind.ToString().ToLowerInvariant()}: only scales and climate sensors are calibrated"),
        };
        device = device with { CalibrationDue = c.OptionalText("due") is null ? null : Day(c, "due") };
        c.Done();
        return device;
    }

    /// <summary>A day such as 2027-03-31.</summary>
    internal static DateOnly Day(YamlFields f, string field) => DateOnly.TryParseExact(f.Text(field), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        ? day : throw f.Wrong(field, $"'{f.Text(field)}' must be a day such as 2027-03-31");

    private static double NotZero(YamlFields f, double factor) =>
        factor != 0 ? factor : throw f.Wrong("grams_per_count", "must not be 0: put a known mass on the empty platform and divide its grams by the difference in counts");

    private static Article ReadArticle(YamlFields f)
    {
        var gtin = f.OptionalText("gtin") is { } digits
            ? Gtin.TryFrom(digits, out var g) ? g : throw f.Wrong("gtin", $"'{digits}' must be 8, 12, 13 or 14 digits in quotes with a right check digit")
            : (Gtin?)null;
        return new(
            f.SlugOr("id", "name"), f.Text("name"), f.Choice<ProductGroup>("group"), f.OptionalText("emdn") ?? f.OptionalText("atc"), gtin,
            Grams.From(f.Number("unit_g", 0.01, 100_000)), Grams.From(f.Number("unit_sd_g", 0, 10_000, 0)), Grams.From(f.Number("unit_lot_sd_g", 0, 10_000, 0)));
    }

    private static Bin ReadBin(YamlFields f, IReadOnlyList<Room> rooms, IReadOnlyList<Zone> zones, IReadOnlyList<Device> devices, IReadOnlyList<Article> articles)
    {
        var device = Known(f, "device", devices, d => d.Id);
        var cell = f.Group("cell");
        var bin = new Bin(
            f.Slug("id"),
            Known(f, "room", rooms, r => r.Id).Id,
            f.OptionalText("zone") is null ? null : Known(f, "zone", zones, z => z.Id).Id,
            Known(f, "article", articles, a => a.Id),
            device.Kind == DeviceKind.Scale ? device.Id : throw f.Wrong("device", $"'{device.Id}' is a {device.Kind.ToString().ToLowerInvariant()}, a bin stands on a scale"),
            Grams.From(f.Number("tare_g", 0, 100_000)),
            f.Whole("capacity", 0, 100_000, 0),
            f.OptionalText("initial_count") is null ? null : f.Whole("initial_count", 0, 100_000),
            cell is null
                ? new(Grams.From(0), Grams.From(1), Grams.From(1))
                : new(Grams.From(cell.Number("full_scale_g", 1, 10_000_000)), Grams.From(cell.Number("noise_sd_g", 0, 10_000)), Grams.From(cell.Number("resolution_g", 0, 10_000))));
        cell?.Done();
        return bin;
    }

    private static Antenna ReadAntenna(YamlFields f, IReadOnlyList<Zone> zones, IReadOnlyList<Device> devices)
    {
        var id = f.Text("device");
        var slash = id.IndexOf('/', StringComparison.Ordinal);
        var reader = slash > 0 && slash < id.Length - 1 ? devices.FirstOrDefault(d => d.Id == id[..slash] && d.Kind == DeviceKind.Reader) : null;
        return reader is null
            ? throw f.Wrong("device", $"'{id}' must name a reader and its antenna, such as reader-1/2")
            : new(id, reader.Id, Known(f, "zone", zones, z => z.Id).Id, reader.Interval);
    }

    private static T Kept<T>(List<T> all, T one)
    {
        all.Add(one);
        return one;
    }

    private static ClimatePoint ReadPoint(YamlFields f, IReadOnlyList<Room> rooms, IReadOnlyList<Device> devices, IReadOnlyList<ClimateProfile> own)
    {
        var device = Known(f, "device", devices, d => d.Id);
        if (device.Kind != DeviceKind.Climate)
        {
            throw f.Wrong("device", $"'{device.Id}' is a {device.Kind.ToString().ToLowerInvariant()}, a climate point has a climate sensor");
        }

        var given = f.OptionalText("placement") is null ? (ClimatePlacement?)null : f.Choice<ClimatePlacement>("placement");
        var name = given == ClimatePlacement.Surface ? f.OptionalText("profile") : f.Text("profile");
        var profile = name is null ? Unlimited : ProfileFields.Named(f, "profile", own);
        var interval = TimeSpan.FromSeconds(f.Number("interval_s", 1, 3600, device.Interval.TotalSeconds));
        var kind = f.OptionalText("sensor") ?? ClimateSensor.All[0].Id;
        var sensor = ClimateSensor.Find(kind) ?? throw f.Wrong("sensor", $"'{kind}' must be one of {string.Join(", ", ClimateSensor.All.Select(s => s.Id))}");
        var temperature = new ClimateChannel(
            $"{device.Id}/temperature", Quantity.Temperature, profile.Low, profile.High, profile.Hold, interval, sensor.TemperatureNoise, sensor.TemperatureStep)
        {
            OuterLow = profile.OuterLow,
            OuterHigh = profile.OuterHigh,
            OuterHold = profile.OuterHold,
            AtOnce = profile.AtOnce,
            Rate = profile.Rate,
            Deadband = profile.Deadband,
            OffDelay = profile.OffDelay,
        };
        var humidity = new ClimateChannel(
            $"{device.Id}/humidity", Quantity.Humidity, profile.HumidityLow, profile.HumidityHigh, profile.HumidityHold, interval, sensor.HumidityNoise, sensor.HumidityStep)
        {
            OuterHigh = profile.OuterHumidityHigh,
            OuterHold = profile.OuterHumidityHold,
            Deadband = profile.HumidityDeadband,
            OffDelay = profile.OffDelay,
        };
        (temperature, humidity) = (Tuned(f, temperature), Tuned(f, humidity));
        (temperature, humidity) = CalibrationSection.Guard(f, device, sensor, temperature, humidity);
        if (!sensor.HasHumidity && (profile.HumidityLow ?? profile.HumidityHigh ?? profile.OuterHumidityHigh) is not null)
        {
            throw f.Wrong("profile", $"'{profile.Id}' has limits of humidity, which a {kind} does not measure: place another sensor, or choose a profile without them");
        }

        return new(f.Slug("id"), Known(f, "room", rooms, r => r.Id).Id, name, sensor.HasHumidity ? [temperature, humidity] : [temperature])
        {
            // Where nothing is said, limits that are colder than any room's are those of a refrigerator.
            Placement = given ?? (profile.High <= ColdestRoom ? ClimatePlacement.Fridge : ClimatePlacement.Air),
            Rules = name is null ? null : profile,
        };
    }

    /// <summary>What a point says of its own alarms, under the quantity's name.</summary>
    private static ClimateChannel Tuned(YamlFields f, ClimateChannel channel)
    {
        if (f.Group(channel.Quantity == Quantity.Temperature ? "temperature_alarms" : "humidity_alarms") is not { } g)
        {
            return channel;
        }

        var most = g.OptionalText("rate_most") is null ? (double?)null : g.Number("rate_most", 0.1, 100);
        channel = channel with
        {
            Deadband = g.OptionalText("deadband") is null ? channel.Deadband : g.Number("deadband", 0.01, 20),
            OffDelay = TimeSpan.FromMinutes(g.Number("off_delay_min", 0, 1440, channel.OffDelay.TotalMinutes)),
            Rate = most is { } m ? new(m, TimeSpan.FromMinutes(g.Number("rate_within_min", 1, 1440))) : channel.Rate,
        };
        g.Done();
        return channel;
    }

    private static AlarmPolicy ReadAlarms(YamlFields? f)
    {
        var usual = AlarmPolicy.Default;
        if (f is null)
        {
            return usual;
        }

        var first = f.Number("escalate_after_min", 0, 1440, usual.Escalations[0].TotalMinutes);
        var second = f.Number("escalate_again_after_min", 0, 1440, first == 0 ? 0 : Math.Max(first * 2, usual.Escalations[1].TotalMinutes));
        var realarm = f.Number("realarm_min", 0, 10_080, usual.Realarm!.Value.TotalMinutes);
        var policy = new AlarmPolicy(
            [.. new[] { first, second }.Where(m => m > 0).Select(m => TimeSpan.FromMinutes(m))],
            realarm == 0 ? null : TimeSpan.FromMinutes(realarm),
            TimeSpan.FromMinutes(f.Number("longest_shelving_min", 1, 10_080, usual.LongestShelving.TotalMinutes)),
            TimeSpan.FromMinutes(f.Number("longest_suppression_min", 1, 10_080, usual.LongestSuppression.TotalMinutes)),
            TimeSpan.FromMinutes(f.Number("stale_min", 1, 1440, usual.Stale.TotalMinutes)),
            TimeSpan.FromMinutes(f.Number("fault_delay_min", 0, 1440, usual.FaultDelay.TotalMinutes)),
            TimeSpan.FromMinutes(f.Number("away_min", 0.1, 1440, usual.Away.TotalMinutes)))
        {
            QuarantineOn = ReadQuarantineOn(f),
        };
        f.Done();
        return second > 0 && second <= first ? throw new SiteFileException(f.Line, "alarms: escalate_again_after_min must be more than escalate_after_min, or 0 for never") : policy;
    }

    private static IReadOnlyList<AlarmKind> ReadQuarantineOn(YamlFields f) =>
    [
        .. f.Texts("quarantine_on").Distinct(StringComparer.Ordinal).Select(word => word switch
        {
            "low-low" => AlarmKind.LowLow,
            "low" => AlarmKind.Low,
            "high" => AlarmKind.High,
            "high-high" => AlarmKind.HighHigh,
            "at-once" => AlarmKind.AtOnce,
            _ => throw f.Wrong("quarantine_on", $"'{word}' must be one of low-low, low, high, high-high, at-once"),
        }).Order(),
    ];

    private static string TimeZone(YamlFields file)
    {
        var zone = file.Text("timezone");
        return TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _) ? zone : throw file.Wrong("timezone", $"'{zone}' is not known: write a name such as Europe/Stockholm");
    }

    private static void OneBinPerScale(YamlFields file, IReadOnlyList<Bin> bins)
    {
        if (bins.GroupBy(b => b.Device, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } clash)
        {
            throw file.Wrong("bins", $"scale '{clash.Key}' carries both {string.Join(" and ", clash.Select(b => $"'{b.Id}'"))}: a scale carries one bin");
        }
    }

    private static void OnePointPerSensor(YamlFields file, IReadOnlyList<ClimatePoint> points)
    {
        var sources = points.SelectMany(p => p.Channels.Select(c => (c.Source, p.Id)));
        if (sources.GroupBy(s => s.Source, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } clash)
        {
            throw file.Wrong("climate", $"'{clash.Key}' is watched by both {string.Join(" and ", clash.Select(s => $"'{s.Id}'"))}: a sensor has one climate point");
        }
    }

    private static T Known<T>(YamlFields f, string field, IReadOnlyList<T> all, Func<T, string> id)
    {
        var name = f.Text(field);
        return all.FirstOrDefault(x => id(x) == name) ?? throw f.Wrong(field, $"'{name}' is not among the {field}s above: {Nearest(all.Select(id))}");
    }

    private static string Nearest(IEnumerable<string> names) => names.Take(8).ToList() is { Count: > 0 } some ? $"there are {string.Join(", ", some)}" : "there are none";

    private static List<T> Unique<T>(IReadOnlyList<YamlFields> entries, Func<YamlFields, T> read, Func<T, string> id, string what)
    {
        var seen = new Dictionary<string, long>(StringComparer.Ordinal);
        var all = new List<T>();
        foreach (var entry in entries)
        {
            var value = read(entry);
            entry.Done();
            if (!seen.TryAdd(id(value), entry.Line))
            {
                throw new SiteFileException(entry.Line, $"{what} '{id(value)}' stands already at line {seen[id(value)]}: give it another id");
            }

            all.Add(value);
        }

        return all;
    }
}
