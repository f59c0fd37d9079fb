using System.Globalization;
using EdgeStock.Llrp;
using EdgeStock.Wire;

namespace EdgeStock.FirmwareHost.Drivers.Llrp;

/// <summary>A report as lines: one for each tag and antenna, however often the report names them.</summary>
internal static class ReportedReads
{
    // the most that EPC memory holds: 496 bits
    private const int MaxEpcOctets = 62;

    /// <summary>The lines in the order of their last read; tags without a usable EPC are counted instead.</summary>
    public static IReadOnlyList<ReadLine> ToLines(string device, TagsReported report, out int refused)
    {
        var usable = report.Tags.Where(t => t.Tag.Epc.Length is > 0 and <= MaxEpcOctets).ToList();
        refused = report.Tags.Count - usable.Count;
        return
        [
            .. usable
                .GroupBy(t => (t.Tag.EpcHex, Antenna: t.Tag.Antenna ?? 0))
                .Select(g => new ReadLine(g.Key.EpcHex, g.Max(t => t.Tag.PeakRssi), Count(g))
                {
                    At = g.Max(t => t.LastSeen),
                    Device = Channel(device, g.Key.Antenna),
                })
                .OrderBy(l => l.At),
        ];
    }

    /// <summary>An antenna as a channel; 0 is the one that a reader does not know.</summary>
    public static string Channel(string device, int antenna) => string.Create(CultureInfo.InvariantCulture, $"{device}/{antenna}");

    // a reader that gives no count has still read the tag
    private static int Count(IEnumerable<TagRead> reads) => (int)Math.Min(int.MaxValue, reads.Sum(t => Math.Max(1L, t.Tag.SeenCount ?? 1)));
}
