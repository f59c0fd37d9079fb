#pragma warning disable
namespace EdgeStock.Domain;
public readonly record struct LotStock(string? Lot, DateOnly? LastUse, double Low, double Best, double High);
public sealed record MonthlyFigure(double PerMonth, string Source, DateOnly Since);
public readonly record struct DayUse(DateOnly Day, double? Pieces);
public enum ConsumptionMethod { A }
public sealed record MeasuredConsumption(double PerDay, double Low, double High, int ValidDays, ConsumptionMethod Method, IReadOnlyList<double>? Weekdays, int DemandDays)
   { public static MeasuredConsumption? Of(IReadOnlyList<DayUse> days, DateOnly today) => null; }
public sealed record Baseline(double? PerDay, BaselineSource Source, MonthlyFigure? Configured, MeasuredConsumption? Measured, bool Differs, int DaysOfMonth)
   { public static Baseline Of(MonthlyFigure? configured, MeasuredConsumption? measured, int daysOfMonth = 30) => new(configured?.PerMonth / daysOfMonth, configured is null ? BaselineSource.None : BaselineSource.Configured, configured, measured, false, daysOfMonth); }
public sealed record Surge(double RecentPerDay, double NormalPerDay, double Ratio, double Probability, int Days)
   { public static Surge? Of(Baseline baseline, IReadOnlyList<DayUse> days, DateOnly today, bool standing) => null; }
public sealed record ExemptionTarget(string Id, double TargetDays, bool ReviewOverdue, bool RiskAssessed, bool Met);
public sealed record ArticleCover(string Room, string Article, ProductGroup Group, bool Obligated, bool Critical, string? VariantGroup, DateOnly Day,
   double OnHandLow, double OnHand, double OnHandHigh, double Unknown, double Quarantined, double Recalled, double Expired, double Undated, double Awaiting,
   Baseline Baseline, double? DaysLow, double? DaysBest, double? DaysHigh, double? Required, double? Usable, double? Shortfall, DateOnly? BelowMonth, DateOnly? RunsOut,
   double Expiring30, double Expiring60, double Expiring90, double Unused, DateOnly? OldestExpiry, CoverState State, ExemptionTarget? Exemption)
{ public static ArticleCover Of(string room, string article, ProductGroup group, bool o, bool c, string? v, DateOnly today, StockOnHand stock, Baseline b, int monthDays, Exemption? x) { var low = stock.Usable.Sum(l => l.Low); double? days = b.PerDay is { } p ? low / p : null; return new(room, article, group, o, c, v, today, stock.Low, stock.Best, stock.High, stock.Unknown, stock.Quarantined, stock.Recalled, stock.Expired, stock.Undated, stock.Awaiting, b, days, days, days, b.PerDay * monthDays, low, null, null, null, 0, 0, 0, 0, null, days is null ? CoverState.Undefined : days >= monthDays ? CoverState.Covered : days > 0 ? CoverState.BelowMonth : CoverState.Out, null); } }
public enum EpcScheme { Raw }
public sealed record EpcIdentity(EpcScheme Scheme) { public int? Filter {get;init;} public Packaging Packaging{get;init;} public Gtin? Gtin{get;init;} public string? Lot{get;init;} public DateOnly? Expiry{get;init;} public string? Sscc{get;init;} }
public static class EpcCode { public static EpcIdentity Decode(Epc e) => new(EpcScheme.Raw); }
public sealed record ScanResult(Gtin? Gtin, string? Sscc, string? Lot, DateOnly? Expiry, string? Serial, string? Error);
public static class Scan { public static ScanResult Parse(string s, DateOnly today) => new(null,null,null,null,null,"stub"); }
public static class CatalogueRules { public static IReadOnlyList<(string Field, string Problem)> Problems(CatalogueArticle a) => []; }
