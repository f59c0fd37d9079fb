namespace EdgeStock.Gateway.Notifying;

/// <summary>A password or a key that no log, record or message shows.</summary>
internal sealed class Secret(string value)
{
    /// <summary>The secret itself, for whom it is meant.</summary>
    public string Reveal() => value;

    /// <inheritdoc/>
    public override string ToString() => "(secret)";
}
