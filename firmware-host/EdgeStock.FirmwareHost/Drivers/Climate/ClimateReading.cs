using System.Globalization;
using EdgeStock.FirmwareHost.Drivers.Sysfs;

namespace EdgeStock.FirmwareHost.Drivers.Climate;

/// <summary>A climate value with what is to be thought of it, as a sample line carries it.</summary>
/// <param name="Value">°C or %RH; null when there was nothing to read.</param>
/// <param name="Quality">null (good), <c>uncertain</c> or <c>bad</c>.</param>
/// <param name="Reason">Why it is not good.</param>
internal readonly record struct ClimateReading(double? Value, string? Quality, string? Reason)
{
    // further out no chip of this kind speaks: the text is damaged
    private const long LargestMilli = 1_000_000;

    /// <summary>A value to be trusted.</summary>
    public static ClimateReading Good(double value) => new(value, null, null);

    /// <summary>Nothing that could be read.</summary>
    public static ClimateReading None(string? reason) => new(null, "bad", reason);

    /// <summary>A temperature of a text in thousandths of °C.</summary>
    public static ClimateReading Celsius(SysfsText read) => Milli(read, out var fault) is { } milli ? Good(milli / 1000.0) : None(fault);

    /// <summary>A relative humidity of a text in thousandths of %RH. A chip's own correction can leave 0 to 100 by a little; that is cut off and said.</summary>
    public static ClimateReading Humidity(SysfsText read) => Milli(read, out var fault) switch
    {
        null => None(fault),
        < 0 and var milli => new(0, "uncertain", FormattableString.Invariant($"{milli / 1000.0} %RH taken as 0")),
        > 100_000 and var milli => new(100, "uncertain", FormattableString.Invariant($"{milli / 1000.0} %RH taken as 100")),
        { } milli => Good(milli / 1000.0),
    };

    /// <summary>The number of a text in thousandths, or null and why there is none.</summary>
    public static long? Milli(SysfsText read, out string? fault)
    {
        fault = read.Fault;
        if (read.Text is null)
        {
            return null;
        }

        if (long.TryParse(read.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var milli) && milli is >= -LargestMilli and <= LargestMilli)
        {
            return milli;
        }

        fault = $"not a number of thousandths: {read.Quoted}";
        return null;
    }
}

/// <summary>A reading and the channel it is of: <c>temperature</c> or <c>humidity</c>.</summary>
internal readonly record struct ClimateChannel(string Name, ClimateReading Reading);
