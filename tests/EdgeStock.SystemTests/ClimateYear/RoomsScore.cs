namespace EdgeStock.SystemTests.ClimateYear;

/// <summary>An alarm that called three times or more within an hour.</summary>
internal sealed record Chatter(string Alarm, DateTimeOffset From, int Calls);

/// <summary>What EdgeStock said of the simulated rooms, judged by what was true.</summary>
internal sealed record RoomsScore(
    TrueRooms Truth, RoomsReplay Replay, IReadOnlyList<ExcursionFate> Excursions, IReadOnlyList<LimitAlarmTruth> LimitAlarms, IReadOnlyList<SensorFate> Sensors, IReadOnlyList<PowerFate> Power,
    IReadOnlyList<Chatter> Chattering)
{
    private const int TooOften = 3;
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public static RoomsScore Of(TrueRooms truth, RoomsReplay replay)
    {
        var excursions = TrueExcursion.All(truth);
        return new(
            truth, replay, [.. excursions.Select(e => ExcursionFate.Of(truth, replay.Said, e))], LimitAlarmTruth.All(truth, replay.Said, excursions), SensorFate.All(truth, replay.Said),
            PowerFate.All(truth, replay.Said), Chatters(replay.Said.Calls));
    }

    /// <summary>Excursions that any sound sensor must show.</summary>
    public IEnumerable<ExcursionFate> Clear => Excursions.Where(e => e.Excursion.ClearOnset is not null);

    internal static List<Chatter> Chatters(IReadOnlyList<Call> calls)
    {
        var chatters = new List<Chatter>();
        foreach (var alarm in calls.GroupBy(c => c.Id, StringComparer.Ordinal))
        {
            var times = alarm.Select(c => c.At).Order().ToList();
            for (var first = 0; first < times.Count;)
            {
                var within = times.Skip(first).TakeWhile(t => t - times[first] <= Hour).Count();
                if (within >= TooOften)
                {
                    chatters.Add(new(alarm.Key, times[first], within));
                }

                first += within >= TooOften ? within : 1;
            }
        }

        return chatters;
    }
}
