using EdgeStock.Simulator.Physics;

namespace EdgeStock.Tests.Simulator;

public sealed class ClimatePhysicsTests
{
    [Fact]
    public void The_sterile_room_keeps_within_its_limits()
    {
        var storeroom = Wards.Still();
        foreach (var point in storeroom.Scenario.Climate)
        {
            for (var minute = 0; minute < 30 * 24 * 60; minute += 3)
            {
                var air = storeroom.AirAt(point, Wards.Start.AddMinutes(minute));
                Assert.InRange(air.Celsius, 19, 25);
                Assert.InRange(air.RelativeHumidity, 30, 70);
            }
        }
    }

    [Fact]
    public void The_point_at_the_door_feels_the_door_most()
    {
        var storeroom = Wards.Still();
        var spread = storeroom.Scenario.Climate.ToDictionary(point => point.Point, point =>
        {
            var values = Enumerable.Range(0, 24 * 60).Select(minute => storeroom.AirAt(point, Wards.Start.AddMinutes(minute)).Celsius).ToArray();
            return values.Max() - values.Min();
        });

        Assert.True(spread["door"] > spread["north"] && spread["door"] > spread["south"]);
        Assert.InRange(spread["door"], 0.8, 4);
    }

    [Fact]
    public void A_chip_reads_the_air_with_its_declared_noise_and_in_its_own_steps()
    {
        var storeroom = Wards.Still();
        foreach (var chip in storeroom.Chips)
        {
            var temperature = new List<double>();
            var humidity = new List<double>();
            for (var ms = 0L; ms < 3_600_000; ms += ClimateChip.PeriodMs)
            {
                var air = storeroom.AirAt(chip.Plan, Wards.Start.AddMilliseconds(ms));
                var reading = chip.Read(ms);
                temperature.Add((reading.MilliCelsius / 1000.0) - air.Celsius);
                humidity.Add((reading.MilliHumidity / 1000.0) - air.RelativeHumidity);

                // SHT3x: T = -45 + 175 code / 65535, so milli-degrees lie within half a milli-degree of a code
                var code = (reading.MilliCelsius + 45_000) * 65535.0 / 175_000;
                Assert.InRange(Math.Abs(code - Math.Round(code)) * 175_000 / 65535, 0, 0.51);
            }

            Assert.InRange(temperature.Average(), -0.4, 0.4);
            Assert.InRange(humidity.Average(), -3, 3);
            Assert.InRange(Spread(temperature), ClimateChip.NoiseSdCelsius * 0.9, ClimateChip.NoiseSdCelsius * 1.1);
            Assert.InRange(Spread(humidity), ClimateChip.NoiseSdHumidity * 0.9, ClimateChip.NoiseSdHumidity * 1.1);
        }
    }

    [Fact]
    public void Between_two_measurements_a_chip_repeats_itself()
    {
        var chip = Wards.Still().Chips[0];

        Assert.Equal(chip.Read(5000), chip.Read(5999));
        Assert.NotEqual(chip.Read(5000), chip.Read(6000));
    }

    private static double Spread(List<double> values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Average(value => Math.Pow(value - mean, 2)));
    }
}
