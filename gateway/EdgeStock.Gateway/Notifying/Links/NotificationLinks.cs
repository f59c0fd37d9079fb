namespace EdgeStock.Gateway.Notifying;

/// <summary>Makes the links that messages carry.</summary>
internal sealed class NotificationLinks(LinkSettings links, LinkKey key, TimeProvider time) : INotificationLinks
{
    /// <summary>What stands between the base and the token.</summary>
    public const string Path = "/a/";

    /// <inheritdoc/>
    public Uri? For(string notification, string recipient, DateTimeOffset until)
    {
        var longest = time.GetUtcNow() + links.Valid;
        return new($"{links.Base.AbsoluteUri.TrimEnd('/')}{Path}{new LinkToken(notification, recipient, until < longest ? until : longest).Write(key)}");
    }
}
