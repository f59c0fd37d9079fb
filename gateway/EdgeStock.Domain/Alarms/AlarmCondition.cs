namespace EdgeStock.Domain;

/// <summary>Where the thing itself stands, whatever people have said to its alarm.</summary>
public enum AlarmCondition
{
    /// <summary>As it should be.</summary>
    Clear,

    /// <summary>Not as it should be, and the on-delay runs.</summary>
    Pending,

    /// <summary>Not as it should be for longer than the on-delay.</summary>
    Standing,

    /// <summary>Back, and the off-delay runs.</summary>
    Returning,
}
