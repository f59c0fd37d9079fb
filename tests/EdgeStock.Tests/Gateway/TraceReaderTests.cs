using EdgeStock.Domain;
using EdgeStock.Gateway.Intake;
using EdgeStock.Gateway.Operations;
using EdgeStock.Ledger;
using EdgeStock.Tests.Domain;
using EdgeStock.Tests.FirmwareHost;
using EdgeStock.Wire;

namespace EdgeStock.Tests.Gateway;

public sealed class TraceReaderTests : IDisposable
{
    private const string Header = """{"type":"trace","version":1,"id":"t-1","seed":7,"duration":5.5,"t0":"2026-03-02T06:00:00Z"}""";
    private const string Bin = """{"type":"bin","bin":"B1","shelf":"S1","zone":"Z1","sku":"KIT","unit_g":184.0,"unit_sd_g":1.84,"unit_lot_sd_g":0.92,"tare_g":400,"capacity":24,"initial_count":12,"cell":{"full_scale_g":20000,"noise_sd_g":0.66,"resolution_g":0.5}}""";

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_traces_header_says_what_is_observed()
    {
        var reader = Open(
            Header,
            """{"type":"zone","zone":"Z1","kind":"shelf","adjacent":[],"exit":true}""",
            Bin,
            Bin.Replace("B1", "B2", StringComparison.Ordinal),
            """{"type":"antenna","ant":"R1.1","reader":"R1","zone":"Z1","cycle_s":2.0,"offset_s":0,"dwell_s":0.9}""",
            """{"type":"tag","epc":"3034","sku":"KIT"}""",
            """{"type":"sensor","sensor":"T1","quantity":"temperature","unit":"C","low":19,"high":25,"hold_s":1800,"interval_s":60,"noise_sd":0.05,"resolution":0.01}""");

        Assert.Equal((TestSite.T0, "t-1"), (reader.T0, reader.Site.Gateway));
        Assert.Equal(new LedgerIdentity("trace", "t-1", 1_772_431_200), reader.Identity);
        Assert.Equal((0, Convert.ToHexStringLower(reader.Identity.Genesis)), (reader.Start.Seq, reader.Start.HexHash));
        Assert.Equal([new Zone("Z1", "trace", true)], reader.Site.Zones);
        Assert.Equal([new Antenna("R1.1", "R1", "Z1", TimeSpan.FromSeconds(2))], reader.Site.Antennas);
        Assert.Equal(["B1", "B2"], reader.Site.Bins.Select(b => b.Id));
        Assert.Equal(("KIT", 184.0, 12), (Assert.Single(reader.Site.Articles).Id, reader.Site.Bins[0].Article.UnitWeight.Value, reader.Site.Bins[0].InitialCount));
        Assert.Equal(new ClimateChannel("T1", Quantity.Temperature, 19, 25, TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(1), 0.05, 0.01), Assert.Single(Assert.Single(reader.Site.ClimatePoints).Channels));
    }

    [Fact]
    public void A_trace_without_ticks_is_ticked_each_second_to_its_end()
    {
        var inputs = Open(Header, Bin, Weight(0.5), Weight(2.0), Weight(2.2)).Inputs().Select(Text);

        Assert.Equal(["B1@0.5", "tick@1", "tick@2", "B1@2", "B1@2.2", "tick@3", "tick@4", "tick@5"], inputs);
    }

    [Fact]
    public void A_trace_with_ticks_has_its_own()
    {
        var inputs = Open(Header, Bin, Weight(0.5), """{"type":"tick","t":0.7}""", Weight(3.0), """{"type":"tick","at":"2026-03-02T06:00:04.250Z"}""").Inputs().Select(Text);

        Assert.Equal(["B1@0.5", "tick@0.7", "B1@3", "tick@4.25"], inputs);
    }

    [Fact]
    public void A_late_sample_is_taken_late()
    {
        var inputs = Open(Header, Bin, Weight(2.5), Weight(0.5), """{"type":"tick","t":3}""", Weight(1.0)).Inputs().ToList();

        Assert.Equal([2.5, 2.5, 3, 3], inputs.Select(i => (i.Taken - TestSite.T0).TotalSeconds));
        Assert.Equal(TestSite.T0.AddSeconds(0.5), inputs[1].Sample!.At);
    }

    [Fact]
    public void Malformed_and_unknown_lines_are_counted_and_the_first_is_named()
    {
        var reader = Open(Header, Bin, Weight(0.5), "{\"t\":1", "", """{"t":1,"type":"w","bin":"B1"}""", """{"t":1,"type":"smell"}""", Weight(1.5));

        Assert.Equal(2, reader.Inputs().Count(i => i.Sample is not null));
        Assert.Equal((2, 1, 8), (reader.Malformed, reader.Unknown, reader.Lines));
        Assert.StartsWith("line 4: ", reader.FirstMalformed, StringComparison.Ordinal);
    }

