namespace EdgeStock.Domain;

/// <summary>The language of messages to people.</summary>
public enum NotificationLanguage
{
    /// <summary>Swedish, <c>sv</c>.</summary>
    Swedish,

    /// <summary>English, <c>en</c>.</summary>
    English,
}
