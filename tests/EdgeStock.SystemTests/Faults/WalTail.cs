using System.Buffers.Binary;

namespace EdgeStock.SystemTests.Faults;

/// <summary>Where the commits of a write-ahead log end (https://sqlite.org/fileformat2.html#walformat).</summary>
internal static class WalTail
{
    public const int HeaderBytes = 32;
    private const int FrameHeaderBytes = 24;

    /// <summary>End of each commit that SQLite would accept, in octets from the file's beginning.</summary>
    public static IReadOnlyList<int> Commits(ReadOnlySpan<byte> log)
    {
        var commits = new List<int>();
        if (log.Length < HeaderBytes)
        {
            return commits;
        }

        var bigEndian = (log[3] & 1) == 1;
        var page = BinaryPrimitives.ReadInt32BigEndian(log[8..]);
        var salts = log[16..24];
        var sum = Sum((0, 0), log[..24], bigEndian);
        if (!Stands(log[24..], sum))
        {
            return commits;
        }

        for (var at = HeaderBytes; at + FrameHeaderBytes + page <= log.Length; at += FrameHeaderBytes + page)
        {
            var frame = log.Slice(at, FrameHeaderBytes + page);
            sum = Sum(Sum(sum, frame[..8], bigEndian), frame[FrameHeaderBytes..], bigEndian);
            if (!frame[8..16].SequenceEqual(salts) || !Stands(frame[16..], sum))
            {
                break;
            }

            if (BinaryPrimitives.ReadInt32BigEndian(frame[4..]) != 0)
            {
                commits.Add(at + frame.Length);
            }
        }

        return commits;
    }

    private static bool Stands(ReadOnlySpan<byte> at, (uint First, uint Second) sum) =>
        BinaryPrimitives.ReadUInt32BigEndian(at) == sum.First && BinaryPrimitives.ReadUInt32BigEndian(at[4..]) == sum.Second;

    private static (uint First, uint Second) Sum((uint First, uint Second) sum, ReadOnlySpan<byte> octets, bool bigEndian)
    {
        var (first, second) = sum;
        for (var i = 0; i < octets.Length; i += 8)
        {
            unchecked
            {
                first += Word(octets[i..], bigEndian) + second;
                second += Word(octets[(i + 4)..], bigEndian) + first;
            }
        }

        return (first, second);
    }

    private static uint Word(ReadOnlySpan<byte> octets, bool bigEndian) => bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(octets) : BinaryPrimitives.ReadUInt32LittleEndian(octets);
}
