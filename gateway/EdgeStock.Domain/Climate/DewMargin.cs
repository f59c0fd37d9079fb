namespace EdgeStock.Domain;

/// <summary>How far the air of a room is from wetting something: the coldest surface there, or the air itself where no surface is measured.</summary>
/// <param name="Kelvin">Coldest temperature less the dew point; at 0 and below water is on it.</param>
/// <param name="DewPoint">Dew point of the air in °C.</param>
/// <param name="Surface">Index of the coldest surface; null when the air is what is coldest, or nothing else is measured.</param>
public sealed record DewMargin(double Kelvin, double DewPoint, int? Surface)
{
    /// <summary>Below this it is worth a warning, in K (a proposal).</summary>
    public const double Warning = 2;

    /// <summary>Below this it is an alarm, in K (a proposal).</summary>
    public const double Alarm = 1;

    /// <summary>The margin of this air.</summary>
    /// <param name="celsius">Air temperature in °C.</param>
    /// <param name="humidity">Relative humidity in %.</param>
    /// <param name="surfaces">Temperatures of surfaces in °C: an outer wall, a cold pipe; may be none.</param>
    /// <returns>Null where the air is so dry that it wets nothing.</returns>
    public static DewMargin? Of(double celsius, double humidity, ReadOnlySpan<double> surfaces)
    {
        if (EdgeStock.Domain.DewPoint.From(celsius, humidity) is not { } dew)
        {
            return null;
        }

        var (coldest, at) = (celsius, (int?)null);
        for (var i = 0; i < surfaces.Length; i++)
        {
            if (surfaces[i] < coldest)
            {
                (coldest, at) = (surfaces[i], i);
            }
        }

        return new(coldest - dew, dew, at);
    }
}
