using EdgeStock.Domain;

namespace EdgeStock.Tests.Domain;

public sealed class UnitsTests
{
    // GS1 General Specifications 7.9; the examples stand in GS1's Tag Data Standard and on gs1.org.
    [Theory]
    [InlineData("8061414112345", 8)]
    [InlineData("0950600013435", 2)]
    [InlineData("629104150021", 3)]
    [InlineData("0084663228621", 0)]
    [InlineData("10614141234567890", 8)]
    [InlineData("09520123456789123", 5)]
    [InlineData("952114112345", 4)]
    [InlineData("061414112345", 2)]
    public void A_check_digit_follows_from_the_digits_before_it(string data, int digit) => Assert.Equal(digit, Gtin.CheckDigit(data));

    [Theory]
    [InlineData("09506000134352", "09506000134352")]
    [InlineData("9506000134352", "09506000134352")]
    [InlineData("614141123452", "00614141123452")]
    [InlineData("96385074", "00000096385074")]
    public void A_product_code_of_any_length_becomes_fourteen_digits(string text, string digits)
    {
        Assert.True(Gtin.TryFrom(text, out var gtin));
        Assert.Equal(digits, gtin.Digits);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("09506000134353")]
    [InlineData("0950600013435")]
    [InlineData("950600013435")]
    [InlineData("0950600013435x")]
    [InlineData("٠٩٥٠٦٠٠٠١٣٤٣٥٢")]
    [InlineData("009506000134352")]
    public void A_product_code_with_a_wrong_digit_or_length_is_refused(string? text) => Assert.False(Gtin.TryFrom(text, out _));

    [Fact]
    public void Every_single_wrong_digit_of_a_product_code_is_noticed()
    {
        const string right = "09506000134352";
        for (var i = 0; i < right.Length; i++)
        {
            for (var digit = '0'; digit <= '9'; digit++)
            {
                var text = right[..i] + digit + right[(i + 1)..];
                Assert.Equal(text == right, Gtin.TryFrom(text, out _));
            }
        }
    }

    [Fact]
    public void A_tag_is_upper_case_hexadecimal_whatever_was_read() => Assert.Equal("3034ABCD", Epc.From("3034abCD").Hex);

    [Theory]
    [InlineData("")]
    [InlineData("3")]
    [InlineData("303")]
    [InlineData("30 4")]
    [InlineData("30g4")]
    public void A_tag_that_is_no_octets_is_refused(string hex) => Assert.Throws<ArgumentException>(() => Epc.From(hex));

    [Fact]
    public void A_tag_holds_at_most_what_Gen2_can_hold()
    {
        Assert.Equal(124, Epc.From(new string('A', 124)).Hex.Length);
        Assert.Throws<ArgumentException>(() => Epc.From(new string('A', 126)));
    }

    [Fact]
    public void Tags_are_ordered_by_their_digits() =>
        Assert.Equal(["09", "3034", "AB"], new[] { Epc.From("AB"), Epc.From("3034"), Epc.From("09") }.Order().Select(e => e.Hex));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(10_000_000.1)]
    [InlineData(-10_000_000.1)]
    public void A_mass_is_a_number_that_a_scale_can_say(double value) => Assert.Throws<ArgumentOutOfRangeException>(() => Grams.From(value));

    [Theory]
    [InlineData(0)]
    [InlineData(-12.5)]
    [InlineData(10_000_000)]
    public void A_mass_keeps_its_value(double value) => Assert.Equal(value, Grams.From(value).Value);
}
