using EdgeStock.Simulator.Scenarios;

namespace EdgeStock.Simulator.Physics;

/// <summary>What a climate chip says, in the units of its kernel driver.</summary>
internal readonly record struct ChipReading(int MilliCelsius, int MilliHumidity);

/// <summary>An SHT3x at a point: its calibration error, its noise, and the 16-bit codes its kernel driver computes from.</summary>
internal sealed class ClimateChip(ClimatePlan plan, SterileAir air, long seed)
{
    /// <summary>Scatter from one measurement to the next.</summary>
    public const double NoiseSdCelsius = 0.04;

    /// <summary>Scatter from one measurement to the next.</summary>
    public const double NoiseSdHumidity = 0.3;

    /// <summary>The chip measures once a second; readings in between repeat.</summary>
    public const long PeriodMs = 1000;

    private const double Codes = 65535;

    private readonly ChanceStream noise = ChanceStream.From(seed, $"noise {plan.Device}");
    private readonly double biasCelsius = 0.08 * ChanceStream.From(seed, $"bias {plan.Device}").At(0).Gaussian();
    private readonly double biasHumidity = 0.6 * ChanceStream.From(seed, $"bias {plan.Device}").At(1).Gaussian();

    /// <summary>Where it hangs.</summary>
    public ClimatePlan Plan => plan;

    /// <summary>The reading at an instant.</summary>
    public ChipReading Read(long ms)
    {
        var at = ms - (((ms % PeriodMs) + PeriodMs) % PeriodMs);
        var truth = air.At(plan, at);
        var chance = noise.At(at);
        var celsius = truth.Celsius + biasCelsius + (NoiseSdCelsius * chance.Gaussian());
        var humidity = Math.Clamp(truth.RelativeHumidity + biasHumidity + (NoiseSdHumidity * chance.Gaussian()), 0, 100);
        var temperatureCode = Math.Round((celsius + 45) / 175 * Codes);
        var humidityCode = Math.Round(humidity / 100 * Codes);
        return new ChipReading((int)Math.Round((175_000 * temperatureCode / Codes) - 45_000), (int)Math.Round(100_000 * humidityCode / Codes));
    }
}
