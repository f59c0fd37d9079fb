namespace EdgeStock.Domain;

/// <summary>Cold goods in a warm room: when their pack may be opened without being wetted by the room's air.</summary>
public static class Acclimatisation
{
    /// <summary>
    /// Minutes until the pack stands a margin above the room's dew point, warming as T(t) = room + (pack − room)·exp(−t/τ)
    /// (Newton's law of heating; τ is found once for a kind of pack).
    /// </summary>
    /// <param name="packCelsius">Temperature of the coldest place in the pack now.</param>
    /// <param name="roomCelsius">Air temperature of the room.</param>
    /// <param name="roomHumidity">Its relative humidity in %.</param>
    /// <param name="tau">Time constant of the pack.</param>
    /// <param name="marginKelvin">By how much it must be above the dew point.</param>
    /// <returns>0 when it may be opened now; null when it never comes so far, because the room itself is too near its dew point.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A time constant of no time, or a margin below 0.</exception>
    public static double? Minutes(double packCelsius, double roomCelsius, double roomHumidity, TimeSpan tau, double marginKelvin)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(tau, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfNegative(marginKelvin);
        if (DewPoint.From(roomCelsius, roomHumidity) is not { } dew || packCelsius >= dew + marginKelvin)
        {
            return 0;
        }

        var goal = dew + marginKelvin;
        return roomCelsius > goal ? tau.TotalMinutes * Math.Log((roomCelsius - packCelsius) / (roomCelsius - goal)) : null;
    }
}
