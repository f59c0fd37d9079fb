namespace EdgeStock.Domain;

/// <summary>A question of what would be.</summary>
/// <param name="DemandFactor">Demand is so many times normal.</param>
/// <param name="SupplyStops">Deliveries end on this day; null: they have ended.</param>
/// <param name="RecalledLot">This lot must not be used any more.</param>
public sealed record WhatIf(double DemandFactor = 1, DateOnly? SupplyStops = null, string? RecalledLot = null);

/// <summary>How long stock lasts under a question.</summary>
/// <param name="Days">Days from today until demand can first not be met.</param>
/// <param name="BelowMonth">Day on which less than a month is left; today when it is less already. Null beyond ten years, likewise next.</param>
public sealed record CoverForecast(double Days, DateOnly? BelowMonth, DateOnly? RunsOut)
{
    /// <summary>
    /// Answers from the low end of the lots. Until supply stops, turnover stock stays as it is: what is used is replaced, with the remaining shelf
    /// lives that today's lots have.
    /// </summary>
    public static CoverForecast Of(IReadOnlyList<LotStock> lots, double perDay, DateOnly today, int monthDays, WhatIf question)
    {
        var wait = Math.Max(0, (question.SupplyStops ?? today).DayNumber - today.DayNumber);
        var days = RunDown.Of(lots.Where(l => question.RecalledLot is null || l.Lot != question.RecalledLot).Select(l => (l.LastUse, l.Low)), perDay * question.DemandFactor, today).Days;
        return days >= RunDown.Horizon ? new(RunDown.Horizon, null, null) : new(
            days + wait,
            days < monthDays ? today : today.AddDays(wait + (int)Math.Floor(days - monthDays) + 1),
            today.AddDays(wait + (int)Math.Floor(days)));
    }
}
