using EdgeStock.Simulator.Physics;

namespace EdgeStock.Simulator.ClimateYear;

/// <summary>How a room is built and kept.</summary>
/// <param name="Heating">K an hour at most; <paramref name="Cooling"/> likewise.</param>
/// <param name="CorridorHours">Time constant towards the corridor; <paramref name="OutsideHours"/> towards outdoors.</param>
/// <param name="DayGain">K an hour of people, lights and trays in working hours; <paramref name="NightGain"/> otherwise; <paramref name="SunGain"/> in full sun.</param>
/// <param name="Dry">The ventilation moistens up to this relative humidity; null: not at all. <paramref name="Damp"/>: and dries down to it.</param>
/// <param name="OpenToOutside">What stands open is a window.</param>
/// <param name="OpenPerHour">Changes of air an hour through it.</param>
internal sealed record AirRoomPlan(
    string Id, double SetPoint, double Heating, double Cooling, double CorridorHours, double OutsideHours, double DayGain, double NightGain, double SunGain, double? Dry, double? Damp,
    bool OpenToOutside, double OpenPerHour);

/// <summary>The air of a ventilated room: one warmth and one moisture, and a little more at each point.</summary>
internal sealed class AirRoom
{
    private const double ControlPerHour = 6;
    private const double VentilationPerHour = 4;
    private const double LeakPerHour = 0.3;
    private const double OwnMoisture = 0.6;
    private const double DraughtHours = 0.08;
    private const double CycleMinutes = 28;

    private readonly AirRoomPlan plan;
    private readonly TroubleBoard troubles;
    private readonly ChanceStream visits;
    private readonly double phase;
    private readonly Dictionary<string, Wander> local;
    private double celsius;
    private double grams;
    private double draught;
    private double cycle;
    private bool begun;

    public AirRoom(AirRoomPlan plan, IEnumerable<PointPlan> points, TroubleBoard troubles, long seed)
    {
        (this.plan, this.troubles, celsius) = (plan, troubles, plan.SetPoint);
        visits = ChanceStream.From(seed, $"visits {plan.Id}");
        phase = visits.At(-1).Between(0, 2 * Math.PI);
        local = points.ToDictionary(p => p.Id, p => new Wander(ChanceStream.From(seed, $"air {p.Id}"), 0.2, 0.08), StringComparer.Ordinal);
    }

    /// <summary>The sterile store: cooled and moistened, one outer wall.</summary>
    public static AirRoomPlan Sterile { get; } = new(ClimateRooms.Sterile, 22, 5, 6, 10, 40, 0.9, 0.3, 0, 40, 58, false, 2.5);

    /// <summary>The medicine store: heated, hardly cooled, a window to the sun.</summary>
    public static AirRoomPlan Medicine { get; } = new(ClimateRooms.Medicine, 21.5, 3, 1.1, 9, 30, 0.5, 0.15, 0.9, null, null, true, 0.5);

    public void Step(long step, DateTimeOffset at, Outdoors outdoors, double hours)
    {
        var hour = at.TimeOfDay.TotalHours;
        var working = hour is >= 7 and < 17 && at.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
        var dark = troubles.Has(TroubleKind.Power, plan.Id);
        var ventilated = !dark && !troubles.Has(TroubleKind.Ventilation, plan.Id);
        var open = troubles.Has(TroubleKind.Door, plan.Id);
        var corridorGrams = outdoors.Grams + OwnMoisture;
        var (outside, outsideGrams) = plan.OpenToOutside ? (outdoors.Celsius, outdoors.Grams) : (outdoors.Corridor, corridorGrams);
        if (!begun)
        {
            (begun, grams) = (true, Supply(outdoors, ventilated: true));
        }

        var rate = ((outdoors.Corridor - celsius) / plan.CorridorHours) + ((outdoors.Wall - celsius) / plan.OutsideHours)
            + (dark ? 0 : working ? plan.DayGain : plan.NightGain) + (plan.SunGain * outdoors.Sun)
            + (ventilated ? Math.Clamp(ControlPerHour * (plan.SetPoint - celsius), -plan.Cooling, plan.Heating) : 0)
            + (open ? plan.OpenPerHour * (outside - celsius) : 0);
        celsius += rate * hours;
        grams += hours * (((ventilated ? VentilationPerHour : LeakPerHour) * (Supply(outdoors, ventilated) - grams)) + (open ? plan.OpenPerHour * (outsideGrams - grams) : 0));
        draught *= Math.Exp(-hours / DraughtHours);
        if (visits.At(step).Happens(hours * SwedishDay.VisitsPerHour(at) / 3))
        {
            draught = Math.Min(draught + 0.35, 0.6);
        }

        // What the thermostat's cycle makes of the air.
        cycle = ventilated ? 0.2 * Math.Sin(phase + (2 * Math.PI * step * hours * 60 / CycleMinutes)) : 0;
        (Corridor, CorridorGrams, Wall, Hours) = (outdoors.Corridor, corridorGrams, outdoors.Wall, hours);
    }

    /// <summary>The true air at a point; asked for once a step.</summary>
    public Air At(PointPlan point)
    {
        var share = draught * point.DoorShare;
        var warmth = celsius + point.OffsetCelsius + cycle + (point.WallShare * (Wall - celsius)) + local[point.Id].After(Hours);
        warmth += share * (Corridor - warmth);
        return new(warmth, Moisture.Humidity(warmth, grams + (share * (CorridorGrams - grams))));
    }

    private double Corridor { get; set; }

    private double CorridorGrams { get; set; }

    private double Wall { get; set; }

    private double Hours { get; set; }

    /// <summary>Moisture of the air that comes in.</summary>
    private double Supply(Outdoors outdoors, bool ventilated)
    {
        var raw = outdoors.Grams + OwnMoisture;
        return !ventilated || plan.Dry is not { } dry || plan.Damp is not { } damp || troubles.Has(TroubleKind.Moistener, plan.Id)
            ? raw
            : Math.Clamp(raw, Moisture.Grams(plan.SetPoint, dry), Moisture.Grams(plan.SetPoint, damp));
    }
}
