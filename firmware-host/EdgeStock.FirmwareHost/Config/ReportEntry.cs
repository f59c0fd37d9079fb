using EdgeStock.FirmwareHost.Drivers.Weights;

namespace EdgeStock.FirmwareHost.Config;

/// <summary>Reads <c>report</c> of a weighing device: how its stream is thinned.</summary>
internal static class ReportEntry
{
    // more than 24 bits hold no cell moves
    private const double MostCounts = 16_777_216;
    private const double MostGrams = 1_000_000;

    /// <summary>Of a scale, which gives grams.</summary>
    public static ReportRule Grams(MapReader keys) => Read(keys, ReportRule.ForGrams, "trigger_g", MostGrams);

    /// <summary>Of a load cell's converter, which gives counts.</summary>
    public static ReportRule Counts(MapReader keys) => Read(keys, ReportRule.ForCounts, "trigger_counts", MostCounts);

    private static ReportRule Read(MapReader keys, ReportRule absent, string trigger, double most)
    {
        if (keys.Entry("report", required: false) is not { } entry)
        {
            return absent;
        }

        if (entry.Value is not YamlMap map)
        {
            keys.Fault(entry.Line, "HW05", "'report' is not a mapping", FormattableString.Invariant($"write 'report: {{active_hz: 10, idle_s: 1, hold_s: 5, {trigger}: {absent.Trigger}}}'"));
            return absent;
        }

        var rule = keys.Under(map);
        var report = new ReportRule(
            rule.Number("active_hz", 0.1, 100, absent.ActiveHertz),
            rule.Seconds("idle_s", 0.05, 600, absent.Idle.TotalSeconds),
            rule.Seconds("hold_s", 0, 600, absent.Hold.TotalSeconds),
            rule.Number(trigger, 0, most, absent.Trigger));
        rule.NothingElse();
        return report;
    }
}
