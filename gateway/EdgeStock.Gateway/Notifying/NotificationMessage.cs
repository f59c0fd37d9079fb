namespace EdgeStock.Gateway.Notifying;

/// <summary>One message to one recipient over one channel, ready to go.</summary>
/// <param name="Id">Same at each attempt: a receiver that has it already may drop it. (Message-ID, webhook-id)</param>
internal sealed record NotificationMessage(string Id, string Recipient, string Channel, NotificationText Text, DateTimeOffset At, int Step, bool IsDrill, IReadOnlyList<NotifiedAlarm> Alarms);
