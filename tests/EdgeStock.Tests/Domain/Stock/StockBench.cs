using EdgeStock.Domain;
using EdgeStock.Gateway;
using EdgeStock.Ledger;

namespace EdgeStock.Tests.Domain.Stock;

/// <summary>
/// A storeroom with its book: one bin of gloves (100 g a piece, tare 400 g), one of vials, tags in the zones of two rooms, and a clock that the
/// test moves. The days are those of Stockholm.
/// </summary>
internal sealed class StockBench
{
    public const string Glove = "glove";
    public const string Mask = "mask";
    public const string Catheter = "catheter";
    public const string GlovePiece = "09506000134352";
    public const string GloveCase = "80614141123458";
    public const string CatheterPiece = "70614141123451";

    private readonly Turn turn;
    private readonly List<LedgerEntry> entries = [];

    public StockBench()
    {
        var made = TestSite.Make();
        Site = made with
        {
            Calendar = new(TimeZoneInfo.FindSystemTimeZoneById("Europe/Stockholm")),
            Zones = [.. made.Zones, new("shelf-s", "sterile", false)],
            Antennas = [.. made.Antennas, new("reader-1/3", "reader-1", "shelf-s", TimeSpan.FromSeconds(5))],
        };
        turn = new(Site, new(new(), Projection.Empty(Site), new Dictionary<string, ulong>(), 0, []), new(0, new LedgerIdentity("lund", "ward-3", 1).Genesis));
        Give(new ApplySite(Now, "p-0", Site, "ab"));
        Said(new ImportCatalogue("artiklar.csv", "ab", [GloveArticle, MaskArticle, CatheterArticle], true));
    }

    /// <summary>Counted by weight; expires; a case holds 50.</summary>
    public static CatalogueArticle GloveArticle { get; } = Article(Glove, ProductGroup.Ppe, 1095, new(Code(GlovePiece), PackageLevel.Piece, 1), new(Code(GloveCase), PackageLevel.Transport, 50));

    /// <summary>Counted by hand; does not expire.</summary>
    public static CatalogueArticle MaskArticle { get; } = Article(Mask, ProductGroup.Ppe, null);

    /// <summary>Counted by its tags; expires.</summary>
    public static CatalogueArticle CatheterArticle { get; } = Article(Catheter, ProductGroup.Device, 730, new TradeItem(Code(CatheterPiece), PackageLevel.Piece, 1));

    public Site Site { get; }

    /// <summary>Monday, 2 March 2026, 07:00 in Stockholm.</summary>
    public DateTimeOffset Now { get; private set; } = TestSite.T0;

    public DateOnly Today => Site.Calendar.DayOf(Now);

    public Projection Projection => turn.Projection;

    public IReadOnlyList<LedgerEntry> Entries => entries;

    public IEnumerable<StoreroomEvent> Events => entries.Select(EventCodec.Decode);

    /// <summary>Why an instruction is refused; null when it is done.</summary>
    public string? Say(Instruction what)
    {
        var refused = turn.Instruct(new(Now, "p-1", what));
        Collect();
        return refused;
    }

    /// <summary>An instruction that must be done; the events that it caused.</summary>
    public IReadOnlyList<StoreroomEvent> Said(Instruction what)
    {
        var before = entries.Count;
        Assert.Null(Say(what));
        return [.. entries.Skip(before).Select(EventCodec.Decode)];
    }

    /// <summary>So many pieces lie in the bin of gloves.</summary>
    public void Weigh(int pieces)
    {
        for (var i = 0; i < 9; i++)
        {
            Now += TimeSpan.FromMilliseconds(300);
            Give(new BinWeighed(Now, Now, "scale-1", TestSite.Glove, Grams.From(400 + (100 * pieces)), ScaleState.Weighed));
        }
    }

    /// <summary>A tag is read so often that it is believed.</summary>
    public void Read(Epc epc, string antenna)
    {
        for (var i = 0; i < 6; i++)
        {
            Now += TimeSpan.FromSeconds(1);
            Give(new TagRead(Now, Now, "reader-1", antenna, epc, -50, 5));
            Give(new Tick(Now));
        }
    }

    /// <summary>The reader works, and does not read what it does not see any more, for so long.</summary>
    public void Listen(TimeSpan span)
    {
        for (var until = Now + span; Now < until;)
        {
            Now += TimeSpan.FromSeconds(1);
            Give(new RoundFinished(Now, Now, "reader-1"));
            Give(new Tick(Now));
        }
    }

    /// <summary>Time passes, an hour at a time.</summary>
    public void Pass(TimeSpan span)
    {
        for (var until = Now + span; Now < until;)
        {
            Now += until - Now < TimeSpan.FromHours(1) ? until - Now : TimeSpan.FromHours(1);
            Give(new Tick(Now));
        }
    }

    /// <summary>It is this time of the same or a later day in Stockholm.</summary>
    public void PassTo(DateOnly day, int hour) => Pass(Site.Calendar.StartOf(day).AddHours(hour) - Now);

    public void Give(Input input)
    {
        turn.Take(input);
        Assert.Null(turn.LastFault);
        Collect();
    }

    public HoldingView Holding(string article, string room = "store") => Projection.Book.Holding(room, article);

    public StockOnHand Stock(string article, string room = "store") => StockOnHand.Of(Site, Projection, room, article, Today, Now);

    public ArticleCover Cover(string article, string room = "store") => EdgeStock.Domain.Cover.Of(Site, Projection, room, article, Today, Now);

    public ArticleDay Closed(string article, DateOnly day, string room = "store") =>
        Events.OfType<StoreroomDayClosed>().Single(d => d.Room == room && d.Day == day).Articles.Single(a => a.Article == article);

    public static Gtin Code(string digits) => Gtin.TryFrom(digits, out var gtin) ? gtin : throw new ArgumentException(digits);

    /// <summary>A tag of the catheter: SGTIN-96, company prefix 0614141, item 712345, packed as a single piece (filter 1).</summary>
    public static Epc CatheterTag(int serial) => Sgtin(1, 0614141, 712345, serial);

    /// <summary>A tag of a case of gloves (filter 2): company prefix 0614141, item 812345.</summary>
    public static Epc GloveCaseTag(int serial) => Sgtin(2, 0614141, 812345, serial);


    private static Epc Sgtin(int filter, long prefix, long item, long serial)
    {
        // Header 0x30, filter 3 bits, partition 5 (24-bit prefix, 20-bit item), serial 38 bits.
        var bits = ((UInt128)0x30 << 88) | ((UInt128)filter << 85) | ((UInt128)5 << 82) | ((UInt128)prefix << 58) | ((UInt128)item << 38) | (UInt128)serial;
        return Epc.From(bits.ToString("X24", System.Globalization.CultureInfo.InvariantCulture));
    }

    private static CatalogueArticle Article(string id, ProductGroup group, int? shelfLife, params TradeItem[] packages) =>
        new(id, id, group, null, null, null, packages, false, null, null, null, shelfLife, "Leverantör AB", false, null, true);

    private void Collect() => entries.AddRange(turn.TakeCommit(0).Entries);
}
