namespace EdgeStock.Domain;

/// <summary>Dates of six digits, YYMMDD; day 00 is the month's last.</summary>
internal static class Gs1Date
{
    /// <summary>
    /// From where the century of a tag's date is reckoned. A scan is read once, on a known day; a tag is read again in every replay and at every
    /// rebuild, and must say the same each time. The window, 1977 to 2076, is the one that the General Specifications give in 2026.
    /// </summary>
    public static readonly DateOnly OfTags = new(2026, 1, 1);

    /// <summary>Reads it. The century is the one that is nearest (General Specifications 7.12).</summary>
    /// <param name="value">Six digits.</param>
    /// <param name="today">The day from which the century is reckoned.</param>
    /// <returns>Null when there is no such day.</returns>
    public static DateOnly? Read(string value, DateOnly today)
    {
        var (month, day) = (Number(value[2..4]), Number(value[4..6]));
        if (month is < 1 or > 12)
        {
            return null;
        }

        var year = Year(Number(value[..2]), today);
        var last = DateTime.DaysInMonth(year, month);
        return day > last ? null : new DateOnly(year, month, day == 0 ? last : day);
    }

    /// <summary>A year and the day in it, YYJJJ.</summary>
    /// <param name="value">Five digits.</param>
    /// <param name="today">The day from which the century is reckoned.</param>
    /// <returns>Null when there is no such day.</returns>
    public static DateOnly? OfYear(string value, DateOnly today)
    {
        var first = new DateOnly(Year(Number(value[..2]), today), 1, 1);
        var day = (Number(value[2..4]) * 10) + value[4] - '0';
        return day < 1 || day > (DateTime.IsLeapYear(first.Year) ? 366 : 365) ? null : first.AddDays(day - 1);
    }

    private static int Year(int year, DateOnly today)
    {
        var apart = year - (today.Year % 100);
        return (today.Year / 100 * 100) + year + (apart >= 51 ? -100 : apart <= -50 ? 100 : 0);
    }

    private static int Number(string digits) => ((digits[0] - '0') * 10) + digits[1] - '0';
}
