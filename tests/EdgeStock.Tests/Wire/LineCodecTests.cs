using System.Text;
using EdgeStock.Wire;

namespace EdgeStock.Tests.Wire;

public sealed class LineCodecTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 6, 0, 0, TimeSpan.Zero);

    public static TheoryData<string> WireLines => new(
        """{"type":"w","n":1,"at":"2026-03-02T06:00:00.100Z","dev":"scale-01","g":2941.5}""",
        """{"type":"w","n":1,"at":"2026-03-02T06:00:00.100Z","dev":"scale-01","state":"overload"}""",
        """{"type":"w","n":1,"at":"2026-03-02T06:00:00.100Z","dev":"cell-1","raw":8400123}""",
        """{"type":"r","n":2,"at":"2026-03-02T06:00:00.170Z","dev":"reader-1/2","epc":"3034257BF71D370000000008","rssi":-54.5,"count":3}""",
        """{"type":"c","n":3,"at":"2026-03-02T06:00:00.140Z","dev":"climate-1/temperature","v":22.3}""",
        """{"type":"c","n":3,"at":"2026-03-02T06:00:00.140Z","dev":"climate-1/temperature","q":"bad","reason":"empty file"}""",
        """{"type":"ant","n":4,"at":"2026-03-02T06:00:00.140Z","dev":"reader-1/2","up":false}""",
        """{"type":"round","n":4,"at":"2026-03-02T06:00:00.140Z","dev":"reader-1","phase":"end"}""",
        """{"type":"dev","n":5,"at":"2026-03-02T06:00:00.140Z","dev":"reader-1","state":"down","reason":"förlorad","errors":4}""",
        """{"type":"gap","n":6,"at":"2026-03-02T06:00:00.140Z","dev":"host","lost":17}""",
        """{"type":"hello","version":1,"host":"ward-3","session":"a1"}""",
        """{"type":"ack","n":18446744073709551615,"next":7}""",
        """{"type":"tick","at":"2026-03-02T06:00:01.000Z"}""",
        """{"type":"done","id":"1","result":"ok"}""",
        """{"type":"do","id":"1","dev":"led-1","action":"led","value":"blink"}""",
        """{"type":"cmd","at":"2026-03-02T06:00:01.000Z","verb":"zeroed","by":"uid-0","dev":"scale-01"}""");

    [Theory]
    [MemberData(nameof(WireLines))]
    public void A_wire_line_reads_and_writes_back_to_the_same_meaning(string text)
    {
        Assert.True(LineCodec.TryParse(Encoding.UTF8.GetBytes(text), null, out var line, out var error), error);

        var written = LineCodec.ToUtf8(line);

        Assert.True(LineCodec.TryParse(written, null, out var again, out _));
        Assert.Equal(line, again);
        Assert.Equal(text.Length, Encoding.UTF8.GetString(written).Length);
    }

    [Fact]
    public void A_hello_tells_what_its_host_serves()
    {
        var hello = new HelloLine(1, "ward-3", "a1", ["scale-1", "reader-1"]);

        Assert.True(LineCodec.TryParse(LineCodec.ToUtf8(hello), null, out var line, out var error), error);

        Assert.Equal(hello.Devices, Assert.IsType<HelloLine>(line).Devices);
    }

    [Theory]
    [InlineData("""{"t":0.1,"type":"w","bin":"B1","g":2941.5}""", "B1", 100)]
    [InlineData("""{"t":0.17,"type":"r","epc":"3034257BF71D370000000008","ant":"R1.1","rssi":-54.5}""", "R1.1", 170)]
    [InlineData("""{"t":0.14,"type":"c","sensor":"T1","v":22.3}""", "T1", 140)]
    [InlineData("""{"t":598.5,"type":"ant","ant":"R1.1","up":false}""", "R1.1", 598_500)]
    public void A_trace_line_counts_from_t0_and_keeps_its_form(string text, string device, int milliseconds)
    {
        Assert.True(LineCodec.TryParse(Encoding.UTF8.GetBytes(text), Start, out var line, out var error), error);

        var sample = Assert.IsAssignableFrom<SampleLine>(line);
        Assert.Equal(device, sample.Device);
        Assert.Equal(Start.AddMilliseconds(milliseconds), sample.At);
        Assert.True(LineCodec.TryParse(LineCodec.ToTraceUtf8(sample, Start), Start, out var again, out _));
        Assert.Equal(line, again);
    }

    [Theory]
    [InlineData("", "not a sample line")]
    [InlineData("{", "not a sample line")]
    [InlineData("null", "the line is null")]
    [InlineData("""{"n":1}""", "'type' is missing")]
    [InlineData("""{"type":"w","at":"2026-03-02T06:00:00Z","dev":"s"}""", "'g' is missing")]
    [InlineData("""{"type":"w","at":"yesterday","dev":"s","g":1}""", "not a UTC instant")]
    [InlineData("""{"type":"w","at":"2026-03-02T06:00:00","dev":"s","g":1}""", "not a UTC instant")]
    [InlineData("""{"type":"w","at":"9999-12-31T23:59:59.999Z","dev":"s","g":1}""", "not a UTC instant")]
    [InlineData("""{"type":"w","t":1,"bin":"s","g":1}""", "without a trace header")]
    [InlineData("""{"type":"w","n":-1,"at":"2026-03-02T06:00:00Z","dev":"s","g":1}""", "not a sample line")]
    [InlineData("""{"type":"w","n":18446744073709551615,"at":"2026-03-02T06:00:00Z","dev":"s","g":1}""", "'n' is more than 9223372036854775807")]
    [InlineData("""{"type":"w","at":"2026-03-02T06:00:00Z","dev":"s","state":"banana"}""", "'state' is overload or underload")]
    [InlineData("""{"type":"r","at":"2026-03-02T06:00:00Z","dev":"s","epc":"30X4"}""", "not hexadecimal")]
    [InlineData("""{"type":"r","at":"2026-03-02T06:00:00Z","dev":"s","epc":"3034","rssi":-1e999}""", "beyond what a double holds")]
    public void A_malformed_line_is_refused_with_its_reason(string text, string reason)
    {
        Assert.False(LineCodec.TryParse(Encoding.UTF8.GetBytes(text), null, out _, out var error));

        Assert.Contains(reason, error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_type_is_kept_apart_so_that_it_can_be_counted()
    {
        Assert.True(LineCodec.TryParse("""{"type":"vibration","x":1}"""u8, null, out var line, out _));

        Assert.Equal(new UnknownLine("vibration"), line);
    }
}
