using EdgeStock.Domain;

namespace EdgeStock.Tests.Domain.Identity;

public sealed class EpcCodeTests
{
    /// <summary>The examples of the EPC Tag Data Standard.</summary>
    [Theory]
    [InlineData("3074257BF7194E4000001A85", "urn:epc:tag:sgtin-96:3.0614141.812345.6789", "(01)80614141123458(21)6789")]
    [InlineData("3674257BF6B7A659B2C2BF1000000000000000000000000000", "urn:epc:tag:sgtin-198:3.0614141.712345.32a%2Fb", "(01)70614141123451(21)32a/b")]
    [InlineData("3174257BF4499602D2000000", "urn:epc:tag:sscc-96:3.0614141.1234567890", "(00)106141412345678908")]
    [InlineData("3274257BF46072000000162E", "urn:epc:tag:sgln-96:3.0614141.12345.5678", "(414)0614141123452(254)5678")]
    [InlineData("3374257BF40C0E400000162E", "urn:epc:tag:grai-96:3.0614141.12345.5678", "(8003)006141411234525678")]
    [InlineData("3474257BF40000000000162E", "urn:epc:tag:giai-96:3.0614141.5678", "(8004)06141415678")]
    [InlineData("3066C4409047E140075BCD15", "urn:epc:tag:sgtin-96:3.95060001343.05.123456789", "(01)09506000134352(21)123456789")]
    public void A_tag_of_the_standard_says_what_the_standard_says(string hex, string tagUri, string elementString)
    {
        var identity = EpcCode.Decode(Epc.From(hex));

        Assert.Equal((tagUri, elementString), (identity.TagUri, identity.ElementString));
    }

    [Theory]
    [InlineData("307C257BF7194E4000001A85")]
    [InlineData("3018F4243FFFFFC000000001")]
    [InlineData("E20000170011012316206453")]
    [InlineData("000000000000000000000000")]
    [InlineData("3174257BF4499602D2000001")]
    [InlineData("3674257BF6B7A659B2C2BF1000000000000000000000000100")]
    public void What_cannot_be_decoded_is_kept_as_it_is(string hex) =>
        Assert.Equal((EpcScheme.Raw, $"urn:epc:raw:{hex.Length * 4}.x{hex}"), (EpcCode.Decode(Epc.From(hex)).Scheme, EpcCode.Decode(Epc.From(hex)).IdUri));

    [Fact]
    public void A_memory_of_isos_kind_is_not_read_as_gs1s() =>
        Assert.Equal(EpcScheme.Raw, EpcCode.Decode(Epc.From("3074257BF7194E4000001A85"), 0x3100).Scheme);

    [Fact]
    public void Ten_thousand_trade_items_are_written_and_read_back()
    {
        var random = new Random(11);
        for (var i = 0; i < 10_000; i++)
        {
            var data = string.Concat(Enumerable.Range(0, 13).Select(_ => random.Next(10)));
            Assert.True(Gtin.TryFrom($"{data}{Gtin.CheckDigit(data)}", out var gtin));
            var (filter, serial) = (random.Next(8), random.NextInt64(1L << 38));

            var read = EpcCode.Decode(EpcCode.EncodeSgtin96(filter, gtin, random.Next(6, 13), serial));

            Assert.Equal((EpcScheme.Sgtin96, gtin, filter, $"{serial}"), (read.Scheme, read.Gtin, read.Filter, read.Serial));
        }
    }

    [Fact]
    public void Any_memory_at_all_is_decoded_or_kept()
    {
        var random = new Random(12);
        byte[] headers = [0x30, 0x36, 0x31, 0x32, 0x39, 0x33, 0x37, 0x34, 0x38];
        for (var i = 0; i < 100_000; i++)
        {
            var octets = new byte[random.Next(1, 63)];
            random.NextBytes(octets);
            octets[0] = random.Next(4) == 0 ? octets[0] : headers[random.Next(headers.Length)];

            Assert.NotEmpty(EpcCode.Decode(Epc.From(Convert.ToHexString(octets))).IdUri);
        }
    }
}
