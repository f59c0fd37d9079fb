using System.Text.Json;
using EdgeStock.Domain;
using EdgeStock.Gateway.Operations;
using EdgeStock.Ledger;

namespace EdgeStock.Tests.Gateway;

/// <summary>Goods-in from a scanner that types its lines.</summary>
public sealed class GoodsInLinesTests
{
    private readonly List<ReceiveGoods> asked = [];
    private readonly StringWriter answers = new() { NewLine = "\n" };

    [Fact]
    public async Task Each_line_is_booked_and_answered_and_one_that_is_refused_stops_nothing()
    {
        var code = await RunAsync("A\n\n  \nwrong\r\nB<GS>C \n", json: false);

        Assert.Equal(1, code);
        Assert.Equal(["A", "wrong", "B\u001dC"], asked.Select(a => a.Goods.Scan));
        Assert.Equal(
            """
            1: store: 7 pieces of Munskydd IIR, lot A came in (entry 1)
            4: NOT BOOKED: it cannot be
            5: store: 7 pieces of Munskydd IIR, lot B C came in (entry 3)
            3 scanned: 2 booked in (14 pieces), 1 refused

            """.ReplaceLineEndings("\n"),
            answers.ToString().Replace('\u001d', ' '));
    }

    [Fact]
    public async Task What_holds_for_all_lines_is_said_with_each()
    {
        Assert.Equal(0, await RunAsync("A\nB\n", json: false));

        Assert.All(asked, a => Assert.Equal(("Leverantör AB", "store", 2), (a.Supplier, a.Room, a.Goods.Packages)));
    }

    [Fact]
    public async Task Answers_can_be_JSON_one_object_a_line()
    {
        Assert.Equal(1, await RunAsync("A\nwrong\n", json: true));

        var lines = answers.ToString().TrimEnd().Split('\n').Select(l => JsonDocument.Parse(l).RootElement).ToList();
        Assert.Equal(3, lines.Count);
        Assert.Equal((1, "A", 7), (lines[0].GetProperty("line").GetInt32(), lines[0].GetProperty("scan").GetString(), lines[0].GetProperty("entries")[0].GetProperty("data").GetProperty("pieces").GetInt32()));
        Assert.Equal((2, "it cannot be"), (lines[1].GetProperty("line").GetInt32(), lines[1].GetProperty("refused").GetString()));
        Assert.Equal("""{"scanned":2,"booked":1,"pieces":7,"refused":1}""", lines[2].GetRawText());
    }

    [Fact]
    public async Task The_sums_are_said_also_when_the_gateway_is_lost_on_the_way()
    {
        await Assert.ThrowsAsync<CommandException>(() => RunAsync("A\nlost\nB\n", json: false));

        Assert.EndsWith("1 scanned: 1 booked in (7 pieces), 0 refused\n", answers.ToString(), StringComparison.Ordinal);
        Assert.Equal(["A", "lost"], asked.Select(a => a.Goods.Scan));
    }

    private Task<int> RunAsync(string scans, bool json) =>
        new GoodsInLines(new("store", new(Scan: "-", Packages: 2), null, "Leverantör AB"), Book, json).RunAsync(new StringReader(scans), answers);

    private Task<InstructReply> Book(Instruction what)
    {
        asked.Add((ReceiveGoods)what);
        var scan = asked[^1].Goods.Scan!;
        var received = new LotReceived(default, "store", "mask", scan, null, 7, null, 1, null, null, [], GoodsSource.Scan, "p-1");
        return scan switch
        {
            "wrong" => throw new InstructionRefusedException("it cannot be"),
            "lost" => throw new CommandException("the gateway broke off"),
            _ => Task.FromResult(new InstructReply(null, [new(asked.Count, EventCodec.NameOf(received), "store/mask", JsonDocument.Parse(EventCodec.Encode(received)).RootElement)], new Dictionary<string, string> { ["mask"] = "Munskydd IIR" })),
        };
    }
}
