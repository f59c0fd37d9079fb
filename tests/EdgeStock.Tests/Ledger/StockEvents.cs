using EdgeStock.Domain;
using EdgeStock.Tests.Domain;

namespace EdgeStock.Tests.Ledger;

/// <summary>The stored form of events about goods, cover and exemptions.</summary>
internal static class StockEvents
{
    private static readonly DateTimeOffset At = TestSite.T0.AddMilliseconds(61_950);
    private static readonly DateOnly Expiry = new(2027, 12, 31);
    private static readonly Epc Tag = Epc.From("3034257BF7194E4000001A85");

    /// <summary>An article with everything, and one with nothing that may be left out.</summary>
    public static CatalogueArticle Glove { get; } = new(
        "glove", "Handske", ProductGroup.Ppe, "T01020204", null, null, [new(Code("09506000134352"), PackageLevel.Piece, 1), new(Code("80614141123458"), PackageLevel.Transport, 1000)],
        true, "se-sterile", Grams.From(5.25), Grams.From(0.1), 1095, "Leverantör AB", true, "gloves-m", true);

    public static CatalogueArticle Bare { get; } = new("feed", "Sondnäring", ProductGroup.Food, null, null, null, [], false, null, null, null, null, null, false, null, false);

    public static (StoreroomEvent Event, string Name, string Subject, string Stored)[] Golden { get; } =
    [
        (new ArticleDefined(At, Glove, "p-1"), "article.defined.v1", "glove",
            """{"article":{"id":"glove","name":"Handske","group":"ppe","emdn":"T01020204","packages":[{"gtin":"09506000134352","level":"piece","pieces":1},{"gtin":"80614141123458","level":"transport","pieces":1000}],"sterile":true,"storageProfile":"se-sterile","unitWeight":5.25,"unitSpread":0.1,"shelfLifeDays":1095,"supplier":"Leverantör AB","critical":true,"variants":"gloves-m","obligated":true},"by":"p-1","at":"2026-03-02T06:01:01.950Z"}"""),
        (new ArticleWithdrawn(At, "glove", "p-1"), "article.withdrawn.v1", "glove", """{"article":"glove","by":"p-1","at":"2026-03-02T06:01:01.950Z"}"""),
        (new CatalogueImported(At, "artiklar.csv", "ab", 3, 2, 1, 114, "p-1"), "catalogue.imported.v1", "catalogue",
            """{"file":"artiklar.csv","hash":"ab","added":3,"changed":2,"withdrawn":1,"unchanged":114,"by":"p-1","at":"2026-03-02T06:01:01.950Z"}"""),
        (new NormalConsumptionSet(At, "store", "glove", 120.5, "inköp 2025", new(2026, 1, 1), "p-1"), "consumption.set.v1", "store/glove",
            """{"article":"glove","perMonth":120.5,"source":"inköp 2025","date":"2026-01-01","by":"p-1","room":"store","at":"2026-03-02T06:01:01.950Z"}"""),
        (new LotReceived(At, "store", "glove", "L1", Expiry, 200, "09506000134352", 2, "106141412345678908", "Leverantör AB", [Tag], GoodsSource.Scan, "p-1", "SN-1"), "lot.received.v1", "store/glove",
            """{"pieces":200,"gtin":"09506000134352","packages":2,"sscc":"106141412345678908","supplier":"Leverantör AB","tags":["3034257BF7194E4000001A85"],"via":"scan","by":"p-1","serial":"SN-1","article":"glove","lot":"L1","expiry":"2027-12-31","room":"store","at":"2026-03-02T06:01:01.950Z"}"""),
        (new CaseOpened(At, "store", "glove", null, null, 1000, Tag, "p-1"), "lot.opened.v1", "store/glove",
            """{"pieces":1000,"epc":"3034257BF7194E4000001A85","by":"p-1","article":"glove","room":"store","at":"2026-03-02T06:01:01.950Z"}"""),
        (new LotReturned(At, "store", "glove", "L1", Expiry, 3, "inte använda", "p-1"), "lot.returned.v1", "store/glove",
            """{"pieces":3,"reason":"inte använda","by":"p-1","article":"glove","lot":"L1","expiry":"2027-12-31","room":"store","at":"2026-03-02T06:01:01.950Z"}"""),
        (new LotWasted(At, "store", "glove", "L1", Expiry, 5, WasteReason.Expired, null, "p-1"), "lot.wasted.v1", "store/glove",
            """{"pieces":5,"reason":"expired","by":"p-1","article":"glove","lot":"L1","expiry":"2027-12-31","room":"store","at":"2026-03-02T06:01:01.950Z"}"""),
        (new LotSent(At, "store", "glove", "L1", Expiry, 40, "sterile", "p-1"), "lot.sent.v1", "store/glove",
            """{"pieces":40,"to":"sterile","by":"p-1","article":"glove","lot":"L1","expiry":"2027-12-31","room":"store","at":"2026-03-02T06:01:01.950Z"}"""),
        (new LotArrived(At, "sterile", "glove", "L1", Expiry, 40, "store", "p-1"), "lot.arrived.v1", "sterile/glove",
            """{"pieces":40,"from":"store","by":"p-1","article":"glove","lot":"L1","expiry":"2027-12-31","room":"sterile","at":"2026-03-02T06:01:01.950Z"}"""),
        (new StockTakeMade(At, "store", "glove", null, null, "bin-1", false, 24, 26, "p-1"), "lot.counted.v1", "store/glove",
            """{"bin":"bin-1","whole":false,"counted":24,"expected":26,"by":"p-1","article":"glove","room":"store","at":"2026-03-02T06:01:01.950Z"}"""),
        (new LotQuarantined(At, "store", "glove", "L1", Expiry, "fuktskada", "p-1"), "lot.quarantined.v1", "store/glove",
            """{"reason":"fuktskada","by":"p-1","article":"glove","lot":"L1","expiry":"2027-12-31","room":"store","at":"2026-03-02T06:01:01.950Z"}"""),
        (new LotReleased(At, "store", "glove", "L1", Expiry, "bedömd", "p-1"), "lot.released.v1", "store/glove",
            """{"reason":"bedömd","by":"p-1","article":"glove","lot":"L1","expiry":"2027-12-31","room":"store","at":"2026-03-02T06:01:01.950Z"}"""),
        (new LotExpired(At, "store", "glove", "L1", Expiry, 7), "lot.expired.v1", "store/glove",
            """{"pieces":7,"article":"glove","lot":"L1","expiry":"2027-12-31","room":"store","at":"2026-03-02T06:01:01.950Z"}"""),
        (new FefoBroken(At, "store", "glove", "L2", new(2028, 6, 30), "L1", Expiry, Tag), "lot.fefo-broken.v1", "store/glove",
            """{"earlierLot":"L1","earlierExpiry":"2027-12-31","epc":"3034257BF7194E4000001A85","article":"glove","lot":"L2","expiry":"2028-06-30","room":"store","at":"2026-03-02T06:01:01.950Z"}"""),
        (new RecallIssued(At, "recall-41", "glove", "L1", "otät förpackning", "FSN-7", "p-1"), "lot.recalled.v1", "recall-41",
            """{"recall":"recall-41","article":"glove","lot":"L1","reason":"otät förpackning","reference":"FSN-7","by":"p-1","at":"2026-03-02T06:01:01.950Z"}"""),
        (new RecallEnded(At, "recall-41", "felaktigt", "p-1"), "lot.recall-ended.v1", "recall-41", """{"recall":"recall-41","reason":"felaktigt","by":"p-1","at":"2026-03-02T06:01:01.950Z"}"""),
        (new HygieneAlarmChanged(At, "sterile", "shelf-s", Tag, Packaging.Case, "glove", true), "hygiene.alarm.v1", "sterile/shelf-s",
            """{"zone":"shelf-s","epc":"3034257BF7194E4000001A85","packaging":"case","article":"glove","standing":true,"room":"sterile","at":"2026-03-02T06:01:01.950Z"}"""),
        (new CoverStateChanged(At, "store", "glove", CoverState.BelowMonth, CoverState.Covered, 29.5, 4, 118, 120, new(2026, 3, 31)), "coverage.state.v1", "store/glove",
            """{"article":"glove","state":"belowMonth","was":"covered","days":29.5,"perDay":4,"usable":118,"required":120,"runsOut":"2026-03-31","room":"store","at":"2026-03-02T06:01:01.950Z"}"""),
        (new SurgeChanged(At, "store", "glove", true, 12.5, 4, 5), "coverage.surge.v1", "store/glove",
            """{"article":"glove","standing":true,"recentPerDay":12.5,"normalPerDay":4,"days":5,"room":"store","at":"2026-03-02T06:01:01.950Z"}"""),
        (new StoreroomDayClosed(At, "store", new(2026, 3, 1), 30, 0.25,
            [new("glove", ProductGroup.Ppe, true, CoverState.BelowMonth, 120, 118, 123, 4, 6, 2, 118, 4, BaselineSource.Configured, 120, 29.5, 30, 3, 0.01, true, new("bulky-1", 10, false, true, true), 5, 6, 7, 1, Expiry, "gloves", 31.5, 2)]),
            "coverage.day.v1", "store",
            """{"day":"2026-03-01","monthDays":30,"unwatched":0.25,"articles":[{"article":"glove","group":"ppe","obligated":true,"state":"belowMonth","onHand":120,"low":118,"high":123,"unknown":4,"blocked":6,"undated":2,"usable":118,"perDay":4,"baseline":"configured","required":120,"days":29.5,"daysBest":30,"consumed":3,"unknownShare":0.01,"critical":true,"exemption":{"id":"bulky-1","targetDays":10,"overdue":false,"riskAssessed":true,"met":true},"expiring30":5,"expiring60":6,"expiring90":7,"unused":1,"oldestExpiry":"2027-12-31","variants":"gloves","variantDays":31.5,"lots":2}],"room":"store","at":"2026-03-02T06:01:01.950Z"}"""),
        (new ExemptionGranted(At, new("bulky-1", "glove", "store", ExemptionReason.Bulky, "tar hela rummet", new("brist på dygn", RiskLevel.Low, RiskLevel.High), ["avtal med två leverantörer"], 10, "chefsfarmaceut", new(2026, 2, 1), new(2027, 1, 31), new(2026, 8, 1)), "p-1"),
            "exemption.granted.v1", "bulky-1",
            """{"exemption":{"id":"bulky-1","article":"glove","room":"store","reason":"bulky","text":"tar hela rummet","risk":{"harm":"brist på dygn","likelihood":"low","consequence":"high"},"measures":["avtal med två leverantörer"],"targetDays":10,"decidedBy":"chefsfarmaceut","decidedOn":"2026-02-01","validUntil":"2027-01-31","reviewOn":"2026-08-01"},"by":"p-1","at":"2026-03-02T06:01:01.950Z"}"""),
        (new ExemptionReviewed(At, "bulky-1", "oförändrat", new(2027, 2, 1), null, "p-1"), "exemption.reviewed.v1", "bulky-1",
            """{"exemption":"bulky-1","text":"oförändrat","reviewOn":"2027-02-01","by":"p-1","at":"2026-03-02T06:01:01.950Z"}"""),
        (new ExemptionEnded(At, "bulky-1", "större rum", null), "exemption.ended.v1", "bulky-1", """{"exemption":"bulky-1","text":"större rum","at":"2026-03-02T06:01:01.950Z"}"""),
        (new ExemptionReviewDue(At, "bulky-1", new(2026, 8, 1), true), "exemption.review-due.v1", "bulky-1", """{"exemption":"bulky-1","reviewOn":"2026-08-01","overdue":true,"at":"2026-03-02T06:01:01.950Z"}"""),
    ];

    private static Gtin Code(string digits) => Gtin.TryFrom(digits, out var gtin) ? gtin : throw new ArgumentException(digits);
}
