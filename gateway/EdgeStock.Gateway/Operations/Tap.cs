using System.Threading.Channels;
using EdgeStock.Domain;
using EdgeStock.Ledger;
using EdgeStock.Wire;

namespace EdgeStock.Gateway.Operations;

/// <summary>
/// A recording in the making: the site file, what the ledger and the estimators held when it began, then every input as the writer took it,
/// and last the head it must lead to. A recorder that does not keep up is cut off; the writer never waits for it.
/// </summary>
internal sealed class Tap(Refusals refusals, TimeProvider time)
{
    private readonly Channel<Line> lines = Channel.CreateBounded<Line>(new BoundedChannelOptions(65_536) { SingleReader = true });
    private string? host;
    private bool over;

    /// <summary>The recording's lines; ends after the last, or with an error when the recorder was too slow.</summary>
    public ChannelReader<Line> Lines => lines.Reader;

    /// <summary>Called by the writer between two turns.</summary>
    /// <returns>False when what the recording must begin with cannot be read; the recorder is told why.</returns>
    public bool TryBegin(Site site, string siteText, LedgerStore ledger, Projection projection)
    {
        IReadOnlyList<(string Kind, string Id, string Body)> memory;
        try
        {
            memory = ledger.MemoryDocuments();
        }
        catch (LedgerFormatException e)
        {
            over = true;
            lines.Writer.TryComplete(new IOException(e.Message));
            return false;
        }

        var identity = ledger.Identity;
        Put(new TraceLine(1, $"{site.Id}/{site.Gateway}", 0, 0, DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds()), "recording"));
        Put(new SiteLine(siteText));
        Put(new LedgerLine(identity.Site, identity.Gateway, identity.Epoch, ledger.Head.Seq, ledger.Head.HexHash));
        foreach (var (kind, id, body) in memory)
        {
            Put(new MemoryLine(kind, id, body));
        }

        foreach (var ((kind, id), body) in ProjectionText.Documents(projection))
        {
            Put(new ViewLine(kind, id, body));
        }

        return true;
    }

    /// <summary>An input as the writer took it.</summary>
    public void Write(string? from, Line line)
    {
        if (from is not null && from != host)
        {
            host = from;
            Put(new HelloLine(1, from, "recorded"));
        }

        Put(line);
    }

    /// <summary>The recording is complete up to this head.</summary>
    public void End(ChainHead head)
    {
        Put(new EndLine(head.Seq, head.HexHash));
        over = true;
        lines.Writer.TryComplete();
    }

    private void Put(Line line)
    {
        if (!lines.Writer.TryWrite(line) && !over)
        {
            over = true;
            refusals.Count(Refusal.RecorderCut);
            lines.Writer.TryComplete(new IOException("the recorder did not keep up: record to a faster disk"));
        }
    }
}
