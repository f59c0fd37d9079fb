using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics;
using EdgeStock.Benchmarks.Report;
using EdgeStock.Llrp;

namespace EdgeStock.Benchmarks.Measures;

/// <summary>How many tags a second come out of a reader's reports of 100 tags, from the octets of the connection.</summary>
internal static class ReportDecoding
{
    private const int TagsInReport = 100;

    // the octets of each parameter of a tag after its type, by that type's number (LLRP 1.0.1, 16.2.7.3); 0 for those not in these reports
    private static readonly int[] Lengths = new int[128];

    static ReportDecoding()
    {
        foreach (var (type, length) in new[] { (1, 2), (2, 8), (4, 8), (6, 1), (7, 2), (8, 2), (9, 4), (13, 12) })
        {
            Lengths[type] = length;
        }
    }

    public static Section Run(BenchOptions options, CancellationToken stop)
    {
        var message = LlrpCodec.Encode(new RoAccessReport([.. Enumerable.Range(0, TagsInReport).Select(Tag)]) { Id = 7 });
        var reports = options.Count(3_000, 300);
        var (ours, floor, bytes) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = -2; round < options.Rounds; round++)
        {
            stop.ThrowIfCancellationRequested();
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var begin = Stopwatch.GetTimestamp();
            var tags = Ours(message, reports);
            var took = Stopwatch.GetElapsedTime(begin).TotalSeconds;
            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
            begin = Stopwatch.GetTimestamp();
            var same = Floor(message, reports);
            var tookFloor = Stopwatch.GetElapsedTime(begin).TotalSeconds;
            if (tags != same || tags != TagsInReport * reports)
            {
                throw new InvalidOperationException($"{tags} and {same} tags were decoded of {TagsInReport * reports}");
            }

            if (round >= 0)
            {
                ours.Add(tags / took);
                floor.Add(same / tookFloor);
                bytes.Add((double)allocated / tags);
            }
        }

        return new(
            "llrp",
            "4  Decoding of RO_ACCESS_REPORT",
            "a walk that trusts every length, copies the EPC and keeps nothing else",
            [
                Measure.Against("tags in reports of 100", "tags/s", ours, floor),
                Measure.Alone("allocated by a tag", "bytes", bytes),
            ],
            [$"{message.Length} octets a report: EPC-96, ROSpec, antenna, RSSI, channel, first and last seen, count"]);
    }

    private static TagReport Tag(int i)
    {
        var epc = new byte[12];
        BinaryPrimitives.WriteInt32BigEndian(epc.AsSpan(8), i);
        var seen = new ReaderTime(1_800_000_000_000_000 + ((ulong)i * 1_000), IsUptime: false);
        return new(epc) { RoSpecId = 1, Antenna = (ushort)((i % 4) + 1), PeakRssi = -55, ChannelIndex = 3, FirstSeen = seen, LastSeen = seen, SeenCount = 2 };
    }

    private static int Ours(byte[] message, int reports)
    {
        var tags = 0;
        var sticky = new StickyValues();
        for (var i = 0; i < reports; i++)
        {
            var arrived = new ReadOnlySequence<byte>(message);
            if (LlrpFrame.TryCut(ref arrived, out var frame, out _) && LlrpCodec.TryDecode(frame, sticky, out var decoded, out _) && decoded is RoAccessReport report)
            {
                tags += report.Tags.Count;
            }
        }

        return tags;
    }

    private static int Floor(byte[] message, int reports)
    {
        var tags = 0;
        var epc = new byte[12];
        for (var i = 0; i < reports; i++)
        {
            for (var at = LlrpFrame.HeaderLength; at < message.Length; at += BinaryPrimitives.ReadUInt16BigEndian(message.AsSpan(at + 2)))
            {
                var tag = message.AsSpan(at + 4, BinaryPrimitives.ReadUInt16BigEndian(message.AsSpan(at + 2)) - 4);
                while (!tag.IsEmpty)
                {
                    var type = tag[0] & 0x7F;
                    if (type == 13)
                    {
                        tag.Slice(1, 12).CopyTo(epc);
                    }

                    tag = tag[(1 + Lengths[type])..];
                }

                tags++;
            }
        }

        return tags;
    }
}
