using EdgeStock.Domain;

namespace EdgeStock.SystemTests.Coverage;

/// <summary>A true surge, and whether EdgeStock told it.</summary>
/// <param name="Known">EdgeStock knew a normal consumption when it began.</param>
/// <param name="AfterDays">How long after it began it was told; null when it was not while it lasted.</param>
internal sealed record ToldSurge(string Article, bool Known, double? AfterDays)
{
    public static IReadOnlyList<ToldSurge> All(PastTruth truth, PastReplay replay) =>
    [
        .. truth.Surges.Select(s => new ToldSurge(
            s.Article,
            replay.Said.Any(x => x.At < Begin(s) && x.Event is CoverStateChanged c && c.Article == s.Article),
            Told(replay).Where(t => Is(s, t)).Select(t => (double?)(t.At - Begin(s)).TotalDays).Min())),
    ];

    /// <summary>Surges that were told where none was.</summary>
    public static int False(PastTruth truth, PastReplay replay) => Told(replay).Count(t => !truth.Surges.Any(s => Is(s, t)));

    private static IEnumerable<(DateTimeOffset At, string Article)> Told(PastReplay replay) =>
        replay.Said.Where(s => s.Event is SurgeChanged { Standing: true }).Select(s => (s.At, ((SurgeChanged)s.Event).Article));

    /// <summary>A day is judged when it is over, so the last one is told on the day after.</summary>
    private static bool Is(TrueSurge surge, (DateTimeOffset At, string Article) told) =>
        told.Article == surge.Article && told.At >= Begin(surge) && told.At < Begin(surge).AddDays(surge.Until.DayNumber - surge.From.DayNumber + 1);

    /// <summary>Local midnight, to the hour.</summary>
    private static DateTimeOffset Begin(TrueSurge surge) => new DateTimeOffset(surge.From.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).AddHours(-1);
}
