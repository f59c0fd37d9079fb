using EdgeStock.Simulator.Scenarios;

namespace EdgeStock.Simulator.Physics;

/// <summary>One piece of goods.</summary>
/// <param name="Grams">Its own weight.</param>
/// <param name="Epc">Its tag, upper-case hexadecimal; null when it has none.</param>
internal sealed record Item(double Grams, string? Epc);

/// <summary>A bin on its scale: what is in it, how heavy each piece is, and which hands touched it when.</summary>
internal sealed class WeighedBin
{
    /// <summary>A hand lets the platform come to rest before the next one reaches in.</summary>
    private const long GapMs = 1200;

    /// <summary>What is put back has been out for a while: longer than it takes to carry it out of the room.</summary>
    private const long AwayAtLeastMs = 10_000;

    private const long AwayAtMostMs = 30 * 60 * 1000;
    private const double NewLotProbability = 0.5;
    /// <summary>Bins of one type differ by so much.</summary>
    public const double TareSdGrams = 1;


    private readonly List<Item> items = [];
    private readonly List<Touch> touches = [];
    private readonly List<(Item Item, long TakenMs)> taken = [];
    private readonly ChanceStream weights;
    private readonly double tareGrams;
    private double lotMeanGrams;
    private long made;
    private long lots;

    public WeighedBin(BinPlan plan, long seed)
    {
        Plan = plan;
        weights = ChanceStream.From(seed, $"weights {plan.Id}");
        var chance = ChanceStream.From(seed, $"start {plan.Id}").At(0);
        tareGrams = plan.TareGrams + (TareSdGrams * chance.Gaussian());
        OpenLot();
        var count = plan.InitialCount ?? (int)Math.Round(plan.Capacity * chance.Between(0.55, 0.95));
        for (var i = 0; i < count; i++)
        {
            items.Add(Make());
        }

        InitialItems = [.. items];
        Cell = new LoadCell(plan.Cell, seed, plan.Device, LoadGrams);
    }

    /// <summary>What the bin is meant for.</summary>
    public BinPlan Plan { get; }

    /// <summary>The cell under it.</summary>
    public LoadCell Cell { get; }

    /// <summary>What lay in it at t0.</summary>
    public IReadOnlyList<Item> InitialItems { get; }

    /// <summary>Pieces in it now.</summary>
    public int Count => items.Count;

    /// <summary>Pieces on their way in: planned, not yet put down.</summary>
    public int Expected { get; set; }

    /// <summary>Tare and goods now, in grams.</summary>
    public double LoadGrams => tareGrams + items.Sum(item => item.Grams);

    /// <summary>Plans a hand in the bin, no earlier than asked for and after the hands before it.</summary>
    public Touch Reserve(long earliestMs, ref Chance chance)
    {
        var start = touches.Count == 0 ? earliestMs : Math.Max(earliestMs, touches[^1].EndMs + GapMs);
        var length = chance.Milliseconds(500, 1000);
        var touch = new Touch(start, start + length, start + (length * 3 / 5), chance.Between(60, 380));
        touches.Add(touch);
        return touch;
    }

    /// <summary>Takes up to so many pieces.</summary>
    public IReadOnlyList<Item> Take(long ms, int count, ref Chance chance)
    {
        var gone = new List<Item>();
        while (gone.Count < count && items.Count > 0)
        {
            var index = chance.Below(items.Count);
            gone.Add(items[index]);
            items.RemoveAt(index);
        }

        taken.AddRange(gone.Select(item => (item, ms)));
        Cell.Load(ms, LoadGrams);
        return gone;
    }

    /// <summary>Puts up to so many new pieces in, as far as there is room.</summary>
    public IReadOnlyList<Item> Fill(long ms, int count)
    {
        var fresh = new List<Item>();
        while (fresh.Count < count && items.Count < Plan.Capacity)
        {
            fresh.Add(Make());
            items.Add(fresh[^1]);
        }

        Cell.Load(ms, LoadGrams);
        return fresh;
    }

    /// <summary>Puts back what was taken last, when that was within the half hour and there is room.</summary>
    public Item? PutBack(long ms)
    {
        taken.RemoveAll(t => ms - t.TakenMs > AwayAtMostMs);
        var index = taken.FindLastIndex(t => ms - t.TakenMs >= AwayAtLeastMs);
        if (index < 0 || items.Count >= Plan.Capacity)
        {
            return null;
        }

        var item = taken[index].Item;
        taken.RemoveAt(index);
        items.Add(item);
        Cell.Load(ms, LoadGrams);
        return item;
    }

    /// <summary>New goods may come from another lot, with another mean weight.</summary>
    public void Deliver(ref Chance chance)
    {
        if (chance.Happens(NewLotProbability))
        {
            OpenLot();
        }
    }

    /// <summary>The hand that is felt at an instant, if any.</summary>
    public Touch? TouchAt(long ms)
    {
        var (low, high) = (0, touches.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = touches[middle].StartMs <= ms ? (middle + 1, high) : (low, middle);
        }

        return low > 0 && touches[low - 1].IsFelt(ms) ? touches[low - 1] : null;
    }

    /// <summary>Start of the first hand in (after, until]; null when there is none.</summary>
    public long? NextTouch(long afterMs, long untilMs)
    {
        for (var i = touches.Count - 1; i >= 0 && touches[i].StartMs > afterMs; i--)
        {
            if (touches[i].StartMs <= untilMs && (i == 0 || touches[i - 1].StartMs <= afterMs))
            {
                return touches[i].StartMs;
            }
        }

        return null;
    }

    private void OpenLot() => lotMeanGrams = Plan.Article.UnitGrams + (Plan.Article.LotSdGrams * weights.At(-1 - lots++).Gaussian());

    private Item Make()
    {
        var number = made++;
        var grams = lotMeanGrams + (Plan.Article.UnitSdGrams * weights.At(number).Gaussian());
        return new Item(grams, Plan.Tagged ? Convert.ToHexString(Sgtin96.Encode(Plan.Article.Gtin, GtinDigits.DemoPrefixDigits, 1, 1001 + number)) : null);
    }
}
