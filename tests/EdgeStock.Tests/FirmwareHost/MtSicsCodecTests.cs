using System.Text;
using EdgeStock.FirmwareHost.Drivers.MtSics;

namespace EdgeStock.Tests.FirmwareHost;

/// <summary>Lines of Mettler-Toledo reference manuals and of clones seen in the field.</summary>
public sealed class MtSicsCodecTests
{
    [Theory]
    [InlineData("S S     100.00 g", "S", true, 100.0)]
    [InlineData("S D     129.02 g", "S", false, 129.02)]
    [InlineData("S D       9.998 g", "S", false, 9.998)]
    [InlineData("S S      12340 kg", "S", true, 12_340_000.0)]
    [InlineData("T S      1.234 kg", "T", true, 1234.0)]
    [InlineData("S S      1.234 kg", "S", true, 1234.0)]
    [InlineData("S S      -0.05 g", "S", true, -0.05)]
    [InlineData("T S     12.34 g", "T", true, 12.34)]
    [InlineData("TI D     12.34 g", "TI", false, 12.34)]
    [InlineData("TA A      12.34 g", "TA", true, double.NaN)]
    [InlineData("S S 100.00g", "S", true, 100.0)]
    [InlineData("S S 100.00   g", "S", true, 100.0)]
    [InlineData("S S -    0.05 g", "S", true, -0.05)]
    [InlineData("S S +   10.5 g", "S", true, 10.5)]
    [InlineData("S S     2500 mg", "S", true, 2.5)]
    [InlineData("S S   0.0125 t", "S", true, 12_500.0)]
    [InlineData(" S S  7. g ", "S", true, 7.0)]
    public void A_weight_reads_in_grams(string text, string id, bool stable, double grams)
    {
        var reply = Parse(text);

        if (double.IsNaN(grams))
        {
            // the tare value that TA tells is no weight on the pan
            Assert.Equal(new AcceptedReply(id, "12.34 g"), reply);
            return;
        }

        Assert.Equal(new WeightReply(id, stable, grams), reply);
    }

    [Theory]
    [InlineData("S +", true)]
    [InlineData("S -", false)]
    public void Overload_and_underload_are_told_apart(string text, bool overload) =>
        Assert.Equal(new RangeReply("S", overload), Parse(text));

    [Theory]
    [InlineData("S I", "S")]
    [InlineData("TA L", "TA")]
    [InlineData("Z I", "Z")]
    [InlineData("TI L", "TI")]
    public void A_command_not_done_is_refused(string text, string id) => Assert.Equal(new RefusedReply(id), Parse(text));

    [Theory]
    [InlineData("ES")]
    [InlineData("ET")]
    [InlineData("EL")]
    public void A_general_error_is_the_whole_line(string text) => Assert.Equal(new ErrorReply(text), Parse(text));

    [Theory]
    [InlineData("Z A", "Z", "")]
    [InlineData("TAC A", "TAC", "")]
    [InlineData("@ A", "@", "")]
    [InlineData("T A", "T", "")]
    [InlineData("I4 A \"0123456789\"", "I4", "\"0123456789\"")]
    [InlineData("I2 A \"BBA231 6000 g\"", "I2", "\"BBA231 6000 g\"")]
    [InlineData("I0 B 0 \"I0\"", "I0", "0 \"I0\"")]
    public void A_command_done_keeps_what_follows(string text, string id, string rest) => Assert.Equal(new AcceptedReply(id, rest), Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("S")]
    [InlineData("S S")]
    [InlineData("S S g")]
    [InlineData("S S 100.00")]
    [InlineData("S S 100.00 lb")]
    [InlineData("S S 100.00 oz")]
    [InlineData("S S 1e3 g")]
    [InlineData("S S 1,000 g")]
    [InlineData("S S 12.3.4 g")]
    [InlineData("S S NaN g")]
    [InlineData("S S 0x10 g")]
    [InlineData("S S 99999999999999999999999999999999999 g")]
    [InlineData("S S 79228162514264337593543950335 t")]
    [InlineData("S X 100.00 g")]
    [InlineData("s s 100.00 g")]
    [InlineData("hello A")]
    [InlineData("S + 5 g")]
    [InlineData("S S\t100.00 g")]
    [InlineData("S S 100.0\u0000 g")]
    public void A_garbled_line_is_refused_with_its_reason(string text)
    {
        Assert.False(MtSicsCodec.TryParse(Encoding.Latin1.GetBytes(text), out _, out var error));

        Assert.False(string.IsNullOrEmpty(error));
    }

    [Fact]
    public void High_bits_point_at_the_line_settings()
    {
        Assert.False(MtSicsCodec.TryParse([0xD3, 0x20, 0x53], out _, out var error));

        Assert.Contains("parity", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_over_128_bytes_is_refused()
    {
        var line = "S S " + new string(' ', 119) + "1.0 g";

        Assert.Equal(128, line.Length);
        Assert.Equal(new WeightReply("S", true, 1), Parse(line));
        Assert.False(MtSicsCodec.TryParse(Encoding.ASCII.GetBytes(line.Insert(4, " ")), out _, out _));
    }

    [Fact]
    public void No_line_of_random_bytes_throws()
    {
        var random = new Random(7);
        var alphabet = "S DIA+-TZ@ELI04.,0123456789gkmt \"\r\u00ff"u8.ToArray();
        for (var i = 0; i < 20_000; i++)
        {
            var line = new byte[random.Next(0, 40)];
            for (var j = 0; j < line.Length; j++)
            {
                line[j] = alphabet[random.Next(alphabet.Length)];
            }

            Assert.Equal(MtSicsCodec.TryParse(line, out var reply, out var error), reply is not null && error is null);
        }
    }

    private static MtSicsReply Parse(string text)
    {
        Assert.True(MtSicsCodec.TryParse(Encoding.ASCII.GetBytes(text), out var reply, out var error), error);
        return reply;
    }
}
