using EdgeStock.Domain;

namespace EdgeStock.SystemTests.ClimateYear;

/// <summary>How much truth there is in a limit's alarm.</summary>
internal enum Truthfulness
{
    /// <summary>There was an excursion.</summary>
    True,

    /// <summary>The value was so near the limit that the sensor's tolerance and the deadband explain it.</summary>
    WithinTolerance,

    /// <summary>It was not, and the humidity sensor was ruined.</summary>
    FalsePoisoned,

    /// <summary>It was not, after a time in which the point could not be seen.</summary>
    FalseUnseen,

    /// <summary>It was not, and nothing excuses it.</summary>
    False,
}

/// <summary>An alarm of a limit, judged by the true course.</summary>
internal sealed record LimitAlarmTruth(SaidAlarm Alarm, TruePoint Point, TrueLimit Limit, Truthfulness Truth)
{
    public bool IsFalse => Truth is Truthfulness.False or Truthfulness.FalsePoisoned or Truthfulness.FalseUnseen;

    public static IReadOnlyList<LimitAlarmTruth> All(TrueRooms truth, SaidAlarms said, IReadOnlyList<TrueExcursion> excursions)
    {
        var places = truth.Courses.SelectMany(c => TrueLimit.All.Where(l => l.Profile == c.Point.Profile && l.Quantity == c.Quantity).Select(l => (Id: l.AlarmAt(c.Point.Point), Course: c, Limit: l)))
            .ToDictionary(p => p.Id, StringComparer.Ordinal);
        return
        [
            .. said.Stood.Where(s => s.Kind is AlarmKind.Low or AlarmKind.LowLow or AlarmKind.High or AlarmKind.HighHigh)
                .Select(s => new LimitAlarmTruth(s, places[s.Id].Course.Point, places[s.Id].Limit, Judge(truth, s, places[s.Id].Course, places[s.Id].Limit, excursions))),
        ];
    }

    private static Truthfulness Judge(TrueRooms truth, SaidAlarm alarm, TrueCourse course, TrueLimit limit, IReadOnlyList<TrueExcursion> excursions)
    {
        if (excursions.Any(e => e.Alarm == alarm.Id && e.Onset <= alarm.Decided && e.End >= alarm.Onset - TrueExcursion.Margin))
        {
            return Truthfulness.True;
        }

        // The stretch that the alarm rests on, less what a sensor in its housing lags behind.
        var (from, until) = (truth.StepOf(alarm.Onset + TrueExcursion.Margin), truth.StepOf(alarm.Decided - TrueExcursion.Margin));
        var near = course.Tolerance + (course.Quantity == "temperature" ? 0.1 : 0.5);
        if (Enumerable.Range(from, Math.Max(1, until - from)).All(i => limit.Beyond(course.Values[i]) > -near))
        {
            return Truthfulness.WithinTolerance;
        }

        return course.Quantity == "humidity" && truth.IsPoisoned(course.Point, alarm.Onset, alarm.Decided) ? Truthfulness.FalsePoisoned
            : truth.Blinding(course.Point, alarm.Onset, alarm.Decided).Any() ? Truthfulness.FalseUnseen
            : Truthfulness.False;
    }
}
