namespace EdgeStock.Gateway.Notifying;

/// <summary>A way out. Throws NotificationFailedException when it did not go (try again) or NotificationRefusedException when it never will (wrong address, refused for good).</summary>
internal interface INotificationChannel { string Name { get; } Task SendAsync(NotificationMessage message, CancellationToken stop); }
