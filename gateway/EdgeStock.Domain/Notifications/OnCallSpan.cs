namespace EdgeStock.Domain;

/// <summary>A stretch of time with one person on call.</summary>
/// <param name="Until">Its end, not counted.</param>
public sealed record OnCallSpan(DateTimeOffset From, DateTimeOffset Until, string Recipient);
