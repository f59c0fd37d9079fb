namespace EdgeStock.Gateway.Intake;

/// <summary>
/// The id under which a host is asked and answers. It is never used twice, also not after a restart, because a host that could not send its
/// answer sends it in the next connection. A zero's id says itself what was asked: its answer must reach the ledger though nobody waits any more.
/// </summary>
internal static class RequestId
{
    private static long requests;

    /// <summary>A new id.</summary>
    /// <param name="by">Who asks, as a pseudonym.</param>
    public static string Next(string action, string device, string by, DateTimeOffset now)
    {
        var once = FormattableString.Invariant($"{now.ToUnixTimeMilliseconds()}-{Interlocked.Increment(ref requests)}");
        return action == "zero" ? $"zero/{by}/{device}/{once}" : $"do/{once}";
    }

    /// <summary>Whether an id is that of a zero; a host can make nobody else's name of it.</summary>
    public static bool IsZero(string id, out string device, out string by)
    {
        (device, by) = id.Split('/') is ["zero", var user, var scale, _] ? (scale, user) : ("", "");
        return People.IsPseudonym(by);
    }
}
