namespace EdgeStock.SystemTests.Coverage;

public sealed class SimulatedPastTests(SimulatedPast past) : IClassFixture<SimulatedPast>
{
    [Fact]
    public void Every_line_of_it_is_taken()
    {
        TestContext.Current.TestOutputHelper?.WriteLine(past.Table);
        Assert.Equal(0, past.Replay.Skipped);
        Assert.Equal(0, past.Replay.Failed);
        Assert.True(past.Replay.Refused == 0, past.Replay.LastRefusal);
    }
}
