using EdgeStock.Simulator.Scenarios;

namespace EdgeStock.Tests.Simulator;

public sealed class KeyTests
{
    // check digits of GS1 keys of several lengths, as computed by GS1's own calculator
    [Theory]
    [InlineData("8061414112345", '8')]
    [InlineData("0950600013435", '2')]
    [InlineData("629104150021", '3')]
    [InlineData("0084663228621", '0')]
    [InlineData("10614141234567890", '8')]
    [InlineData("09520123456789123", '5')]
    [InlineData("952114112345", '4')]
    [InlineData("061414112345", '2')]
    public void Check_digits_are_those_of_gs1(string digits, char check) => Assert.Equal(check, GtinDigits.CheckDigit(digits));

    // the first is the example of the EPC Tag Data Standard, the second the one of GS1's demonstration GTIN
    [Theory]
    [InlineData("80614141123458", 7, 3, 6789, "3074257BF7194E4000001A85")]
    [InlineData("09506000134352", 11, 3, 123456789, "3066C4409047E140075BCD15")]
    public void An_sgtin_is_packed_as_the_tag_data_standard_says(string gtin, int prefixDigits, int filter, long serial, string hex) =>
        Assert.Equal(hex, Convert.ToHexString(Sgtin96.Encode(gtin, prefixDigits, filter, serial)));

    [Fact]
    public void A_serial_number_beyond_38_bits_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Sgtin96.Encode("80614141123458", 7, 1, 1L << 38));

    [Fact]
    public void The_wards_articles_have_distinct_demonstration_gtins()
    {
        var gtins = Ward.Scenario.Bins.Select(bin => bin.Article.Gtin).ToArray();

        Assert.Equal(24, gtins.Distinct().Count());
        Assert.All(gtins, gtin =>
        {
            Assert.Equal(14, gtin.Length);
            Assert.StartsWith("0" + GtinDigits.DemoPrefix, gtin, StringComparison.Ordinal);
            Assert.Equal(GtinDigits.CheckDigit(gtin.AsSpan(0, 13)), gtin[13]);
        });
        Assert.Contains("09506000134352", gtins);
    }

    [Fact]
    public void The_ward_holds_all_four_product_groups_and_codes_medicines_and_devices()
    {
        var articles = Ward.Scenario.Bins.Select(bin => bin.Article).ToArray();

        Assert.All(Enum.GetValues<ProductGroup>(), group => Assert.Contains(articles, article => article.Group == group));
        Assert.All(articles.Where(article => article.Group == ProductGroup.Medicine), article => Assert.Matches("^[A-Z][0-9]{2}[A-Z]{2}[0-9]{2}$", article.Atc));
        Assert.All(articles.Where(article => article.Group == ProductGroup.Device), article => Assert.Matches("^[A-Z]([0-9]{2}){1,6}$", article.Emdn));
    }

    [Fact]
    public void A_full_bin_of_every_article_can_be_weighed_and_its_pieces_told_apart()
    {
        Assert.All(Ward.Scenario.Bins, bin =>
        {
            Assert.InRange(bin.TareGrams + (bin.Capacity * bin.Article.UnitGrams), 0, bin.Cell.FullScaleGrams);

            // spread of the count in pieces: at 0.194 a count from weight alone is wrong once in a hundred
            var pieces = Math.Sqrt(bin.Capacity) * bin.Article.UnitSdGrams / bin.Article.UnitGrams;
            var lot = bin.Capacity * bin.Article.LotSdGrams / bin.Article.UnitGrams;
            Assert.InRange(Math.Sqrt((pieces * pieces) + (lot * lot)), 0, 0.194);
        });
    }
}
