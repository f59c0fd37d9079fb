namespace EdgeStock.Gateway.Notifying;

/// <summary>The links in messages by which somebody acknowledges from a phone.</summary>
/// <param name="Base">What stands before <c>/a/</c>: this gateway, or the hospital's proxy before it.</param>
/// <param name="Valid">A link is of no use after this time.</param>
internal sealed record LinkSettings(Uri Base, TimeSpan Valid);
