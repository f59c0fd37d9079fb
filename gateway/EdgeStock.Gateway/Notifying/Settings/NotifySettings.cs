namespace EdgeStock.Gateway.Notifying;

/// <summary>The ways out of this gateway and the addresses of people, as <c>notify.yml</c> says. Nothing of it goes into the ledger, the site file or a log.</summary>
internal sealed record NotifySettings(
    MailSettings? Mail, WebhookSettings? Webhook, LightSettings? Light, HeartbeatSettings? Heartbeat, LinkSettings? Links, IReadOnlyList<RecipientSettings> Recipients)
{
    /// <summary>No way out.</summary>
    public static NotifySettings None { get; } = new(null, null, null, null, null, []);

    /// <summary>Where somebody is reached; null for somebody unknown.</summary>
    public RecipientSettings? Find(string recipient) => Recipients.FirstOrDefault(r => r.Id == recipient);

    /// <summary>Why somebody cannot be reached in a way, with the next step; null when they can.</summary>
    /// <param name="channel">Name of a channel.</param>
    public string? Missing(string recipient, string channel) => (channel, Find(recipient)) switch
    {
        (MailChannel.ChannelName, _) when Mail is null => "notify.yml has no 'mail': write there how the mail server is reached",
        (WebhookChannel.ChannelName, _) when Webhook is null => "notify.yml has no 'webhook': write there how its receiver is reached",
        (_, null) => $"notify.yml has no recipient '{recipient}': add it under 'recipients'",
        (MailChannel.ChannelName, { Mail: null }) => $"recipient '{recipient}' has no mail address in notify.yml: add 'mail' to it",
        (WebhookChannel.ChannelName, { Webhook: null, WebhookUrl: null }) => $"recipient '{recipient}' has no 'webhook' in notify.yml: add a number or an address to it",
        (MailChannel.ChannelName or WebhookChannel.ChannelName, _) => null,
        _ => $"there is no channel '{channel}': there are {MailChannel.ChannelName} and {WebhookChannel.ChannelName}",
    };
}
