using EdgeStock.Llrp;

namespace EdgeStock.Simulator.Devices.LlrpReader;

/// <summary>Reports on their way to the client: at once when it takes them, kept up to a limit when it does not.</summary>
internal sealed class ReportBuffer(int limit, ReaderClockFace clock)
{
    private readonly List<TagReport> kept = [];
    private bool overflowed;

    /// <summary>Hands over or keeps what a ROSpec reports.</summary>
    public void Deliver(IReadOnlyList<TagReport> tags, ReaderSession? session)
    {
        if (tags.Count > 0)
        {
            var room = Math.Max(0, limit - kept.Count);
            overflowed |= tags.Count > room && session is not { TakesReports: true };
            kept.AddRange(session is { TakesReports: true } ? tags : tags.Take(room));
        }

        Release(session);
    }

    /// <summary>Sends what is kept, if the client takes it now.</summary>
    public void Release(ReaderSession? session)
    {
        if (session is not { TakesReports: true })
        {
            return;
        }

        if (overflowed)
        {
            overflowed = false;
            session.Send(new ReaderEventNotification(clock.Now, [new BufferOverflowNotice()]));
        }

        // a report of thousands of tags is split, as readers do
        foreach (var batch in kept.Chunk(500))
        {
            session.Send(new RoAccessReport(batch));
        }

        kept.Clear();
    }
}
