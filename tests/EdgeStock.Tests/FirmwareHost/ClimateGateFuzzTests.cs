using System.Text;
using EdgeStock.FirmwareHost.Drivers.Climate;
using EdgeStock.FirmwareHost.Drivers.Hwmon;
using EdgeStock.FirmwareHost.Drivers.Sysfs;
using EdgeStock.Tests.Fuzzing;

namespace EdgeStock.Tests.FirmwareHost;

public sealed class ClimateGateFuzzTests
{
    [Fact]
    public void A_hundred_thousand_mutated_attributes_give_a_value_within_the_chips_words_or_a_reason_why_not()
    {
        var mutator = Mutator.OfText(20265, ["22480", "-1250", "45913", "100001", "-45000", "129997", "99998", "0"], Mutator.Numbers, mostChanges: 1);
        Fuzz.Run(mutator, octets =>
        {
            var chip = mutator.Random.Next(2) == 0 ? "sht3x" : "sht4x";
            var (temperature, humidity) = ClimateGate.Judge(chip, Text(octets), Text(mutator.Random.Next(4) == 0 ? mutator.Next() : "45913"u8));
            Holds(temperature, 1000);
            Holds(humidity, humidity.Quality == "bad" ? 1000 : 100);
            return temperature.Quality is null && humidity.Quality is null;
        });
    }

    private static void Holds(ClimateReading reading, double largest)
    {
        Assert.Equal(reading.Quality is null, reading.Reason is null);
        Assert.Contains(reading.Quality, (string?[])[null, "uncertain", "bad"]);
        Assert.True(reading.Value is not null || reading.Quality == "bad", $"{reading}");
        Assert.True(reading.Value is not { } value || Math.Abs(value) <= largest, $"{reading}");
    }

    /// <summary>As <see cref="SysfsFile"/> hands an attribute on.</summary>
    private static SysfsText Text(ReadOnlySpan<byte> octets) => Encoding.ASCII.GetString(octets).Trim() is { Length: > 0 } text ? new(text, null) : new(null, "empty file");
}
