using EdgeStock.Simulator.Physics;

namespace EdgeStock.Simulator.Devices.MtSics;

/// <summary>What the indicator can show.</summary>
internal enum IndicatorState
{
    /// <summary>At rest.</summary>
    Stable,

    /// <summary>In motion.</summary>
    Dynamic,

    /// <summary>Above the weighing range.</summary>
    Overload,

    /// <summary>Below it: the platform is not on its cell.</summary>
    Underload,
}

/// <summary>A weight as the indicator shows it.</summary>
/// <param name="Net">Grams after zero and tare, rounded to the resolution.</param>
internal readonly record struct Indication(double Net, IndicatorState State);

/// <summary>Type plate of a scale.</summary>
internal sealed record ScalePlate(string Serial, double FullScaleGrams, double ResolutionGrams)
{
    /// <summary>Decimals it shows.</summary>
    public int Decimals => ResolutionGrams >= 1 ? 0 : ResolutionGrams >= 0.1 ? 1 : 2;
}

/// <summary>The weighing terminal: rounding, zero, tare, range. One for all connections of a scale.</summary>
internal sealed class ScaleInstrument(ScalePlate plate, Func<DateTimeOffset, PlatformReading> platform, TimeProvider clock)
{
    /// <summary>Zero can be set while the load is within this share of full scale, as legal metrology has it (OIML R 76: 4 % in all).</summary>
    private const double ZeroRangeShare = 0.02;

    private const double UnderloadShare = -0.02;

    private readonly Lock gate = new();
    private double zero;
    private double tare;

    public ScalePlate Plate => plate;

    /// <summary>What it shows now.</summary>
    public Indication Read()
    {
        lock (gate)
        {
            var (gross, state) = Gross();
            return new Indication(Round(gross - tare), state);
        }
    }

    /// <summary>Takes the load now on it as tare; false when there is less than nothing on it.</summary>
    public bool TryTare(out double grams)
    {
        lock (gate)
        {
            grams = Round(Gross().Grams);
            if (grams < 0)
            {
                return false;
            }

            tare = grams;
            return true;
        }
    }

    /// <summary>The tare in force, in grams.</summary>
    public double Tare
    {
        get
        {
            lock (gate)
            {
                return tare;
            }
        }

        set
        {
            lock (gate)
            {
                tare = Round(value);
            }
        }
    }

    /// <summary>Takes the load now on it as zero, which also clears the tare. Refused outside the zero range.</summary>
    public IndicatorState Zero()
    {
        lock (gate)
        {
            var reading = platform(clock.GetUtcNow());
            if (Math.Abs(reading.Grams) > plate.FullScaleGrams * ZeroRangeShare)
            {
                return reading.Grams > 0 ? IndicatorState.Overload : IndicatorState.Underload;
            }

            (zero, tare) = (reading.Grams, 0);
            return reading.Moving ? IndicatorState.Dynamic : IndicatorState.Stable;
        }
    }

    /// <summary>Back to the state after switching on; the zero stays.</summary>
    public void Reset() => Tare = 0;

    private (double Grams, IndicatorState State) Gross()
    {
        var reading = platform(clock.GetUtcNow());
        var grams = reading.Grams - zero;
        return (grams, grams switch
        {
            _ when grams > plate.FullScaleGrams + (9 * plate.ResolutionGrams) => IndicatorState.Overload,
            _ when grams < plate.FullScaleGrams * UnderloadShare => IndicatorState.Underload,
            _ => reading.Moving ? IndicatorState.Dynamic : IndicatorState.Stable,
        });
    }

    private double Round(double grams) => Math.Round(grams / plate.ResolutionGrams) * plate.ResolutionGrams;
}
