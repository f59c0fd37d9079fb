using System.Globalization;
using EdgeStock.FirmwareHost.Drivers.Sysfs;

namespace EdgeStock.FirmwareHost.Drivers.Iio;

/// <summary>What a converter's raw text says of the load: counts, or that the converter is at an end of its range, or why neither.</summary>
internal readonly record struct CellReading(long Counts, string? State, string? Fault);

/// <summary>
/// Converters of load cells, by how they write their 24 bits. Both become signed counts around 0 mV: the HX711's kernel driver gives offset
/// binary (0 mV is 8388608), the NAU7802's signed numbers. Which sign a load has depends on the cell's wiring and is left as it is.
/// </summary>
/// <param name="Chip">Its name in a hardware file.</param>
/// <param name="ZeroMillivolts">What the kernel gives for 0 mV.</param>
/// <param name="ZeroWhenStuck">A data line that is stuck low reads as exactly 0 mV: 24 zero bits, which the HX711's driver takes for a result.</param>
internal sealed record LoadCellConverter(string Chip, long ZeroMillivolts, bool ZeroWhenStuck)
{
    /// <summary>The converters that can be named in a hardware file.</summary>
    public static readonly IReadOnlyList<LoadCellConverter> Known = [new("hx711", 8_388_608, ZeroWhenStuck: true), new("nau7802", 0, ZeroWhenStuck: false)];

    // ends of 24 bits: a converter that cannot follow the cell stays there
    private const long Lowest = -8_388_608;
    private const long Highest = 8_388_607;

    /// <summary>File of a channel.</summary>
    public static string File(int channel) => string.Create(CultureInfo.InvariantCulture, $"in_voltage{channel}_raw");

    /// <summary>Reads the text of a channel. At either end of the 24 bits the load is not known: <c>overload</c> or <c>underload</c>, not a weight.</summary>
    public CellReading Read(SysfsText read)
    {
        if (read.Text is null)
        {
            return new CellReading(0, null, read.Fault);
        }

        if (!long.TryParse(read.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var raw) || raw < Lowest || raw > Highest + ZeroMillivolts)
        {
            return new CellReading(0, null, $"not a number of this converter's 24 bits: {read.Quoted}");
        }

        return (raw - ZeroMillivolts) switch
        {
            Lowest => new CellReading(0, "underload", null),
            Highest => new CellReading(0, "overload", null),
            < Lowest => new CellReading(0, null, $"not a number of this converter's 24 bits: {read.Quoted}"),
            var counts => new CellReading(counts, null, null),
        };
    }
}
