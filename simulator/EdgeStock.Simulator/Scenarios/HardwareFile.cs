using System.Globalization;
using System.Text;

namespace EdgeStock.Simulator.Scenarios;

/// <summary>Where the emulated devices of a running scenario are, as firmware-host's hardware.yaml.</summary>
internal static class HardwareFile
{
    /// <summary>An inventory round begins so often.</summary>
    public const int InventoryPeriodSeconds = 5;

    /// <summary>It lasts so long, shared by the antennas.</summary>
    public const int InventorySeconds = 2;

    /// <summary>A scale at rest is heard so often.</summary>
    public const int IdleSeconds = 1;

    /// <summary>A scale in motion is heard so often a second, and for so long after.</summary>
    public const int ActiveHertz = 10;

    /// <summary>See <see cref="ActiveHertz"/>.</summary>
    public const int HoldSeconds = 5;

    /// <summary>Climate chips are read so often.</summary>
    public const int ClimateSeconds = 10;

    /// <param name="scenario">What is emulated.</param>
    /// <param name="folder">Folder of the run: the sysfs tree and the gateway's socket lie in it.</param>
    /// <param name="readerPort">TCP port of the reader.</param>
    /// <param name="scalePorts">TCP ports of the scales, in the order of the bins.</param>
    public static string Text(Scenario scenario, string folder, int readerPort, IReadOnlyList<int> scalePorts)
    {
        var yaml = new StringBuilder();
        Line(yaml, $"host: ward-3-hw");
        Line(yaml, $"gateway: {Quoted(Path.Combine(folder, "samples.sock"))}");
        Line(yaml, $"sysfs: {Quoted(Path.Combine(folder, "sys"))}");
        Line(yaml, $"buffer: 100000");
        Line(yaml, $"devices:");
        Line(yaml, $"  - id: {scenario.Reader}");
        Line(yaml, $"    driver: llrp");
        Line(yaml, $"    address: 127.0.0.1:{readerPort}");
        Line(yaml, $"    antennas: [{string.Join(", ", scenario.Antennas.Select(antenna => antenna.Port))}]");
        Line(yaml, $"    period_s: {InventoryPeriodSeconds}");
        Line(yaml, $"    duration_s: {InventorySeconds}");
        foreach (var (bin, port) in scenario.Bins.Zip(scalePorts))
        {
            Line(yaml, $"  - id: {bin.Device}");
            Line(yaml, $"    driver: mt-sics");
            Line(yaml, $"    address: 127.0.0.1:{port}");
            Line(yaml, $"    report: {{active_hz: {ActiveHertz}, idle_s: {IdleSeconds}, hold_s: {HoldSeconds}, trigger_g: {bin.Cell.TriggerGrams}}}");
        }

        foreach (var point in scenario.Climate)
        {
            Line(yaml, $"  - id: {point.Device}");
            Line(yaml, $"    driver: hwmon");
            Line(yaml, $"    name: sht3x");
            Line(yaml, $"    address: {point.Address}");
            Line(yaml, $"    interval_s: {ClimateSeconds}");
        }

        return yaml.ToString();
    }

    private static string Quoted(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static void Line(StringBuilder yaml, FormattableString text) => yaml.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
