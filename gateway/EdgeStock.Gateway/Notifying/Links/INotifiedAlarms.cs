namespace EdgeStock.Gateway.Notifying;

/// <summary>What a notification was about, as the ledger says.</summary>
internal interface INotifiedAlarms
{
    /// <summary>Its alarms; null when it is not known (any more).</summary>
    IReadOnlyList<NotifiedAlarm>? Of(string notification);
}
