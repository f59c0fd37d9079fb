using System.CommandLine;
using EdgeStock.Gateway.Operations;

namespace EdgeStock.Tests.Gateway;

/// <summary>The verb itself, its arguments parsed as on the command line.</summary>
public sealed class DecodeCommandTests
{
    /// <summary>The vectors of the EPC Tag Data Standard, as JSON.</summary>
    [Theory]
    [InlineData("3074257BF7194E4000001A85", """{"scheme":"sgtin-96","tagUri":"urn:epc:tag:sgtin-96:3.0614141.812345.6789","idUri":"urn:epc:id:sgtin:0614141.812345.6789","filter":3,"packaging":"unknown","gtin":"80614141123458","serial":"6789","digitalLink":"https://id.gs1.org/01/80614141123458/21/6789","elementString":"(01)80614141123458(21)6789"}""")]
    [InlineData("3674257BF6B7A659B2C2BF1000000000000000000000000000", """{"scheme":"sgtin-198","tagUri":"urn:epc:tag:sgtin-198:3.0614141.712345.32a%2Fb","idUri":"urn:epc:id:sgtin:0614141.712345.32a%2Fb","filter":3,"packaging":"unknown","gtin":"70614141123451","serial":"32a/b","digitalLink":"https://id.gs1.org/01/70614141123451/21/32a%2Fb","elementString":"(01)70614141123451(21)32a/b"}""")]
    [InlineData("3174257BF4499602D2000000", """{"scheme":"sscc-96","tagUri":"urn:epc:tag:sscc-96:3.0614141.1234567890","idUri":"urn:epc:id:sscc:0614141.1234567890","filter":3,"packaging":"logistic","sscc":"106141412345678908","digitalLink":"https://id.gs1.org/00/106141412345678908","elementString":"(00)106141412345678908"}""")]
    [InlineData("3274257BF46072000000162E", """{"scheme":"sgln-96","tagUri":"urn:epc:tag:sgln-96:3.0614141.12345.5678","idUri":"urn:epc:id:sgln:0614141.12345.5678","filter":3,"packaging":"unknown","gln":"0614141123452","extension":"5678","digitalLink":"https://id.gs1.org/414/0614141123452/254/5678","elementString":"(414)0614141123452(254)5678"}""")]
    [InlineData("3374257BF40C0E400000162E", """{"scheme":"grai-96","tagUri":"urn:epc:tag:grai-96:3.0614141.12345.5678","idUri":"urn:epc:id:grai:0614141.12345.5678","filter":3,"packaging":"logistic","grai":"00614141123452","serial":"5678","digitalLink":"https://id.gs1.org/8003/006141411234525678","elementString":"(8003)006141411234525678"}""")]
    [InlineData("3474257BF40000000000162E", """{"scheme":"giai-96","tagUri":"urn:epc:tag:giai-96:3.0614141.5678","idUri":"urn:epc:id:giai:0614141.5678","filter":3,"packaging":"unknown","giai":"06141415678","digitalLink":"https://id.gs1.org/8004/06141415678","elementString":"(8004)06141415678"}""")]
    [InlineData("FB342CDE795211411234538566CB0AFC4", """{"scheme":"dsgtin+","idUri":"https://id.gs1.org/01/79521141123453/21/32a%2Fb","filter":3,"packaging":"unknown","gtin":"79521141123453","serial":"32a/b","digitalLink":"https://id.gs1.org/01/79521141123453/21/32a%2Fb?17=220630","elementString":"(01)79521141123453(21)32a/b(17)220630","expiry":"2022-06-30"}""")]
    [InlineData("F790 9506 0001 3435 2017 1065 2E8B 78D8 5CDE 7C00", """{"scheme":"sgtin+","idUri":"https://id.gs1.org/01/09506000134352/21/7","filter":1,"packaging":"item","gtin":"09506000134352","serial":"7","digitalLink":"https://id.gs1.org/01/09506000134352/10/Lot42/21/7?17=271231","elementString":"(01)09506000134352(21)7(10)Lot42(17)271231","lot":"Lot42","expiry":"2027-12-31"}""")]
    [InlineData("307c257bf7194e4000001a85", """{"scheme":"raw","idUri":"urn:epc:raw:96.x307C257BF7194E4000001A85"}""")]
    [InlineData("3018F4243FFFFFC000000001", """{"scheme":"raw","idUri":"urn:epc:raw:96.x3018F4243FFFFFC000000001"}""")]
    [InlineData("E20000170011012316206453", """{"scheme":"raw","idUri":"urn:epc:raw:96.xE20000170011012316206453"}""")]
    [InlineData("000000000000000000000000", """{"scheme":"raw","idUri":"urn:epc:raw:96.x000000000000000000000000"}""")]
    public void A_tag_is_said_as_json(string hex, string json) => Assert.Equal((0, json), Run(["epc", .. hex.Split(' ')]));

