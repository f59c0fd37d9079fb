using EdgeStock.FirmwareHost.Drivers.Llrp;
using EdgeStock.Llrp;

namespace EdgeStock.Tests.Llrp;

public sealed class ReportedReadsTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 6, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_tag_named_twice_at_one_antenna_is_one_line_with_the_sum_the_strongest_and_the_last()
    {
        var report = Report(Read("AA01", 1, -60, 2, 1), Read("AA01", 1, -50, 3, 0), Read("AA01", 2, -70, null, 2));

        var lines = ReportedReads.ToLines("reader-1", report, out var refused);

        Assert.Equal(0, refused);
        Assert.Equal(
            [("reader-1/1", -50d, 5, Start.AddSeconds(1)), ("reader-1/2", -70d, 1, Start.AddSeconds(2))],
            lines.Select(l => (l.Device, l.Rssi!.Value, l.Count!.Value, l.At)));
    }

    [Fact]
    public void More_reads_than_can_be_counted_are_the_most_that_can()
    {
        var lines = ReportedReads.ToLines("reader-1", Report([.. Enumerable.Repeat(Read("AA01", 1, -60, ushort.MaxValue, 0), 40_000)]), out _);

        Assert.Equal(int.MaxValue, Assert.Single(lines).Count);
    }

    [Fact]
    public void An_antenna_that_the_reader_does_not_know_is_channel_0()
    {
        var lines = ReportedReads.ToLines("reader-1", Report(Read("AA01", 0, -60, 1, 0), Read("AA02", null, -60, 1, 0)), out _);

        Assert.All(lines, l => Assert.Equal("reader-1/0", l.Device));
    }

    [Fact]
    public void An_EPC_that_no_tag_can_hold_is_refused_and_counted()
    {
        var lines = ReportedReads.ToLines("reader-1", Report(Read("", 1, -60, 1, 0), Read(new string('A', 126), 1, -60, 1, 0), Read(new string('A', 124), 1, -60, 1, 0)), out var refused);

        Assert.Single(lines);
        Assert.Equal(2, refused);
    }

    private static TagsReported Report(params TagRead[] reads) => new(Start, reads);

    private static TagRead Read(string epc, ushort? antenna, sbyte rssi, ushort? count, int second) =>
        new(new TagReport(Convert.FromHexString(epc)) { Antenna = antenna, PeakRssi = rssi, SeenCount = count }, null, Start.AddSeconds(second));
}
