namespace EdgeStock.Gateway.Notifying;

internal sealed record NotificationText(string Subject, string Body);
