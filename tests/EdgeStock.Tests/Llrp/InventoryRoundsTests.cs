using System.Threading.Channels;
using EdgeStock.FirmwareHost.Drivers.Llrp;
using EdgeStock.Llrp;
using EdgeStock.Wire;

namespace EdgeStock.Tests.Llrp;

public sealed class InventoryRoundsTests
{
    private const uint Mine = 17;
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 6, 0, 0, TimeSpan.Zero);

    private readonly ManualClock clock = new(Start);
    private readonly Channel<ReaderEvent> events = Channel.CreateUnbounded<ReaderEvent>();
    private readonly List<SampleLine> lines = [];
    private readonly InventoryRounds rounds;

    public InventoryRoundsTests() => rounds = new InventoryRounds(Mine, "reader-1", TimeSpan.FromMinutes(1), lines.Add, clock);

    [Fact]
    public void The_end_mark_follows_a_report_that_came_before_it_at_once()
    {
        Change(RoSpecChange.Started);
        rounds.Reported();
        Change(RoSpecChange.Ended);

        Assert.Equal([false, true], Ends);
    }

    [Fact]
    public void The_end_mark_waits_for_a_report_that_comes_after_it()
    {
        Change(RoSpecChange.Started);
        Change(RoSpecChange.Ended);
        Assert.Equal([false], Ends);

        rounds.Reported();
        Assert.Equal([false, true], Ends);
    }

    [Fact]
    public async Task The_end_mark_of_an_empty_round_comes_after_a_moment_with_the_time_of_the_end()
    {
        Change(RoSpecChange.Started);
        Change(RoSpecChange.Ended);
        var waiting = rounds.WaitAsync(events.Reader, CancellationToken.None);
        Assert.Equal([false], Ends);

        clock.Advance(TimeSpan.FromSeconds(0.5));
        await Until.TrueAsync(() => lines.Count == 2, "the end mark");

        Assert.Equal(Start, lines[1].At);
        events.Writer.Complete();
        Assert.False(await waiting.Within());
    }

    [Fact]
    public async Task A_round_cut_off_before_its_report_gets_no_end_mark()
    {
        Change(RoSpecChange.Started);
        Change(RoSpecChange.Ended);
        events.Writer.Complete(new IOException("lost"));

        await Assert.ThrowsAsync<IOException>(() => rounds.WaitAsync(events.Reader, CancellationToken.None));

        Assert.Equal([false], Ends);
    }

    [Fact]
    public void An_end_without_a_start_and_a_round_that_gave_way_are_no_inventory()
    {
        rounds.Reported();
        Change(RoSpecChange.Ended);
        Assert.Empty(lines);

        Change(RoSpecChange.Started);
        Change(RoSpecChange.Preempted);
        rounds.Reported();
        Change(RoSpecChange.Started);

        Assert.Equal([false, false], Ends);
    }

    [Fact]
    public void Another_clients_ROSpec_is_no_round()
    {
        rounds.Changed(new RoSpecChanged(Start, Mine + 1, RoSpecChange.Started));

        Assert.Empty(lines);
    }

    private IEnumerable<bool> Ends => lines.Cast<RoundLine>().Select(l => l.Ended);

    private void Change(RoSpecChange change) => rounds.Changed(new RoSpecChanged(Start, Mine, change));
}
