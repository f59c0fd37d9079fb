namespace EdgeStock.Domain;

/// <summary>Who is told, and by which way.</summary>
/// <param name="Recipient">A slug; the address stands in the gateway's own settings, never in the ledger.</param>
/// <param name="Channel"><c>mail</c> or <c>webhook</c>.</param>
public sealed record NotificationTarget(string Recipient, string Channel);
