using EdgeStock.Domain;

namespace EdgeStock.Tests.Domain.Identity;

public sealed class EpcCodeTests
{
    /// <summary>The examples of the EPC Tag Data Standard (2.3, E.3, and those of 1.9 with 0614141).</summary>
    [Theory]
    [InlineData("3074257BF7194E4000001A85", "urn:epc:tag:sgtin-96:3.0614141.812345.6789", "(01)80614141123458(21)6789")]
    [InlineData("3674257BF6B7A659B2C2BF1000000000000000000000000000", "urn:epc:tag:sgtin-198:3.0614141.712345.32a%2Fb", "(01)70614141123451(21)32a/b")]
    [InlineData("3174257BF4499602D2000000", "urn:epc:tag:sscc-96:3.0614141.1234567890", "(00)106141412345678908")]
    [InlineData("3274257BF46072000000162E", "urn:epc:tag:sgln-96:3.0614141.12345.5678", "(414)0614141123452(254)5678")]
    [InlineData("3374257BF40C0E400000162E", "urn:epc:tag:grai-96:3.0614141.12345.5678", "(8003)006141411234525678")]
    [InlineData("3474257BF40000000000162E", "urn:epc:tag:giai-96:3.0614141.5678", "(8004)06141415678")]
    [InlineData("3066C4409047E140075BCD15", "urn:epc:tag:sgtin-96:3.95060001343.05.123456789", "(01)09506000134352(21)123456789")]
    [InlineData("3666C4409047E159B2C2BF100000000000000000000000000000", "urn:epc:tag:sgtin-198:3.95060001343.05.32a%2Fb", "(01)09506000134352(21)32a/b")]
    [InlineData("311BA1B300CE0A6A83000000", "urn:epc:tag:sscc-96:0.952012.03456789123", "(00)095201234567891235")]
    [InlineData("3276451FD46072000000162E", "urn:epc:tag:sgln-96:3.9521141.12345.5678", "(414)9521141123454(254)5678")]
    [InlineData("3976451FD46072CD9615F8800000000000000000000000000000", "urn:epc:tag:sgln-195:3.9521141.12345.32a%2Fb", "(414)9521141123454(254)32a/b")]
    [InlineData("3376451FD40C0E400000162E", "urn:epc:tag:grai-96:3.9521141.12345.5678", "(8003)095211411234545678")]
    [InlineData("3776451FD40C0E59B2C2BF1000000000000000000000", "urn:epc:tag:grai-170:3.9521141.12345.32a%2Fb", "(8003)0952114112345432a/b")]
    [InlineData("3476451FD40000000000162E", "urn:epc:tag:giai-96:3.9521141.5678", "(8004)95211415678")]
    [InlineData("3876451FD59B2C2BF10000000000000000000000000000000000", "urn:epc:tag:giai-202:3.9521141.32a%2Fb", "(8004)952114132a/b")]
    public void A_tag_of_the_standard_says_what_the_standard_says_and_is_written_so(string hex, string tagUri, string elementString)
    {
        var identity = EpcCode.Decode(Epc.From(hex));

        Assert.Equal((tagUri, elementString), (identity.TagUri, identity.ElementString));
        var key = new EpcKey(identity.Scheme, identity.Filter!.Value, identity.Gtin?.Digits ?? identity.Sscc ?? identity.Gln ?? identity.Grai ?? identity.Giai!, identity.Serial)
        {
            PrefixDigits = tagUri.Split(':')[4].Split('.')[1].Length,
        };
        Assert.Equal(hex.PadRight((hex.Length + 3) / 4 * 4, '0'), EpcCode.Encode(key).Hex);
    }

