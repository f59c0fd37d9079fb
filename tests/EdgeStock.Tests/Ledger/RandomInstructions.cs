using EdgeStock.Domain;
using EdgeStock.Tests.Domain;

namespace EdgeStock.Tests.Ledger;

/// <summary>What people say, right and wrong: most of it can be done, some is refused.</summary>
internal static class RandomInstructions
{
    private static readonly string[] Articles = ["glove", "glove", "vial", "mask", "catheter", "nobody"];
    private static readonly string[] AlarmIds = ["north-temperature-high", "north-temperature-low", "north-humidity-high", "north-humidity-low", "north-no-data", "store-devices-absent", "gateway-restart", "nothing"];
    private static readonly string?[] LotNames = ["A", "B", "C", null];

    public static Instruction Next(Random random, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var (room, other) = random.Next(4) > 0 ? ("store", "sterile") : ("sterile", "store");
        return random.Next(24) switch
        {
            0 or 1 => new ImportCatalogue("artiklar.csv", "ab", [.. Catalogue(random)], random.Next(3) == 0),
            2 or 3 => new SetNormalConsumption([new(random.Next(9) == 0 ? "kitchen" : room, Articles[random.Next(6)], random.Next(1, 400), "inköp", today)]),
            4 or 5 or 6 or 7 => new ReceiveGoods(room, Some(random, today, 40), null, "Leverantör AB"),
            8 => new ReceiveGoods("store", new(), TestSite.ShelfA),
            9 => new ReturnGoods(room, Some(random, today, 3), "blev över"),
            10 or 11 => new WasteGoods(room, Some(random, today, 4), (WasteReason)random.Next(7), random.Next(2) == 0 ? "föll i golvet" : null),
            12 or 13 => new TransferGoods(room, other, Some(random, today, 6)),
            14 or 15 => new TakeStock(room, Some(random, today, 60)),
            16 => new TakeStock("store", new(Pieces: random.Next(8)), random.Next(2) == 0 ? TestSite.Glove : TestSite.Vial),
            17 => new QuarantineGoods(room, new(Articles[random.Next(4)]), "fuktig"),
            18 => new ReleaseGoods(room, new(Articles[random.Next(4)]), "bedömd"),
            19 => new RecallGoods(Some(random, today, 1), "otät", "FSN-7"),
            20 => new EndRecall($"recall-{random.Next(400)}", "fel lot"),
            21 => new GrantExemption(new(
                random.Next(2) == 0 ? "bulky-1" : "cost-2", Articles[random.Next(6)], random.Next(2) == 0 ? room : null, (ExemptionReason)random.Next(5), "tar plats",
                random.Next(2) == 0 ? new("brist", RiskLevel.Low, RiskLevel.High) : null, ["avtal"], random.Next(30), "chefsfarmaceut", today, today.AddDays(random.Next(2, 60)), today.AddDays(random.Next(1, 40)))),
            22 => new ReviewExemption(random.Next(2) == 0 ? "bulky-1" : "cost-2", "står fast", today.AddDays(random.Next(1, 60))),
            _ => random.Next(2) == 0 ? new EndExemption("bulky-1", "större rum") : new OpenCase("store", new(Epc: TestSite.Tag(random.Next(8)).Hex, Pieces: 20, Article: random.Next(2) == 0 ? "catheter" : null)),
        };
    }

    /// <summary>What people say to alarms.</summary>
    public static Instruction ToAlarm(Random random) => ToAlarm(random, AlarmIds[random.Next(AlarmIds.Length)]);

    private static Instruction ToAlarm(Random random, string alarm) => random.Next(20) switch
    {
        0 => new ShelveAlarm(alarm, random.Next(600), "service"),
        1 => new UnshelveAlarm(alarm),
        2 => new SuppressAlarm(alarm, random.Next(60), "städning"),
        3 => new UnsuppressAlarm(alarm),
        4 => new TakeAlarmOut(AlarmIds[0], "tömd"),
        5 => new PutAlarmBack(AlarmIds[0]),
        6 or 7 => new ConfirmAlarm(alarm, "lagat"),
        8 or 9 => new DecideLot(new(Articles[random.Next(5)], Lot: LotNames[random.Next(4)]), (LotDecision)random.Next(3), "bedömd", random.Next(3) == 0 ? alarm : null),
        10 => new AcclimatiseLot(random.Next(2) == 0 ? "sterile" : "store", new(Articles[random.Next(5)]), random.Next(-5, 8), random.Next(1, 9), null, 22, random.Next(40, 80)),
        _ => new AcknowledgeAlarm(alarm, random.Next(9) == 0 ? "" : "dörren", "stängd"),
    };

    private static IEnumerable<CatalogueArticle> Catalogue(Random random)
    {
        yield return StockEvents.Glove with { ShelfLifeDays = random.Next(2) == 0 ? 1095 : 730, Packages = [.. StockEvents.Glove.Packages.Take(1)] };
        yield return StockEvents.Bare with { Id = "mask" };
        if (random.Next(3) > 0)
        {
            // Its tags are those of TestSite.Tag.
            yield return StockEvents.Glove with { Id = "catheter", Packages = [new(StockEvents.Glove.Packages[1].Gtin, PackageLevel.Piece, 1)] };
        }
    }

    private static Goods Some(Random random, DateOnly today, int most)
    {
        var lot = LotNames[random.Next(4)];
        return new(Articles[random.Next(6)], null, lot, lot is null ? null : today.AddDays((lot[0] - 'A') * 40), random.Next(most + 1));
    }
}
