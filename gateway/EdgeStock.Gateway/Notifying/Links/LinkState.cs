namespace EdgeStock.Gateway.Notifying;

/// <summary>What a link is worth.</summary>
internal enum LinkState
{
    /// <summary>It is not of this gateway's key: mistyped, cut by a mail program, or made up.</summary>
    Wrong,

    /// <summary>Its time is over, or what it was about is not known any more.</summary>
    Expired,

    /// <summary>There is something to acknowledge.</summary>
    Open,

    /// <summary>Nothing is left to acknowledge by it.</summary>
    Used,

    /// <summary>It is of a drill: the link works, and nothing is wrong.</summary>
    Drill,
}
