using EdgeStock.Domain;

namespace EdgeStock.Tests.Domain;

/// <summary>A simulated month of three sensors in one room: noise, a daily wave, a door, and one sensor that is poisoned or is not.</summary>
public sealed class PeerDriftTests
{
    private const int Day = 24 * 60;

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    public void A_poisoned_sensor_is_named_within_two_days_and_a_healthy_one_never(double poisoned)
    {
        var (random, agreement, named) = (new Random(31), new PeerAgreement(3), new List<(int Sensor, int Minute)>());
        for (var m = 0; m < 30 * Day; m++)
        {
            // humidity at which the room's air stands, the same dew point at each place; each sensor has its own fixed error within 2 %
            var (warm, damp) = (22 + (1.5 * Math.Sin(2 * Math.PI * m / Day)), 45 + (8 * Math.Sin(m / 900.0)));
            var door = m % (3 * Day) is > 600 and < 690 ? 6 : 0;
            agreement.Observe(m * 60L, [
                Read(warm, damp + 0.9, random), Read(warm + 0.1, damp - 1.1 + door, random), Read(warm - 0.1, damp + 0.4 + (m > 10 * Day ? poisoned : 0), random)]);
            for (var s = 0; m % 60 == 59 && s < 3; s++)
            {
                if (agreement.Judge(s).Disagrees)
                {
                    named.Add((s, m));
                }
            }
        }

        if (poisoned == 0)
        {
            Assert.Empty(named);
        }
        else
        {
            Assert.All(named, n => Assert.Equal(2, n.Sensor));
            Assert.InRange(named[0].Minute, 10 * Day, 12 * Day);
        }
    }

    private static DewReading? Read(double celsius, double humidity, Random random) =>
        DewReading.From(celsius + (0.04 * (random.NextDouble() - 0.5)), humidity + (0.4 * (random.NextDouble() - 0.5)), 0.2, 2);
}
