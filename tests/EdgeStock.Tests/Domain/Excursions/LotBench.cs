using EdgeStock.Domain;
using EdgeStock.Tests.Domain.Alarms;
using EdgeStock.Tests.Domain.Stock;

namespace EdgeStock.Tests.Domain.Excursions;

/// <summary>
/// A room with one climate point (above 25 °C is too high after 15 minutes, ends after 5 within 24.5 °C), another room without one, and masks and gowns
/// that people count by hand. Lots are said by their letter.
/// </summary>
internal sealed class LotBench
{
    public const string High = AlarmBench.High;
    public const string Mask = "mask";
    public const string Gown = "gown";
    public static readonly DateOnly Expiry = new(2027, 12, 31);

    public LotBench(params AlarmKind[] quarantineOn)
    {
        var made = AlarmBench.Site();
        Alarms = new(made with { Rooms = [.. made.Rooms, new("store", "Förråd", RoomClass.Storeroom)], Alarms = made.Alarms with { QuarantineOn = quarantineOn } }) { Step = 5 };
        Say(new ImportCatalogue("artiklar.csv", "ab", [StockBench.MaskArticle, StockBench.MaskArticle with { Id = Gown }], true));
    }

    public AlarmBench Alarms { get; }

    public Projection Projection => Alarms.Projection;

    public IEnumerable<ExcursionLots> Told => Alarms.Told.OfType<ExcursionLots>();

    public ExcursionView Excursion => Projection.Excursions.Values.Single();

    /// <summary>It must be done.</summary>
    public void Say(Instruction what) => Assert.Null(Alarms.Say(what));

    public void Receive(string article, string lot, int pieces, string room = "sterile") => Say(new ReceiveGoods(room, new(article, Lot: lot, Expiry: Expiry, Pieces: pieces)));

    /// <summary>Fifteen minutes and a bit too warm: the alarm stands.</summary>
    public void Warm(int minutes = 20) => Alarms.Minutes(minutes, 26);

    /// <summary>Back, and over.</summary>
    public void Cool() => Alarms.Minutes(12, 22);

    public string? Decide(string article, string? lot, LotDecision decision, string? alarm = High, string reason = "bedömd") => Alarms.Say(new DecideLot(new(article, Lot: lot), decision, reason, alarm));

    /// <summary>Why a lot must not be used; null when it may.</summary>
    public string? Quarantine(string article, string lot, string room = "sterile") => Projection.Book.Holding(room, article).Lots.Single(l => l.Lot == lot).Quarantine;
}
