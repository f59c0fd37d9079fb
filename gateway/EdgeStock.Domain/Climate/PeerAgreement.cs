namespace EdgeStock.Domain;

/// <summary>
/// Compares the sensors of one room by dew point, which is the same throughout a room's air while temperature and relative humidity are not. One
/// that drifts, or whose humidity was poisoned by hand-rub alcohol, is off to one side day and night; an open door is not.
/// What it is compared with is the median of all that are heard, because the middle of three is sound while one is wrong, and the mean of the
/// other two is not. It counts as no better than one sensor: those of one make are wrong together. Of two, each is compared with the other: both
/// disagree, and nobody can say which is wrong.
/// E_n: ISO/IEC 17043 B.3.1.3. Streaming, 24 hours in a fixed memory.
/// </summary>
public sealed class PeerAgreement
{
    private const int Day = 24;
    private const int FewestHours = 18;

    private readonly int points;
    private readonly Hour[] hours;
    private readonly double[] heard;
    private long now = long.MinValue;

    /// <summary>For the sensors of a room.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than two.</exception>
    public PeerAgreement(int points)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 2);
        this.points = points;
        hours = new Hour[points * Day];
        heard = new double[points];
    }

    /// <summary>Takes what the sensors say at one time, usually of one minute; what comes late is left out.</summary>
    /// <param name="at">Unix seconds.</param>
    /// <param name="readings">One a sensor, in a fixed order; null for one without a believable value.</param>
    /// <exception cref="ArgumentException">Not one a sensor.</exception>
    public void Observe(long at, ReadOnlySpan<DewReading?> readings)
    {
        if (readings.Length != points)
        {
            throw new ArgumentException($"{readings.Length} readings of {points} sensors: give one a sensor, null where there is none", nameof(readings));
        }

        var hour = Math.DivRem(at, 3600).Quotient;
        if (hour < now)
        {
            return;
        }

        now = hour;
        for (var i = 0; i < points; i++)
        {
            if (readings[i] is { } own && Peers(readings, i) is { } peers)
            {
                ref var sums = ref hours[(i * Day) + (int)(hour % Day)];
                sums = sums.At == hour ? sums : new(hour, 0, 0, 0);
                sums = sums with { Difference = sums.Difference + own.Celsius - peers.Celsius, Variance = sums.Variance + (own.U * own.U) + (peers.U * peers.U), Count = sums.Count + 1 };
            }
        }
    }

    /// <summary>How a sensor agrees with its peers over the 24 hours up to the last reading.</summary>
    public PeerVerdict Judge(int point)
    {
        var (difference, variance, count, filled, above, below) = (0.0, 0.0, 0, 0, 0, 0);
        foreach (var hour in hours.AsSpan(point * Day, Day))
        {
            if (hour.Count == 0 || hour.At <= now - Day)
            {
                continue;
            }

            (difference, variance, count, filled) = (difference + hour.Difference, variance + hour.Variance, count + hour.Count, filled + 1);
            above += hour.Score > 1 ? 1 : 0;
            below += hour.Score < -1 ? 1 : 0;
        }

        return count == 0
            ? new(null, 0, 0, false)
            : new(new Hour(0, difference, variance, count).Score, difference / count, filled, filled >= FewestHours && Math.Max(above, below) == filled);
    }

    /// <summary>How many of the newest hours in which both were heard were within the uncertainty, without one between that was not.</summary>
    public int Agreed(int point)
    {
        var agreed = 0;
        for (var at = now; at >= 0 && at > now - Day; at--)
        {
            var hour = hours[(point * Day) + (int)(at % Day)];
            if (hour.Count == 0 || hour.At != at)
            {
                continue;
            }

            if (Math.Abs(hour.Score) > 1)
            {
                break;
            }

            agreed++;
        }

        return agreed;
    }

    /// <summary>What a sensor is compared with, and the root mean square of the others' uncertainties; null when no other is heard.</summary>
    private DewReading? Peers(ReadOnlySpan<DewReading?> readings, int self)
    {
        var (found, other, squares) = (0, 0.0, 0.0);
        for (var i = 0; i < readings.Length; i++)
        {
            if (readings[i] is { } reading)
            {
                heard[found++] = reading.Celsius;
                (other, squares) = i == self ? (other, squares) : (reading.Celsius, squares + (reading.U * reading.U));
            }
        }

        if (found < 2)
        {
            return null;
        }

        Array.Sort(heard, 0, found);
        return new(found == 2 ? other : (heard[(found - 1) / 2] + heard[found / 2]) / 2, Math.Sqrt(squares / (found - 1)));
    }

    /// <summary>Sums of one hour at one sensor.</summary>
    private readonly record struct Hour(long At, double Difference, double Variance, int Count)
    {
        /// <summary>E_n of its means.</summary>
        public double Score => Difference / Count / Math.Sqrt(Variance / Count);
    }
}
