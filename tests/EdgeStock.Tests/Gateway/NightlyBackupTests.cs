using System.Net;
using EdgeStock.Gateway;
using EdgeStock.Gateway.Health;
using EdgeStock.Gateway.Operations;
using EdgeStock.Ledger;
using EdgeStock.Tests.FirmwareHost;
using EdgeStock.Tests.Ledger;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeStock.Tests.Gateway;

public sealed class NightlyBackupTests
{
    private static readonly TimeZoneInfo Stockholm = TimeZoneInfo.FindSystemTimeZoneById("Europe/Stockholm");

    [Theory]
    [InlineData("2026-11-22T00:59:30Z", "2026-11-22T01:00:30Z", true)] // winter: UTC+1
    [InlineData("2026-11-22T01:00:30Z", "2026-11-22T01:01:30Z", false)]
    [InlineData("2026-07-22T23:59:30Z", "2026-07-23T00:00:30Z", true)] // summer: UTC+2
    [InlineData("2026-07-22T22:30:00Z", "2026-07-22T23:30:00Z", false)]
    [InlineData("2026-03-29T00:59:30Z", "2026-03-29T01:00:30Z", true)] // there is no two o'clock this night: it is three
    [InlineData("2026-10-24T23:59:30Z", "2026-10-25T00:00:30Z", true)] // it is two o'clock…
    [InlineData("2026-10-25T00:59:30Z", "2026-10-25T01:00:30Z", false)] // …and again
    [InlineData("2026-11-22T08:00:00Z", "2026-11-21T08:00:00Z", false)] // the clock was set back
    public void A_backup_is_made_at_two_o_clock_of_the_sites_wall_clock(string before, string now, bool due) =>
        Assert.Equal(due, NightlyBackup.IsDue(At(before), At(now), At(now).AddHours(-12), Stockholm));

    [Theory]
    [InlineData(25.9, false)]
    [InlineData(26.1, true)]
    [InlineData(-1, true)] // made in the future: some clock was wrong
    [InlineData(0, false)]
    public void A_backup_is_made_soon_after_the_start_when_the_last_is_too_old(double hours, bool due) =>
        Assert.Equal(due, NightlyBackup.IsDue(At("2026-11-22T11:59:00Z"), At("2026-11-22T12:00:00Z"), At("2026-11-22T12:00:00Z").AddHours(-hours), Stockholm));

    [Fact]
    public void A_backup_is_made_soon_after_the_start_when_there_is_none() => Assert.True(NightlyBackup.IsDue(At("2026-11-22T11:59:00Z"), At("2026-11-22T12:00:00Z"), null, Stockholm));

    [Fact]
    public void A_backup_that_a_wrong_clock_dated_into_the_future_does_not_hide_a_newer_one()
    {
        var now = At("2026-11-22T12:00:00Z");
        var (good, future) = (new BackupFile("b/1.db", now.AddHours(-10), 7), new BackupFile("b/2.db", now.AddYears(10), 5));

        Assert.Equal(good, NightlyBackup.Newest([good, future], now));
        Assert.Equal(future, NightlyBackup.Newest([future], now));
        Assert.Null(NightlyBackup.Newest([], now));
    }

    [Fact]
    public void Health_says_when_there_is_no_backup_to_go_back_to()
    {
        var now = At("2026-11-22T12:00:00Z");
        var good = new BackupFile("b/ledger-x.db", now.AddHours(-49), 7);

        Assert.Equal(HealthStatus.Healthy, Judge(BackupState.None));
        Assert.Equal(HealthStatus.Healthy, Judge(new(good, null, false)));
        Assert.Equal(HealthStatus.Degraded, Judge(new(good with { At = now.AddHours(-51) }, null, false)));
        Assert.Equal(HealthStatus.Degraded, Judge(new(good, "no room", false)));
        Assert.Equal(HealthStatus.Unhealthy, Judge(new(good, "its chain is broken at entry 3", true)));
        Assert.Contains("no room", BackupCheck.Judge(new(good, "no room", false), now, "b").Description, StringComparison.Ordinal);

        HealthStatus Judge(BackupState state) => BackupCheck.Judge(state, now, "b").Status;
    }

    [Fact]
    public async Task A_try_that_failed_is_told_and_repeated_an_hour_later()
    {
        using var files = new LedgerBench(inMemory: true);
        using var store = files.Open();
        store.Commit(files.Turn(store, LedgerBench.Taking(1)));
        var folder = Path.Combine(Path.GetDirectoryName(files.File)!, "backups");
        File.WriteAllText(folder, "a file stands in the way");
        var time = new ManualClock();
        var options = new GatewayOptions("site.yaml", Path.GetDirectoryName(files.File)!, "s.sock", null, new IPEndPoint(IPAddress.Loopback, 1)) { Keep = 2 };
        var board = new Board(new(files.Site, store.Head, EdgeStock.Domain.Projection.Empty(files.Site), new Dictionary<string, DateTimeOffset>(), [], IntakeCounters.None, ManualClock.Start));
        using var nightly = new NightlyBackup(options, board, time, NullLogger<NightlyBackup>.Instance);
        await nightly.StartAsync(CancellationToken.None);
        await Eventually.True(() => time.Waiting == 1, "the first look waits");

        time.Advance(TimeSpan.FromMinutes(1));
        await Eventually.True(() => nightly.State.Failure is not null, "the try fails");
        Assert.Contains("cannot take a backup", nightly.State.Failure, StringComparison.Ordinal);
        File.Delete(folder);
        await Eventually.True(
            () =>
            {
                time.Advance(TimeSpan.FromMinutes(1));
                return nightly.State.LastGood is not null;
            },
            "the next try");

        Assert.Equal((1, null), (nightly.State.LastGood!.Seq, nightly.State.Failure));
        Assert.True(nightly.State.LastGood.At >= ManualClock.Start.AddMinutes(61), $"it was tried again at {nightly.State.LastGood.At}");
        await nightly.StopAsync(CancellationToken.None);
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