    /// <summary>The examples of the EPC Tag Data Standard 2.3, E.3, filled up with zeros to whole words.</summary>
    [Theory]
    [InlineData("F73795211411234538566CB0AFC4", EpcScheme.SgtinPlus, "https://id.gs1.org/01/79521141123453/21/32a%2Fb", "(01)79521141123453(21)32a/b")]
    [InlineData("FB342CDE795211411234538566CB0AFC4000", EpcScheme.DsgtinPlus, "https://id.gs1.org/01/79521141123453/21/32a%2Fb?17=220630", "(01)79521141123453(21)32a/b(17)220630")]
    [InlineData("F90095201234567891235000", EpcScheme.SsccPlus, "https://id.gs1.org/00/095201234567891235", "(00)095201234567891235")]
    [InlineData("F2395211411234548566CB0AFC40", EpcScheme.SglnPlus, "https://id.gs1.org/414/9521141123454/254/32a%2Fb", "(414)9521141123454(254)32a/b")]
    [InlineData("F13095211411234548566CB0AFC4", EpcScheme.GraiPlus, "https://id.gs1.org/8003/0952114112345432a%2Fb", "(8003)0952114112345432a/b")]
    [InlineData("FA3952114132E83C2BF10000", EpcScheme.GiaiPlus, "https://id.gs1.org/8004/952114132a%2Fb", "(8004)952114132a/b")]
    public void A_plus_tag_of_the_standard_says_what_the_standard_says_and_is_written_so(string hex, EpcScheme scheme, string digitalLink, string elementString)
    {
        var identity = EpcCode.Decode(Epc.From(hex));

        Assert.Equal((scheme, digitalLink, elementString, null, null), (identity.Scheme, identity.DigitalLink, identity.ElementString, identity.TagUri, identity.Unread));
        Assert.Equal(digitalLink.Split('?')[0], identity.IdUri);
        Assert.Equal(scheme == EpcScheme.DsgtinPlus ? new DateOnly(2022, 6, 30) : null, identity.Expiry);
        var key = new EpcKey(scheme, identity.Filter!.Value, identity.Gtin?.Digits ?? identity.Sscc ?? identity.Gln ?? identity.Grai ?? identity.Giai!, identity.Serial) { Expiry = identity.Expiry };
        Assert.Equal(hex, EpcCode.Encode(key).Hex);
    }

    /// <summary>
    /// By hand: F7, toggle 1 and filter 1, 14 digits; serial 000 00001 0111 (digits, one, 7 in 4 bits); 10, lot 011 00010 and 6 bits each for L (11)
    /// and 1 (53); 17, 2027 in 7 bits, 12 in 4, 0 in 5.
    /// </summary>
    [Fact]
    public void Lot_and_expiry_behind_the_code_are_read_and_a_day_of_zero_is_the_months_last()
    {
        var bits = "11110111" + "1001" + Nibbles("09506000134352") + "000" + "00001" + "0111"
            + Nibbles("10") + "011" + "00010" + "001011" + "110101" + Nibbles("17") + "0011011" + "1100" + "00000";

        var identity = EpcCode.Decode(Of(bits));

        Assert.Equal(("7", "L1", new DateOnly(2027, 12, 31), Packaging.Item, null), (identity.Serial, identity.Lot, identity.Expiry, identity.Packaging, identity.Unread));
        Assert.Equal("https://id.gs1.org/01/09506000134352/10/L1/21/7?17=271200", identity.DigitalLink);
        Assert.Equal("https://id.gs1.org/01/09506000134352/21/7", identity.IdUri);
    }

    [Fact]
    public void Data_behind_the_code_that_is_not_known_here_is_kept_and_what_came_before_it_is_said()
    {
        // Lot L1, then the special header A0 with eight ones.
        var bits = "11110111" + "1001" + Nibbles("09506000134352") + "000" + "00001" + "0111" + Nibbles("10") + "011" + "00010" + "001011" + "110101" + "10100000" + "11111111";

        var identity = EpcCode.Decode(Of(bits));

        Assert.Equal(("L1", null), (identity.Lot, identity.Expiry));
        Assert.StartsWith("A0FF", identity.Unread, StringComparison.Ordinal);
    }

    [Fact]
    public void A_logistic_unit_may_say_what_is_in_it()
    {
        // (02) the item, (37) 24 pieces: 4 bits of length, 2 digits in 7 bits.
        var identity = EpcCode.Decode(Of("11111001" + "1010" + Nibbles("106141412345678908") + Nibbles("02" + "09506000134352" + "37") + "0010" + "0011000"));

        Assert.Equal(("(00)106141412345678908(02)09506000134352(37)24", Packaging.Logistic, null, null), (identity.ElementString, identity.Packaging, identity.Gtin, identity.Unread));
    }

