namespace EdgeStock.FirmwareHost.Uplink;

/// <summary>Consecutive losses. First and Last are null for samples that were never sent; a gap line already sent is a run of one number.</summary>
/// <param name="First">Lowest number.</param>
/// <param name="Last">Highest number.</param>
/// <param name="Lost">Samples lost.</param>
/// <param name="At">Time of the first of them.</param>
/// <param name="LastAt">Time of the last of them.</param>
internal readonly record struct LostRun(ulong? First, ulong? Last, long Lost, DateTimeOffset At, DateTimeOffset LastAt)
{
    /// <summary>Whether the sample with this number goes on where the run ends.</summary>
    public bool Extends(ulong? n) => (First, Last, n) switch
    {
        (null, null, null) => true,
        ({ } first, { } last, { } number) => number == last + 1 && Lost == (long)(last - first) + 1,
        _ => false,
    };

    /// <summary>What is left when the numbers up to this one are committed. The time of the first left is interpolated: the times between are not kept.</summary>
    public LostRun After(ulong committed)
    {
        var (first, last) = (First!.Value, Last!.Value);
        var gone = (committed - first + 1) / (double)(last - first);
        var at = DateTimeOffset.FromUnixTimeMilliseconds((At + ((LastAt - At) * gone)).ToUnixTimeMilliseconds());
        return this with { First = committed + 1, Lost = Math.Min(Lost, (long)(last - committed)), At = at };
    }
}
