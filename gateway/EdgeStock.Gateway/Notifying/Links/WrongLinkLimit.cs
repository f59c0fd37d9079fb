namespace EdgeStock.Gateway.Notifying;

/// <summary>How many wrong links are answered in full: a mail program cuts a few, a guesser tries many. Right ones are never turned away.</summary>
internal sealed class WrongLinkLimit(TimeProvider time)
{
    /// <summary>Wrong links in a minute that are told what is wrong.</summary>
    public const int Most = 20;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private DateTimeOffset began;
    private int tried;

    /// <summary>Another wrong one.</summary>
    /// <returns>False when there were too many in this minute; <paramref name="first"/> when this is the first beyond.</returns>
    public bool TryPass(out bool first)
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            (began, tried) = now - began >= Window ? (now, 1) : (began, tried + 1);
            first = tried == Most + 1;
            return tried <= Most;
        }
    }
}
