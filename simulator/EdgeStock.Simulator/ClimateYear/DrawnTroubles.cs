using EdgeStock.Simulator.History;
using EdgeStock.Simulator.Physics;

namespace EdgeStock.Simulator.ClimateYear;

/// <summary>What goes wrong in a year, drawn from the seed before anything happens. How often is an assumption: more often than one hopes for.</summary>
internal sealed class DrawnTroubles
{
    private const long StepMs = ClimateRooms.IntervalSeconds * 1000;
    private const double HourMs = 3_600_000;
    private const double YearDays = 365;
    private const double FirstHours = 12;

    private readonly List<Trouble> all = [];
    private readonly LocalDays days;
    private readonly long seed;

    private DrawnTroubles(LocalDays days, long seed) => (this.days, this.seed) = (days, seed);

    public static IReadOnlyList<Trouble> Draw(LocalDays days, long seed)
    {
        var drawn = new DrawnTroubles(days, seed);
        drawn.Rooms();
        drawn.ColdUnits();
        drawn.Sensors();
        drawn.Listening();
        drawn.HeatWaves();
        return drawn.all;
    }

    private void Rooms()
    {
        foreach (var room in new[] { ClimateRooms.Sterile, ClimateRooms.Medicine })
        {
            Some(TroubleKind.Ventilation, room, 5, c => c.Between(3, 60));
            Some(TroubleKind.Door, room, 8, c => c.Between(0.7, 5));
        }

        Some(TroubleKind.Moistener, ClimateRooms.Sterile, 3, c => c.Between(12, 96));
    }

    private void ColdUnits()
    {
        Some(TroubleKind.Ajar, ClimateRooms.Fridge, 8, c => c.Between(0.2, 6));
        Some(TroubleKind.Ajar, ClimateRooms.Freezer, 4, c => c.Between(0.2, 4));
        Some(TroubleKind.CompressorDead, ClimateRooms.Fridge, 2, c => c.Between(2, 16));
        Some(TroubleKind.CompressorDead, ClimateRooms.Freezer, 2, c => c.Between(1, 12));
        Some(TroubleKind.ThermostatStuck, ClimateRooms.Fridge, 2, c => c.Between(0.6, 5));
        Some(TroubleKind.IcedDefrost, ClimateRooms.Freezer, 3, c => c.Between(24, 72));
        Some(TroubleKind.WarmGoods, ClimateRooms.Fridge, 24, c => c.Between(0.3, 0.9), c => c.Between(4, 14));
    }

    private void Sensors()
    {
        foreach (var point in ClimateRooms.Points)
        {
            Some(TroubleKind.Silent, point.Id, 2, c => c.Between(1, 60));
            Some(TroubleKind.Sentinel, point.Id, 1.2, c => c.Between(1, 48), c => c.Happens(0.5) ? -1 : 1);
            Some(TroubleKind.ReadError, point.Id, 1.2, c => c.Between(1, 48));
            Some(TroubleKind.Loose, point.Id, 1, c => c.Between(1, 24), c => c.Between(0.1, 0.7));
            Some(TroubleKind.Spike, point.Id, 40, _ => 0, c => c.Between(6, 20) * (c.Happens(0.5) ? 1 : -1));
            Some(TroubleKind.Plug, point.Id, 8, c => c.Between(0.01, 0.4));
            if (point.Sensor.HasHumidity)
            {
                Some(TroubleKind.Stuck, point.Id, 1.2, c => c.Between(1, 48));
                Some(TroubleKind.HandRub, point.Id, 0.5, c => c.Between(240, 480), c => c.Between(6, 14) * (c.Happens(0.7) ? 1 : -1));
                Some(TroubleKind.Drift, point.Id, 0.4, c => c.Between(240, 720), c => c.Between(6, 10) * (c.Happens(0.5) ? 1 : -1));
            }
        }
    }

    private void Listening()
    {
        foreach (var room in ClimateRooms.Rooms)
        {
            Some(TroubleKind.Power, room, 4, c => c.Between(0.15, 6));
            Some(TroubleKind.Clock, room, 2, c => c.Between(0.05, 1), c => c.Between(120, 2400) * (c.Happens(0.8) ? -1 : 1));
            Flickers(room);
        }

        Some(TroubleKind.Gateway, Trouble.Gateway, 14, c => c.Between(0.1, 7));
    }

    /// <summary>Power that goes and comes some times within an hour.</summary>
    private void Flickers(string room)
    {
        var chance = ChanceStream.From(seed, $"flicker {room}").At(0);
        for (var n = Count(ref chance, 2); n > 0; n--)
        {
            var at = Instant(ref chance, 1);
            for (var cut = 0; cut < 4; cut++)
            {
                var until = at + (chance.Between(2, 8) * 60_000);
                Add(TroubleKind.Power, room, at, until, 0);
                at = until + (chance.Between(1, 7) * 60_000);
            }
        }
    }

    /// <summary>Some days of heat in June, July and August, as far as the days hold them.</summary>
    private void HeatWaves()
    {
        var chance = ChanceStream.From(seed, "heat").At(0);
        var summer = days.All().Where(d => d is { Month: 6 or 7 } or { Month: 8, Day: <= 20 }).ToList();
        for (var n = summer.Count / 26; n > 0; n--)
        {
            var from = days.Start(summer[chance.Below(summer.Count)]);
            Add(TroubleKind.Heat, Trouble.Weather, from, from + (chance.Between(3, 9) * 24 * HourMs), chance.Between(6, 10));
        }
    }

    /// <param name="perYear">How many a year, on average.</param>
    private void Some(TroubleKind kind, string subject, double perYear, Func<Chance, double> hours, Func<Chance, double>? amount = null)
    {
        var chance = ChanceStream.From(seed, $"{kind} {subject}").At(0);
        for (var n = Count(ref chance, perYear); n > 0; n--)
        {
            var lasts = hours(Next(ref chance));
            var from = Instant(ref chance, lasts);
            Add(kind, subject, from, from + Math.Max(StepMs, lasts * HourMs), amount?.Invoke(Next(ref chance)) ?? 0);
        }
    }

    /// <summary>A whole number whose mean is the given rate over the days.</summary>
    private int Count(ref Chance chance, double perYear)
    {
        var mean = perYear * days.EndMs / (24 * HourMs) / YearDays;
        return (int)mean + (chance.Happens(mean - (int)mean) ? 1 : 0);
    }

    private double Instant(ref Chance chance, double hours) => chance.Between(FirstHours * HourMs, Math.Max(FirstHours * HourMs, days.EndMs - (hours * HourMs)));

    /// <summary>A run of draws of its own.</summary>
    private static Chance Next(ref Chance chance) => new((ulong)(chance.Uniform() * long.MaxValue));

    private void Add(TroubleKind kind, string subject, double fromMs, double untilMs, double amount)
    {
        var from = (long)(fromMs / StepMs) * StepMs;
        all.Add(new(kind, subject, from, Math.Max(from + StepMs, (long)(untilMs / StepMs) * StepMs), Math.Round(amount, 3)));
    }
}
