namespace EdgeStock.Gateway.Notifying;

/// <summary>Makes the link that a message carries; null where none is set up.</summary>
internal interface INotificationLinks { Uri? For(string notification, string recipient, DateTimeOffset until); }
