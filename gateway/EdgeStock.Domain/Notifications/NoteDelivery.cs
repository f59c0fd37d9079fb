namespace EdgeStock.Domain;

/// <summary>The notifier says what came of an attempt.</summary>
/// <param name="Notification">The message.</param>
/// <param name="Attempts">Attempts so far, this one among them.</param>
/// <param name="Reason">Why it did not go; null when it did.</param>
public sealed record NoteDelivery(DateTimeOffset Taken, string Notification, string Recipient, string Channel, DeliveryOutcome Outcome, int Attempts, string? Reason) : Input(Taken);
