namespace EdgeStock.Ledger;

/// <summary>Instants as the ledger stores them: milliseconds since 1970-01-01T00:00:00Z.</summary>
internal static class Instant
{
    private static readonly long First = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();
    private static readonly long Last = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    /// <summary>The instant; null when it lies beyond the calendar, which only a damaged file says.</summary>
    public static DateTimeOffset? From(long milliseconds) => milliseconds >= First && milliseconds <= Last ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;
}
