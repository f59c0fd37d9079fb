using EdgeStock.Domain;
using EdgeStock.Gateway;
using EdgeStock.Ledger;
using EdgeStock.Tests.Domain;
using EdgeStock.Wire;

namespace EdgeStock.Tests.Gateway;

public sealed class TurnTests
{
    private static readonly Site Site = TestSite.Make();

    [Fact]
    public void A_hosts_sample_is_taken_once()
    {
        var turn = Make();

        Assert.True(turn.Take("hw-1", Weight(1), TestSite.T0));
        Assert.False(turn.Take("hw-1", Weight(1), TestSite.T0));
        Assert.True(turn.Take("hw-1", Weight(5), TestSite.T0));
        Assert.False(turn.Take("hw-1", Weight(4), TestSite.T0));

        Assert.Equal((2, 5UL), (turn.Refused.Of(Refusal.SampleRepeated), turn.TakenFrom("hw-1")));
    }

    [Fact]
    public void Each_host_counts_for_itself()
    {
        var turn = Make();
        turn.Take("hw-1", Weight(9), TestSite.T0);

        Assert.True(turn.Take("hw-2", Weight(1), TestSite.T0));
        Assert.Equal((9UL, 1UL, 0UL), (turn.TakenFrom("hw-1"), turn.TakenFrom("hw-2"), turn.TakenFrom("hw-3")));
    }

    [Fact]
    public void What_was_taken_before_a_restart_is_not_taken_again()
    {
        var turn = Make(new Dictionary<string, ulong> { ["hw-1"] = 7 });

        Assert.False(turn.Take("hw-1", Weight(7), TestSite.T0));
        Assert.True(turn.Take("hw-1", Weight(8), TestSite.T0));
    }

    [Fact]
    public void A_sample_without_a_number_is_always_taken()
    {
        var turn = Make();

        Assert.True(turn.Take("hw-1", Weight(null), TestSite.T0));
        Assert.True(turn.Take("hw-1", Weight(null), TestSite.T0));
        Assert.True(turn.Take(null, Weight(1), TestSite.T0));
        Assert.True(turn.Take(null, Weight(1), TestSite.T0));
        Assert.Equal(0, turn.Refused.Of(Refusal.SampleRepeated));
    }

    [Fact]
    public void A_sample_of_an_unknown_device_is_counted_and_its_number_taken()
    {
        var turn = Make();

        Assert.True(turn.Take("hw-1", Weight(3, "scale-9"), TestSite.T0));

        Assert.Equal((1, 3UL, false, true), (turn.Refused.Of(Refusal.DeviceUnknown), turn.TakenFrom("hw-1"), turn.HasEntries, turn.IsDirty));
        Assert.Equal(3UL, turn.TakeCommit(0).Intake["hw-1"]);
    }

    [Fact]
    public void A_sample_of_an_unknown_channel_or_beyond_all_measure_is_counted_and_changes_nothing()
    {
        var turn = Make();
        var last = new DateTimeOffset(9999, 12, 31, 23, 59, 30, TimeSpan.Zero);
        SampleLine[] lines =
        [
            new ReadLine("3034") { At = TestSite.T0, Device = "reader-1/9" },
            new ClimateLine(1) { At = TestSite.T0, Device = "climate-1/pressure" },
            new WeightLine(1e8) { At = TestSite.T0, Device = "scale-1" },
            new ReadLine(new string('A', 126)) { At = TestSite.T0, Device = "reader-1/1" },
            new ClimateLine(22) { At = last, Device = "climate-1/temperature" },
        ];
        foreach (var line in lines)
        {
            turn.Take(null, line, TestSite.T0);
        }

        Assert.Equal((2, 3, false), (turn.Refused.Of(Refusal.DeviceUnknown), turn.Refused.Of(Refusal.ValueImpossible), turn.HasEntries));
        turn.Take(null, new ClimateLine(22) { At = last.AddSeconds(10), Device = "climate-1/temperature" }, TestSite.T0);
        turn.Take(new Tick(TestSite.T0));
    }

