using EdgeStock.Domain;
using EdgeStock.Ledger;
using EdgeStock.Tests.Domain;
using EdgeStock.Tests.Ledger;

namespace EdgeStock.Tests.Gateway.Reports;

/// <summary>A ledger with closed days of October 2026 in two storerooms. Stockholm's days; the clocks go back on the 25th.</summary>
internal sealed class ReportBench : IDisposable
{
    private readonly LedgerBench ledger = new();

    public ReportBench()
    {
        using var store = ledger.Open();
        store.Commit(ledger.Turn(store, [.. Events()]));
    }

    public static DateOnly From { get; } = new(2026, 10, 1);

    public static DateOnly To { get; } = new(2026, 10, 31);

    public static Site Site { get; } = TestSite.Make() with { Calendar = new(TimeZoneInfo.FindSystemTimeZoneById("Europe/Stockholm")) };

    public string File => ledger.File;

    public void Dispose() => ledger.Dispose();

    /// <summary>The report of October.</summary>
    public CoverageReport Report(DateOnly? from = null, DateOnly? to = null) => Report(Site, from ?? From, to ?? To);

    /// <summary>October as another site file would have it.</summary>
    public CoverageReport Report(Site site) => Report(site, From, To);

    private CoverageReport Report(Site site, DateOnly from, DateOnly to)
    {
        using var reader = ledger.Read();
        return ReportMaking.Of(site, StockBook.Empty, ReportQueries.Facts(reader, site, from, to), from, to, TestSite.T0, reader.Head.Seq, reader.Head.HexHash);
    }

    /// <summary>What the ledger says of a period.</summary>
    public ReportFacts Facts(DateOnly from, DateOnly to)
    {
        using var reader = ledger.Read();
        return ReportQueries.Facts(reader, Site, from, to);
    }

    public static ArticleDay Day(
        string article, ProductGroup group, CoverState state, double onHand, double? usable = null, double? required = null, double? days = null, double? consumed = 4, double unknown = 0,
        double unknownShare = 0, ExemptionDay? exemption = null, bool obligated = true, double expiring = 0, double unused = 0, string? variants = null, double? variantDays = null, int lots = 1) =>
        new(article, group, obligated, state, onHand, onHand, onHand, unknown, 0, 0, usable, required / 30, required is null ? BaselineSource.None : BaselineSource.Configured, required, days, days, consumed, unknownShare,
            false, exemption, expiring, expiring, expiring, unused, null, variants, variantDays, lots);

    private static IEnumerable<StoreroomEvent> Events()
    {
        var bulky = new Exemption("bulky-1", "tent", "store", ExemptionReason.Bulky, "tar hela rummet", null, [], 10, "chefsfarmaceut", new(2026, 1, 1), null, new(2026, 10, 20));
        yield return new ExemptionGranted(At(new(2026, 1, 1)), bulky, "p-1");
        yield return new ExemptionGranted(At(new(2026, 2, 1)), bulky with { Id = "over-1", ReviewOn = new(2026, 8, 1) }, "p-1");
        yield return new ExemptionEnded(At(new(2026, 3, 1)), "over-1", "större rum", "p-1");
        yield return new LotWasted(At(new(2025, 10, 30)), "store", "glove", null, null, 100, WasteReason.Damaged, null, "p-1"); // before the twelve months
        yield return new LotWasted(At(new(2026, 2, 3)), "store", "glove", "L1", null, 7, WasteReason.Expired, null, "p-1");
        yield return new LotWasted(At(new(2026, 10, 3)), "store", "glove", "L1", null, 2, WasteReason.Expired, null, "p-1");
        yield return new LotWasted(At(new(2026, 10, 4)), "sterile", "drape", "L1", null, 1, WasteReason.Damaged, null, "p-1");
        yield return Closed("store", new(2026, 9, 30), [Day("glove", ProductGroup.Ppe, CoverState.Out, 0, 0, 120, 0, 99)]);
        for (var day = From; day <= To; day = day.AddDays(1))
        {
            // From the 21st on gloves are below a month; on the 10th nobody could see them for half a day.
            var below = day.Day > 20;
            var blind = day.Day == 10;
            yield return Closed("store", day,
            [
                Day("glove", ProductGroup.Ppe, below ? CoverState.BelowMonth : CoverState.Covered, below ? 90 : 130, below ? 88 : 130, 120, below ? 22 : 32.5, blind ? null : 4, 0, blind ? 0.5 : 0, expiring: 6, unused: 2),
                Day("saline", ProductGroup.Medicine, CoverState.Unknown, 10, 10, 60, 5, 2, 30, 0.25, lots: 3, variants: "saline", variantDays: 31),
                Day("tent", ProductGroup.Ppe, CoverState.BelowMonth, 8, 8, 20, 12, 0.5, exemption: new("bulky-1", 10, day.Day > 20, false, true)),
                Day("new", ProductGroup.Device, CoverState.Undefined, 40, consumed: 1),
                Day("own", ProductGroup.Device, CoverState.Out, 0, 0, 30, 0, 1, obligated: false),
            ]);
            if (day.Day <= 15)
            {
                yield return Closed("sterile", day, [Day("drape", ProductGroup.Device, CoverState.Covered, 100, 90, 45, 60, 1.5, lots: 4)], 0.1);
            }
        }

        yield return Closed("store", new(2026, 11, 1), [Day("glove", ProductGroup.Ppe, CoverState.Out, 0, 0, 120, 0, 99)]);
        yield return new ClimateAlarmChanged(At(new(2026, 10, 12)), "sterile", TestSite.Point, Quantity.Temperature, ClimateState.High, 26, 25, At(new(2026, 10, 12)).AddMinutes(-30));
        yield return new ClimateAlarmChanged(At(new(2026, 10, 13)), "sterile", TestSite.Point, Quantity.Temperature, ClimateState.Ok, 24, 25, At(new(2026, 10, 13)));
        yield return new ClimateAlarmChanged(At(new(2026, 11, 2)), "sterile", TestSite.Point, Quantity.Temperature, ClimateState.High, 26, 25, At(new(2026, 11, 2)));
        yield return new HygieneAlarmChanged(At(new(2026, 10, 12)), "sterile", "shelf-s", TestSite.Tag(1), Packaging.Case, null, true);
        yield return new HygieneAlarmChanged(At(new(2026, 10, 12)).AddHours(1), "sterile", "shelf-s", TestSite.Tag(1), Packaging.Case, null, false);
        yield return new SurgeChanged(At(new(2026, 10, 19)), "store", "glove", true, 9, 4, 3);
        yield return Hour(At(new(2026, 10, 12)), 60, 15, 45);
        yield return Hour(At(new(2026, 10, 13)), 60, 0, 60);
        yield return Hour(At(new(2026, 10, 20)), 60, 60, 0); // the storeroom's day was not closed
    }

    /// <summary>Noon of a day.</summary>
    private static DateTimeOffset At(DateOnly day) => Site.Calendar.StartOf(day).AddHours(12);

    private static ClimateHourSealed Hour(DateTimeOffset hour, int minutes, int above, int good) => new(
        hour.AddHours(1), "sterile", TestSite.Point, hour, minutes, 0, "", good, minutes - good, 0, new(minutes, minutes * 22_000, 20_000, 26_000, above, 0, 19_000, 25_000), null);

    private static StoreroomDayClosed Closed(string room, DateOnly day, IReadOnlyList<ArticleDay> articles, double unwatched = 0) =>
        new(Site.Calendar.StartOf(day.AddDays(1)).AddMinutes(10), room, day, 30, unwatched, articles);
}
