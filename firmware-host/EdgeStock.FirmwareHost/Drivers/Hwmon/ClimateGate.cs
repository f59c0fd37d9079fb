using System.Globalization;

namespace EdgeStock.FirmwareHost.Drivers.Hwmon;

/// <summary>A climate value with what is to be thought of it, as a sample line carries it.</summary>
/// <param name="Value">°C or %RH; null when there was nothing to read.</param>
/// <param name="Quality">null (good), <c>uncertain</c> or <c>bad</c>.</param>
/// <param name="Reason">Why it is not good.</param>
internal readonly record struct ClimateReading(double? Value, string? Quality, string? Reason);

/// <summary>
/// Judges one pair of readings of a temperature and humidity chip by what can be seen in the pair alone.
/// What takes a history (stuck, spikes, drift) is the gateway's.
/// </summary>
internal static class ClimateGate
{
    // further out no chip of this kind speaks: the text is damaged
    private const long LargestMilli = 1_000_000;

    /// <summary>Judges the texts of <c>temp1_input</c> and <c>humidity1_input</c>, in thousandths of °C and %RH.</summary>
    /// <param name="chip">Content of the name file: the sentinels are those of <c>sht3x</c>, whose kernel driver checks no CRC of a measurement.</param>
    public static (ClimateReading Temperature, ClimateReading Humidity) Judge(string chip, SysfsText temperature, SysfsText humidity)
    {
        var t = Number(temperature);
        var h = Number(humidity);
        if (chip == "sht3x" && Stuck(t.Milli, h.Milli) is { } stuck)
        {
            return (Bad(t, stuck), Bad(h, stuck));
        }

        if (chip == "sht3x" && h.Milli == 0)
        {
            // the second half of the transfer alone: no room is this dry
            return (Good(t), Bad(h, "bus stuck low"));
        }

        return (Good(t), Clamped(h));
    }

    // −45 °C and 129.997 °C are all-zero and all-one words, both outside what the chip can measure; both halves came in one transfer
    private static string? Stuck(long? temperature, long? humidity) => (temperature, humidity) switch
    {
        (-45_000, _) => "bus stuck low",
        (129_997, _) => "bus stuck high",
        (null, 99_998) => "bus stuck high",
        _ => null,
    };

    private static ClimateReading Good((long? Milli, string? Fault) read) => read.Milli is { } milli ? new(milli / 1000.0, null, null) : new(null, "bad", read.Fault);

    private static ClimateReading Bad((long? Milli, string? Fault) read, string reason) => new(read.Milli / 1000.0, "bad", read.Fault ?? reason);

    private static ClimateReading Clamped((long? Milli, string? Fault) read) => read.Milli switch
    {
        < 0 => new(0, "uncertain", Invariant($"{read.Milli / 1000.0} %RH taken as 0")),
        > 100_000 => new(100, "uncertain", Invariant($"{read.Milli / 1000.0} %RH taken as 100")),
        _ => Good(read),
    };

    private static (long? Milli, string? Fault) Number(SysfsText read)
    {
        if (read.Text is null)
        {
            return (null, read.Fault);
        }

        return long.TryParse(read.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var milli) && milli is >= -LargestMilli and <= LargestMilli
            ? (milli, null)
            : (null, $"not a number of thousandths: '{read.Text}'");
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
