namespace EdgeStock.Domain;

/// <summary>How an article's cover in a storeroom stands against a month.</summary>
public enum CoverState
{
    /// <summary>No baseline: nothing is configured and fewer than 28 valid days were measured. Neither covered nor not.</summary>
    Undefined,

    /// <summary>What is surely there is less than a month's, and there is stock, or a bin of it, whose state cannot be known.</summary>
    Unknown,

    /// <summary>A month or more from the low end of the interval.</summary>
    Covered,

    /// <summary>Less than a month.</summary>
    BelowMonth,

    /// <summary>Nothing that can be used.</summary>
    Out,
}

/// <summary>Where the normal consumption comes from that cover is reckoned with.</summary>
public enum BaselineSource
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>A figure that somebody configured.</summary>
    Configured,

    /// <summary>Measured here.</summary>
    Measured,
}
