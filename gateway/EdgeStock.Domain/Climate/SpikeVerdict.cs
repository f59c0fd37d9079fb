namespace EdgeStock.Domain;

/// <summary>What the filter makes of a value.</summary>
public enum SpikeVerdict
{
    /// <summary>In line with those before.</summary>
    Clean,

    /// <summary>Out of line: it is kept as raw and uncertain, and an alarm goes by the value before.</summary>
    Held,

    /// <summary>The third out of line in a row: it and the two held before are real.</summary>
    Confirmed,
}
