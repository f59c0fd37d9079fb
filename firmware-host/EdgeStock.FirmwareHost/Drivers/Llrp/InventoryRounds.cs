using System.Threading.Channels;
using EdgeStock.Llrp;
using EdgeStock.Wire;

namespace EdgeStock.FirmwareHost.Drivers.Llrp;

/// <summary>
/// The marks around each round. A reader may say that a round has ended before it sends the round's report, and sends none when
/// nothing was read; what has not been read at the end mark counts as missed, so the mark waits a moment for the report. A round whose
/// start was not heard, that gave way to another, or that was cut off with the connection is no whole inventory and gets no end mark.
/// A reader that has told of a round and then tells of none any more is lost, however lively its keepalives: somebody stopped the inventory.
/// </summary>
/// <param name="roSpecId">The inventory whose rounds are meant.</param>
/// <param name="device">Id of the reader.</param>
/// <param name="silence">So long without a round, and there will be none.</param>
/// <param name="emit">Takes the marks; never blocks.</param>
/// <param name="time">Host time.</param>
internal sealed class InventoryRounds(uint roSpecId, string device, TimeSpan silence, Action<SampleLine> emit, TimeProvider time)
{
    private static readonly TimeSpan ReportWait = TimeSpan.FromMilliseconds(500);

    private bool started;
    private bool reported;
    private RoundLine? owed;
    private DateTimeOffset owedUntil;
    private long? heard;

    /// <summary>Waits for the next events; false when there will be none. The mark of an empty round is emitted meanwhile.</summary>
    /// <exception cref="IOException">The session is lost.</exception>
    public async Task<bool> WaitAsync(ChannelReader<ReaderEvent> events, CancellationToken stop)
    {
        var more = events.WaitToReadAsync(stop).AsTask();
        if (owed is not null && !more.IsCompleted)
        {
            var wait = owedUntil - time.GetUtcNow();
            using var cancel = CancellationTokenSource.CreateLinkedTokenSource(stop);
            var elapsed = wait > TimeSpan.Zero ? Task.Delay(wait, time, cancel.Token) : Task.CompletedTask;
            if (await Task.WhenAny(more, elapsed) == elapsed)
            {
                Finish();
            }

            await cancel.CancelAsync();
        }

        if (heard is not { } last)
        {
            // some readers report and never tell of rounds
            return await more;
        }

        try
        {
            var left = silence - time.GetElapsedTime(last);
            return await more.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, time, stop);
        }
        catch (TimeoutException e)
        {
            throw new IOException(FormattableString.Invariant($"no inventory round has begun for {silence.TotalSeconds:0} s, though the connection stands: another client may have stopped the inventory, which is set up again"), e);
        }
    }

    public void Changed(RoSpecChanged change)
    {
        if (change.RoSpecId != roSpecId)
        {
            return;
        }

        heard = time.GetTimestamp();
        Finish();
        if (change.Change == RoSpecChange.Started)
        {
            (started, reported) = (true, false);
            emit(new RoundLine(Ended: false) { At = change.At, Device = device });
            return;
        }

        if (started && change.Change == RoSpecChange.Ended)
        {
            owed = new RoundLine(Ended: true) { At = change.At, Device = device };
            owedUntil = time.GetUtcNow() + ReportWait;
        }

        started = false;
        if (reported)
        {
            Finish();
        }
    }

    /// <summary>A report has been turned into lines.</summary>
    public void Reported()
    {
        reported = true;
        Finish();
    }

    private void Finish()
    {
        if (owed is { } mark)
        {
            owed = null;
            emit(mark);
        }
    }
}
