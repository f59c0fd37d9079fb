using EdgeStock.Simulator.Physics;
using EdgeStock.Wire;

namespace EdgeStock.Simulator.ClimateYear;

/// <summary>What a point's sensor makes of the truth: lag, calibration error, noise, steps, and its own troubles. Its lines are those of the firmware-host.</summary>
internal sealed class PointSensor(PointPlan plan, TroubleBoard troubles, DateTimeOffset t0, long seed)
{
    private const double Codes = 65535;
    private const double HoursOfYear = 8766;
    private const double DriftHours = 60;
    private const double RecoveryHours = 240;

    private readonly ChanceStream noise = ChanceStream.From(seed, $"noise {plan.Id}");
    private readonly double biasCelsius = Bias(seed, plan.Id, 0, plan.Sensor.ToleranceCelsius);
    private readonly double biasHumidity = Bias(seed, plan.Id, 1, plan.Sensor.ToleranceHumidity);
    private Air? lagged;
    private Air last;

    public PointPlan Plan => plan;

    /// <summary>What it says.</summary>
    /// <param name="step">The draws are those of this step.</param>
    /// <param name="at">When it says so, by its host's clock.</param>
    /// <param name="taken">When a running gateway takes it, if that is not the same.</param>
    public IEnumerable<SampleLine> Read(long step, long ms, Air truth, double seconds, DateTimeOffset at, DateTimeOffset? taken)
    {
        var share = 1 - Math.Exp(-seconds / plan.Sensor.LagSeconds);
        lagged = lagged is { } before
            ? new(before.Celsius + (share * (truth.Celsius - before.Celsius)), before.RelativeHumidity + (share * (truth.RelativeHumidity - before.RelativeHumidity)))
            : truth;
        var chance = noise.At(step);
        var seen = Seen(ref chance, ms, lagged.Value);
        if (troubles.Has(TroubleKind.Silent, plan.Id) || troubles.Has(TroubleKind.Plug, plan.Id) || troubles.Has(TroubleKind.Power, plan.Room))
        {
            return [];
        }

        if (troubles.Of(TroubleKind.Sentinel, plan.Id) is { } sentinel)
        {
            return !plan.Sensor.HasHumidity ? [Line("temperature", 85, "bad", "no conversion since power-on", at, taken)]
                : sentinel.Amount < 0 ? Both(-45, 0, "bad", "bus stuck low", at, taken) : Both(129.997, 99.998, "bad", "bus stuck high", at, taken);
        }

        if (troubles.Has(TroubleKind.ReadError, plan.Id) || (troubles.Of(TroubleKind.Loose, plan.Id) is { } loose && chance.Happens(loose.Amount)))
        {
            return Both(null, null, "bad", "read failed: EIO", at, taken);
        }

        last = troubles.Has(TroubleKind.Stuck, plan.Id) ? last : seen;
        return Both(last.Celsius, last.RelativeHumidity, null, null, at, taken);
    }

    private Air Seen(ref Chance chance, long ms, Air air)
    {
        var years = ms / 3_600_000.0 / HoursOfYear;
        var celsius = air.Celsius + biasCelsius + (0.03 * years * Math.Sign(biasCelsius)) + (plan.Sensor.NoiseCelsius * chance.Gaussian());
        var humidity = air.RelativeHumidity + biasHumidity + (0.25 * years * Math.Sign(biasHumidity)) + (plan.Sensor.NoiseHumidity * chance.Gaussian()) + Poison(ms);
        if (troubles.Of(TroubleKind.Spike, plan.Id) is { } spike)
        {
            (celsius, humidity) = (celsius + spike.Amount, humidity + (2 * spike.Amount));
        }

        if (plan.Sensor.StepCelsius > 0)
        {
            return new(Math.Round(Math.Round(celsius / plan.Sensor.StepCelsius) * plan.Sensor.StepCelsius, 4), 0);
        }

        var (t, h) = (Math.Round((celsius + 45) / 175 * Codes), Math.Round(Math.Clamp(humidity, 0, 100) / 100 * Codes));
        return new(Math.Round((175 * t / Codes) - 45, 3), Math.Round(100 * h / Codes, 3));
    }

    /// <summary>Hand rub: at once, and better in weeks. Drift: there in days, and stays.</summary>
    private double Poison(long ms)
    {
        var rub = troubles.Of(TroubleKind.HandRub, plan.Id) is { } r ? r.Amount * Math.Exp((r.FromMs - ms) / 3_600_000.0 / RecoveryHours) : 0;
        return rub + (troubles.Of(TroubleKind.Drift, plan.Id) is { } d ? d.Amount * (1 - Math.Exp((d.FromMs - ms) / 3_600_000.0 / DriftHours)) : 0);
    }

    private IEnumerable<SampleLine> Both(double? celsius, double? humidity, string? quality, string? reason, DateTimeOffset at, DateTimeOffset? taken) => plan.Sensor.HasHumidity
        ? [Line("temperature", celsius, quality, reason, at, taken), Line("humidity", humidity, quality, reason, at, taken)]
        : [Line("temperature", celsius, quality, reason, at, taken)];

    private ClimateLine Line(string quantity, double? value, string? quality, string? reason, DateTimeOffset at, DateTimeOffset? taken) =>
        new(value, quality, reason) { At = t0 > at ? t0 : at, Taken = taken, Device = $"{plan.Device}/{quantity}" };

    /// <summary>Within the tolerance, which is two and a half standard deviations; a tenth is left for noise and age.</summary>
    private static double Bias(long seed, string point, int index, double tolerance)
    {
        var chance = ChanceStream.From(seed, $"bias {point}").At(index);
        return Math.Clamp(tolerance / 2.5 * chance.Gaussian(), -0.8 * tolerance, 0.8 * tolerance);
    }
}
