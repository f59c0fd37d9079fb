namespace EdgeStock.Domain;

/// <summary>What the days of a period say together. Article-days of storerooms and product groups add up.</summary>
/// <param name="ArticleDays">Closed days of articles under the obligation.</param>
/// <param name="DefinedDays">Of these, with a baseline.</param>
/// <param name="CoveredDays">Of these, on which a month was held.</param>
/// <param name="UnknownDays">Sum of the parts of days in which the stock could not be known.</param>
/// <param name="ValidDays">Article-days of which it is known what was used.</param>
/// <param name="Consumed">Pieces used on them.</param>
/// <param name="StockDays">Pieces on hand, summed over them.</param>
public sealed record CoveragePeriod(int ArticleDays, int DefinedDays, int CoveredDays, double UnknownDays, int ValidDays, double Consumed, double StockDays)
{
    private const double DaysOfYear = 365;

    /// <summary>Share of the article-days with a baseline on which a month was held; null when there are none.</summary>
    public double? CoveredShare() => DefinedDays > 0 ? (double)CoveredDays / DefinedDays : null;

    /// <summary>Share of the time in which stock could not be known.</summary>
    public double? UnknownShare() => ArticleDays > 0 ? UnknownDays / ArticleDays : null;

    /// <summary>Pieces used; null when no day says how many.</summary>
    public double? Used() => ValidDays > 0 ? Consumed : null;

    /// <summary>How many times a year the stock is turned over: what was used in a year over what lay there; null when nothing lay there.</summary>
    public double? Turnover() => StockDays > 0 ? DaysOfYear * Consumed / StockDays : null;

    /// <summary>Sums days up.</summary>
    public static CoveragePeriod Of(IEnumerable<ArticleDay> articles)
    {
        var days = articles.Where(a => a.Obligated).ToList();
        var valid = days.Where(a => a.Consumed is not null).ToList();
        return new(
            days.Count, days.Count(a => a.State != CoverState.Undefined), days.Count(a => a.State == CoverState.Covered), days.Sum(a => a.UnknownShare),
            valid.Count, valid.Sum(a => a.Consumed!.Value), valid.Sum(a => a.OnHand));
    }
}
