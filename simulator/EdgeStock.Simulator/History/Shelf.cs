using EdgeStock.Simulator.Physics;
using EdgeStock.Simulator.Scenarios;

namespace EdgeStock.Simulator.History;

/// <summary>Whether a lot may be used.</summary>
internal enum LotState
{
    Usable,
    Quarantined,
    Recalled,
}

/// <summary>Goods of one production.</summary>
/// <param name="expiry">Last day on which they may be used; null when they do not expire.</param>
/// <param name="meanGrams">Mean weight of a piece of this lot.</param>
internal sealed class Lot(string number, DateOnly? expiry, double meanGrams)
{
    public string Number => number;

    public DateOnly? Expiry => expiry;

    public double MeanGrams => meanGrams;

    /// <summary>Somebody booked it in.</summary>
    public bool Booked { get; set; }

    public LotState State { get; set; }

    /// <summary>Whether it may be used on a day.</summary>
    public bool MayBeUsed(DateOnly day) => State == LotState.Usable && !(expiry < day);
}

/// <summary>One piece of goods.</summary>
/// <param name="Epc">Its tag; null when it has none.</param>
internal sealed record Piece(Lot Lot, double Grams, string? Epc);

/// <summary>A place for an article: a bin on a scale, or a shelf that nothing weighs.</summary>
internal sealed class ShelfPlace(BinPlan? bin, double tareGrams, LoadCell? cell)
{
    public BinPlan? Bin => bin;

    /// <summary>The cell under it; null where there is none.</summary>
    public LoadCell? Cell => cell;

    public List<Piece> Pieces { get; } = [];

    /// <summary>What the cell had drifted when it was last set to zero, in grams.</summary>
    public double ZeroGrams { get; set; }

    public double LoadGrams => tareGrams + Pieces.Sum(p => p.Grams);
}

/// <summary>All that a storeroom truly has of an article.</summary>
internal sealed class Shelf
{
    private const double TareSdGrams = 1;

    private readonly ChanceStream weights;
    private readonly double? pieceGrams;
    private long made;

    public Shelf(StockedArticle plan, IReadOnlyDictionary<string, FinalBin> finals, long seed)
    {
        Plan = plan;
        weights = ChanceStream.From(seed, $"past pieces {plan.Article.Id}");
        foreach (var bin in plan.Bins)
        {
            var final = finals.GetValueOrDefault(bin.Id);
            var tare = final?.TareGrams ?? bin.TareGrams + (TareSdGrams * ChanceStream.From(seed, $"past tare {bin.Id}").At(0).Gaussian());
            pieceGrams ??= final?.PieceGrams;
            Places.Add(new(bin, tare, new LoadCell(bin.Cell, seed, $"past {bin.Device}", tare)));
        }

        if (Places.Count == 0)
        {
            Places.Add(new(null, 0, null));
        }
    }

    public StockedArticle Plan { get; }

    public List<ShelfPlace> Places { get; } = [];

    /// <summary>Pieces of all lots, usable or not.</summary>
    public int OnHand => Places.Sum(p => p.Pieces.Count);

    /// <summary>The lots that are there, first to expire first.</summary>
    public IEnumerable<(Lot Lot, int Pieces)> Lots() => Places.SelectMany(p => p.Pieces).GroupBy(p => p.Lot).OrderBy(g => g.Key.Expiry ?? DateOnly.MaxValue).ThenBy(g => g.Key.Number, StringComparer.Ordinal).Select(g => (g.Key, g.Count()));

    /// <summary>Pieces that may be used on a day.</summary>
    public int Usable(DateOnly day) => Places.Sum(p => p.Pieces.Count(x => x.Lot.MayBeUsed(day)));

    /// <summary>A new lot.</summary>
    /// <param name="meanShift">How far its mean weight lies from the article's, in standard deviations.</param>
    public Lot NewLot(string number, DateOnly? expiry, double meanShift) => new(number, expiry, Plan.Article.UnitGrams + (Plan.Article.LotSdGrams * meanShift));

    /// <summary>Puts new pieces of a lot into the place that holds fewest.</summary>
    public ShelfPlace Put(Lot lot, int count)
    {
        var place = Places.MinBy(p => p.Pieces.Count)!;
        for (var i = 0; i < count; i++)
        {
            var number = made++;
            var grams = pieceGrams ?? lot.MeanGrams + (Plan.Article.UnitSdGrams * weights.At(number).Gaussian());
            var epc = Plan.Counted == CountedBy.Tags ? Convert.ToHexString(Sgtin96.Encode(Plan.Article.Gtin, GtinDigits.DemoPrefixDigits, 1, 5001 + number)) : null;
            place.Pieces.Add(new(lot, grams, epc));
        }

        return place;
    }

    /// <summary>Takes out up to so many pieces, in the order that is given.</summary>
    /// <returns>What was taken, with the places that it came from.</returns>
    public IReadOnlyList<(Piece Piece, ShelfPlace Place)> Take(int count, Func<Piece, bool> which)
    {
        var taken = Places.SelectMany(place => place.Pieces.Where(which).Select(piece => (Piece: piece, Place: place)))
            .OrderBy(t => t.Piece.Lot.Expiry ?? DateOnly.MaxValue).ThenBy(t => t.Piece.Lot.Number, StringComparer.Ordinal).Take(count).ToList();
        foreach (var (piece, place) in taken)
        {
            place.Pieces.Remove(piece);
        }

        return taken;
    }

    /// <summary>Puts a piece back where it was.</summary>
    public static void PutBack(Piece piece, ShelfPlace place) => place.Pieces.Add(piece);
}
