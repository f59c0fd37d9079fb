using EdgeStock.Simulator.Physics;
using EdgeStock.Simulator.Scenarios;

namespace EdgeStock.Tests.Simulator;

public sealed class WeighingPhysicsTests
{
    [Fact]
    public void An_untouched_bin_weighs_its_tare_and_its_pieces()
    {
        var storeroom = Wards.Still();
        Assert.All(Ward.Scenario.Bins, bin =>
        {
            var grams = Enumerable.Range(0, 200).Average(i => storeroom.Weigh(bin.Id, Wards.Start.AddMilliseconds(100 * i)).Grams);
            var count = storeroom.InitialCount(bin.Id);

            // spread of pieces, of the lot's mean and of the tare, creep, and what is left of the noise
            var sd = Math.Sqrt((count * Math.Pow(bin.Article.UnitSdGrams, 2)) + Math.Pow(count * bin.Article.LotSdGrams, 2) + 1);
            Assert.Equal(bin.TareGrams + (count * bin.Article.UnitGrams), grams, (5 * sd) + (0.0003 * grams));
            Assert.Equal(count, Math.Round((grams - bin.TareGrams) / bin.Article.UnitGrams));
        });
    }

    [Fact]
    public void The_scatter_at_rest_is_the_declared_noise()
    {
        var storeroom = Wards.Still();
        Assert.All(Ward.Scenario.Bins, bin =>
        {
            var samples = Enumerable.Range(0, 2000).Select(i => storeroom.Weigh(bin.Id, Wards.Start.AddMilliseconds(100 * i))).ToArray();
            var mean = samples.Average(s => s.Grams);
            var sd = Math.Sqrt(samples.Average(s => Math.Pow(s.Grams - mean, 2)));

            Assert.InRange(sd, bin.Cell.NoiseSdGrams * 0.9, bin.Cell.NoiseSdGrams * 1.1);
            Assert.DoesNotContain(samples, s => s.Moving);
        });
    }

    [Fact]
    public void A_cell_at_rest_drifts_by_grams_in_a_day_not_by_pieces()
    {
        var storeroom = Wards.Still();
        var walked = Ward.Scenario.Bins.Average(bin =>
            Math.Abs(Mean(storeroom, bin.Id, Wards.Start.AddHours(24)) - Mean(storeroom, bin.Id, Wards.Start)));

        // the mean size of a random walk of 0.3 g per root hour after 24 hours is 1.2 g
        Assert.InRange(walked, 0.4, 2.5);
    }

    [Fact]
    public void A_pick_is_felt_while_the_hand_is_there_and_leaves_a_step_of_its_pieces()
    {
        var storeroom = Wards.Busy();
        var moves = storeroom.Happenings(0, Wards.Start.AddMinutes(30)).OfType<Moved>().Where(m => m.Kind == MoveKind.Pick).ToArray();
        var lonely = moves.Where(m => moves.All(o => o == m || Math.Abs(o.AtMs - m.AtMs) > 8000)).ToArray();
        Assert.NotEmpty(lonely);
        Assert.All(lonely, move =>
        {
            var bin = Ward.Scenario.Bins.Single(b => b.Id == move.Bin);
            var at = Wards.Start.AddMilliseconds(move.AtMs);
            var step = Mean(storeroom, bin.Id, at.AddSeconds(2)) - Mean(storeroom, bin.Id, at.AddSeconds(-4));
            Assert.Equal(move.Delta, Math.Round(step / bin.Article.UnitGrams));
            Assert.True(storeroom.Weigh(bin.Id, at).Moving);
            Assert.False(storeroom.Weigh(bin.Id, at.AddSeconds(-4)).Moving);
        });
    }

    [Fact]
    public void A_hand_presses_on_its_own_bin_and_hardly_on_its_neighbours()
    {
        var touch = new Touch(1000, 1800, 1480, 300);

        Assert.Equal(300, touch.Force(1400, tremor: 0), 1.0);
        Assert.Equal(0, touch.Force(999, 0));
        Assert.True(Math.Abs(touch.Force(2290, 0)) < 1, "the ring has died away when the indicator calls it stable");
        Assert.Equal(0, touch.Force(2301, 0));
    }

    private static double Mean(Storeroom storeroom, string bin, DateTimeOffset from) =>
        Enumerable.Range(0, 20).Average(i => storeroom.Weigh(bin, from.AddMilliseconds(100 * i)).Grams);
}
