namespace EdgeStock.Domain;

/// <summary>How many articles under the obligation stand how, and what of the month they should hold is there. Storerooms and product groups add up.</summary>
/// <param name="Articles">Articles under the obligation; each storeroom that keeps one counts it.</param>
/// <param name="Covered">A month or more, from the low end of the interval.</param>
/// <param name="BelowMonth">Surely less.</param>
/// <param name="Out">Nothing that can be used.</param>
/// <param name="Unknown">Less is surely there, and there is stock whose state cannot be known: never covered.</param>
/// <param name="Undefined">No baseline.</param>
/// <param name="Required">Pieces of a month's normal consumption, of the articles with a baseline.</param>
/// <param name="Held">Of these, pieces that are there: an article with too much does not make up for another one.</param>
/// <param name="Shortfall">Pieces that are missing to a month.</param>
public sealed record CoverCounts(int Articles, int Covered, int BelowMonth, int Out, int Unknown, int Undefined, double Required, double Held, double Shortfall)
{
    /// <summary>Of no article.</summary>
    public static CoverCounts None { get; } = new(0, 0, 0, 0, 0, 0, 0, 0, 0);

    /// <summary>Articles with a baseline.</summary>
    public int Defined() => Articles - Undefined;

    /// <summary>Share of the articles with a baseline that hold a month; null when there are none.</summary>
    public double? Share() => Defined() > 0 ? (double)Covered / Defined() : null;

    /// <summary>The same, weighted by volume: what is held of what is required.</summary>
    public double? HeldShare() => Required > 0 ? Held / Required : null;

    /// <summary>One article's.</summary>
    public static CoverCounts Of(ArticleDay day)
    {
        var (required, usable) = (day.Required ?? 0, day.Required is null ? 0 : day.Usable ?? 0);
        return new(
            1, Is(CoverState.Covered), Is(CoverState.BelowMonth), Is(CoverState.Out), Is(CoverState.Unknown), Is(CoverState.Undefined),
            required, Math.Min(required, usable), Math.Max(0, required - usable));

        int Is(CoverState state) => day.State == state ? 1 : 0;
    }

    /// <summary>Both together.</summary>
    public static CoverCounts operator +(CoverCounts a, CoverCounts b) => new(
        a.Articles + b.Articles, a.Covered + b.Covered, a.BelowMonth + b.BelowMonth, a.Out + b.Out, a.Unknown + b.Unknown, a.Undefined + b.Undefined,
        a.Required + b.Required, a.Held + b.Held, a.Shortfall + b.Shortfall);

    /// <summary>The first without the second, which is a part of it.</summary>
    public static CoverCounts operator -(CoverCounts a, CoverCounts b) => new(
        a.Articles - b.Articles, a.Covered - b.Covered, a.BelowMonth - b.BelowMonth, a.Out - b.Out, a.Unknown - b.Unknown, a.Undefined - b.Undefined,
        a.Required - b.Required, a.Held - b.Held, a.Shortfall - b.Shortfall);

    /// <inheritdoc cref="op_Addition"/>
    public static CoverCounts Add(CoverCounts left, CoverCounts right) => left + right;

    /// <inheritdoc cref="op_Subtraction"/>
    public static CoverCounts Subtract(CoverCounts left, CoverCounts right) => left - right;
}
