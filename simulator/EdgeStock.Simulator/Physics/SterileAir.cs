using EdgeStock.Simulator.Scenarios;

namespace EdgeStock.Simulator.Physics;

/// <summary>Air at a point: °C and %RH.</summary>
internal readonly record struct Air(double Celsius, double RelativeHumidity);

/// <summary>The air of the sterile room: a set point of 22 °C, the ventilation's cycle, slow weather, and draughts when the door opens.</summary>
internal sealed class SterileAir(long seed, DateTimeOffset t0)
{
    private const double SetPointCelsius = 22;
    private const double MeanHumidity = 46;
    private const double CycleMinutes = 28;
    private const double DraughtMinutes = 5;
    private const long SlotMs = 5 * 60 * 1000;
    private const int DraughtSlots = 6;

    private readonly ChanceStream doors = ChanceStream.From(seed, "sterile door");
    private readonly double phase = ChanceStream.From(seed, "weather").At(0).Between(0, 2 * Math.PI);

    /// <summary>The true air at a sensor's place.</summary>
    public Air At(ClimatePlan point, long ms)
    {
        var hours = ms / 3_600_000.0;
        var local = SwedishDay.Local(t0.AddMilliseconds(ms)).TimeOfDay.TotalHours;
        var cycle = Math.Sin(phase + (2 * Math.PI * hours * 60 / CycleMinutes));
        var draught = Draught(ms) * point.DoorShare;
        var celsius = SetPointCelsius + point.OffsetCelsius + (0.3 * Math.Sin(2 * Math.PI * (local - 9) / 24)) + (0.3 * cycle) + (0.8 * draught);
        var humidity = MeanHumidity + (5 * Math.Sin(phase + (2 * Math.PI * hours / 70))) - (1.5 * cycle) + (4 * draught);
        return new Air(celsius, humidity);
    }

    /// <summary>What is left of the last half hour's door openings, about 1 for one that just closed.</summary>
    private double Draught(long ms)
    {
        var sum = 0.0;
        var slot = (long)Math.Floor(ms / (double)SlotMs);
        for (var s = slot - DraughtSlots; s <= slot; s++)
        {
            var chance = doors.At(s);
            var perHour = SwedishDay.VisitsPerHour(t0.AddMilliseconds(s * SlotMs)) / 3;
            var opened = (s * SlotMs) + chance.Milliseconds(0, SlotMs);
            if (opened <= ms && chance.Happens(perHour * SlotMs / 3_600_000))
            {
                sum += chance.Between(0.4, 1) * Math.Exp((opened - ms) / (DraughtMinutes * 60_000));
            }
        }

        return Math.Min(sum, 2);
    }
}
