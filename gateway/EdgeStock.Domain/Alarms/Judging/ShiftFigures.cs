namespace EdgeStock.Domain;

/// <summary>Calls to people by shift of eight hours, from the beginning of the stretch: alarms raised and further steps. Our target is two at most (P).</summary>
/// <param name="Median">Of all whole or begun shifts.</param>
/// <param name="Most">In the worst one.</param>
/// <param name="OverTarget">Shifts with more than two.</param>
/// <param name="Shifts">How many shifts there were.</param>
public sealed record ShiftFigures(double Median, int Most, int OverTarget, int Shifts)
{
    private const int Target = 2;
    private static readonly TimeSpan Shift = TimeSpan.FromHours(8);

    /// <summary>Where nothing was watched.</summary>
    public static ShiftFigures None { get; } = new(0, 0, 0, 0);

    /// <summary>The usual shift keeps the target.</summary>
    public bool IsGood() => Median <= Target;

    /// <summary>Reckons them.</summary>
    internal static ShiftFigures Of(IReadOnlyList<DateTimeOffset> calls, DateTimeOffset from, DateTimeOffset until)
    {
        var counts = new int[Math.Max(0, (int)Math.Ceiling((until - from) / Shift))];
        foreach (var call in calls)
        {
            counts[(int)((call - from) / Shift)]++;
        }

        Array.Sort(counts);
        return counts.Length == 0 ? None : new((counts[(counts.Length - 1) / 2] + counts[counts.Length / 2]) / 2.0, counts[^1], counts.Count(c => c > Target), counts.Length);
    }
}
