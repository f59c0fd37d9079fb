using System.Globalization;

namespace EdgeStock.Domain;

/// <summary>Decides about judgements of alarms.</summary>
internal static class JudgementDesk
{
    /// <summary>An onset is named by its instant, or by the minute in which it was.</summary>
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>Judges one time of an alarm.</summary>
    public static Decision Judge(Projection projection, AlarmView view, AlarmDefinition definition, JudgeAlarm x, DateTimeOffset now, string by)
    {
        var times = projection.Raised.GetValueOrDefault(x.Alarm)?.Times ?? [];
        if (times.Count == 0)
        {
            return Decision.No($"alarm '{x.Alarm}' has never asked for anybody: there is nothing to judge");
        }

        var meant = x.Onset is not { } onset ? [times[^1]] : times.Where(t => t.Onset == onset).ToList() is { Count: 1 } exact ? exact : times.Where(t => t.Onset >= onset && t.Onset < onset + Minute).ToList();
        var wrong = meant.Count == 0 ? $"alarm '{x.Alarm}' did not begin at {Utc(x.Onset!.Value)}: it began at {Said(times)}; give one of these with --onset"
            : meant.Count > 1 ? $"alarm '{x.Alarm}' began more than once in that minute, at {Said(meant)}: give one of these with --onset"
            : InstructionDesk.Wrong(x.Reason, "the reason");
        return wrong is not null ? Decision.No(wrong) : Decision.Of(new AlarmJudged(now, definition.Name, view.State(), meant[0].Onset, x.False, x.Reason, definition.Limits, by));
    }

    private static string Said(IReadOnlyList<RaisedAlarm> times) => string.Join(", ", times.TakeLast(8).Select(t => Utc(t.Onset)));

    private static string Utc(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
