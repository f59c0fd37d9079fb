using System.Text.Json;
using static EdgeStock.SystemTests.Operating.GoodsRig;

namespace EdgeStock.SystemTests.Operating;

/// <summary>What people do with goods, said to the real tool: through a running gateway, and without one (docs/goods.md).</summary>
public sealed class GoodsVerbTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Goods_come_in_are_thrown_away_sent_counted_quarantined_and_recalled(bool running)
    {
        await using var rig = await StartAsync();
        if (!running)
        {
            Assert.Equal(0, await rig.Gateway.StopAsync());
        }

        var (soon, late) = (In(60), In(400));
        Assert.Contains($"store: 100 pieces of Munskydd IIR, lot B (use by {Typed(late)}) came in in 2 packages (entry ", await rig.DoAsync("goods-in", "store", "--scan", Scan(late, "B"), "--packages", "2"), StringComparison.Ordinal);
        await rig.DoAsync("goods-in", "store", "--scan", Scan(soon, "A<GS>21S1"));
        Assert.Equal([("store", "mask", "A", Typed(soon), 50.0, "usable"), ("store", "mask", "B", Typed(late), 100.0, "usable")], await rig.LotsAsync());

        await rig.DoAsync("waste", "store", "--article", "mask", "--lot", "A", "--pieces", "2", "--reason", "damaged");

        // Lot B goes while lot A, which expires before it, remains.
        var sent = await rig.DoAsync("transfer", "store", "sterile", "--article", "mask", "--lot", "B", "--pieces", "30");
        Assert.Contains($"sterile: 30 pieces of Munskydd IIR, lot B (use by {Typed(late)}) came from store", sent, StringComparison.Ordinal);
        Assert.Contains($"WARNING store: lot B (use by {Typed(late)}) of Munskydd IIR went before lot A, which is to be used by {Typed(soon)}", sent, StringComparison.Ordinal);

        Assert.Contains("48 booked: 3 fewer", await rig.DoAsync("stock-take", "store", "--article", "mask", "--lot", "A", "--count", "45"), StringComparison.Ordinal);
        await rig.DoAsync("quarantine", "store", "--scan", Scan(soon, "A"), "--reason", "fuktig kartong");
        Assert.Equal(
            [("store", "mask", "A", Typed(soon), 45.0, "quarantined"), ("store", "mask", "B", Typed(late), 70.0, "usable"), ("sterile", "mask", "B", Typed(late), 30.0, "usable")],
            await rig.LotsAsync());
        Assert.Contains("in quarantine (fuktig kartong)", await rig.RefusedAsync("transfer", "store", "sterile", "--article", "mask", "--lot", "A", "--pieces", "1"), StringComparison.Ordinal);

        await rig.DoAsync("release", "store", "--article", "mask", "--lot", "A", "--reason", "bedömd av hygien");
        await rig.DoAsync("return", "store", "--article", "mask", "--lot", "A", "--pieces", "1", "--reason", "inställd operation");
        Assert.Contains("every lot of Munskydd IIR is recalled", await rig.DoAsync("recall", "--scan", MaskBox, "--reason", "otät", "--reference", "FSN-7"), StringComparison.Ordinal);
        Assert.Equal(
            [("store", "mask", "A", Typed(soon), 46.0, "recalled"), ("store", "mask", "B", Typed(late), 70.0, "recalled"), ("sterile", "mask", "B", Typed(late), 30.0, "recalled")],
            await rig.LotsAsync());

        var list = JsonDocument.Parse(await rig.DoAsync("recall", "list", "--json")).RootElement;
        var recall = Assert.Single(list.EnumerateArray()).GetProperty("recall").GetString()!;
        Assert.Contains("FSN-7", await rig.DoAsync("recall", "list"), StringComparison.Ordinal);
        await rig.DoAsync("recall", "end", recall, "--reason", "gällde en annan lot");
        Assert.Equal([("sterile", "mask", "B", Typed(late), 30.0, "usable")], await rig.LotsAsync("sterile", "--article", "mask"));
        await rig.HoldsAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_scanner_that_types_is_answered_line_by_line_and_a_wrong_line_stops_nothing(bool running)
    {
        await using var rig = await StartAsync();
        if (!running)
        {
            Assert.Equal(0, await rig.Gateway.StopAsync());
        }

        var day = In(200);
        var scans = await rig.FeedAsync($"]C1{Scan(day, "A")}\u001d21S1\r\n0180614141123459\n\n{MaskBox}\nhttps://id.gs1.org/01/{MaskBox}/10/C?17={day:yyMMdd}\n", "goods-in", "store", "--scan", "-", "--supplier", "Leverantör AB");

        Assert.Equal(1, scans.ExitCode);
        Assert.Equal("", scans.Errors);
        var lines = scans.Output.TrimEnd().Split('\n');
        Assert.Equal(5, lines.Length);
        Assert.StartsWith($"1: store: 50 pieces of Munskydd IIR, lot A (use by {Typed(day)}) came in (entry ", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("2: NOT BOOKED: the scan cannot be read: the check digit of product code 80614141123459 is wrong", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("4: store: 50 pieces of Munskydd IIR, no lot and no date known came in (entry ", lines[2], StringComparison.Ordinal);
        Assert.StartsWith($"5: store: 50 pieces of Munskydd IIR, lot C (use by {Typed(day)}) came in (entry ", lines[3], StringComparison.Ordinal);
        Assert.Equal("4 scanned: 3 booked in (150 pieces), 1 refused", lines[4]);
        Assert.Equal([("A", "usable"), ("C", "usable"), (null, "undated")], (await rig.LotsAsync()).Select(l => (l.Lot, l.State)));
        await rig.HoldsAsync();
    }

    [Fact]
    public async Task Tags_that_the_antennas_of_a_zone_see_come_in_with_one_word()
    {
        await using var rig = await StartAsync();
        using var door = await rig.Gateway.GreetedAsync("hw-1");
        await rig.ReadAsync(door, 1, CatheterTag(1), CatheterTag(2), CatheterTag(3));
        var day = In(300);
        Assert.Equal(["undated"], (await rig.LotsAsync()).Select(l => l.State));
        Assert.Contains("see 3 pieces in 3 packages", await rig.RefusedAsync("goods-in", "store", "--zone", "shelf-a", "--article", "catheter", "--lot", "K1", "--pieces", "4"), StringComparison.Ordinal);

        var entries = JsonDocument.Parse(await rig.DoAsync("goods-in", "store", "--zone", "shelf-a", "--article", "catheter", "--lot", "K1", "--expiry", Typed(day), "--pieces", "3", "--json")).RootElement;

        var received = entries.EnumerateArray().Single(e => e.GetProperty("kind").GetString() == "lot.received.v1").GetProperty("data");
        Assert.Equal([CatheterTag(1), CatheterTag(2), CatheterTag(3)], received.GetProperty("tags").EnumerateArray().Select(t => t.GetString()!));
        Assert.Equal([("store", "catheter", "K1", Typed(day), 3.0, "usable")], await rig.LotsAsync());
        Assert.Contains("no tag of the catalogue that is not booked in yet", await rig.RefusedAsync("goods-in", "store", "--zone", "shelf-a"), StringComparison.Ordinal);
        await rig.HoldsAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_cannot_be_done_is_refused_with_1_and_leaves_no_entry_and_what_is_said_wrongly_with_2(bool running)
    {
        await using var rig = await StartAsync();
        if (!running)
        {
            Assert.Equal(0, await rig.Gateway.StopAsync());
        }

        var before = await rig.DoAsync("verify");

        Assert.Contains("'kitchen' is no storeroom of this gateway: there are store, sterile", await rig.RefusedAsync("goods-in", "kitchen", "--article", "mask", "--pieces", "1"), StringComparison.Ordinal);
        Assert.Contains("too old are not taken in", await rig.RefusedAsync("goods-in", "store", "--article", "mask", "--lot", "A", "--expiry", Typed(In(-1)), "--pieces", "1"), StringComparison.Ordinal);
        Assert.Contains("has 0 pieces of 'mask', not 3", await rig.RefusedAsync("waste", "store", "--article", "mask", "--pieces", "3", "--reason", "expired"), StringComparison.Ordinal);
        Assert.Contains("no recall 'recall-1' is in force", await rig.RefusedAsync("recall", "end", "recall-1", "--reason", "x"), StringComparison.Ordinal);

        foreach (var words in new[] { "goods-in store --article mask --expiry tomorrow", "waste store --article mask --pieces 3 --reason stolen", "lots kitchen", "lots --article nobody", "stock-take store --article mask" })
        {
            var run = await rig.RunAsync(words.Split(' '));
            Assert.True(run.ExitCode == 2, run.Tail);
            Assert.Equal("", run.Output);
        }

        Assert.Equal(before.Split('\n')[0], (await rig.DoAsync("verify")).Split('\n')[0]);
    }
}