    /// <summary>
    /// Wrong in one place each: the check digit, a nibble above 9; month 0, 30 February, no such kind of date; reserved ways of writing, no signs, a
    /// number too large for its digits, cut short; a logistic unit cut short and with a wrong check digit; a container that does not begin with 0; an
    /// asset with too few digits, with nothing behind its prefix, and with a nibble that is neither digit nor end.
    /// </summary>
    [Theory]
    [InlineData("F71095060001343530170")]
    [InlineData("F7109506000134A520170")]
    [InlineData("FB142C0109506000134352017000")]
    [InlineData("FB142C5E09506000134352017000")]
    [InlineData("FB172CDE09506000134352017000")]
    [InlineData("F7109506000134352C100000")]
    [InlineData("F7109506000134352E100000")]
    [InlineData("F71095060001343520000000")]
    [InlineData("F710950600013435201F0000")]
    [InlineData("F7109506000134352856")]
    [InlineData("F9009520123456789123")]
    [InlineData("F900952012345678912360")]
    [InlineData("F11806141411234580170000")]
    [InlineData("FA3952E83C2BF10000000000")]
    [InlineData("FA39521F0000000000000000")]
    [InlineData("FA3952114132D83C2BF10000")]
    public void A_plus_tag_that_is_wrong_is_kept_as_it_is(string hex)
    {
        var whole = hex.PadRight((hex.Length + 1) / 2 * 2, '0');
        Assert.Equal((EpcScheme.Raw, $"urn:epc:raw:{whole.Length * 4}.x{whole}"), (EpcCode.Decode(Epc.From(whole)).Scheme, EpcCode.Decode(Epc.From(whole)).IdUri));
    }

    /// <summary>The same code without the fault is good, so the fault is what was seen.</summary>
    [Theory]
    [InlineData("F71095060001343520170000", "(01)09506000134352(21)7")]
    [InlineData("FB142C4009506000134352017000", "(01)09506000134352(21)7(17)220200")]
    [InlineData("F90095201234567891235000", "(00)095201234567891235")]
    [InlineData("F11006141411234520170000", "(8003)006141411234527")]
    [InlineData("FA39521EE83C2BF100000000", null)]
    [InlineData("FA3952183C2BF10000000000", null)]
    [InlineData("FA39521E83C2BF1000000000", "(8004)9521a/b")]
    [InlineData("FA395217F000000000000000", "(8004)95217")]
    public void The_good_forms_of_these_tags_decode(string hex, string? elementString) => Assert.Equal(elementString, EpcCode.Decode(Epc.From(hex)).ElementString);

    [Theory]
    [InlineData("307C257BF7194E4000001A85")]
    [InlineData("3018F4243FFFFFC000000001")]
    [InlineData("E20000170011012316206453")]
    [InlineData("000000000000000000000000")]
    [InlineData("3174257BF4499602D2000001")]
    [InlineData("3674257BF6B7A659B2C2BF1000000000000000000000000100")]
    [InlineData("2D76451FD4499602D2000000")]
    [InlineData("F43952114112345678906000")]
    [InlineData("FD3795211411234538566CB0AFC525065F1876F0D996D800")]
    public void What_cannot_be_decoded_is_kept_as_it_is(string hex)
    {
        var identity = EpcCode.Decode(Epc.From(hex));
        Assert.Equal((EpcScheme.Raw, "raw", $"urn:epc:raw:{hex.Length * 4}.x{hex}"), (identity.Scheme, identity.SchemeName, identity.IdUri));
    }

    /// <summary>A syntactically right code is no proof of its product: facts of the standard's users.</summary>
    [Fact]
    public void A_code_of_no_product_decodes() => Assert.Equal(EpcScheme.Sgtin96, EpcCode.Decode(Epc.From("3000ABCDEF00000000000003")).Scheme);

