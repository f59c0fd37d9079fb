namespace EdgeStock.Gateway.Notifying;

/// <summary>Where an alarm stands to the message that told of it.</summary>
internal enum LinkedState
{
    /// <summary>It still wants somebody, as it did then.</summary>
    Open,

    /// <summary>Somebody acknowledged it.</summary>
    Acknowledged,

    /// <summary>It was raised anew since: another message tells of that.</summary>
    RaisedAnew,

    /// <summary>It asks for nobody, because it was shelved, suppressed or taken out of service.</summary>
    Aside,

    /// <summary>It is normal, or no alarm of this site any more.</summary>
    Over,
}
