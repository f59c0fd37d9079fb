using System.Text;
using EdgeStock.Tests.Fuzzing;
using EdgeStock.Wire;

namespace EdgeStock.Tests.Wire;

public sealed class LineCodecFuzzTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 6, 0, 0, TimeSpan.Zero);

    private static readonly string[] HeaderLines =
    [
        """{"type":"trace","version":1,"id":"t-1","seed":7,"duration":5.5,"t0":"2026-03-02T06:00:00Z","note":"n"}""",
        """{"type":"zone","zone":"Z1","kind":"shelf","adjacent":["Z2"],"exit":true}""",
        """{"type":"bin","bin":"B1","shelf":"S1","zone":"Z1","sku":"KIT","unit_g":184.0,"unit_sd_g":1.84,"unit_lot_sd_g":0.92,"tare_g":400,"capacity":24,"initial_count":12,"pack":{"units":4,"extra_g":12.5},"cell":{"full_scale_g":20000,"noise_sd_g":0.66,"resolution_g":0.5},"report":{"active_hz":10,"idle_s":1,"hold_s":5,"trigger_g":4}}""",
        """{"type":"antenna","ant":"R1.1","reader":"R1","zone":"Z1","cycle_s":2.0,"offset_s":0,"dwell_s":0.9}""",
        """{"type":"tag","epc":"3034","sku":"KIT"}""",
        """{"type":"sensor","sensor":"T1","quantity":"temperature","unit":"C","low":19,"high":25,"hold_s":1800,"interval_s":60,"noise_sd":0.05,"resolution":0.01}""",
        """{"type":"ledger","site":"lund","gateway":"ward-3","epoch":77,"seq":12,"hash":"aa"}""",
        """{"type":"memory","kind":"tick","id":"","body":"1772431199000"}""",
        """{"type":"end","seq":14,"hash":"aa"}""",
        """{"type":"hello","version":1,"host":"ward-3","session":"a1","devices":["scale-1","reader-1"]}""",
    ];

    private static readonly string[] TraceLines =
    [
        """{"t":0.1,"type":"w","bin":"B1","g":2941.5}""",
        """{"t":0.17,"type":"r","epc":"3034257BF71D370000000008","ant":"R1.1","rssi":-54.5}""",
        """{"t":0.14,"type":"c","sensor":"T1","v":22.3,"q":"uncertain","reason":"old"}""",
        """{"t":598.5,"type":"ant","ant":"R1.1","up":false}""",
        """{"t":598.5,"type":"dev","dev":"R1","state":"down"}""",
        """{"t":4,"type":"tick"}""",
    ];

    private static readonly string[] Words =
    [
        .. Mutator.Numbers, "\"bad\"", "\"\"", "\"\\ud800\"", "\\u0000", "\"q\":\"bad\"", "\"raw\":1", "\"rt\":\"2026-03-02T06:00:00Z\"", "[]", "{}", "[[[[[[[[", "\"type\":\"ack\"", "2199-12-31T23:59:59.999Z",
        "9999-12-31T23:59:59Z", "1969-12-31T23:59:59Z", "+14:00",
    ];

    [Fact]
    public void A_hundred_thousand_mutated_wire_lines_are_read_or_refused_and_what_is_read_writes_back()
    {
        var mutator = Mutator.OfText(20261, LineCodecTests.WireLines.Select(row => row.Data).Concat(HeaderLines), Words);
        Fuzz.Run(mutator, utf8 => Reads(utf8, null));
    }

    [Fact]
    public void A_hundred_thousand_mutated_trace_lines_are_read_or_refused_and_what_is_read_writes_back()
    {
        var mutator = Mutator.OfText(20262, TraceLines, Words);
        Fuzz.Run(mutator, utf8 => Reads(utf8, Start));
    }

    private static bool Reads(byte[] utf8, DateTimeOffset? t0)
    {
        var read = LineCodec.TryParse(utf8, t0, out var line, out var error);
        Assert.Equal((read, !read), (line is not null, error is not null));
        if (line is null)
        {
            Assert.NotEqual("", error);
            return false;
        }

        if (line is UnknownLine)
        {
            return true;
        }

        Assert.All(Instants(line), at => Assert.InRange(at.Year, 1970, 2199));
        Same(line, LineCodec.ToUtf8(line), null);
        if (line is SampleLine sample && t0 is { } origin)
        {
            // the trace's form has no number
            Same(sample with { N = null }, LineCodec.ToTraceUtf8(sample, origin), origin);
        }

        return true;
    }

    /// <summary>Writing is checked by its bytes: a line of a list is not equal to another of the same list.</summary>
    private static void Same(Line line, byte[] written, DateTimeOffset? t0)
    {
        Assert.True(LineCodec.TryParse(written, t0, out var again, out var error, int.MaxValue), error);
        Assert.Equal(Encoding.UTF8.GetString(LineCodec.ToUtf8(line)), Encoding.UTF8.GetString(LineCodec.ToUtf8(again)));
    }

    private static IEnumerable<DateTimeOffset> Instants(Line line) => line switch
    {
        SampleLine { Taken: { } taken } s => [s.At, taken],
        SampleLine s => [s.At],
        TickLine t => [t.At],
        CommandInputLine c => [c.At],
        TraceLine t => [t.T0],
        _ => [],
    };
}
