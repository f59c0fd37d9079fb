using System.CommandLine;
using EdgeStock.Domain;
using EdgeStock.Gateway.Operations;
using Command = System.CommandLine.Command;

namespace EdgeStock.Tests.Gateway;

/// <summary>What a command line says of goods, and what it must not say.</summary>
public sealed class GoodsOptionsTests
{
    private static readonly Option<string> Data = new("--data") { DefaultValueFactory = _ => "/nowhere" };

    [Fact]
    public void All_that_was_given_is_read()
    {
        var goods = new GoodsOptions();
        var verb = new Command("x");
        goods.AddTo(verb);

        var read = goods.Read(verb.Parse(["--article", "mask", "--scan", "10A7<GS>21X", "--lot", "A7", "--expiry", "2026-06-30", "--pieces", "12", "--epc", "3074"]));

        Assert.Equal(new Goods("mask", "10A7\u001d21X", "A7", new(2026, 6, 30), 12, null, "3074"), read);
    }

    [Fact]
    public void What_was_not_given_is_not_said()
    {
        var goods = new GoodsOptions();
        var verb = new Command("x");
        goods.AddNamesTo(verb);

        Assert.Equal(new Goods("mask"), goods.Read(verb.Parse(["--article", "mask"])));
    }

    [Theory]
    [InlineData("goods-in", "store --article mask --pieces 3", null)]
    [InlineData("goods-in", "store --scan -", null)]
    [InlineData("goods-in", "store --scan - --packages 2", null)]
    [InlineData("goods-in", "store --zone shelf-a --lot A --expiry 2027-01-31", null)]
    [InlineData("goods-in", "--article mask --pieces 3", "missing for command")]
    [InlineData("goods-in", "store --pieces 3", "it is not said which goods")]
    [InlineData("goods-in", "store --article mask --pieces 3 --packages 1", "give one of --pieces, --packages and --epc")]
    [InlineData("goods-in", "store --scan - --epc 3074", "--epc names one package")]
    [InlineData("goods-in", "store --zone shelf-a --epc 3074", "--epc names one package")]
    [InlineData("goods-in", "store --scan - --zone shelf-a", "not both")]
    [InlineData("goods-in", "store --article mask --expiry 26-06-30", "write the day as YYYY-MM-DD")]
    [InlineData("goods-in", "store --article mask --expiry 2026-02-29", "write the day as YYYY-MM-DD")]
    [InlineData("goods-in", "store --article mask --pieces many", "--pieces")]
    [InlineData("open-case", "store --scan 80614141123458", null)]
    [InlineData("open-case", "store --epc 3074", null)]
    [InlineData("return", "store --article mask --pieces 2", "--reason")]
    [InlineData("return", "store --article mask --pieces 2 --reason x", null)]
    [InlineData("return", "store --article mask --pieces 2 --packages 2 --reason x", "--pieces or --packages")]
    [InlineData("waste", "store --article mask --pieces 2 --reason expired", null)]
    [InlineData("waste", "store --article mask --pieces 2 --reason 3", "'contaminated'")]
    [InlineData("waste", "store --article mask --pieces 2 --reason other", "say with --text why")]
    [InlineData("waste", "store --article mask --pieces 2 --reason other --text x", null)]
    [InlineData("transfer", "store sterile --article mask --pieces 2", null)]
    [InlineData("transfer", "store --article mask --pieces 2", "missing for command")]
    [InlineData("stock-take", "store --article mask --count 0", null)]
    [InlineData("stock-take", "store --bin a-01 --count 7", null)]
    [InlineData("stock-take", "store --article mask", "--count")]
    [InlineData("stock-take", "store --count 7", "give --article or --scan or --bin")]
    [InlineData("quarantine", "store --article mask --lot A --reason x", null)]
    [InlineData("quarantine", "store --article mask --lot A --pieces 2 --reason x", "--pieces")]
    [InlineData("release", "store --lot A --reason x", "it is not said which goods")]
    [InlineData("recall", "--article mask --reason x --reference FSN-7", null)]
    [InlineData("recall", "--lot A --reason x", "it is not said which goods")]
    [InlineData("recall", "end recall-7 --reason x", null)]
    [InlineData("recall", "end recall-7", "--reason")]
    [InlineData("recall", "list", null)]
    [InlineData("lots", "", null)]
    [InlineData("lots", "store --article mask --json", null)]
    [InlineData("lots", "store sterile", "sterile")]
    public void A_command_line_is_taken_or_refused_with_its_reason(string verb, string words, string? wrong)
    {
        Command[] verbs =
        [
            GoodsInCommand.Verb(Data), OpenCaseCommand.Verb(Data), ReturnCommand.Verb(Data), WasteCommand.Verb(Data), TransferCommand.Verb(Data), StockTakeCommand.Verb(Data),
            QuarantineCommand.Verb(Data), ReleaseCommand.Verb(Data), RecallCommand.Verb(Data), LotsCommand.Verb(Data),
        ];

        var errors = string.Join('\n', verbs.Single(v => v.Name == verb).Parse(words.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Errors.Select(e => e.Message));

        if (wrong is null)
        {
            Assert.Equal("", errors);
        }
        else
        {
            Assert.Contains(wrong, errors, StringComparison.Ordinal);
        }
    }
}
