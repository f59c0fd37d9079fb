using EdgeStock.Wire;
namespace EdgeStock.FirmwareHost.Drivers.MtSics;

/// <summary>A line that is waited for with a limit, and may be waited for again: the read under way is kept, not abandoned.</summary>
internal sealed class PendingLine(LineReader lines, TimeProvider time)
{
    private Task<LineRead>? pending;

    /// <summary>The next line, or null when none came within the limit.</summary>
    /// <exception cref="IOException">The stream broke.</exception>
    public async Task<LineRead?> TryReadAsync(TimeSpan limit, CancellationToken stop)
    {
        pending ??= lines.ReadAsync(stop);
        if (!pending.IsCompleted)
        {
            if (limit <= TimeSpan.Zero)
            {
                return null;
            }

            try
            {
                await pending.WaitAsync(limit, time, stop).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                return null;
            }
        }

        var line = await pending.ConfigureAwait(false);
        pending = null;
        return line;
    }
}
