using System.Globalization;

namespace EdgeStock.Domain;

/// <summary>Says what differs between two sites, under the names that the site file uses.</summary>
public static class SiteDiff
{
    /// <summary>The differences in the order of the file: what is new, gone or changed.</summary>
    public static IReadOnlyList<SiteChange> Between(Site before, Site after)
    {
        var (was, now) = (Rows(before), Rows(after));
        var changes = new List<SiteChange>();
        foreach (var (key, fields) in now)
        {
            if (!was.TryGetValue(key, out var old))
            {
                changes.Add(new(key.Part, key.Id, ChangeKind.Added));
                continue;
            }

            foreach (var field in old.Keys.Union(fields.Keys))
            {
                var (from, to) = (old.GetValueOrDefault(field), fields.GetValueOrDefault(field));
                if (from != to)
                {
                    changes.Add(new(key.Part, key.Id, ChangeKind.Changed, field, from, to));
                }
            }
        }

        changes.AddRange(was.Keys.Where(k => !now.ContainsKey(k)).Select(k => new SiteChange(k.Part, k.Id, ChangeKind.Removed)));
        return changes;
    }

    private static Dictionary<(string Part, string Id), Dictionary<string, string>> Rows(Site site)
    {
        var rows = new Dictionary<(string Part, string Id), Dictionary<string, string>>();
        Add("site", site.Id, ("timezone", site.TimeZone), ("climate_minutes_days", Number(site.Retention.ClimateMinuteDays)), ("month_days", Number(site.MonthDays)),
            ("alarms escalate_min", string.Join(", ", site.Alarms.Escalations.Select(e => Number(e.TotalMinutes)))), ("alarms realarm_min", Number(site.Alarms.Realarm?.TotalMinutes)),
            ("alarms longest_shelving_min", Number(site.Alarms.LongestShelving.TotalMinutes)), ("alarms longest_suppression_min", Number(site.Alarms.LongestSuppression.TotalMinutes)),
            ("alarms stale_min", Number(site.Alarms.Stale.TotalMinutes)), ("alarms fault_delay_min", Number(site.Alarms.FaultDelay.TotalMinutes)), ("alarms away_min", Number(site.Alarms.Away.TotalMinutes)));
        foreach (var r in site.Rooms)
        {
            Add("room", r.Id, ("name", r.Name), ("class", Lower(r.Class)));
        }

        foreach (var z in site.Zones)
        {
            Add("zone", z.Id, ("room", z.Room), ("exit", z.Exit ? "true" : "false"));
        }

        foreach (var d in site.Devices)
        {
            Add(
                "device", d.Id, ("kind", Lower(d.Kind)), ("room", d.Room), ("interval_s", Seconds(d.Interval)),
                ("zero_counts", Number(d.Weight?.ZeroCounts)), ("grams_per_count", Number(d.Weight?.GramsPerCount)),
                ("temperature_offset", Number(d.Offsets?.Temperature)), ("humidity_offset", Number(d.Offsets?.Humidity)),
                ("calibration_due", Day(d.CalibrationDue)), ("calibration_certificate", d.Calibration?.Certificate), ("calibration_date", Day(d.Calibration?.Date)),
                ("as_found", Figures(d.Calibration?.AsFound)), ("as_left", Figures(d.Calibration?.AsLeft)), ("calibration_uncertainty", Figures(d.Calibration?.Uncertainty)));
        }

        foreach (var a in site.Articles)
        {
            Add(
                "article", a.Id, ("name", a.Name), ("group", Lower(a.Group)), ("code", a.Code), ("gtin", a.Gtin?.Digits),
                ("unit_g", Number(a.UnitWeight.Value)), ("unit_sd_g", Number(a.UnitSpread.Value)), ("unit_lot_sd_g", Number(a.LotSpread.Value)));
        }

        foreach (var b in site.Bins)
        {
            Add(
                "bin", b.Id, ("room", b.Room), ("zone", b.Zone), ("article", b.Article.Id), ("device", b.Device), ("tare_g", Number(b.Tare.Value)), ("capacity", Number(b.Capacity)),
                ("initial_count", Number(b.InitialCount)), ("full_scale_g", Number(b.Cell.FullScale.Value)), ("noise_sd_g", Number(b.Cell.Noise.Value)), ("resolution_g", Number(b.Cell.Resolution.Value)));
        }

        foreach (var a in site.Antennas)
        {
            Add("antenna", a.Id, ("zone", a.Zone), ("cycle_s", Seconds(a.Cycle)));
        }

        foreach (var p in site.ClimatePoints)
        {
            Add("climate", p.Id, [("room", p.Room), ("profile", p.Profile), ("placement", Lower(p.Placement)), .. p.Channels.SelectMany(Channel)]);
        }

        return rows;

        void Add(string part, string id, params (string Field, string? Value)[] fields) =>
            rows.Add((part, id), fields.Where(f => f.Value is not null).ToDictionary(f => f.Field, f => f.Value!, StringComparer.Ordinal));
    }

    private static IEnumerable<(string Field, string? Value)> Channel(ClimateChannel c)
    {
        var name = Lower(c.Quantity);
        return
        [
            ($"{name} source", c.Source), ($"{name} low", Number(c.Low)), ($"{name} high", Number(c.High)), ($"{name} hold_s", Seconds(c.Hold)), ($"{name} interval_s", Seconds(c.Interval)),
            ($"{name} noise", Number(c.Noise)), ($"{name} step", Number(c.Resolution)), ($"{name} outer_low", Number(c.OuterLow)), ($"{name} outer_high", Number(c.OuterHigh)),
            ($"{name} outer_hold_s", c.OuterLow is null && c.OuterHigh is null ? null : Seconds(c.OuterHold)), ($"{name} deadband", Number(c.Deadband)), ($"{name} off_delay_s", Seconds(c.OffDelay)),
            ($"{name} guard", c.Guard > 0 ? Number(c.Guard) : null), ($"{name} uncertainty", c.Uncertainty > 0 ? Number(c.Uncertainty) : null), ($"{name} rate_most", Number(c.Rate?.Most)), ($"{name} rate_within_s", c.Rate is { } rate ? Seconds(rate.Within) : null),
        ];
    }

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? Figures(ClimateFigures? figures) => figures is null ? null : $"{Number(figures.Temperature)} °C, {Number(figures.Humidity)} %";

    private static string? Number(double? value) => value?.ToString("R", CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan span) => Number(span.TotalSeconds)!;

    private static string Lower<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
