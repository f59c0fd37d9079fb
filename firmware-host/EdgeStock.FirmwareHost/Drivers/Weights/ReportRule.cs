namespace EdgeStock.FirmwareHost.Drivers.Weights;

/// <summary>How a stream of weights is thinned: fast while the weight moves, slowly when idle.</summary>
/// <param name="ActiveHertz">Weights a second while it moves, at most.</param>
/// <param name="Idle">Interval between weights when idle.</param>
/// <param name="Hold">How long it stays fast after the last movement.</param>
/// <param name="Trigger">A step from the last idle level larger than this is a movement; grams of a scale, counts of a bare cell's converter.</param>
internal sealed record ReportRule(double ActiveHertz, TimeSpan Idle, TimeSpan Hold, double Trigger)
{
    /// <summary>Used for a scale where the hardware file says nothing: enough to see every taking, little enough for a small SD card.</summary>
    public static readonly ReportRule ForGrams = new(10, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), 4);

    /// <summary>
    /// Used for a load cell's converter. A 5 kg cell of 1 mV/V makes about 1 mV of 1 kg at 5 V, some 430 counts of an HX711 a gram:
    /// some four grams, as above, and well above the noise of some 50 counts. Another cell wants another number.
    /// </summary>
    public static readonly ReportRule ForCounts = new(10, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), 1500);
}
