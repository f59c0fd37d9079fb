namespace EdgeStock.Simulator.Physics;

/// <summary>Local time of Swedish wards and how busy their hours are.</summary>
/// <remarks>The European summer-time rule stands here as a formula, so that a truth does not depend on the time-zone files of a machine.</remarks>
internal static class SwedishDay
{
    /// <summary>The most visits an hour that <see cref="VisitsPerHour"/> ever gives.</summary>
    public const double BusiestHour = 14;

    /// <summary>Visits per hour to a ward's storeroom, by local hour: rounds in the morning, quiet nights. An assumption, not a measurement.</summary>
    private static readonly double[] ByHour =
    [
        1, 1, 1, 1, 1.5, 3, 8, 14, 13, 11, 9, 9,
        8, 9, 9, 8, 7, 6, 6, 6, 5, 3, 2, 1.5,
    ];

    /// <summary>Expected visits per hour at an instant.</summary>
    public static double VisitsPerHour(DateTimeOffset at) => ByHour[Local(at).Hour];

    /// <summary>The wall clock in Sweden: UTC+1, and UTC+2 from the last Sunday of March to the last of October, changing at 01:00 UTC (directive 2000/84/EC).</summary>
    public static DateTimeOffset Local(DateTimeOffset at)
    {
        var utc = at.ToUniversalTime();
        var summer = utc >= LastSunday(utc.Year, 3) && utc < LastSunday(utc.Year, 10);
        return utc.ToOffset(TimeSpan.FromHours(summer ? 2 : 1));
    }

    private static DateTimeOffset LastSunday(int year, int month)
    {
        var last = new DateTimeOffset(year, month, 31, 1, 0, 0, TimeSpan.Zero);
        return last.AddDays(-(int)last.DayOfWeek);
    }
}
