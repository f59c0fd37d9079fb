namespace EdgeStock.SystemTests.ClimateYear;

/// <summary>The true value at a point was beyond a limit for the limit's delay, without a break.</summary>
/// <param name="Onset">When it began; <paramref name="End"/>: the first step within again.</param>
/// <param name="Peak">How far beyond it was at most.</param>
/// <param name="ClearOnset">
/// Since when it was beyond by more than the sensor's tolerance, so that any sound sensor of the kind must show it, for the delay and the margin;
/// null where it never was: then it is no fault if nothing was said.
/// </param>
internal sealed record TrueExcursion(TruePoint Point, TrueLimit Limit, DateTimeOffset Onset, DateTimeOffset End, double Peak, DateTimeOffset? ClearOnset)
{
    /// <summary>What an alarm may come late beyond the delay: a sample's interval (30 s), one more for the median of three, and a minute for the sensor in its housing.</summary>
    public static TimeSpan Margin { get; } = TimeSpan.FromMinutes(2);

    public string Alarm => Limit.AlarmAt(Point.Point);

    /// <summary>The alarm must stand by then, where somebody could see.</summary>
    public DateTimeOffset Deadline => (ClearOnset ?? Onset) + Limit.Delay + Margin;

    /// <summary>All of them, of every point and limit.</summary>
    public static IReadOnlyList<TrueExcursion> All(TrueRooms truth) =>
    [
        .. truth.Courses.SelectMany(c => TrueLimit.All.Where(l => l.Profile == c.Point.Profile && l.Quantity == c.Quantity).SelectMany(l => Of(truth, c, l))).OrderBy(e => e.Onset),
    ];

    private static IEnumerable<TrueExcursion> Of(TrueRooms truth, TrueCourse course, TrueLimit limit)
    {
        foreach (var (from, until) in Runs(course.Values, 0, course.Values.Count, v => limit.Beyond(v) > 0, limit.Delay / truth.Step))
        {
            var clear = Runs(course.Values, from, until, v => limit.Beyond(v) > course.Tolerance, (limit.Delay + Margin) / truth.Step).Select(r => (int?)r.From).FirstOrDefault();
            yield return new(
                course.Point, limit, truth.At(from), truth.At(until), Enumerable.Range(from, until - from).Max(i => limit.Beyond(course.Values[i])),
                clear is { } at ? truth.At(at) : null);
        }
    }

    /// <summary>Stretches of at least so many steps in which each value is as asked.</summary>
    internal static IEnumerable<(int From, int Until)> Runs(IReadOnlyList<float> values, int from, int until, Func<float, bool> which, double steps)
    {
        int? began = null;
        for (var i = from; i <= until; i++)
        {
            var inside = i < until && which(values[i]);
            if (inside)
            {
                began ??= i;
            }
            else if (began is { } start)
            {
                if (i - start >= steps)
                {
                    yield return (start, i);
                }

                began = null;
            }
        }
    }
}
