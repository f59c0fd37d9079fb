namespace EdgeStock.SystemTests.Coverage;

/// <summary>The judge itself, by hand.</summary>
public sealed class TrueCoverTests
{
    /// <summary>A Monday.</summary>
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Fact]
    public void Ten_pieces_at_two_a_day_last_five_days() => Assert.Equal(5, Days(2, null, Lot(10, null)), 6);

    [Fact]
    public void A_part_of_a_day_counts_as_the_part_of_its_demand_that_is_met() => Assert.Equal(5.5, Days(2, null, Lot(11, null)), 6);

    [Fact]
    public void What_expires_before_its_turn_is_lost() =>
        // Through Tuesday, 3 March, 4 of the 10 are used; the rest is waste, and then 6 last three days.
        Assert.Equal(5, Days(2, null, Lot(10, Today.AddDays(1)), Lot(6, null)), 6);

    [Fact]
    public void What_may_not_be_used_does_not_count() => Assert.Equal(3, Days(2, null, Lot(10, null) with { State = "quarantined" }, Lot(6, null)), 6);

    [Fact]
    public void Weekdays_have_their_own_demand() =>
        // 2 a day from Monday to Friday make 10; Saturday and Sunday ask for nothing; the eleventh piece is half of Monday's.
        Assert.Equal(7.5, Days(10 / 7.0, [1.4, 1.4, 1.4, 1.4, 1.4, 0, 0], Lot(11, null)), 6);

    private static double Days(double perDay, double[]? week, params TrueLot[] lots) =>
        TrueCover.Days(new("a", "scale", "regular", perDay, week ?? [1, 1, 1, 1, 1, 1, 1], null, []), lots, Today);

    private static TrueLot Lot(int pieces, DateOnly? expiry) => new("L", expiry, pieces, "usable");
}