    [Fact]
    public void A_line_that_says_nothing_of_a_known_device_is_not_unknown()
    {
        var turn = Make();
        turn.Take("hw-1", new RoundLine(false) { N = 1, At = TestSite.T0, Device = "reader-1" }, TestSite.T0);

        Assert.Equal(0, turn.Refused.Of(Refusal.DeviceUnknown));
    }

    [Fact]
    public void An_entry_is_recorded_when_the_gateway_took_what_caused_it()
    {
        var turn = Make();
        turn.Take("hw-1", Weight(1), TestSite.T0.AddSeconds(9));

        var entry = Assert.Single(turn.TakeCommit(0).Entries);
        Assert.Equal((1, "device.state.v1", null, "scale-1", TestSite.T0, TestSite.T0.AddSeconds(9)), (entry.Seq, entry.Kind, entry.Room, entry.Subject, entry.Occurred, entry.Recorded));
    }

    [Fact]
    public void A_commit_holds_everything_since_the_last_one_and_nothing_twice()
    {
        var turn = Make();
        Assert.False(turn.IsDirty);
        turn.Take("hw-1", Weight(1), TestSite.T0);
        turn.Take("hw-2", new WeightLine(400) { N = 4, At = TestSite.T0, Device = "scale-2" }, TestSite.T0);
        Assert.Equal((true, true, 2), (turn.HasEntries, turn.IsDirty, turn.PendingEntries));

        var first = turn.TakeCommit(17);
        Assert.Equal(17, first.OutboxSeq);
        Assert.Equal([1L, 2L], first.Entries.Select(e => e.Seq));
        Assert.Equal([TestSite.Glove, TestSite.Vial], first.Changes.Bins.Keys);
        Assert.Equal(new Dictionary<string, ulong> { ["hw-1"] = 1, ["hw-2"] = 4 }, first.Intake);
        Assert.Equal((false, false), (turn.HasEntries, turn.IsDirty));

        turn.Take("hw-1", Weight(2), TestSite.T0);
        var second = turn.TakeCommit(17);
        Assert.Empty(second.Entries);
        Assert.Equal([TestSite.Glove], second.Changes.Bins.Keys);
        Assert.Equal(new Dictionary<string, ulong> { ["hw-1"] = 2 }, second.Intake);
        Assert.Single(first.Intake, i => i.Key == "hw-1" && i.Value == 1);
    }

    [Fact]
    public void The_first_minute_of_a_point_is_shown_while_it_fills_and_later_ones_when_they_close()
    {
        var turn = Make();
        Air(0, 22);
        Assert.Equal((TestSite.T0, 22.0), (Assert.Single(turn.LatestMinutes).Minute, turn.LatestMinutes[0].Temperature!.Mean));

        Air(61, 23);
        Air(62, 24);
        Assert.Equal((TestSite.T0, 22.0), (Assert.Single(turn.LatestMinutes).Minute, turn.LatestMinutes[0].Temperature!.Mean));

        Air(121, 25);
        Assert.Equal((TestSite.T0.AddMinutes(1), 23.5), (Assert.Single(turn.LatestMinutes).Minute, turn.LatestMinutes[0].Temperature!.Mean));
        Assert.Equal(2, turn.TakeCommit(0).Minutes.Count);

        void Air(int second, double value) =>
            turn.Take(null, new ClimateLine(value) { At = TestSite.T0.AddSeconds(second), Device = "climate-1/temperature" }, TestSite.T0.AddSeconds(second));
    }

    private static Turn Make(Dictionary<string, ulong>? intake = null) =>
        new(Site, new(new(), Projection.Empty(Site), intake ?? [], 0, []), new(0, new LedgerIdentity("lund", "ward-3", 1).Genesis));

    private static WeightLine Weight(ulong? n, string device = "scale-1") => new(1100) { N = n, At = TestSite.T0, Device = device };
}
