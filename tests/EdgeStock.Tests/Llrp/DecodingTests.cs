using EdgeStock.Llrp;

namespace EdgeStock.Tests.Llrp;

public sealed class DecodingTests
{
    private const string Tag1 = "00f000118d300000000000000000000001";

    [Fact]
    public void A_tag_takes_only_what_it_leaves_out_from_the_tag_before()
    {
        var sticky = new StickyValues();
        Report(sticky, "00f0001f8d300000000000000000000001" + "810003" + "86c8" + "880007" + "8c3000" + "870001");

        var tag = Report(sticky, "00f000138d300000000000000000000002" + "86b0").Tags.Single();

        Assert.Equal("300000000000000000000002", tag.EpcHex);
        Assert.Equal((ushort)3, tag.Antenna);
        Assert.Equal((sbyte)-80, tag.PeakRssi);
        Assert.Equal((ushort)7, tag.SeenCount);
        Assert.Null(tag.LastSeen);
    }

    [Fact]
    public void A_malformed_report_changes_no_value_of_the_next()
    {
        var sticky = new StickyValues();
        Report(sticky, "00f000148d300000000000000000000001" + "810003");
        var frame = Frame(LlrpMessageType.RoAccessReport, "00f000148d300000000000000000000002" + "810009" + "00f00020");

        Assert.False(LlrpCodec.TryDecode(frame, sticky, out _, out var notes));
        var tag = Report(sticky, Tag1).Tags.Single();

        Assert.Contains("TagReportData (240) has length 32", notes.Error, StringComparison.Ordinal);
        Assert.Equal((ushort)3, tag.Antenna);
    }

    [Theory]
    [InlineData("00f0001a8d300000000000000000000001" + "810004" + "00f1000a0060")]
    [InlineData("00f000188d300000000000000000000001" + "810004" + "820004")]
    [InlineData("00f000148d300000000000000000000001" + "03ff02")]
    public void A_parameter_never_reads_beyond_what_encloses_it(string tagWithBrokenEnd)
    {
        // what the broken parameter would need stands right behind its enclosure
        var frame = Frame(LlrpMessageType.RoAccessReport, tagWithBrokenEnd + Tag1 + Tag1);

        Assert.False(LlrpCodec.TryDecode(frame, new StickyValues(), out _, out var notes));
        Assert.NotNull(notes.Error);
    }

    [Fact]
    public void An_unknown_TV_parameter_costs_the_rest_of_its_tag_and_is_counted()
    {
        var frame = Frame(LlrpMessageType.RoAccessReport, "00f000178d300000000000000000000001" + "810004" + "ff8100" + Tag1);

        Assert.True(LlrpCodec.TryDecode(frame, new StickyValues(), out var message, out var notes));

        Assert.Equal(2, Assert.IsType<RoAccessReport>(message).Tags.Count);
        Assert.Equal(1, notes.Skipped);
    }

    [Fact]
    public void Unknown_TLV_and_vendor_parameters_are_skipped_by_their_length_and_counted()
    {
        var frame = Frame(LlrpMessageType.RoAccessReport, "03e7000778797a" + Tag1 + "03ff000d000000a1000002c5ff");

        Assert.True(LlrpCodec.TryDecode(frame, new StickyValues(), out var message, out var notes));

        Assert.Single(Assert.IsType<RoAccessReport>(message).Tags);
        Assert.Equal(2, notes.Skipped);
    }

    [Fact]
    public void A_tag_without_an_EPC_is_skipped_and_counted()
    {
        var frame = Frame(LlrpMessageType.RoAccessReport, "00f00007810004" + Tag1);

        Assert.True(LlrpCodec.TryDecode(frame, new StickyValues(), out var message, out var notes));

        Assert.Null(Assert.Single(Assert.IsType<RoAccessReport>(message).Tags).Antenna);
        Assert.Equal(1, notes.Skipped);
    }

    [Fact]
    public void Ten_thousand_unknown_parameters_keep_only_a_few_warnings()
    {
        var frame = Frame(LlrpMessageType.RoAccessReport, string.Concat(Enumerable.Repeat("03e70004", 10_000)));

        Assert.True(LlrpCodec.TryDecode(frame, new StickyValues(), out _, out var notes));

        Assert.Equal(10_000, notes.Skipped);
        Assert.True(notes.Warnings.Count < 100);
    }

    [Fact]
    public void The_type_of_a_TLV_parameter_is_ten_bits_and_the_six_above_are_ignored()
    {
        var report = Report(new StickyValues(), "7cf000118d300000000000000000000001");

        Assert.Single(report.Tags);
    }

    private static RoAccessReport Report(StickyValues sticky, string body)
    {
        Assert.True(LlrpCodec.TryDecode(Frame(LlrpMessageType.RoAccessReport, body), sticky, out var message, out var notes), notes.Error);
        return Assert.IsType<RoAccessReport>(message);
    }

    private static LlrpFrame Frame(LlrpMessageType type, string body) => new(1, type, 1, Convert.FromHexString(body));
}
