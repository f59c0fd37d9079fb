namespace EdgeStock.FirmwareHost.Drivers.MtSics;

/// <summary>How a scale's stream is thinned: fast while the weight moves, slowly when idle.</summary>
/// <param name="ActiveHertz">Weights a second while it moves, at most.</param>
/// <param name="Idle">Interval between weights when idle.</param>
/// <param name="Hold">How long it stays fast after the last movement.</param>
/// <param name="TriggerGrams">A step from the last idle level larger than this is a movement.</param>
internal sealed record ReportRule(double ActiveHertz, TimeSpan Idle, TimeSpan Hold, double TriggerGrams)
{
    /// <summary>Used where the hardware file says nothing: enough to see every taking, little enough for a small SD card.</summary>
    public static readonly ReportRule Default = new(10, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), 4);
}
