using EdgeStock.FirmwareHost.Drivers.Llrp;
using EdgeStock.Wire;

namespace EdgeStock.Tests.Llrp;

public sealed class RoundCountTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 6, 0, 0, TimeSpan.Zero);

    private readonly RoundCount count = new("reader-1", [2, 1, 4]);

    [Fact]
    public async Task Tags_of_the_next_whole_round_are_counted_once_at_each_antenna()
    {
        Round(false);
        Read(1, "AA");
        var asked = count.NextAsync(CancellationToken.None);
        Read(1, "BB");
        Round(true);
        Assert.False(asked.IsCompleted);

        Round(false);
        Read(1, "AA");
        Read(2, "AA");
        Read(2, "BB");
        Read(2, "BB");
        Round(true);

        Assert.Equal("antenna 1: 1 tag, antenna 2: 2 tags, antenna 4: 0 tags", await asked);
    }

    [Fact]
    public async Task A_round_that_is_cut_off_does_not_count()
    {
        var asked = count.NextAsync(CancellationToken.None);
        Round(false);
        Read(1, "AA");
        Round(false);
        Read(2, "BB");
        Round(true);

        Assert.Equal("antenna 1: 0 tags, antenna 2: 1 tag, antenna 4: 0 tags", await asked);
    }

    [Fact]
    public async Task A_session_that_ends_first_is_told()
    {
        var asked = count.NextAsync(CancellationToken.None);
        Round(false);
        count.Fail("gone");

        Assert.Equal("gone", (await Assert.ThrowsAsync<IOException>(() => asked)).Message);
        Round(true);
    }

    private void Round(bool ended) => count.Observe(new RoundLine(ended) { At = At, Device = "reader-1" });

    private void Read(int antenna, string epc) => count.Observe(new ReadLine(epc) { At = At, Device = $"reader-1/{antenna}" });
}
