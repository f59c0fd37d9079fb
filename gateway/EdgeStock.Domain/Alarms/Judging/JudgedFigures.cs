namespace EdgeStock.Domain;

/// <summary>What people judged of the alarms of a stretch of time. A time that was set aside and asked again is one.</summary>
/// <param name="False">Judged false.</param>
/// <param name="True">Judged true.</param>
/// <param name="NotJudged">Not judged: the share says nothing of these.</param>
/// <param name="FalseShare">Share of false ones among the judged, 0 to 1; null when none was judged.</param>
public sealed record JudgedFigures(int False, int True, int NotJudged, double? FalseShare)
{
    /// <summary>Where nothing was raised.</summary>
    public static JudgedFigures None { get; } = new(0, 0, 0, null);

    /// <summary>Reckons them; of several judgements of one onset the last counts.</summary>
    internal static JudgedFigures Of(IReadOnlySet<(string Alarm, DateTimeOffset Onset)> times, IEnumerable<AlarmJudged> judgements)
    {
        var last = new Dictionary<(string, DateTimeOffset), bool>();
        foreach (var j in judgements.Where(j => times.Contains((j.Alarm.Id, j.Onset))))
        {
            last[(j.Alarm.Id, j.Onset)] = j.False;
        }

        var wrong = last.Values.Count(f => f);
        return new(wrong, last.Count - wrong, times.Count - last.Count, last.Count == 0 ? null : Math.Round((double)wrong / last.Count, 4));
    }
}
