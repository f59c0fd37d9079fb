using EdgeStock.Simulator.Physics;

namespace EdgeStock.Simulator.ClimateYear;

/// <summary>
/// The weather of southern Sweden: the year's and the day's course, spells of days, fronts of hours, heat in summer. The year's mean of 8 °C
/// and its amplitude are near the climate normals of Lund; the spells are an assumption.
/// </summary>
internal sealed class Outdoors(long seed, TroubleBoard troubles)
{
    private const double MeanCelsius = 8;
    private const double YearAmplitude = 9.5;
    private const double WarmestDay = 203;
    private const double WarmestHour = 15;
    private const double MuggiestDewPoint = 19.5;
    private const double RampHours = 18;
    private const double SmoothHours = 24;
    private const double WallHours = 6;

    private readonly Wander spells = new(ChanceStream.From(seed, "spells"), 60, 3);
    private readonly Wander fronts = new(ChanceStream.From(seed, "fronts"), 6, 1.2);
    private readonly Wander dryness = new(ChanceStream.From(seed, "dryness"), 30, 1.8);
    private readonly Wander clouds = new(ChanceStream.From(seed, "clouds"), 20, 0.35);
    private double heat;
    private bool begun;

    /// <summary>Air temperature.</summary>
    public double Celsius { get; private set; }

    /// <summary>Its mean over about a day: what reaches a corridor.</summary>
    public double Mean { get; private set; }

    /// <summary>What an outer wall has taken on.</summary>
    public double Wall { get; private set; }

    /// <summary>Water in the air, g/kg.</summary>
    public double Grams { get; private set; }

    /// <summary>Sun in a window, 0 to about 1.</summary>
    public double Sun { get; private set; }

    /// <summary>A corridor of the hospital: heated, not cooled.</summary>
    public double Corridor => 21.5 + (0.45 * Math.Max(0, Mean - 16)) - (0.08 * Math.Max(0, -5 - Mean));

    public void Step(DateTimeOffset local, double hours)
    {
        var day = local.DayOfYear + (local.TimeOfDay.TotalHours / 24);
        var summer = Math.Max(0, Math.Cos(2 * Math.PI * (day - WarmestDay + 11) / 365.25));
        var hour = local.TimeOfDay.TotalHours;
        var target = troubles.Of(TroubleKind.Heat, Trouble.Weather)?.Amount ?? 0;
        heat += (target - heat) * (1 - Math.Exp(-hours / RampHours));
        var slow = MeanCelsius + (YearAmplitude * Math.Cos(2 * Math.PI * (day - WarmestDay) / 365.25)) + spells.After(hours) + fronts.After(hours) + heat;
        Celsius = slow + ((1.2 + (3.5 * summer)) * Math.Cos(2 * Math.PI * (hour - WarmestHour) / 24));
        Grams = Moisture.GramsAtDewPoint(Math.Min(Math.Min(Celsius, MuggiestDewPoint), slow - Math.Max(0.3, 2.5 + (3.5 * summer) + (0.3 * heat) + dryness.After(hours))));
        Sun = (0.25 + (0.75 * summer)) * Math.Max(0, Math.Sin(Math.PI * (hour - 7) / 13)) * Math.Clamp(0.7 + clouds.After(hours), 0, 1) * (hour is > 7 and < 20 ? 1 : 0);
        if (!begun)
        {
            (begun, Mean, Wall) = (true, slow, slow);
        }

        Mean += (Celsius - Mean) * (1 - Math.Exp(-hours / SmoothHours));
        Wall += (Celsius - Wall) * (1 - Math.Exp(-hours / WallHours));
    }
}