    /// <summary>With the toggle bit the lower octet is the application family (15.2.1); HIBC's tags are of this kind.</summary>
    [Theory]
    [InlineData("3074257BF7194E4000001A85", 0x3000, "urn:epc:id:sgtin:0614141.812345.6789")]
    [InlineData("3074257BF7194E4000001A85", 0x31A1, "urn:epc:raw:96.xA1.x3074257BF7194E4000001A85")]
    [InlineData("F73795211411234538566CB0AFC4", 0x3900, "urn:epc:raw:112.x00.xF73795211411234538566CB0AFC4")]
    public void A_memory_of_isos_kind_is_not_read_as_gs1s(string hex, int pc, string idUri) => Assert.Equal(idUri, EpcCode.Decode(Epc.From(hex), pc).IdUri);

    /// <summary>Filter values of the standard, 10.2 to 10.5.</summary>
    [Fact]
    public void The_filter_value_says_the_package()
    {
        Packaging[] items = [Packaging.Unknown, Packaging.Item, Packaging.Case, Packaging.Unknown, Packaging.Case, Packaging.Unknown, Packaging.Case, Packaging.Item];
        for (var filter = 0; filter < 8; filter++)
        {
            foreach (var scheme in EpcKeys.All)
            {
                var key = EpcKeys.Next(new(filter), scheme, 50) with { Filter = filter };
                var expected = EpcKeys.FamilyOf(scheme) switch { "sgtin" => items[filter], "sscc" or "grai" => Packaging.Logistic, _ => Packaging.Unknown };
                Assert.Equal(expected, EpcCode.Decode(EpcCode.Encode(key)).Packaging);
            }
        }
    }

    [Fact]
    public void Any_memory_at_all_is_decoded_or_kept_to_the_last_bit()
    {
        var random = new Random(12);
        byte[] headers = [0x30, 0x36, 0x31, 0x32, 0x39, 0x33, 0x37, 0x34, 0x38, 0xF7, 0xFB, 0xF9, 0xF2, 0xF1, 0xFA];
        var raw = 0;
        for (var i = 0; i < 100_000; i++)
        {
            var octets = new byte[i % 2 == 0 ? random.Next(12, 33) : random.Next(1, 63)];
            random.NextBytes(octets);
            octets[0] = random.Next(4) == 0 ? octets[0] : headers[random.Next(headers.Length)];
            var hex = Convert.ToHexString(octets);
            var identity = EpcCode.Decode(Epc.From(hex));

            if (identity.Scheme == EpcScheme.Raw)
            {
                raw++;
                Assert.Equal($"urn:epc:raw:{octets.Length * 8}.x{hex}", identity.IdUri);
            }
            else
            {
                Assert.NotEmpty(identity.ElementString!);
            }
        }

        Assert.InRange(raw, 50_000, 99_999);
    }

    /// <summary>Right tags with one octet spoilt, or cut short: the hard rubbish.</summary>
    [Fact]
    public void A_spoilt_tag_is_decoded_or_kept_to_the_last_bit()
    {
        var random = new Random(13);
        for (var i = 0; i < 60_000; i++)
        {
            var octets = Convert.FromHexString(EpcCode.Encode(EpcKeys.Next(random, EpcKeys.All[i % EpcKeys.All.Length], i)).Hex);
            octets[random.Next(octets.Length)] ^= (byte)random.Next(1, 256);
            octets = octets[..random.Next(1, octets.Length + 1)];
            var identity = EpcCode.Decode(Epc.From(Convert.ToHexString(octets)));

            Assert.True(identity.Scheme == EpcScheme.Raw ? identity.IdUri.EndsWith($".x{Convert.ToHexString(octets)}", StringComparison.Ordinal) : identity.ElementString is { Length: > 4 }, identity.IdUri);
        }
    }

    private static string Nibbles(string digits) => string.Concat(digits.Select(d => Convert.ToString(d - '0', 2).PadLeft(4, '0')));

    private static Epc Of(string bits)
    {
        var whole = bits.PadRight((bits.Length + 15) / 16 * 16, '0');
        return Epc.From(string.Concat(Enumerable.Range(0, whole.Length / 4).Select(i => Convert.ToInt32(whole.Substring(4 * i, 4), 2).ToString("X"))));
    }
}
