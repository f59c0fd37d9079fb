using EdgeStock.Domain;

namespace EdgeStock.Tests.Domain;

/// <summary>Sensors of one room compared by dew point over 24 hours.</summary>
public sealed class PeerAgreementTests
{
    private const double U = 0.63;

    // By hand: 22 °C and 50 %, ±0.2 K and ±2 %: dTd/dRH = 15.09/50 = 0.302 K/%, dTd/dT = 0.92; √(0.604² + 0.184²) = 0.63 K.
    [Fact]
    public void A_dew_point_is_as_uncertain_as_temperature_and_humidity_make_it()
    {
        var reading = DewReading.From(22, 50, 0.2, 2)!.Value;

        Assert.Equal(11.11, reading.Celsius, 0.05);
        Assert.Equal(0.63, reading.U, 0.005);
        Assert.Null(DewReading.From(22, 0, 0.2, 2));
    }

    // By hand: 1.26 K off with U = 0.63 K on both sides: E_n = 1.26/(0.63·√2) = 1.414.
    [Fact]
    public void One_of_three_that_is_off_for_a_day_is_named_alone()
    {
        var agreement = Watch(3, 24 * 60, m => [Read(11 + Wave(m)), Read(11.05 + Wave(m)), Read(11.05 + 1.26 + Wave(m))]);
        var off = agreement.Judge(2);

        Assert.True(off.Disagrees);
        Assert.Equal(1.414, off.Score!.Value, 1e-3);
        Assert.Equal(1.26, off.Difference, 1e-9);
        Assert.Equal(24, off.Hours);
        Assert.False(agreement.Judge(0).Disagrees);
        Assert.False(agreement.Judge(1).Disagrees);
    }

    [Fact]
    public void A_difference_within_the_uncertainty_is_agreement()
    {
        var agreement = Watch(3, 24 * 60, _ => [Read(11), Read(11.1), Read(11.8)]);

        Assert.All(Enumerable.Range(0, 3), i => Assert.False(agreement.Judge(i).Disagrees));
        Assert.Equal(0.7 / (U * Math.Sqrt(2)), agreement.Judge(2).Score!.Value, 1e-9);
    }

    [Fact]
    public void An_open_door_at_one_of_them_for_six_hours_is_no_fault()
    {
        var agreement = Watch(3, 24 * 60, m => [Read(11), Read(11), Read(m is > 300 and < 660 ? 17 : 11)]);

        Assert.True(agreement.Judge(2).Score > 1);
        Assert.False(agreement.Judge(2).Disagrees);
    }

    [Fact]
    public void Of_two_nobody_can_say_which_is_wrong()
    {
        var agreement = Watch(2, 24 * 60, _ => [Read(11), Read(9)]);

        Assert.True(agreement.Judge(0) is { Disagrees: true, Difference: 2 });
        Assert.True(agreement.Judge(1) is { Disagrees: true, Difference: -2 });
    }

    [Theory]
    [InlineData(17, false)]
    [InlineData(18, true)]
    public void It_is_said_only_after_eighteen_hours_with_both(int hours, bool expected) =>
        Assert.Equal(expected, Watch(2, hours * 60, _ => [Read(11), Read(9)]).Judge(0).Disagrees);

    [Fact]
    public void What_is_older_than_a_day_counts_no_more()
    {
        var agreement = Watch(3, 60 * 60, m => [Read(11), Read(11), Read(m < 36 * 60 ? 14 : 11)]);

        Assert.Equal(0, agreement.Judge(2).Score);
        Assert.Equal(24, agreement.Judge(2).Hours);
    }

    [Fact]
    public void After_a_day_of_silence_the_day_before_it_counts_no_more()
    {
        var agreement = Watch(2, 24 * 60, _ => [Read(11), Read(9)]);
        agreement.Observe(40 * 3600, [Read(11), Read(11)]);

        // of the 24 hours up to the 40th only those from the 17th on are left
        Assert.Equal(8, agreement.Judge(0).Hours);
        Assert.False(agreement.Judge(0).Disagrees);
    }

    [Fact]
    public void What_comes_late_is_left_out()
    {
        var agreement = Watch(2, 24 * 60, _ => [Read(11), Read(11)]);
        agreement.Observe(3600, [Read(11), Read(-40)]);

        Assert.Equal(0, agreement.Judge(0).Score);
    }

    [Fact]
    public void A_sensor_alone_and_one_without_values_are_not_judged()
    {
        var agreement = Watch(3, 24 * 60, _ => [Read(11), null, null]);

        Assert.All(Enumerable.Range(0, 3), i => Assert.Equal(new PeerVerdict(null, 0, 0, false), agreement.Judge(i)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PeerAgreement(1));
        Assert.Throws<ArgumentException>(() => agreement.Observe(0, [Read(11)]));
    }

    [Fact]
    public void Taking_readings_allocates_nothing()
    {
        var agreement = new PeerAgreement(3);
        DewReading?[] readings = [Read(11), Read(11.2), Read(11.1)];
        agreement.Observe(0, readings);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var m = 1; m < 1000; m++)
        {
            agreement.Observe(m * 60, readings);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static DewReading? Read(double celsius) => new(celsius, U);

    private static double Wave(int minute) => 3 * Math.Sin(minute / 200.0);

    private static PeerAgreement Watch(int points, int minutes, Func<int, DewReading?[]> readings)
    {
        var agreement = new PeerAgreement(points);
        for (var m = 0; m < minutes; m++)
        {
            agreement.Observe(m * 60, readings(m));
        }

        return agreement;
    }
}
