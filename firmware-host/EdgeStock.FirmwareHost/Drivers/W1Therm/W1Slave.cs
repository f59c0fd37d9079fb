using System.Buffers.Binary;
using System.Globalization;
using System.Text.RegularExpressions;
using EdgeStock.FirmwareHost.Drivers.Climate;
using EdgeStock.FirmwareHost.Drivers.Sysfs;

namespace EdgeStock.FirmwareHost.Drivers.W1Therm;

/// <summary>
/// Reads the file <c>w1_slave</c> of a DS18B20: nine bytes of its memory with the kernel's verdict on their check byte, and the temperature
/// that the kernel made of them. The verdict is not taken on trust: after a bad transfer the file still shows a <c>t=</c>, and nine zero
/// bytes, as a bus that is stuck low gives, have a check byte that agrees.
/// </summary>
internal static partial class W1Slave
{
    // bytes of the memory: seven of content, one reserved, the check byte
    private const int Bytes = 9;

    // 1/16 °C, the step of 12 bits; kernels that know finer clones may give a part of one more
    private const double Step = 1000 / 16.0;

    private const double Coldest = -55;
    private const double Hottest = 125;
    private const int PowerOn = 85_000;
    private const int LowSupply = 127_937;

    // a reserved byte that stands so from power-on until a conversion has changed it: it tells a real 85 °C from the power-on value
    private const int Reserved = 6;
    private const byte Unconverted = 0x0c;

    /// <summary>The temperature, or none and why. A power-on value is none: the sensor lost its supply before it had converted.</summary>
    public static ClimateReading Read(SysfsText read)
    {
        if (read.Text is null)
        {
            // on a failed transfer the kernel gives a success of no bytes
            return ClimateReading.None(read.Fault == "empty file" ? "conversion failed (empty file)" : read.Fault);
        }

        if (Layout().Match(read.Text) is not { Success: true } match)
        {
            return ClimateReading.None($"not the two lines of a w1_slave file: {read.Quoted}");
        }

        var memory = Convert.FromHexString(match.Groups["bytes"].Value.Replace(" ", "", StringComparison.Ordinal));
        if (match.Groups["verdict"].Value != "YES")
        {
            return ClimateReading.None("bad check byte (CRC)");
        }

        if (memory.All(b => b == 0))
        {
            return ClimateReading.None("nine zero bytes: bus stuck low");
        }

        var milli = int.Parse(match.Groups["milli"].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        if (Crc8(memory.AsSpan(0, Bytes - 1)) != memory[Bytes - 1] || Math.Abs(milli - (BinaryPrimitives.ReadInt16LittleEndian(memory) * Step)) >= Step)
        {
            return ClimateReading.None("bytes, check byte and t= do not agree");
        }

        return milli switch
        {
            PowerOn when memory[Reserved] == Unconverted => ClimateReading.None("power-on value (85 °C): the sensor lost its supply before it had measured"),
            LowSupply when memory[Reserved] == Unconverted => ClimateReading.None("value of a supply that is too low (127.937 °C): the sensor could not measure"),
            _ when milli / 1000.0 is < Coldest or > Hottest => new ClimateReading(milli / 1000.0, "bad", "outside what the sensor can measure (-55 to 125 °C)"),
            _ => ClimateReading.Good(milli / 1000.0),
        };
    }

    /// <summary>CRC-8 of 1-Wire: polynomial x⁸ + x⁵ + x⁴ + 1, least bit first, from 0.</summary>
    public static byte Crc8(ReadOnlySpan<byte> bytes)
    {
        const int reflected = 0x8c;
        var crc = 0;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ reflected;
            }
        }

        return (byte)crc;
    }

    [GeneratedRegex(@"^(?<bytes>(?:[0-9a-f]{2} ){8}[0-9a-f]{2}) : crc=[0-9a-f]{2} (?<verdict>YES|NO)\n(?:[0-9a-f]{2} ){9}t=(?<milli>-?[0-9]{1,6})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Layout();
}
