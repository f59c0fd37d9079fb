using System.Text.Json;
using EdgeStock.Ledger.Evidence;

namespace EdgeStock.Tests.Proof;

public sealed class CanonicalLineTests
{
    // Expected: what JSON.stringify of Node.js 20 gives for the same value.
    [Theory]
    [InlineData("plain", "\"plain\"")]
    [InlineData("q\"b\\s/", "\"q\\\"b\\\\s/\"")]
    [InlineData("\b\t\n\f\r", "\"\\b\\t\\n\\f\\r\"")]
    [InlineData("\u0000\u001b\u007f", "\"\\u0000\\u001b\u007f\"")]
    [InlineData("åäö <&>'+ \u2028\u2029\ufeff", "\"åäö <&>'+ \u2028\u2029\ufeff\"")]
    [InlineData("\U0001F489", "\"\U0001F489\"")]
    public void Only_what_must_be_escaped_is_escaped(string value, string written) =>
        Assert.Equal($"{{\"type\":\"t\",\"v\":{written}}}", new CanonicalLine("t").Add("v", value).ToString());

    [Fact]
    public void Every_character_comes_back()
    {
        var all = string.Concat(Enumerable.Range(0, 0xd800).Select(c => (char)c));

        using var json = JsonDocument.Parse(new CanonicalLine().Add("v", all).ToString());
        Assert.Equal(all, json.RootElement.GetProperty("v").GetString());
    }

    [Fact]
    public void Numbers_are_whole_and_null_is_null() => Assert.Equal(
        """{"type":"t","n":-5,"at":1772431200005,"room":null,"hash":"00ff","octets":"AP8=","in":{"seq":1}}""",
        new CanonicalLine("t").Add("n", -5).Add("at", DateTimeOffset.FromUnixTimeMilliseconds(1772431200005)).Add("room", (string?)null)
            .AddHex("hash", [0, 255]).AddBase64("octets", [0, 255]).Add("in", new CanonicalLine().Add("seq", 1)).ToString());
}
