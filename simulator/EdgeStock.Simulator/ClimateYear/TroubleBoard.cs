namespace EdgeStock.Simulator.ClimateYear;

/// <summary>Answers what is wrong now. Time is asked for in order.</summary>
internal sealed class TroubleBoard(IReadOnlyList<Trouble> all)
{
    private const long DayMs = 86_400_000;
    private readonly List<Trouble> near = [];
    private readonly List<Trouble> now = [];
    private long nearUntil = long.MinValue;

    /// <summary>All of them, in the order of their beginnings.</summary>
    public IReadOnlyList<Trouble> All { get; } = [.. all.OrderBy(t => t.FromMs).ThenBy(t => t.Kind).ThenBy(t => t.Subject, StringComparer.Ordinal)];

    /// <summary>Moves to an instant.</summary>
    public void MoveTo(long ms)
    {
        if (ms >= nearUntil)
        {
            near.Clear();
            near.AddRange(All.Where(t => t.FromMs < ms + DayMs && t.UntilMs > ms));
            nearUntil = ms + DayMs;
        }

        now.Clear();
        foreach (var trouble in near)
        {
            if (trouble.IsOn(ms))
            {
                now.Add(trouble);
            }
        }
    }

    /// <summary>The trouble of this kind that the subject has now; null for none.</summary>
    public Trouble? Of(TroubleKind kind, string subject)
    {
        foreach (var trouble in now)
        {
            if (trouble.Kind == kind && trouble.Subject == subject)
            {
                return trouble;
            }
        }

        return null;
    }

    public bool Has(TroubleKind kind, string subject) => Of(kind, subject) is not null;
}
