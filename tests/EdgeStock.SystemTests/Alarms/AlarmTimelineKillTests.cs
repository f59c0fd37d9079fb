using EdgeStock.Domain;

namespace EdgeStock.SystemTests.Alarms;

/// <summary>
/// The known alarm timeline, live with a fast clock, and the gateway killed ten times on the way: around every edge, and at random. The alarm
/// events are those of a gateway that nobody killed (Domain/Alarms/AlarmTimelineTests has them with a restart at each minute).
/// </summary>
public sealed class AlarmTimelineKillTests
{
    /// <summary>A kill and the start after it may take so many minutes of the fast clock, and a busy machine as many again; a step is told at the first tick after it was due.</summary>
    private const double Late = 6;

    /// <summary>Side by side: most of a minute of each is waiting.</summary>
    [Fact]
    public Task Each_case_of_the_timeline_tells_the_same_through_ten_kills() =>
        Task.WhenAll(AcknowledgedAt43Async(), AcknowledgedAt70Async(), WithoutValuesAsync());

    [Fact]
    public async Task Replayed_from_a_trace_it_tells_the_same()
    {
        using var folder = new TimelineTrace(Input, 43);
        var told = await folder.ReplayAsync(TimelineRun.High);

        Assert.Equal(["10 pending", "25 unacknowledged (onset 10), notify level 1", "40 notify level 2", "43 acknowledged", "50 returning", "55 normal"], told);
    }

    private static async Task AcknowledgedAt43Async()
    {
        await using var run = await TimelineRun.StartAsync(Input);
        await KillAsync(run, 9.9, 10.05, 15.5, 24.9, 25.1, 33);
        await run.ToldAsync(TimelineRun.High, "notify level 2");
        await run.UntilAsync(43);
        await run.AcknowledgeAsync();
        await KillAsync(run, 49.9, 50.1, 54.9, 55.1);
        await run.ToldAsync(TimelineRun.High, "normal");

        Assert.Equal(10, run.Kills);
        Same(
            [(10, 0, "pending"), (25, 0, "unacknowledged (onset 10), notify level 1"), (40, Late, "notify level 2"), (43, Late, "acknowledged"), (50, 0, "returning"), (55, 0, "normal")],
            run, TimelineRun.High);
        var ended = Assert.IsType<AlarmChanged>(run.Of(TimelineRun.High)[^1]);
        Assert.Equal((8.4, 38d * 60), (ended.Peak, ended.OutsideSeconds));
        Assert.All(run.Of(TimelineRun.High), e => Assert.Equal(new AlarmLimits(8, 0.5, 900, 300), e.Limits));
    }

    private static async Task AcknowledgedAt70Async()
    {
        await using var run = await TimelineRun.StartAsync(Input);
        var random = new Random(Seed);
        await KillAsync(run, [.. Enumerable.Range(0, 7).Select(i => 5 + (i * 7) + (random.NextDouble() * 4)), 54.5, 56, 60]);
        await run.ToldAsync(TimelineRun.High, "notify level 3");
        await run.UntilAsync(70);
        await run.AcknowledgeAsync();

        Assert.Equal(10, run.Kills);
        Same(
            [
                (10, 0, "pending"), (25, 0, "unacknowledged (onset 10), notify level 1"), (40, Late, "notify level 2"), (50, 0, "returning"), (55, 0, "returned-unacknowledged"), (55, Late, "notify level 3"),
                (70, Late, "normal"),
            ],
            run, TimelineRun.High);
    }

    private static async Task WithoutValuesAsync()
    {
        await using var run = await TimelineRun.StartAsync(m => m < 10 ? 24 : m is >= 16 and <= 44 ? null : 25.3);
        var random = new Random(Seed);
        await KillAsync(run, [9.9, 14.9, .. Enumerable.Range(0, 6).Select(i => 17 + (i * 4) + (random.NextDouble() * 2)), 44.9, 45.1]);
        await run.ToldAsync(TimelineRun.High, "unacknowledged");
        await run.ToldAsync(TimelineRun.NoData, "returned-unacknowledged");

        Assert.Equal(10, run.Kills);
        Same([(10, 0, "pending"), (45, 0, "unacknowledged (onset 10), notify level 1")], run, TimelineRun.High);

        // Silence is no evidence while the gateway does not run: each kill puts the word that no values come off by as long as it was away.
        Assert.Contains(run.Words(TimelineRun.NoData), w => w.Contains("unacknowledged", StringComparison.Ordinal));
        Assert.DoesNotContain(run.Of(TimelineRun.NoData), e => e is AlarmChanged { State: AlarmState.Unacknowledged } && run.Minute(e.At) < 25);
    }

    private static int Seed => int.TryParse(Environment.GetEnvironmentVariable("EDGESTOCK_SEED"), out var seed) ? seed : 6;

    private static double? Input(int minute) => minute switch { < 10 => 24.0, < 18 => 25.3, < 20 => 24.8, < 50 => 25.4, < 53 => 24.4, _ => 24.7 };

    private static async Task KillAsync(TimelineRun run, params double[] minutes)
    {
        foreach (var minute in minutes)
        {
            await run.KillAsync(minute);
        }
    }

    /// <param name="expected">Minute, by how much later it may be said, and what.</param>
    private static void Same((double Minute, double Late, string Word)[] expected, TimelineRun run, string alarm)
    {
        // A tick and a value of the same second come in either order.
        var told = run.Of(alarm).OrderBy(e => (int)run.Minute(e.At)).ThenBy(e => e is AlarmEscalated).Select(e => (Minute: run.Minute(e.At), Word: run.Word(e))).ToList();
        Assert.True(expected.Select(e => e.Word).SequenceEqual(told.Select(t => t.Word)), string.Join(" | ", run.Words(alarm)));
        Assert.All(expected.Zip(told), pair => Assert.InRange(pair.Second.Minute, pair.First.Minute, pair.First.Minute + pair.First.Late));
    }
}
