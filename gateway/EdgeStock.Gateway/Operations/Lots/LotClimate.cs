using EdgeStock.Domain;
using EdgeStock.Ledger;

namespace EdgeStock.Gateway.Operations;

/// <summary>What the climate did to a lot in one stay.</summary>
internal sealed record LotStayClimate(LotStay Stay, ThermalSums Sums);

/// <summary>A lot's thermal record: its stays, what each did to it, and all together.</summary>
/// <param name="Own">Limits of its own label; null when the catalogue names no profile.</param>
/// <param name="Course">The worst place of each minute, for a picture.</param>
internal sealed record LotClimate(string Article, string? Lot, string? Epc, string? Profile, ClimateLimits? Own, DateTimeOffset From, DateTimeOffset To, IReadOnlyList<LotStayClimate> Stays, ThermalSums Whole, ClimateTrace Course)
{
    /// <summary>So much is read at once.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromDays(14);

    /// <summary>It was outside its own limits for sure; where it has none, outside those in force in its storeroom.</summary>
    public bool WasOutside => (Own is null ? Whole.OfRoom : Whole.Own).Known > 0;

    /// <summary>Reckons it.</summary>
    /// <param name="stays">Within the stretch, in whole minutes.</param>
    public static LotClimate Of(LedgerReader ledger, string article, string? lot, string? epc, ClimateProfile? profile, IReadOnlyList<LotStay> stays)
    {
        var own = profile is null ? null : ClimateLimits.Of(profile);
        var (from, to) = (stays.Min(s => s.From), stays.Max(s => s.To!.Value));
        var course = new ClimateTrace(from, to);
        var figures = stays.Select(s => new LotStayClimate(s, Reckon(ledger, s.Points, s.From, s.To!.Value, own, null))).ToList();

        // Pieces of a lot can stand in two storerooms at once: of all together each minute counts once, at the worst of both.
        var edges = stays.SelectMany(s => new[] { s.From, s.To!.Value }).Distinct().Order().ToList();
        var whole = ThermalSums.None;
        for (var i = 1; i < edges.Count; i++)
        {
            var points = stays.Where(s => s.From < edges[i] && s.To > edges[i - 1]).SelectMany(s => s.Points).DistinctBy(p => p.Id).ToList();
            var isThere = stays.Any(s => s.From < edges[i] && s.To > edges[i - 1]);
            whole = isThere ? whole.With(Reckon(ledger, points, edges[i - 1], edges[i], own, course)) : whole;
        }

        return new(article, lot, epc, profile?.Id, own, from, to, figures, whole, course);
    }

    private static ThermalSums Reckon(LedgerReader ledger, IReadOnlyList<ClimatePoint> points, DateTimeOffset from, DateTimeOffset to, ClimateLimits? own, ClimateTrace? course)
    {
        var sums = ThermalSums.None;
        for (var start = from; start < to; start += Window)
        {
            var end = start + Window < to ? start + Window : to;
            var records = points.Select(p => ClimateRecord.Read(ledger, p, start, end, null, TimeSpan.FromHours(1))).ToList();
            var hours = records.Select(r => r.Sums.ToLookup(s => s.Hour)).ToList();
            var minute = new PlaceMinute[points.Count];
            for (var at = start; at < end; at = at.AddMinutes(1))
            {
                for (var i = 0; i < minute.Length; i++)
                {
                    minute[i] = MinuteOf(points[i], records[i].Trace, hours[i], at);
                }

                sums = sums.With(minute, own);
                course?.Add(Worst(minute, own, at), own ?? Array.Find(minute, m => m.Limits is not null).Limits ?? new(null, null, null, null));
            }
        }

        return sums;
    }

    private static PlaceMinute MinuteOf(ClimatePoint point, ClimateTrace trace, ILookup<long, ClimateHourRow> hours, DateTimeOffset at)
    {
        var index = trace.IndexOf(at);
        var (known, heat) = (trace[index], trace.Heat(index + 1, 1)[0]);
        if (known is not { Temperature: null, Humidity: null })
        {
            return new(known.Temperature, known.Humidity, known.Limits, heat, false);
        }

        var rows = hours[at.ToUnixTimeSeconds() / 3600 * 3600].ToList();
        var (t, rh) = (Together(rows.Select(r => r.Temperature)), Together(rows.Select(r => r.Humidity)));
        return t is null && rh is null ? default : new(t, rh, LimitsOf(rows, point), heat, true);
    }

    /// <summary>What the seals of one hour say of it together.</summary>
    private static MilliSpan? Together(IEnumerable<ClimateHourValues?> seals)
    {
        var values = seals.OfType<ClimateHourValues>().ToList();
        var samples = values.Sum(v => v.Samples);
        return samples == 0 ? null : new(values.Sum(v => v.Sum) / samples, values.Min(v => v.Min), values.Max(v => v.Max), samples);
    }

    /// <summary>The strictest limits that were in force in an hour; those of now where an older release sealed it without them.</summary>
    private static ClimateLimits LimitsOf(List<ClimateHourRow> rows, ClimatePoint point) => rows.TrueForAll(r => r.Good is null) ? ClimateLimits.Of(point) : new(
        rows.Max(r => r.Temperature?.Low) / 1000.0, rows.Min(r => r.Temperature?.High) / 1000.0, rows.Max(r => r.Humidity?.Low) / 1000.0, rows.Min(r => r.Humidity?.High) / 1000.0);

    /// <summary>The minute at the place that is farthest from the middle between the limits.</summary>
    private static StoredMinute Worst(PlaceMinute[] minute, ClimateLimits? own, DateTimeOffset at)
    {
        return new("", at.ToUnixTimeSeconds(), Farthest(minute.Select(m => m.Temperature), own?.Low, own?.High), Farthest(minute.Select(m => m.Humidity), own?.Dry, own?.Damp), 0);

        static MilliSpan? Farthest(IEnumerable<MilliSpan?> spans, double? low, double? high)
        {
            // With one limit alone the worst is what is nearest to it, or farthest beyond; with none the highest.
            var score = (MilliSpan s) => (low, high) switch
            {
                ({ } l, { } h) => Math.Abs(s.Mean - ((l + h) * 500)),
                ({ }, null) => -s.Mean,
                _ => s.Mean,
            };
            return spans.OfType<MilliSpan>().Select(s => (MilliSpan?)s).MaxBy(s => score(s!.Value));
        }
    }
}
