namespace EdgeStock.FirmwareHost;

/// <summary>
/// How long to wait before a lost device or gateway is tried again: doubles from <paramref name="first"/> to <paramref name="longest"/>,
/// each wait jittered to 50–100 % so that devices lost together do not come back together.
/// </summary>
/// <param name="first">The first wait, before jitter.</param>
/// <param name="longest">No wait is longer.</param>
/// <param name="seed">Name that the jitter is drawn from, the same at every start.</param>
internal sealed class Backoff(TimeSpan first, TimeSpan longest, string seed)
{
    private readonly Random jitter = new(StableHash(seed));
    private TimeSpan? next;

    /// <summary>The wait that follows a run of this length. A run longer than the wait due starts the doubling over.</summary>
    public TimeSpan After(TimeSpan run)
    {
        var due = next is { } doubled && run <= doubled ? doubled : first;
        next = due * 2 < longest ? due * 2 : longest;
        return due * (0.5 + (jitter.NextDouble() / 2));
    }

    // string.GetHashCode differs from start to start; FNV-1a does not
    private static int StableHash(string text)
    {
        var hash = 2166136261u;
        foreach (var c in text)
        {
            hash = unchecked((hash ^ c) * 16777619u);
        }

        return unchecked((int)hash);
    }
}
