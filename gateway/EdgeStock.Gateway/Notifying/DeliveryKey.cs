namespace EdgeStock.Gateway.Notifying;

/// <summary>One message to one recipient over one channel.</summary>
internal readonly record struct DeliveryKey(string Notification, string Recipient, string Channel);
