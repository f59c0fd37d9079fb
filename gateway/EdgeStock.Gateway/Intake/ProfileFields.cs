using System.Globalization;
using EdgeStock.Domain;

namespace EdgeStock.Gateway.Intake;

/// <summary>Reads a site's own climate profiles. What one does not say it takes from the profile that it is based on; 'none' takes a limit away.</summary>
internal static class ProfileFields
{
    private const double LongestDelay = 1440;

    /// <summary>One profile, which must be right in itself.</summary>
    /// <param name="above">Those that it can be based on: the built-in ones, and those that stand before it.</param>
    /// <exception cref="SiteFileException">It is wrong; the message says where and why.</exception>
    public static ClimateProfile Read(YamlFields f, IReadOnlyList<ClimateProfile> above)
    {
        var id = f.Slug("id");
        if (ClimateProfile.Find(id) is not null)
        {
            throw f.Wrong("id", $"'{id}' is a built-in profile: give this one a name of its own, and write based_on: {id} to change only some of it");
        }

        var based = f.OptionalText("based_on");
        var start = based is null ? new ClimateProfile(id, null, null, TimeSpan.FromMinutes(30), null, null, TimeSpan.FromHours(1)) { OuterHold = TimeSpan.FromMinutes(5), OuterHumidityHold = TimeSpan.FromMinutes(15) }
            : above.FirstOrDefault(p => p.Id == based) ?? throw f.Wrong("based_on", $"'{based}' must be one of {string.Join(", ", above.Select(p => p.Id))}");
        var profile = Humidity(f.Group("humidity"), Temperature(f.Group("temperature"), start with { Id = id, BasedOn = based })) with
        {
            OffDelay = Minutes(f, "off_delay_min", start.OffDelay),
            Rate = Part(f, "rate", start.Rate, (g, was) => new RateLimit(g.Number("most", 0.1, 100, was?.Most), TimeSpan.FromMinutes(g.Number("within_min", 1, LongestDelay, was?.Within.TotalMinutes)))),
            Cumulative = Part(f, "cumulative", start.Cumulative, ReadCumulative),
            Kinetic = Part(f, "mkt", start.Kinetic, (g, was) => new KineticLimit(g.Number("limit", -60, 60, was?.Limit), TimeSpan.FromHours(g.Whole("window_h", 1, CumulativeLimit.MostDays * 24, (int?)was?.Window.TotalHours)))),
            DewMargin = Part(f, "dew_margin", start.DewMargin, ReadDewMargin),
            Credible = Part<CredibleRange?>(f, "credible", start.Credible, (g, was) => ReadCredible(g, was)),
        };
        Check(f, profile);
        return profile;
    }

    /// <summary>The profile that a point names.</summary>
    /// <exception cref="SiteFileException">There is none of this name.</exception>
    public static ClimateProfile Named(YamlFields f, string field, IReadOnlyList<ClimateProfile> own)
    {
        var name = f.Text(field);
        return ClimateProfile.All.Concat(own).FirstOrDefault(p => p.Id == name)
            ?? throw f.Wrong(field, $"'{name}' must be one of {string.Join(", ", ClimateProfile.All.Concat(own).Select(p => p.Id))}");
    }

    private static ClimateProfile Temperature(YamlFields? g, ClimateProfile p)
    {
        if (g is null)
        {
            return p;
        }

        p = p with
        {
            OuterLow = Limit(g, "low_low", -60, 60, p.OuterLow),
            Low = Limit(g, "low", -60, 60, p.Low),
            High = Limit(g, "high", -60, 60, p.High),
            OuterHigh = Limit(g, "high_high", -60, 60, p.OuterHigh),
            AtOnce = Limit(g, "at_once", -60, 80, p.AtOnce),
            Hold = Minutes(g, "delay_min", p.Hold),
            OuterHold = Minutes(g, "outer_delay_min", p.OuterHold),
            Deadband = Limit(g, "deadband", 0.01, 20, p.Deadband),
        };
        Rising(g, [("low_low", p.OuterLow), ("low", p.Low), ("high", p.High), ("high_high", p.OuterHigh), ("at_once", p.AtOnce)]);
        Narrow(g, p.Low, p.High, p.Deadband);
        g.Done();
        return p;
    }

    private static ClimateProfile Humidity(YamlFields? g, ClimateProfile p)
    {
        if (g is null)
        {
            return p;
        }

        p = p with
        {
            HumidityLow = Limit(g, "low", 0, 100, p.HumidityLow),
            HumidityHigh = Limit(g, "high", 0, 100, p.HumidityHigh),
            OuterHumidityHigh = Limit(g, "high_high", 0, 100, p.OuterHumidityHigh),
            HumidityHold = Minutes(g, "delay_min", p.HumidityHold),
            OuterHumidityHold = Minutes(g, "outer_delay_min", p.OuterHumidityHold),
            HumidityDeadband = Limit(g, "deadband", 0.01, 20, p.HumidityDeadband),
        };
        Rising(g, [("low", p.HumidityLow), ("high", p.HumidityHigh), ("high_high", p.OuterHumidityHigh)]);
        Narrow(g, p.HumidityLow, p.HumidityHigh, p.HumidityDeadband);
        g.Done();
        return p;
    }

