using System.Globalization;
using System.Text.Json;
using EdgeStock.Llrp;

namespace EdgeStock.Tests.Llrp;

public sealed class DescriptionTests
{
    private const string Keepalive = "043e0000000a0000002a";
    private const string Connected = "043f000000200000000000f600160081000c00000000da3c043d010000060000";
    private const string TagAtAntenna5 = "043d000000200000000100f000168d300000000000000000000001" + "810005" + "86c8";
    private const string TagAlone = "043d0000001b0000000200f000118d300000000000000000000002";

    [Fact]
    public void Messages_joined_in_one_text_give_one_line_each()
    {
        var said = Describe(Keepalive + Connected + Keepalive);

        Assert.Equal(["KEEPALIVE", "READER_EVENT_NOTIFICATION", "KEEPALIVE"], said.Select(s => s.GetProperty("message").GetString()));
    }

    [Fact]
    public void A_tag_takes_what_it_leaves_out_from_an_earlier_message_of_the_connection()
    {
        var said = Describe(TagAtAntenna5 + TagAlone);

        var tag = said[1].GetProperty("tags")[0];
        Assert.Equal(5, tag.GetProperty("antenna").GetInt32());
        Assert.Equal(-56, tag.GetProperty("rssi").GetInt32());
    }

    [Fact]
    public void A_new_connection_forgets_the_values_of_the_one_before()
    {
        var said = Describe(TagAtAntenna5 + Connected + TagAlone);

        Assert.False(said[2].GetProperty("tags")[0].TryGetProperty("antenna", out _));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("043e", 0)]
    [InlineData("043e000000090000002a", 0)]
    [InlineData("043e004000010000002a", 0)]
    [InlineData(Keepalive + "043e0000000b0000002a", 10)]
    [InlineData("041e0000001200000003011f000700000000", 16)]
    [InlineData("041e0000001200000003011f000900000000", 10)]
    [InlineData("041e0000001200000003011f000300000000", 10)]
    [InlineData("04150000000c000000030000", 10)]
    public void A_malformed_message_says_what_is_wrong_and_where(string hex, int offset)
    {
        var last = LlrpText.Describe(Convert.FromHexString(hex)).Last();

        Assert.True(last.Malformed);
        var said = JsonDocument.Parse(last.Json).RootElement;
        Assert.NotEmpty(said.GetProperty("error").GetString()!);
        Assert.Equal(offset, said.GetProperty("offset").GetInt32());
    }

    [Fact]
    public void A_malformed_body_ends_its_own_message_alone()
    {
        var said = LlrpText.Describe(Convert.FromHexString("041e0000001200000003011f000900000000" + Keepalive)).ToList();

        Assert.Equal([true, false], said.Select(s => s.Malformed));
    }

    [Fact]
    public void A_time_beyond_the_calendar_stays_a_number()
    {
        var said = Describe("043d000000240000000200f0001a8d300000000000000000000002" + "82ffffffffffffffff");

        Assert.Equal(ulong.MaxValue, said[0].GetProperty("tags")[0].GetProperty("firstSeen").GetUInt64());
    }

    [Fact]
    public void Parameters_nested_beyond_all_sense_are_refused_and_do_not_exhaust_the_stack()
    {
        // ParameterError inside ParameterError, 8 octets each
        const int Levels = 8000;
        var body = new List<byte>();
        for (var level = Levels; level > 0; level--)
        {
            var length = (ushort)(level * 8);
            body.AddRange([0x01, 0x21, (byte)(length >> 8), (byte)(length & 0xFF), 0x00, 0xB1, 0x00, 0xC9]);
        }

        var status = Convert.ToHexString([.. body]);
        var hex = "0464" + Hex(18 + body.Count, 8) + "00000001" + "011f" + Hex(8 + body.Count, 4) + "00640000" + status;

        var said = Assert.Single(LlrpText.Describe(Convert.FromHexString(hex)));

        Assert.True(said.Malformed);
        Assert.Contains("nested deeper", said.Json, StringComparison.Ordinal);
    }

    private static string Hex(int value, int digits) => value.ToString("x" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static List<JsonElement> Describe(string hex) =>
        [.. LlrpText.Describe(Convert.FromHexString(hex)).Select(s => JsonDocument.Parse(s.Json).RootElement)];
}