    [Fact]
    public void A_memory_of_isos_kind_is_raw() =>
        Assert.Equal((0, """{"scheme":"raw","idUri":"urn:epc:raw:96.xA1.x3074257BF7194E4000001A85"}"""), Run(["epc", "3074257BF7194E4000001A85", "--pc", "31A1"]));

    [Theory]
    [InlineData("epc", "30xx")]
    [InlineData("epc", " ")]
    [InlineData("epc", "3074257BF7194E4000001A85", "--pc", "30000")]
    [InlineData("epc", "3074257BF7194E4000001A85", "--pc", "x")]
    [InlineData("llrp", "043")]
    public void What_is_not_hexadecimal_is_wrong_use(params string[] arguments) =>
        Assert.Contains("hexadecimal", Assert.Throws<CommandException>(() => Run(arguments)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_memory_longer_than_a_tags_is_wrong_use() => Assert.Throws<CommandException>(() => Run(["epc", new string('3', 126)]));

    [Theory]
    [InlineData("]d201095060001343521727123110LOT42\u001d21SN-0001")]
    [InlineData("]d201095060001343521727123110LOT42<GS>21SN-0001")]
    [InlineData("]d201095060001343521727123110LOT42{GS}21SN-0001")]
    [InlineData("]d201095060001343521727123110LOT42\\x1d21SN-0001")]
    [InlineData("]C101095060001343521727123110LOT42\\u001D21SN-0001\r\n")]
    [InlineData("(01)09506000134352(17)271231(10)LOT42(21)SN-0001")]
    public void A_scan_is_said_as_json_however_its_separator_was_written(string text) => Assert.Equal(
        (0, """{"01":"09506000134352","17":"271231","10":"LOT42","21":"SN-0001","gtin":"09506000134352","lot":"LOT42","expiry":"2027-12-31","serial":"SN-0001"}"""), Run(["gs1", text]));

    [Theory]
    [InlineData("https://id.gs1.org/01/09506000134352/10/LOT42/21/SN-0001?17=271231", """{"01":"09506000134352","10":"LOT42","21":"SN-0001","17":"271231","gtin":"09506000134352","lot":"LOT42","expiry":"2027-12-31","serial":"SN-0001"}""")]
    [InlineData("]d200106141412345678908", """{"00":"106141412345678908","sscc":"106141412345678908"}""")]
    [InlineData("9506000134352", """{"01":"09506000134352","gtin":"09506000134352"}""")]
    [InlineData("+A123BJC5D6E71G", """{"lic":"A123","pcn":"BJC5D6E7","um":"1","udiDi":"A123BJC5D6E71"}""")]
    [InlineData("+A99912345/$$52001510X3/16D20111212/S77DEFG457", """{"lic":"A999","pcn":"1234","um":"5","manufactured":"2011-12-12","udiDi":"A99912345","lot":"10X3","expiry":"2020-01-15","serial":"77DEFG45"}""")]
    public void Links_plain_codes_and_hibcs_are_said_as_json(string text, string json) => Assert.Equal((0, json), Run(["gs1", text]));

    [Theory]
    [InlineData("]C10109506000134352172712311510AB", """{"error":"the value of (15) has 4 signs instead of 6: scan it again","offset":29}""")]
    [InlineData("0109506000134353", """{"error":"the check digit of product code 09506000134353 is wrong: scan it again","offset":0}""")]
    [InlineData("+A123BJC5D6E71H", """{"error":"the check character of the HIBC code is wrong ('H', where its other signs give 'G'): scan it again","offset":14}""")]
    [InlineData("(01)09506000134352(10)A(10)B", """{"error":"(10) is said twice, as A and as B: scan one package's code","offset":0}""")]
    public void A_wrong_scan_gives_the_reason_and_exit_code_one(string text, string json) => Assert.Equal((1, json), Run(["gs1", text]));

    [Fact]
    public void A_separator_and_line_ends_are_read_as_scanners_send_them() => Assert.Equal("a\u001db\u001dc\u001dd\u001de ", ScannedText.Read("a<gs>b{GS}c\\x1Dd\\u001de \r\n"));

    private static (int Code, string Text) Run(string[] arguments)
    {
        var output = new StringWriter();
        var parsed = DecodeCommand.Verb().Parse(arguments);
        Assert.Empty(parsed.Errors);
        return (parsed.Invoke(new InvocationConfiguration { Output = output, EnableDefaultExceptionHandler = false }), output.ToString().TrimEnd('\n'));
    }
}
