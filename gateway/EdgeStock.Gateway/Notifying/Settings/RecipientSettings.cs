namespace EdgeStock.Gateway.Notifying;

/// <summary>Where somebody is reached.</summary>
/// <param name="Id">The slug by which the site file and the ledger call them.</param>
/// <param name="Name">For the list of people behind pseudonyms; null: none.</param>
/// <param name="Mail">Null: no mail.</param>
/// <param name="Webhook">An address of the receiver's own sense, such as a telephone number, handed on as <c>to</c>; null: none.</param>
/// <param name="WebhookUrl">A receiver of this recipient's own; null: the common one.</param>
internal sealed record RecipientSettings(string Id, string? Name, string? Mail, string? Webhook, Uri? WebhookUrl);
