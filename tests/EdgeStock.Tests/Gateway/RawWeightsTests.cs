using EdgeStock.Gateway;
using EdgeStock.Tests.Domain;
using EdgeStock.Wire;

namespace EdgeStock.Tests.Gateway;

public sealed class RawWeightsTests
{
    [Fact]
    public void The_last_twenty_counts_of_a_cell_are_kept()
    {
        var raw = new RawWeights();
        for (var i = 0; i < 50; i++)
        {
            raw.Note(Counts(i < 30 ? 0 : 1000 + (i % 2 * 10), i));
        }

        Assert.Equal(new RawWeight(1005, 5, 20, TestSite.T0.AddSeconds(49)), raw.Of("cell-1"));
    }

    [Fact]
    public void Grams_and_an_overload_are_no_counts()
    {
        var raw = new RawWeights();
        raw.Note(new WeightLine(500) { At = TestSite.T0, Device = "cell-1" });
        raw.Note(new WeightLine(0, "overload") { At = TestSite.T0, Device = "cell-1" });
        raw.Note(new ClimateLine(22) { At = TestSite.T0, Device = "cell-1" });

        Assert.Null(raw.Of("cell-1"));
    }

    private static WeightLine Counts(long counts, int second) => new(0, Raw: counts) { At = TestSite.T0.AddSeconds(second), Device = "cell-1" };
}
