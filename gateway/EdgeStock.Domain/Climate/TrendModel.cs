namespace EdgeStock.Domain;

/// <summary>By which course a forecast was made.</summary>
public enum TrendModel
{
    /// <summary>A straight line.</summary>
    Linear,

    /// <summary>A response that settles at another value.</summary>
    FirstOrder,
}
