namespace EdgeStock.Domain;

/// <summary>Keeps the hours of the longest window, made of their seals alone.</summary>
internal static class HourKeeping
{
    /// <summary>The longest window touches so many days, and one more.</summary>
    private const int MostDays = CumulativeLimit.MostDays + 2;

    /// <summary>The read models after one more entry.</summary>
    public static Projection Apply(Site site, Projection projection, StoreroomEvent e) => e switch
    {
        ClimateHourSealed h => Add(projection, h.Point, h.Room, h.Hour, ClimateHour.Of(h)),
        ClimateHourSealedV1 h => Add(projection, h.Point, h.Room, h.Hour, ClimateHour.Of(h)),
        SiteChanged => projection with { Hours = projection.Hours.RemoveRange(projection.Hours.Where(d => !site.ClimatePoints.Any(p => p.Id == d.Value.Point && p.Room == d.Value.Room)).Select(d => d.Key)) },
        _ => projection,
    };

    private static Projection Add(Projection projection, string point, string room, DateTimeOffset at, ClimateHour? hour)
    {
        if (hour is null)
        {
            return projection;
        }

        var day = DateOnly.FromDateTime(at.UtcDateTime);
        var known = projection.Hours.GetValueOrDefault(ClimateDay.KeyOf(point, day)) ?? new(point, room, day, []);
        var same = known.Hours.FirstOrDefault(h => h.Hour == hour.Hour);
        var next = known with { Room = room, Hours = [.. known.Hours.Where(h => h.Hour != hour.Hour).Append(same?.With(hour) ?? hour).OrderBy(h => h.Hour)] };
        var days = projection.Hours.SetItem(next.Key(), next);
        var own = days.Values.Where(d => d.Point == point).ToList();

        // The farthest goes, not the oldest: a clock that was far ahead for a day must not push out the month.
        return projection with { Hours = own.Count <= MostDays ? days : days.Remove(own.MaxBy(d => Math.Abs(d.Day.DayNumber - day.DayNumber))!.Key()) };
    }
}
