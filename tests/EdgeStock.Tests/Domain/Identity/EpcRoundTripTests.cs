using System.Globalization;
using EdgeStock.Domain;

namespace EdgeStock.Tests.Domain.Identity;

/// <summary>What is written on a tag is what is read from it.</summary>
public sealed class EpcRoundTripTests
{
    private const int Keys = 10_000;

    public static TheoryData<EpcScheme> Schemes => [.. EpcKeys.All];

    [Theory]
    [MemberData(nameof(Schemes))]
    public void Ten_thousand_keys_of_each_scheme_are_written_and_read_back(EpcScheme scheme)
    {
        var random = new Random(1000 + (int)scheme);
        for (var i = 0; i < Keys; i++)
        {
            var key = EpcKeys.Next(random, scheme, i);
            var epc = EpcCode.Encode(key);
            var read = EpcCode.Decode(epc);

            Assert.True(epc.Hex.Length % 4 == 0, "a tag answers with whole words");
            Assert.Equal((scheme, EpcKeys.NameOf(scheme), key.Filter), (read.Scheme, read.SchemeName, read.Filter));
            Assert.Equal(EpcKeys.TagUriOf(key), read.TagUri);
            Assert.Equal(key.Code, read.Gtin?.Digits ?? read.Sscc ?? read.Gln ?? read.Grai ?? read.Giai);
            Assert.Equal((key.Serial, key.Lot, key.Expiry, (string?)null), (read.Serial, read.Lot, read.Expiry, read.Unread));
            if (key.Date is var (identifier, day))
            {
                Assert.Contains($"({identifier}){day.ToString("yyMMdd", CultureInfo.InvariantCulture)}", read.ElementString, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void No_two_keys_share_a_tag()
    {
        var random = new Random(17);
        var seen = new Dictionary<Epc, EpcKey>();
        foreach (var scheme in EpcKeys.All)
        {
            for (var i = 0; i < 2_000; i++)
            {
                // The + schemes do not keep how long the company prefix is.
                var key = EpcKeys.Next(random, scheme, i);
                var kept = EpcKeys.NameOf(scheme).EndsWith('+') ? key with { PrefixDigits = 6 } : key;
                Assert.Equal(kept, seen.TryAdd(EpcCode.Encode(key), kept) ? kept : seen[EpcCode.Encode(key)]);
            }
        }
    }

    /// <summary>Every sign of each way of writing, one at a time, and every length: 14.5.6.</summary>
    [Fact]
    public void Every_sign_at_every_length_is_read_back_on_a_plus_tag()
    {
        const string signs = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
        foreach (var sign in signs)
        {
            for (var length = 1; length <= 20; length++)
            {
                var serial = new string(sign, length);
                Assert.Equal(serial, EpcCode.Decode(EpcCode.Encode(new(EpcScheme.SgtinPlus, 1, "09506000134352", serial))).Serial);
            }
        }
    }

    /// <summary>Each way of writing, by the bits that it takes: the shortest is chosen.</summary>
    [Theory]
    [InlineData("0042", 0)]
    [InlineData("00AF", 1)]
    [InlineData("00af", 2)]
    [InlineData("Lot-7_x", 3)]
    [InlineData("32a/b", 4)]
    [InlineData("A:B", 5)]
    public void A_serial_is_written_the_shortest_way(string serial, int indicator)
    {
        var epc = EpcCode.Encode(new(EpcScheme.SgtinPlus, 1, "09506000134352", serial));

        // Header, toggle and filter, then 14 digits: the indicator is the first three bits of the 18th nibble.
        Assert.Equal(indicator, Convert.ToInt32(epc.Hex.Substring(17, 1), 16) >> 1);
        Assert.Equal(serial, EpcCode.Decode(epc).Serial);
    }

    /// <summary>
    /// Serials out of the standard's examples (2.3, E.3) of other schemes, which write them the same way: ITIP+ in base 64, GDTI+ as a number,
    /// SGTIN+ in ASCII. Their bits begin at a whole digit.
    /// </summary>
    [Theory]
    [InlineData("F3309521141123454010266AE27FDF35", 21, "rif981")]
    [InlineData("F6395211411234540458B8", 16, "5678")]
    [InlineData("F73795211411234538566CB0AFC4", 17, "32a/b")]
    public void The_standards_own_serials_are_read_and_written(string hex, int at, string serial)
    {
        var text = hex[at..].PadRight((hex.Length - at + 3) / 4 * 4, '0');
        var bits = new EpcBits(Convert.FromHexString(text));
        Assert.Equal(serial, VariableText.Read(ref bits, 5, 20));

        var writer = new EpcBitWriter();
        VariableText.Write(writer, serial, 5);
        Assert.Equal(text, writer.ToEpc().Hex);
    }

    [Fact]
    public void Wrong_keys_are_refused_with_what_is_wrong()
    {
        const string gtin = "09506000134352";
        (EpcKey Key, string Says)[] wrong =
        [
            (new(EpcScheme.Raw, 0, gtin), "no scheme"), (new(EpcScheme.Sgtin96, 8, gtin, "1"), "0 to 7"), (new(EpcScheme.Sgtin96, 1, "09506000134353", "1"), "check digit"),
            (new(EpcScheme.Sgtin96, 1, gtin), "give its serial"), (new(EpcScheme.Sgtin96, 1, gtin, "01"), "leading zeros"), (new(EpcScheme.Sgtin96, 1, gtin, "274877906944"), "38 bits"),
            (new(EpcScheme.Sgtin96, 1, gtin, "A1"), "alphanumeric"), (new(EpcScheme.Sgtin96, 1, gtin, "1") { PrefixDigits = 5 }, "6 to 12"), (new(EpcScheme.Sgtin96, 1, gtin, "1") { Lot = "L" }, "sgtin+"),
            (new(EpcScheme.Sgtin198, 1, gtin, new string('A', 21)), "20 signs"), (new(EpcScheme.Sgtin198, 1, gtin, "å"), "20 signs"), (new(EpcScheme.Sgtin198, 1, gtin, ""), "1 to 20"),
            (new(EpcScheme.Sscc96, 0, "106141412345678908", "1"), "no serial"), (new(EpcScheme.Sscc96, 0, gtin), "18 digits"), (new(EpcScheme.Sgln96, 0, "0614141123452", "0"), "leave it out"),
            (new(EpcScheme.Grai96, 0, "80614141123458", "1"), "begins with 0"), (new(EpcScheme.Grai170, 0, "00614141123452", new string('1', 17)), "16 signs"),
            (new(EpcScheme.Giai96, 0, "061414101"), "leading zeros"), (new(EpcScheme.Giai96, 0, "0614141A"), "giai-202"), (new(EpcScheme.Giai96, 0, "0614141"), "asset code"),
            (new(EpcScheme.Giai96, 0, "0614141288230376151711744"), "58 bits"), (new(EpcScheme.Giai202, 0, "06A4141A"), "company prefix"), (new(EpcScheme.Giai202, 0, "0614141" + new string('A', 24)), "asset code"),
            (new(EpcScheme.SgtinPlus, 1, gtin, "1") { Lot = new string('1', 21) }, "a lot has"), (new(EpcScheme.SgtinPlus, 1, gtin, "1") { Date = ("11", default) }, "only dsgtin+"),
            (new(EpcScheme.DsgtinPlus, 1, gtin, "1"), "give the expiry"), (new(EpcScheme.DsgtinPlus, 1, gtin, "1") { Date = ("10", default) }, "(7007)"),
            (new(EpcScheme.SsccPlus, 0, "106141412345678908") { Expiry = new(2027, 1, 1) }, "trade items"), (new(EpcScheme.GiaiPlus, 0, "061A"), "asset code"), (new(EpcScheme.GraiPlus, 0, "00614141123452"), "give its serial"),
        ];
        foreach (var (key, says) in wrong)
        {
            Assert.Contains(says, Assert.ThrowsAny<ArgumentException>(() => EpcCode.Encode(key)).Message, StringComparison.Ordinal);
        }
    }
}
