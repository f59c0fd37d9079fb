using EdgeStock.Domain;

namespace EdgeStock.Tests.Domain.Identity;

public sealed class ScanTests
{
    private static readonly DateOnly Today = new(2026, 11, 26);

    /// <summary>Vectors that were run through independent parsers.</summary>
    [Theory]
    [InlineData("]d201095060001343521727123110LOT42\u001d21SN-0001", "09506000134352", "LOT42", "2027-12-31", "SN-0001")]
    [InlineData("]d201095060001343521727120010LOT", "09506000134352", "LOT", "2027-12-31", null)]
    [InlineData("(01)09506000134352(17)271231(10)LOT42", "09506000134352", "LOT42", "2027-12-31", null)]
    [InlineData("https://id.gs1.org/01/09506000134352/10/LOT42/21/SN-0001?17=271231", "09506000134352", "LOT42", "2027-12-31", "SN-0001")]
    [InlineData("https://example.com/some/path/01/9506000134352", "09506000134352", null, null, null)]
    [InlineData("9506000134352", "09506000134352", null, null, null)]
    public void A_scan_says_product_lot_expiry_and_serial(string text, string gtin, string? lot, string? expiry, string? serial)
    {
        var scan = Scan.Parse(text, Today);

        Assert.Null(scan.Error);
        Assert.Equal((gtin, lot, expiry, serial), (scan.Gtin?.Digits, scan.Lot, scan.Expiry?.ToString("yyyy-MM-dd"), scan.Serial));
    }

    [Fact]
    public void A_logistic_unit_has_its_serial_code() => Assert.Equal("106141412345678908", Scan.Parse("]d200106141412345678908", Today).Sscc);

    [Theory]
    [InlineData("]C10109506000134352172712311510AB")]
    [InlineData("0109506000134353")]
    [InlineData("]d200106141412345678907")]
    [InlineData("https://id.gs1.org/01/09506000134353")]
    [InlineData("https://id.gs1.org/01/09506000134352/21/S/10/L")]
    [InlineData("(01)09506000134352(17)271331")]
    [InlineData("9506000134353")]
    [InlineData("hello")]
    [InlineData("")]
    public void A_wrong_scan_says_why(string text) => Assert.NotNull(Scan.Parse(text, Today).Error);

    [Fact]
    public void Any_text_is_read_or_refused()
    {
        var random = new Random(13);
        const string signs = "0123456789()/?=&]dC1QA\u001d%-.";
        for (var i = 0; i < 100_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => signs[random.Next(signs.Length)]));
            var scan = Scan.Parse((random.Next(5) switch { 0 => "]d201095060001343520", 1 => "https://id.gs1.org/01/", _ => "" }) + text, Today);

            Assert.True(scan.Error is not null || scan.Fields.Count > 0, text);
        }
    }
}
