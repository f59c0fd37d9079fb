using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using EdgeStock.Domain;
using EdgeStock.Ledger;
using EdgeStock.SystemTests.Doors;
using EdgeStock.SystemTests.Storeroom;
using EdgeStock.Wire;

namespace EdgeStock.SystemTests.Operating;

/// <summary>A gateway of two storerooms with a catalogue, and the tool beside it: what somebody types, and what comes of it.</summary>
internal sealed class GoodsRig : IAsyncDisposable
{
    /// <summary>Code of a ward package of 50 masks.</summary>
    public const string MaskBox = "80614141123458";

    private const string Site = """
        site: lund
        gateway: ward-3
        timezone: UTC
        rooms: [{id: store, class: storeroom}, {id: sterile, class: sterile}]
        zones: [{id: shelf-a, room: store}]
        devices: [{id: scale-1, kind: scale, room: store, interval_s: 1}, {id: reader-1, kind: reader, room: store, interval_s: 5}]
        articles: [{id: glove, name: Handske, group: ppe, unit_g: 412}]
        bins: [{id: a-01, room: store, zone: shelf-a, article: glove, device: scale-1, tare_g: 420}]
        antennas: [{device: reader-1/1, zone: shelf-a}]
        """;

    private readonly LoneGateway gateway;

    private GoodsRig(LoneGateway gateway) => this.gateway = gateway;

    public LoneGateway Gateway => gateway;

    /// <summary>So many days from today.</summary>
    public static DateOnly In(int days) => DateOnly.FromDateTime(DateTime.UtcNow).AddDays(days);

    /// <summary>As it is typed.</summary>
    public static string Typed(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>An element string of a box of masks: code, expiry and lot.</summary>
    public static string Scan(DateOnly expiry, string lot) => string.Create(CultureInfo.InvariantCulture, $"01{MaskBox}17{expiry:yyMMdd}10{lot}");

    /// <summary>A tag of a catheter: SGTIN-96 of company prefix 0614141 and item 712345, a single piece (filter 1).</summary>
    public static string CatheterTag(int serial) => (((UInt128)0x30 << 88) | ((UInt128)1 << 85) | ((UInt128)5 << 82) | ((UInt128)0614141 << 58) | ((UInt128)712345 << 38) | (UInt128)serial).ToString("X24", CultureInfo.InvariantCulture);

    /// <summary>Starts a gateway and gives it a catalogue of masks, which people count, and of catheters, which have tags.</summary>
    public static async Task<GoodsRig> StartAsync()
    {
        var rig = new GoodsRig(await LoneGateway.StartAsync(prepare: g => File.WriteAllText(Path.Combine(Path.GetDirectoryName(g.DataPath)!, "site.yaml"), Site)));
        try
        {
            using var http = rig.gateway.Client(control: true);
            var catalogue = new ImportCatalogue("artiklar.csv", "ab", [Article("mask", "Munskydd IIR", MaskBox, PackageLevel.Ward, 50), Article("catheter", "Kateter 14 Fr", "70614141123451", PackageLevel.Piece, 1)], true);
            using var body = new StringContent(InstructionText.Write(catalogue), Encoding.UTF8, "application/json");
            using var answer = await http.PostAsync(new Uri("control/instruct/catalogue", UriKind.Relative), body);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            return rig;
        }
        catch
        {
            await rig.DisposeAsync();
            throw;
        }
    }

    /// <summary>What somebody types; it must be done.</summary>
    /// <returns>What the tool answered.</returns>
    public async Task<string> DoAsync(params string[] words)
    {
        var run = await RunAsync(words);
        Assert.True(run.ExitCode == 0, run.Tail);
        Assert.Equal("", run.Errors);
        return run.Output;
    }

    /// <summary>What somebody types; it must be refused.</summary>
    /// <returns>The sentence on standard error.</returns>
    public async Task<string> RefusedAsync(params string[] words)
    {
        var run = await RunAsync(words);
        Assert.True(run.ExitCode == 1, run.Tail);
        Assert.Equal("", run.Output);
        return Assert.Single(run.Errors.TrimEnd().Split('\n'));
    }

    public Task<RunningProgram> RunAsync(params string[] words) => RunningProgram.RunAsync(Programs.Gateway, [.. words, "--data", gateway.DataPath]);

    public Task<RunningProgram> FeedAsync(string input, params string[] words) => RunningProgram.FeedAsync(Programs.Gateway, input, [.. words, "--data", gateway.DataPath]);

    /// <summary>What the tool shows on the shelves: storeroom, article, lot, expiry, pieces and state.</summary>
    public async Task<IReadOnlyList<(string Room, string Article, string? Lot, string? Expiry, double Pieces, string State)>> LotsAsync(params string[] words)
    {
        using var shelves = JsonDocument.Parse(await DoAsync(["lots", .. words, "--json"]));
        return
        [
            .. shelves.RootElement.EnumerateArray().SelectMany(s => s.GetProperty("lots").EnumerateArray().Select(l => (
                s.GetProperty("room").GetString()!, s.GetProperty("article").GetString()!, l.GetProperty("lot").GetString(), l.GetProperty("expiry").GetString(),
                l.GetProperty("pieces").GetDouble(), l.GetProperty("state").GetString()!))),
        ];
    }

    /// <summary>The chain holds, and the read models are what the entries make.</summary>
    public async Task HoldsAsync()
    {
        Assert.Contains("holds: ", await DoAsync("verify"), StringComparison.Ordinal);
        Assert.Contains("equal to the saved read models", await DoAsync("rebuild"), StringComparison.Ordinal);
    }

    /// <summary>The antenna of the shelf reads a tag a few times; returns when that is committed.</summary>
    public async Task ReadAsync(Door door, ulong first, params string[] epcs)
    {
        var (n, at) = (first, DateTimeOffset.FromUnixTimeMilliseconds(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()).AddSeconds(-8));
        for (var round = 0; round < 6; round++)
        {
            at = at.AddSeconds(1);
            foreach (var epc in epcs)
            {
                await door.SayAsync(Encoding.UTF8.GetString(LineCodec.ToUtf8(new ReadLine(epc, -50, 5) { N = n++, At = at, Device = "reader-1/1" })));
            }
        }

        await gateway.WaitAsync(async () => await door.AnswerAsync() is AckLine ack && ack.N == n - 1, "the reads in the ledger");
    }

    public ValueTask DisposeAsync() => gateway.DisposeAsync();

    private static CatalogueArticle Article(string id, string name, string code, PackageLevel level, int pieces) => new(
        id, name, ProductGroup.Device, null, null, null, [new(Gtin.TryFrom(code, out var gtin) ? gtin : throw new ArgumentException(code), level, pieces)],
        false, null, null, null, 1095, null, false, null, true);
}