    [Fact]
    public void A_recording_brings_its_site_its_ledger_its_memory_and_its_end()
    {
        var hash = new string('a', 64);
        var reader = Open(
            Line(new TraceLine(1, "lund/ward-3", 0, 0, TestSite.T0, "recording")),
            Line(new SiteLine("site: lund\ngateway: ward-3\ntimezone: UTC\nrooms: [{id: store, class: storeroom}]\ndevices: [{id: reader-1, kind: reader, room: store, interval_s: 5}]\n")),
            Line(new LedgerLine("lund", "ward-3", 77, 12, hash)),
            Line(new MemoryLine("tick", "", "1772431199000")),
            Line(new MemoryLine("device", "reader-1", """{"state":"up","quiet":"00:00:07"}""")),
            Line(new HelloLine(1, "hw-1", "recorded")),
            Line(new RoundLine(true) { N = 40, At = TestSite.T0, Device = "reader-1", Taken = TestSite.T0.AddSeconds(3) }),
            Line(new TickLine(TestSite.T0.AddSeconds(4))),
            Line(new HelloLine(1, "hw-2", "recorded")),
            Line(new RoundLine(true) { N = 2, At = TestSite.T0, Device = "reader-1", Taken = TestSite.T0.AddSeconds(5) }),
            Line(new EndLine(14, hash)));

        Assert.Equal("reader-1", Assert.Single(reader.Site.Devices).Id);
        Assert.Equal(new LedgerIdentity("lund", "ward-3", 77), reader.Identity);
        Assert.Equal((12, hash), (reader.Start.Seq, reader.Start.HexHash));
        Assert.Equal(TestSite.T0.AddSeconds(-1), reader.Memory.LastTick);
        Assert.Equal(TimeSpan.FromSeconds(7), reader.Memory.Devices["reader-1"].Quiet);
        Assert.Null(reader.End);

        var inputs = reader.Inputs().ToList();

        Assert.Equal([("hw-1", 40UL, 3.0), (null, null, 4.0), ("hw-2", 2UL, 5.0)], inputs.Select(i => (i.Host, i.Sample?.N, (i.Taken - TestSite.T0).TotalSeconds)));
        Assert.Equal((14, hash), (reader.End!.Seq, reader.End.Hash));
    }

    [Fact]
    public void A_recording_without_ticks_has_none()
    {
        var reader = Open(
            Line(new TraceLine(1, "lund/ward-3", 0, 60, TestSite.T0, "recording")),
            Line(new LedgerLine("lund", "ward-3", 77, 0, new string('a', 64))),
            Line(new RoundLine(true) { N = 40, At = TestSite.T0.AddSeconds(30), Device = "reader-1" }));

        Assert.Single(reader.Inputs());
    }

    [Theory]
    [InlineData("", "no trace header")]
    [InlineData("{\"type\":\"tick\",\"at\":\"2026-03-02T06:00:00Z\"}", "does not begin with a trace header")]
    [InlineData("PK\u0003\u0004", "no trace header")]
    [InlineData(Header + "\n{\"type\":\"site\",\"text\":\"site: [\"}", "header")]
    [InlineData(Header + "\n{\"type\":\"memory\",\"kind\":\"soul\",\"id\":\"x\",\"body\":\"{}\"}", "newer release")]
    [InlineData(Header + "\n{\"type\":\"memory\",\"kind\":\"bin\",\"id\":\"x\",\"body\":\"{\"}", "cannot be read")]
    [InlineData(Header + "\n" + Bin + "\n" + Bin, "'B1' stands already")]
    [InlineData(Header + "\n{\"type\":\"bin\",\"bin\":\"B1\",\"sku\":\"K\",\"unit_g\":1e9}", "mass in grams")]
    [InlineData(Header + "\n{\"type\":\"sensor\",\"sensor\":\"T1\",\"quantity\":\"temperature\",\"interval_s\":1e300}", "header")]
    [InlineData("""{"type":"trace","version":1,"id":"t-1","duration":1e12,"t0":"2026-03-02T06:00:00Z"}""", "ten years")]
    [InlineData("""{"type":"trace","version":1,"id":"t-1","duration":-1,"t0":"2026-03-02T06:00:00Z"}""", "ten years")]
    [InlineData(Header + "\n{\"type\":\"ledger\",\"site\":\"l\",\"gateway\":\"w\",\"epoch\":1,\"seq\":0,\"hash\":\"xyz\"}", "header")]
    public void What_is_no_trace_is_refused(string text, string word) =>
        Assert.Contains(word, Assert.Throws<CommandException>(() => Open(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_trace_that_is_missing_is_refused() =>
        Assert.Contains("cannot be read", Assert.Throws<CommandException>(() => TraceReader.Open(folder.File("none.jsonl"), null)).Message, StringComparison.Ordinal);

    private TraceReader Open(params string[] lines)
    {
        var path = folder.File("trace.jsonl");
        File.WriteAllText(path, string.Join('\n', lines) + "\n");
        return TraceReader.Open(path, null);
    }

    private static string Line(Line line) => System.Text.Encoding.UTF8.GetString(LineCodec.ToUtf8(line));

    private static string Weight(double t) => FormattableString.Invariant($$"""{"t":{{t}},"type":"w","bin":"B1","g":2608}""");

    private static string Text(TraceInput input) => FormattableString.Invariant($"{input.Sample?.Device ?? "tick"}@{(input.Taken - TestSite.T0).TotalSeconds}");
}
