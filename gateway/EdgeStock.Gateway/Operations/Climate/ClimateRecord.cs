using EdgeStock.Domain;
using EdgeStock.Ledger;

namespace EdgeStock.Gateway.Operations;

/// <summary>What a ledger holds of a stretch of time at a climate point.</summary>
/// <param name="Trace">The stretch, with 30 days before it.</param>
/// <param name="From">Where the stretch begins.</param>
/// <param name="HoursOnly">Hours of the stretch of which only sums are kept.</param>
/// <param name="AboveInHours">Minutes in them above the upper limit of temperature or humidity then in force; null when nobody counted by these limits.</param>
/// <param name="BelowInHours">Likewise below the lower.</param>
internal sealed record ClimateRecord(ClimatePoint Point, ClimateTrace Trace, DateTimeOffset From, int HoursOnly, int? AboveInHours, int? BelowInHours)
{
    private const int Hour = 3600;

    /// <summary>The sealed hours of which only sums are kept, at the stretch and before it.</summary>
    public IReadOnlyList<ClimateHourRow> Sums { get; private init; } = [];

    /// <summary>Reads it.</summary>
    /// <param name="to">The minute after the last.</param>
    /// <param name="instead">Limits to judge by; null for those that were in force.</param>
    /// <param name="before">How much before it is read too; null for the longest window of a mean.</param>
    public static ClimateRecord Read(LedgerReader ledger, ClimatePoint point, DateTimeOffset from, DateTimeOffset to, ClimateLimits? instead, TimeSpan? before = null)
    {
        var start = from - (before ?? KineticWindow.Room.Length);
        var (trace, hourly, sums) = (new ClimateTrace(start, to), new List<ClimateHourRow>(), new List<ClimateHourRow>());
        var present = instead ?? ClimateLimits.Of(point);
        var (first, end) = (start.ToUnixTimeSeconds() / Hour * Hour, to.ToUnixTimeSeconds());
        var seals = ledger.Hours(point.Id, first, end).ToLookup(h => h.Hour);
        for (var hour = first; hour < end; hour += Hour)
        {
            var minutes = ledger.Minutes(point.Id, hour);
            for (var i = 0; i < minutes.Count; i++)
            {
                trace.Add(minutes[i], instead ?? InForce(seals[hour], i) ?? present);
            }

            var sealedHour = seals[hour].ToList();
            if (minutes.Count == 0 && sealedHour.Exists(h => h.Temperature is not null || h.Humidity is not null))
            {
                AddHour(trace, sealedHour);
                sums.AddRange(sealedHour);
                hourly.AddRange(hour + Hour > from.ToUnixTimeSeconds() ? sealedHour : []);
            }
        }

        var counted = instead is null && hourly.TrueForAll(h => (h.Temperature ?? h.Humidity)?.Above is not null);
        return new(
            point, trace, from, hourly.Select(h => h.Hour).Distinct().Count(),
            counted ? hourly.Sum(h => Math.Max(h.Temperature?.Above ?? 0, h.Humidity?.Above ?? 0)) : null,
            counted ? hourly.Sum(h => Math.Max(h.Temperature?.Below ?? 0, h.Humidity?.Below ?? 0)) : null)
        {
            Sums = sums,
        };
    }

    /// <summary>The limits that the minute's seal names; minutes stand in their order of arrival, and so do the seals that cover them.</summary>
    private static ClimateLimits? InForce(IEnumerable<ClimateHourRow> seals, int arrival)
    {
        foreach (var seal in seals)
        {
            if (arrival < seal.Minutes)
            {
                // An older release sealed hours without their limits.
                return seal.Good is null ? null : new(Milli(seal.Temperature?.Low), Milli(seal.Temperature?.High), Milli(seal.Humidity?.Low), Milli(seal.Humidity?.High));
            }

            arrival -= seal.Minutes;
        }

        return null;
    }

    private static void AddHour(ClimateTrace trace, List<ClimateHourRow> seals)
    {
        var values = seals.Select(h => h.Temperature).OfType<ClimateHourValues>().ToList();
        if (values.Count > 0)
        {
            var samples = values.Sum(v => v.Samples);
            trace.AddHour(
                DateTimeOffset.FromUnixTimeSeconds(seals[0].Hour), new(values.Sum(v => v.Sum) / samples, values.Min(v => v.Min), values.Max(v => v.Max), samples),
                seals.Sum(h => h.Good + h.Uncertain ?? h.Minutes));
        }
    }

    private static double? Milli(long? thousandths) => thousandths / 1000.0;
}