    private static CumulativeLimit ReadCumulative(YamlFields g, CumulativeLimit? was)
    {
        var limit = new CumulativeLimit(g.Number("above", -60, 60, was?.Above), g.Number("hours", 0.1, CumulativeLimit.MostDays * 24, was?.Hours), g.Whole("within_days", 1, CumulativeLimit.MostDays, was?.WithinDays));
        return limit.Hours < limit.WithinDays * 24 ? limit : throw g.Wrong("hours", string.Create(CultureInfo.InvariantCulture, $"{limit.Hours} must be less than the {limit.WithinDays * 24} hours of {limit.WithinDays} days"));
    }

    private static DewMarginLimit ReadDewMargin(YamlFields g, DewMarginLimit? was)
    {
        was ??= new(DewMargin.Warning, DewMargin.Alarm);
        var limit = new DewMarginLimit(g.Number("warn", 0, 20, was.Warning), g.Number("alarm", 0, 20, was.Alarm))
        {
            Hold = Minutes(g, "delay_min", was.Hold),
            OffDelay = Minutes(g, "off_delay_min", was.OffDelay),
            Deadband = g.Number("deadband", 0.01, 5, was.Deadband),
        };
        return limit.Alarm < limit.Warning ? limit : throw g.Wrong("alarm", string.Create(CultureInfo.InvariantCulture, $"{limit.Alarm} must be less than the {limit.Warning} K that warn"));
    }

    private static CredibleRange ReadCredible(YamlFields g, CredibleRange? was)
    {
        var (low, high) = (g.Number("low", -60, 80, was?.Low), g.Number("high", -60, 80, was?.High));
        return low < high ? new(low, high) : throw g.Wrong("high", string.Create(CultureInfo.InvariantCulture, $"{high} must be more than {low}"));
    }

    /// <summary>What must be right of the whole.</summary>
    private static void Check(YamlFields f, ClimateProfile p)
    {
        if ((p.Low ?? p.High ?? p.OuterLow ?? p.OuterHigh ?? p.AtOnce ?? p.HumidityLow ?? p.HumidityHigh ?? p.OuterHumidityHigh ?? p.Rate?.Most ?? p.Kinetic?.Limit ?? p.Cumulative?.Above ?? p.DewMargin?.Alarm) is null)
        {
            throw f.Wrong("id", $"'{p.Id}' limits nothing: give it limits, or write based_on: and the profile that it goes by");
        }

        var credible = p.WindowUnder(p.High).Credible;
        double?[] upper = [p.High, p.Kinetic?.Limit, p.Cumulative?.Above];
        if (upper.Max() >= credible.High || p.Low <= credible.Low)
        {
            throw f.Wrong("credible", string.Create(CultureInfo.InvariantCulture,
                $"of '{p.Id}' goes from {credible.Low} to {credible.High} °C and must go beyond the limits on both sides: else time that nobody measured would count as good. Write credible: {{low: …, high: …}}"));
        }
    }

    /// <summary>A group of fields: left out it is the former, 'none' takes it away.</summary>
    private static T? Part<T>(YamlFields f, string field, T? was, Func<YamlFields, T?, T> read)
    {
        if (f.IsNone(field))
        {
            return default;
        }

        if (f.Group(field) is not { } g)
        {
            return was;
        }

        var part = read(g, was);
        g.Done();
        return part;
    }

    private static double? Limit(YamlFields g, string field, double min, double max, double? was) =>
        g.IsNone(field) ? null : g.OptionalText(field) is null ? was : g.Number(field, min, max);

    private static TimeSpan Minutes(YamlFields f, string field, TimeSpan was) => TimeSpan.FromMinutes(f.Number(field, 0, LongestDelay, was.TotalMinutes));

    /// <summary>Each limit that is given lies above those before it.</summary>
    private static void Rising(YamlFields g, ReadOnlySpan<(string Field, double? Limit)> limits)
    {
        var (name, below) = ("", double.NegativeInfinity);
        foreach (var (field, limit) in limits)
        {
            if (limit is { } l)
            {
                below = l > below ? l : throw g.Wrong(field, string.Create(CultureInfo.InvariantCulture, $"{l} must be more than {name} {below}"));
                name = field;
            }
        }
    }

    /// <summary>Within both limits there must be room for the deadband of each, or an alarm could never end.</summary>
    private static void Narrow(YamlFields g, double? low, double? high, double? deadband)
    {
        if (deadband > high - low)
        {
            throw g.Wrong("deadband", string.Create(CultureInfo.InvariantCulture, $"{deadband} must not be more than the {high - low} from low to high: an alarm could never end"));
        }
    }
}
