namespace EdgeStock.Gateway.Notifying;

/// <summary>The hospital's mail server.</summary>
/// <param name="User">Null where the server asks for none.</param>
/// <param name="From">Sender, as an address or as <c>Name &lt;address&gt;</c>.</param>
/// <param name="Timeout">One message must be through in this time.</param>
internal sealed record MailSettings(string Host, int Port, MailSecurity Security, ServerTrust Trust, string? User, Secret? Password, string From, TimeSpan Timeout);
