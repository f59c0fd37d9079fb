using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using EdgeStock.FirmwareHost.Drivers.Iio;
using EdgeStock.FirmwareHost.Drivers.Sysfs;
using EdgeStock.FirmwareHost.Drivers.W1Therm;
using EdgeStock.Tests.Fuzzing;

namespace EdgeStock.Tests.FirmwareHost;

/// <summary>What the kernel's files of a 1-Wire thermometer and of a load cell's converter could hold.</summary>
public sealed class SysfsTextFuzzTests
{
    private static readonly string[] Thermometers =
    [
        "72 01 4b 46 7f ff 0e 10 57 : crc=57 YES\n72 01 4b 46 7f ff 0e 10 57 t=23125",
        "72 01 4b 46 7f ff 0e 10 57 : crc=57 NO\n72 01 4b 46 7f ff 0e 10 57 t=23125",
        "00 00 00 00 00 00 00 00 00 : crc=00 YES\n00 00 00 00 00 00 00 00 00 t=0",
    ];

    [Fact]
    public void A_hundred_thousand_mutated_files_of_a_1_wire_thermometer_give_what_its_bytes_say_or_a_reason_why_not()
    {
        var mutator = Mutator.OfText(20275, Thermometers, [.. Mutator.Numbers, "YES", "NO", "t=", "\n", "85000", "50 05", "23187", "125062"], mostChanges: 1);
        var good = 0;
        for (var round = 0; round < Fuzz.Rounds; round++)
        {
            // two in three are mutated in the text, one in the memory with a check byte that agrees again
            var octets = round % 3 == 0 ? Agreeing(mutator.Random) : mutator.Next();
            var read = W1Slave.Read(Text(octets));
            var shown = Encoding.UTF8.GetString(octets);
            Assert.True(read.Quality is null == read.Reason is null, shown);
            Assert.True(read.Quality is null or "bad", shown);
            Assert.True(read.Quality is not null || read.Value is >= -55 and <= 125, $"round {round}: {read} of {shown}");
            if (read.Quality is null)
            {
                good++;
                var told = shown[(shown.LastIndexOf("t=", StringComparison.Ordinal) + 2)..];
                Assert.Equal(int.Parse(told, CultureInfo.InvariantCulture) / 1000.0, read.Value!.Value, 1e-9);
            }
        }

        Fuzz.ReachedBothSides(good, Fuzz.Rounds - good);
    }

    [Fact]
    public void A_hundred_thousand_mutated_raw_values_give_counts_of_24_bits_or_a_state_or_a_reason_why_not()
    {
        var mutator = Mutator.OfText(20276, ["8400123", "16777215", "0", "-8388608", "8388607", "-12", "16777216"], Mutator.Numbers, mostChanges: 1);
        Fuzz.Run(mutator, octets =>
        {
            var converter = LoadCellConverter.Known[mutator.Random.Next(LoadCellConverter.Known.Count)];
            var read = converter.Read(Text(octets));
            Assert.InRange(read.Counts, -8_388_607, 8_388_606);
            Assert.Contains(read.State, (string?[])[null, "overload", "underload"]);
            Assert.True(read.Fault is null || (read.State is null && read.Counts == 0), $"{read}");
            if (read is { Fault: null, State: null })
            {
                // written anew, it reads the same
                Assert.Equal(read, converter.Read(new((read.Counts + converter.ZeroMillivolts).ToString(CultureInfo.InvariantCulture), null)));
            }

            return read.Fault is null;
        });
    }

    /// <summary>A memory of chance, as a whole file that agrees with itself.</summary>
    private static byte[] Agreeing(Random random)
    {
        var memory = new byte[9];
        random.NextBytes(memory);
        memory[1] = (byte)(random.Next(2) == 0 ? random.Next(9) : random.Next(0xFA, 0x100));
        memory[8] = W1Slave.Crc8(memory.AsSpan(0, 8));
        var hex = string.Join(' ', memory.Select(b => b.ToString("x2", CultureInfo.InvariantCulture)));
        var milli = (int)Math.Truncate(BinaryPrimitives.ReadInt16LittleEndian(memory) * 1000 / 16.0);
        return Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{hex} : crc={memory[8]:x2} YES\n{hex} t={milli}"));
    }

    /// <summary>As <see cref="SysfsFile"/> hands an attribute on.</summary>
    private static SysfsText Text(byte[] octets) => Encoding.ASCII.GetString(octets).Trim() is { Length: > 0 } text ? new(text, null) : new(null, "empty file");
}
