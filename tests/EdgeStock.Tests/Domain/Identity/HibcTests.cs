using EdgeStock.Domain;

namespace EdgeStock.Tests.Domain.Identity;

public sealed class HibcTests
{
    private static readonly DateOnly Today = new(2026, 11, 26);

    /// <summary>Codes of ANSI/HIBC 2.6 and of other decoders' tests; their check characters were reckoned apart from this code.</summary>
    [Theory]
    [InlineData("+A123BJC5D6E71G", "A123BJC5D6E71", null, null, null)]
    [InlineData("+A99912345/$$52001510X33", "A99912345", "10X3", "2020-01-15", null)]
    [InlineData("+A99912345/$$52001510X3/16D20111212/S77DEFG457", "A99912345", "10X3", "2020-01-15", "77DEFG45")]
    [InlineData("+A99912345/$10X3/16D20111231/14D202001313", "A99912345", "10X3", "2020-01-31", null)]
    [InlineData("+A99912349/$10X3/16D20111231/14D20200131/Q500Z", "A99912349", "10X3", "2020-01-31", null)]
    [InlineData("+J123AQ3451/$$3231231BC34567/S4012R", "J123AQ3451", "BC34567", "2023-12-31", "4012")]
    [InlineData("+J014652230580/$$3220909K010025/16D20200311Z", "J014652230580", "K010025", "2022-09-09", null)]
    [InlineData("+D002606030421/$$323101700056020/16D20201020Z", "D002606030421", "00056020", "2023-10-17", null)]
    [InlineData("]C0+A99912345/$$52001510X33", "A99912345", "10X3", "2020-01-15", null)]
    [InlineData("*+A99912345/$$52001510X33*\r\n", "A99912345", "10X3", "2020-01-15", null)]
    [InlineData("+$$20215123C001L/", null, "3C001", "2012-02-15", null)]
    [InlineData("+$$31202153C001L+", null, "3C001", "2012-02-15", null)]
    [InlineData("+$$4120216113C001L2", null, "3C001", "2012-02-16", null)]
    [InlineData("+$$5122713C001L2", null, "3C001", "2012-09-27", null)]
    [InlineData("+$$612271113C001L5", null, "3C001", "2012-09-27", null)]
    [InlineData("+$$73C001LY", null, "3C001", null, null)]
    [InlineData("+$$82402123C001L3", null, "3C001", "2012-02-29", null)]
    [InlineData("+$$82420216123C001LC", null, "3C001", "2012-02-16", null)]
    [InlineData("+$$8244120216183C001LN", null, "3C001", "2012-02-16", null)]
    [InlineData("+$$8245122713C001LG", null, "3C001", "2012-09-27", null)]
    [InlineData("+A99912345/$$+3271231SN7S", "A99912345", null, "2027-12-31", "SN7")]
    [InlineData("+A99912345/$+SN7D", "A99912345", null, null, "SN7")]
    [InlineData("+A99912345/27365LOT42L", "A99912345", "LOT42", "2027-12-31", null)]
    [InlineData("+A99912345/$$7LOT42/", "A99912345", "LOT42", null, null)]
    [InlineData("+A99912345/$$824LOT424", "A99912345", "LOT42", null, null)]
    [InlineData("+A99912345/V1-", "A99912345", null, null, null)]
    [InlineData("+A999Z0065 ", "A999Z0065", null, null, null)]
    [InlineData("+A999Z0065_", "A999Z0065", null, null, null)]
    [InlineData("+A123BJC5D6E71G ", "A123BJC5D6E71", null, null, null)]
    [InlineData("+A9991111111111111111110A", "A9991111111111111111110", null, null, null)]
    public void An_hibc_says_product_lot_last_day_and_serial(string text, string? device, string? lot, string? expiry, string? serial)
    {
        var scan = Scan.Parse(text, Today);

        Assert.Null(scan.Error);
        Assert.Equal((device, lot, expiry, serial, null), (scan.UdiDi, scan.Lot, scan.Expiry?.ToString("yyyy-MM-dd"), scan.Serial, scan.Gtin));
        Assert.NotEmpty(scan.Fields);
    }

    [Fact]
    public void Its_parts_are_named()
    {
        Assert.Equal([("lic", "A999"), ("pcn", "1234"), ("um", "9"), ("manufactured", "2011-12-31"), ("quantity", "500")], Scan.Parse("+A99912349/$10X3/16D20111231/14D20200131/Q500Z", Today).Fields);
        Assert.Equal([("link", "L"), ("quantity", "24")], Scan.Parse("+$$82402123C001L3", Today).Fields);
    }

    /// <summary>Wrong in one place each, under a right check character but for the first two.</summary>
    [Theory]
    [InlineData("+A123BJC5D6E71H", "check character")]
    [InlineData("+A99912345/$$52001510X3/16D20111212/S77DEFG45Z", "check character")]
    [InlineData("+a123BJC5D6E71G", "none that HIBC codes have")]
    [InlineData("+A1", "cut short")]
    [InlineData("+A991R", "labeler")]
    [InlineData("+A999ABCP", "labeler")]
    [InlineData("+A99911111111111111111110B", "labeler")]
    [InlineData("+A99912345/$$3271331L.", "no date")]
    [InlineData("+A99912345/$$536599910", "no date")]
    [InlineData("+A99912345/16D20271301/", "no date")]
    [InlineData("+A99912345/$$411", "cut short")]
    [InlineData("+A99912345/$$ABCT", "no known form")]
    [InlineData("+A99912345/$$1327AJ", "no date")]
    [InlineData("+A99912345/$$82X$", "quantity")]
    [InlineData("+A99912345/$A/$BE", "two lots")]
    [InlineData("+A99912345/$$3271231A/14D20271230E", "two last days")]
    [InlineData("+A99912345/Q5/Q6L", "twice")]
    [InlineData("+A99912345/-/", "no data identifier")]
    public void A_wrong_hibc_says_why(string text, string why) => Assert.Contains(why, Scan.Parse(text, Today).Error, StringComparison.Ordinal);

    /// <summary>A sum modulo 43 changes with any one of its terms.</summary>
    [Fact]
    public void Every_single_wrong_sign_is_seen()
    {
        const string signs = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-.$/+%";
        const string right = "+A99912345/$$52001510X33";
        for (var at = 1; at < right.Length; at++)
        {
            foreach (var sign in signs.Where(s => s != right[at]))
            {
                Assert.NotNull(Scan.Parse($"{right[..at]}{sign}{right[(at + 1)..]}", Today).Error);
            }
        }
    }

    [Fact]
    public void Any_text_behind_a_plus_is_read_or_refused()
    {
        var random = new Random(14);
        const string signs = "0123456789ABCDSQ-. $/+%";
        const string places = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%";
        var read = 0;
        for (var i = 0; i < 100_000; i++)
        {
            var body = (random.Next(3) switch { 0 => "+A99912345/$$", 1 => "+A9991234", _ => "+" }) + string.Concat(Enumerable.Range(0, random.Next(20)).Select(_ => signs[random.Next(signs.Length)]));
            var scan = Scan.Parse(body + places[body.Sum(c => places.IndexOf(c)) % 43], Today);

            Assert.True(scan.Error is not null || scan.Fields.Count > 0, body);
            read += scan.Error is null ? 1 : 0;
        }

        Assert.InRange(read, 1_000, 99_000);
    }
}
