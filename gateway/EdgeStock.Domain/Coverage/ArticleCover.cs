namespace EdgeStock.Domain;

/// <summary>An exemption's own target, which is an indicator of its own.</summary>
/// <param name="Met">So many days are held, from the low end of the interval.</param>
public sealed record ExemptionTarget(string Id, double TargetDays, bool ReviewOverdue, bool RiskAssessed, bool Met);

/// <summary>Everything that is known of an article in a storeroom on a day, in pieces and days. From the low end it is decided whether a month is covered.</summary>
/// <param name="Awaiting">Booked in, and not seen on a shelf yet.</param>
/// <param name="DaysLow">Days of cover from the low end of the interval; null without a baseline, likewise below.</param>
/// <param name="Required">One month's normal consumption.</param>
/// <param name="Usable">What can be used before it expires, low end; without a baseline all that may be used.</param>
/// <param name="Shortfall">What is missing to a month.</param>
/// <param name="BelowMonth">Day on which the cover falls below a month, without a delivery; today when it is below.</param>
/// <param name="RunsOut">Day on which demand can first not be met, without a delivery; null beyond ten years.</param>
/// <param name="Unused">Pieces that expire before they are used at the normal rate.</param>
public sealed record ArticleCover(
    string Room, string Article, ProductGroup Group, bool Obligated, bool Critical, string? Variants, DateOnly Day,
    double OnHandLow, double OnHand, double OnHandHigh, double Unknown, double Quarantined, double Recalled, double Expired, double Undated, double Awaiting,
    Baseline Baseline, double? DaysLow, double? DaysBest, double? DaysHigh, double? Required, double? Usable, double? Shortfall, DateOnly? BelowMonth, DateOnly? RunsOut,
    double Expiring30, double Expiring60, double Expiring90, double Unused, DateOnly? OldestExpiry, CoverState State, ExemptionTarget? Exemption)
{
    /// <summary>Reckons it.</summary>
    /// <param name="exemption">The exemption that holds; null when none does.</param>
    public static ArticleCover Of(
        string room, string article, ProductGroup group, bool obligated, bool critical, string? variants, DateOnly today, StockOnHand stock, Baseline baseline, Exemption? exemption)
    {
        var perDay = baseline.PerDay;
        var best = RunDown.Of(stock.Usable.Select(l => (l.LastUse, l.Best)), perDay ?? 0, today);
        var low = RunDown.Of(stock.Usable.Select(l => (l.LastUse, l.Low)), perDay ?? 0, today);
        var high = RunDown.Of(stock.Usable.Select(l => (l.LastUse, l.High)), perDay ?? 0, today);
        var (required, month) = (perDay * baseline.MonthDays, baseline.MonthDays);
        double? days = perDay is null ? null : low.Days;
        return new(
            room, article, group, obligated, critical, variants, today,
            stock.Low, stock.Best, stock.High, stock.Unknown, stock.Quarantined, stock.Recalled, stock.Expired, stock.Undated, stock.Awaiting,
            baseline, days, perDay is null ? null : best.Days, perDay is null ? null : high.Days, required,
            perDay is null ? stock.Usable.Sum(l => l.Low) : low.Usable,
            required is { } r ? Math.Max(0, r - low.Usable) : null,
            days is { } d && d < RunDown.Horizon ? d < month ? today : today.AddDays((int)Math.Floor(d - month) + 1) : null,
            days is { } left && left < RunDown.Horizon ? today.AddDays((int)Math.Floor(left)) : null,
            best.Expiring30, best.Expiring60, best.Expiring90, perDay is null ? 0 : best.Unused, stock.Usable.Where(l => l.Best > 0).Min(l => l.LastUse),
            StateOf(days, month, stock), exemption is null ? null : new(exemption.Id, exemption.TargetDays, exemption.ReviewOn < today, exemption.Risk is not null, days >= exemption.TargetDays));
    }

    /// <summary>Whether it is under the obligation and surely holds neither a month nor an exemption's own target. Without a baseline nothing is said.</summary>
    public bool FallsShort() => Obligated && State is CoverState.BelowMonth or CoverState.Out or CoverState.Unknown && Exemption?.Met != true;

    private static CoverState StateOf(double? days, int month, StockOnHand stock) =>
        days is null ? CoverState.Undefined
        : days >= month ? CoverState.Covered
        : stock.Unknown > 0 || stock.Unseen ? CoverState.Unknown
        : stock.Usable.Sum(l => l.Best) > 0 ? CoverState.BelowMonth : CoverState.Out;
}
