namespace EdgeStock.Domain;

/// <summary>Warm time adds up, excursion after excursion: no more than so many hours above a temperature within so many days.</summary>
/// <param name="Above">In °C; a minute whose mean is at it does not count.</param>
/// <param name="Hours">Allowed, in all.</param>
/// <param name="WithinDays">Running window, at most <see cref="MostDays"/>.</param>
public sealed record CumulativeLimit(double Above, double Hours, int WithinDays)
{
    /// <summary>Hours are kept for so many days.</summary>
    public const int MostDays = 30;

    /// <summary>From this share of the hours on it is worth a warning (a proposal).</summary>
    public const double Warning = 0.75;
}

/// <summary>The mean kinetic temperature of a running window must not pass a limit.</summary>
/// <param name="Limit">In °C.</param>
/// <param name="Window">30 days for rooms, 24 hours for the cold (USP &lt;659&gt;/&lt;1079.2&gt;); a year hides trouble, so no more than 30 days.</param>
public sealed record KineticLimit(double Limit, TimeSpan Window);

/// <summary>How near the air of a room may come to wetting the coldest thing in it.</summary>
/// <param name="Warning">In K: below it is worth a warning.</param>
/// <param name="Alarm">In K: below it is an alarm.</param>
public sealed record DewMarginLimit(double Warning, double Alarm)
{
    /// <summary>On-delay of both (a proposal).</summary>
    public TimeSpan Hold { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>They end when the margin was back for so long.</summary>
    public TimeSpan OffDelay { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>So far above a limit the margin counts as back, in K (a proposal).</summary>
    public double Deadband { get; init; } = 0.5;
}
