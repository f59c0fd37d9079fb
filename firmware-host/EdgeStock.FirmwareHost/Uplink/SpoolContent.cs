using System.Text.Json;
using EdgeStock.Wire;

namespace EdgeStock.FirmwareHost.Uplink;

/// <summary>What a spool holds, read from its file.</summary>
internal sealed class SpoolContent
{
    /// <summary>The format written and read here.</summary>
    public const int Version = 1;

    private const string NoSpool = "is not a spool; let 'spool' in the hardware file name a file that nothing else uses";

    private readonly List<SampleLine?> samples = [];
    private int gone;

    /// <summary>What the gateway may not have: numbered samples first, in the order of their making.</summary>
    public IEnumerable<SampleLine> Lines => samples.Skip(gone).OfType<SampleLine>();

    /// <summary>Losses that may have to be told.</summary>
    public IReadOnlyList<LostRun> Lost { get; private set; } = [];

    /// <summary>Where the samples' lines begin.</summary>
    public SpoolPlaces Places { get; } = new();

    /// <summary>Samples in the file, gone or not.</summary>
    public int Samples => samples.Count;

    /// <summary>Samples that the wire format refuses; the gateway would have refused them too.</summary>
    public int Unreadable { get; private set; }

    /// <summary>Length of the whole lines. What comes after was cut off by the end of its writer.</summary>
    public long Bytes { get; private set; }

    /// <summary>Why the file is not for this host, and what to do with it; null when it is.</summary>
    public string? Refusal { get; private set; }

    /// <summary>Whether a line of the file is a sample; else it is the head or a mark.</summary>
    public static bool IsSample(ReadOnlySpan<byte> line) => line.StartsWith("{\"type\":"u8);

    /// <summary>Reads a spool from its beginning.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static SpoolContent Read(Stream file, string host)
    {
        var content = new SpoolContent();
        var buffer = new byte[LineCodec.MaxLineBytes + 1];
        var held = 0;
        while (content.Refusal is null && file.Read(buffer, held, buffer.Length - held) is > 0 and var read)
        {
            held += read;
            var at = 0;
            while (content.Refusal is null && buffer.AsSpan(at, held - at).IndexOf((byte)'\n') is >= 0 and var length)
            {
                content.Refusal = content.Take(buffer.AsSpan(at, length), host);
                at += length + 1;
                content.Bytes += length + 1;
            }

            buffer.AsSpan(at, held - at).CopyTo(buffer);
            held -= at;
        }

        if (content.Bytes == 0 && !"{\"spool\":"u8.StartsWith(buffer.AsSpan(0, Math.Min(held, 9))))
        {
            content.Refusal = NoSpool;
        }
        else if (held == buffer.Length)
        {
            content.Refusal ??= Damaged(content.Bytes);
        }

        return content;
    }

    private string? Take(ReadOnlySpan<byte> line, string host)
    {
        if (Bytes > 0 && IsSample(line))
        {
            Places.Note(samples.Count, Bytes);
            var sample = LineCodec.TryParse(line, null, out var parsed, out _) ? parsed as SampleLine : null;
            Unreadable += sample is null ? 1 : 0;
            samples.Add(sample);
            return null;
        }

        SpoolMark? mark;
        try
        {
            mark = JsonSerializer.Deserialize(line, SpoolJson.Default.SpoolMark);
        }
        catch (JsonException)
        {
            mark = null;
        }

        return Bytes == 0 ? Head(mark, host) : Take(mark) ? null : Damaged(Bytes);
    }

    private static string? Head(SpoolMark? mark, string host) => mark switch
    {
        { Spool: > Version } => $"was written by a newer release (format {mark.Spool}; this one knows {Version}); let that release run once with it",
        { Spool: Version, Host: { } other } when other == host => null,
        { Spool: Version, Host: { } other } => $"holds samples of host '{other}'; give that host a 'spool' of its own and move the file there",
        _ => NoSpool,
    };

    private bool Take(SpoolMark? mark)
    {
        switch (mark)
        {
            case { Gone: >= 0 and var count } when count <= samples.Count:
                gone = Math.Max(gone, count);
                Lost = mark.Lost ?? [];
                return true;
            case { From: >= 0 and var from, N: { } first, Count: > 0 and var count } when from <= samples.Count - count:
                for (var i = 0; i < count; i++)
                {
                    samples[from + i] = samples[from + i] is { } sample ? sample with { N = first + (ulong)i } : null;
                }

                return true;
            default:
                return false;
        }
    }

    private static string Damaged(long at) => $"is damaged at byte {at}; report this with the file";
}
