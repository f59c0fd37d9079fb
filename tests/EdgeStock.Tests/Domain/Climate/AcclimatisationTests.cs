using EdgeStock.Domain;

namespace EdgeStock.Tests.Domain;

public sealed class AcclimatisationTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    // Known answers of the climate mathematics, made with an independent implementation and other coefficients of the dew point: they allow it
    // 0.05 K, and 60 min · ln(…/(22 − td − 1)) turns 0.05 K in 9.9 K into 0.3 min.
    [Theory]
    [InlineData(-5, 60.3)]
    [InlineData(5, 32.5)]
    public void Cold_goods_wait_until_their_pack_is_above_the_dew_point(double pack, double minutes) =>
        Assert.Equal(minutes, Acclimatisation.Minutes(pack, 22, 50, Hour, 1)!.Value, 0.3);

    [Theory]
    [InlineData(12.2)]
    [InlineData(30)]
    public void A_pack_above_it_need_not_wait(double pack) => Assert.Equal(0, Acclimatisation.Minutes(pack, 22, 50, Hour, 1));

    // Dew point at 22 °C and 96 % is 21.3 °C: the room itself is nearer to it than 1 K.
    [Fact]
    public void In_a_room_near_its_own_dew_point_no_wait_is_long_enough() => Assert.Null(Acclimatisation.Minutes(5, 22, 96, Hour, 1));

    [Fact]
    public void Bone_dry_air_wets_nothing() => Assert.Equal(0, Acclimatisation.Minutes(-20, 22, 0.05, Hour, 1));

    [Fact]
    public void A_pack_without_a_time_constant_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => Acclimatisation.Minutes(5, 22, 50, TimeSpan.Zero, 1));

    // 22 °C and 50 %: dew point 11.11 °C.
    [Theory]
    [InlineData(new double[0], 10.89, null)]
    [InlineData(new[] { 23.0, 24.0 }, 10.89, null)]
    [InlineData(new[] { 15.0, 12.5, 18.0 }, 1.39, 1)]
    [InlineData(new[] { 10.0 }, -1.11, 0)]
    public void The_coldest_surface_decides_the_margin(double[] surfaces, double kelvin, int? surface)
    {
        var margin = DewMargin.Of(22, 50, surfaces)!;

        Assert.Equal(kelvin, margin.Kelvin, 0.05);
        Assert.Equal(surface, margin.Surface);
        Assert.Equal(11.11, margin.DewPoint, 0.05);
    }

    [Fact]
    public void Bone_dry_air_has_no_margin() => Assert.Null(DewMargin.Of(22, 0, [5]));
}
