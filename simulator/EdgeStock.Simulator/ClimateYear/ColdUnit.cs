using EdgeStock.Simulator.Physics;

namespace EdgeStock.Simulator.ClimateYear;

/// <summary>How a refrigerator or a freezer works.</summary>
/// <param name="StartAt">Its compressor starts above this and stops below <paramref name="StopAt"/>.</param>
/// <param name="WarmHours">Time constant towards the room.</param>
/// <param name="Evaporator">°C of what cools while the compressor runs: nothing gets colder.</param>
/// <param name="CoolingPerHour">How fast the air takes that on.</param>
/// <param name="BufferHours">Time constant of the bottle in which the probe stands: its contents are what counts.</param>
/// <param name="DoorShare">Share of the air that an opened door exchanges.</param>
/// <param name="DoorsPerHour">Openings an hour in working hours.</param>
/// <param name="Defrosts">Hours of the day at which it defrosts.</param>
internal sealed record ColdPlan(
    string Id, double StartAt, double StopAt, double WarmHours, double Evaporator, double CoolingPerHour, double BufferHours, double DoorShare, double DoorsPerHour, IReadOnlyList<double> Defrosts);

/// <summary>A refrigerator or a freezer with its compressor, defrosts and doors.</summary>
internal sealed class ColdUnit(ColdPlan plan, TroubleBoard troubles, long seed)
{
    private const double DefrostHours = 0.2;
    private const double IcedHours = 0.6;
    private const double DefrostHeat = 20;
    private const double AjarPerHour = 1.2;

    private readonly ChanceStream doors = ChanceStream.From(seed, $"doors {plan.Id}");
    private double air = plan.StartAt;
    private double buffer = (plan.StartAt + plan.StopAt) / 2;
    private bool running;

    /// <summary>A refrigerator for medicines.</summary>
    public static ColdPlan Fridge { get; } = new(ClimateRooms.Fridge, 5.4, 3.2, 5, -12, 0.7, 0.1, 0.1, 3, []);

    /// <summary>A freezer that defrosts twice a day.</summary>
    public static ColdPlan Freezer { get; } = new(ClimateRooms.Freezer, -18.5, -21.5, 8, -32, 1.15, 0.08, 0.04, 0.7, [3, 15]);

    /// <summary>What is true in the bottle.</summary>
    public double Celsius => buffer;

    public void Step(long step, DateTimeOffset local, double room, double hours)
    {
        var hour = local.TimeOfDay.TotalHours;
        var dark = troubles.Has(TroubleKind.Power, ClimateRooms.Cold);
        var defrost = troubles.Has(TroubleKind.IcedDefrost, plan.Id) ? IcedHours : DefrostHours;
        var defrosting = !dark && plan.Defrosts.Any(d => hour >= d && hour < d + defrost);
        running = !dark && !defrosting && !troubles.Has(TroubleKind.CompressorDead, plan.Id)
            && (troubles.Has(TroubleKind.ThermostatStuck, plan.Id) || (air > plan.StartAt || (running && air > plan.StopAt)));
        var rate = ((room - air) / plan.WarmHours) - (running ? plan.CoolingPerHour * (air - plan.Evaporator) : 0) + (defrosting ? DefrostHeat : 0)
            + (troubles.Has(TroubleKind.Ajar, plan.Id) ? AjarPerHour * (room - air) : 0) + (troubles.Of(TroubleKind.WarmGoods, plan.Id)?.Amount ?? 0);
        air += rate * hours;
        var chance = doors.At(step);
        if (hour is >= 7 and < 18 && chance.Happens(plan.DoorsPerHour * hours))
        {
            air += plan.DoorShare * chance.Between(0.5, 1.5) * (room - air);
        }

        buffer += (air - buffer) * (1 - Math.Exp(-hours / plan.BufferHours));
    }
}
