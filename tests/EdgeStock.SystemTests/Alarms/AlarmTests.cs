using EdgeStock.SystemTests.Storeroom;

namespace EdgeStock.SystemTests.Alarms;

/// <summary>A warm sterile room from the first value to the last retained message, with the real programs, tool and broker.</summary>
public sealed class AlarmTests
{
    private const string HighHigh = "north-temperature-high-high";
    private const string Topic = $"room/sterile/alarm/{HighHigh}";

    [Fact]
    public async Task A_warm_room_is_an_alarm_that_is_listed_acknowledged_kept_over_a_kill_and_taken_back()
    {
        await using var rig = await AlarmRig.StartAsync();
        Assert.Equal(0, (await rig.ListAsync()).ExitCode);

        // 30 °C for five minutes is the outer limit of a sterile store, 25 °C for half an hour the inner one.
        rig.Celsius = 31;
        await rig.WaitAsync(() => State(rig) == "unacknowledged", $"{HighHigh} at the broker");
        var raised = rig.Listener.Last(Topic)!;
        Assert.Equal(("highHigh", "high", 30, 300), (raised.Text("kind"), raised.Text("severity"), Number(raised, "limits", "limit"), Number(raised, "limits", "onDelaySeconds")));
        Assert.InRange(raised.Json.GetProperty("peak").GetDouble(), 31, 31.07);
        Assert.InRange(DateTimeOffset.Parse(raised.Text("raised")) - DateTimeOffset.Parse(raised.Text("onset")), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(6));

        var listed = await rig.ListAsync();
        Assert.Equal(1, listed.ExitCode);
        Assert.Contains(listed.Alarms, a => a.GetProperty("id").GetString() == HighHigh && a.GetProperty("state").GetString() == "unacknowledged");
        var page = await rig.PageAsync();
        Assert.Contains("NOT ACKNOWLEDGED", page, StringComparison.Ordinal);
        Assert.Contains("north temperature far too high", page, StringComparison.Ordinal);

        var wordless = await rig.TypeAsync("ack", HighHigh, "--reason", "kylan står stilla", "--action", " ");
        Assert.Equal((1, true), (wordless.ExitCode, wordless.Errors.Contains("the action is missing", StringComparison.Ordinal)));
        var done = await rig.TypeAsync("ack", HighHigh, "--reason", "kylan står stilla", "--action", "ringde fastighet");
        Assert.True(done.ExitCode == 0, done.Tail);
        Assert.Contains($"{HighHigh} is acknowledged", done.Output, StringComparison.Ordinal);
        await rig.WaitAsync(() => State(rig) == "acknowledged", "the acknowledgement at the broker");
        var answer = rig.Listener.Last(Topic)!.Json.GetProperty("acknowledgement");
        Assert.Equal(("kylan står stilla", "ringde fastighet"), (answer.GetProperty("reason").GetString(), answer.GetProperty("action").GetString()));
        Assert.Matches("^p-[0-9a-f]{8}$", answer.GetProperty("by").GetString());

        await rig.KillAsync();
        Assert.Equal("acknowledged", (await rig.ListAsync()).Alarms.Single(a => a.GetProperty("id").GetString() == HighHigh).GetProperty("state").GetString());
        Assert.Equal(1, (await rig.TypeAsync("ack", HighHigh, "--reason", "igen", "--action", "igen")).ExitCode);

        rig.Celsius = 22;
        await rig.WaitAsync(() => rig.Listener.All.Last(h => h.Topic == $"{Listener.Root}/{Topic}").IsTakenBack, "the alarm is taken back");

        // On a slow machine the inner limit's half an hour may have been over, or the humidity still: they are acknowledged in their turn.
        foreach (var other in (await rig.ListAsync()).Alarms.Where(a => a.GetProperty("state").GetString() is "unacknowledged" or "returnedUnacknowledged"))
        {
            Assert.Equal(0, (await rig.TypeAsync("ack", other.GetProperty("id").GetString()!, "--reason", "långsam dator", "--action", "inget")).ExitCode);
        }

        var confirmed = await rig.TypeAsync("confirm", HighHigh, "--action", "kylan är lagad");
        Assert.True(confirmed.ExitCode == 0, confirmed.Tail);
        var kinds = rig.Listener.Distinct.Where(e => e.Topic.EndsWith("/room/sterile/event/alarm", StringComparison.Ordinal) && e.Text("subject") == $"sterile/{HighHigh}").Select(e => e.Kind);
        Assert.Equal(["alarm.changed.v1", "alarm.changed.v1", "alarm.acknowledged.v1", "alarm.changed.v1", "alarm.changed.v1"], kinds.Where(k => k != "alarm.escalated.v1").Take(5));

        var today = DateTimeOffset.UtcNow.UtcDateTime;
        var kpi = await rig.TypeAsync("kpi", "--from", $"{today.AddDays(-1):yyyy-MM-dd}", "--to", $"{today.AddDays(2):yyyy-MM-dd}");
        Assert.True(kpi.ExitCode == 0, kpi.Tail);
        Assert.Contains("chattering                  none", kpi.Output, StringComparison.Ordinal);
    }

    private static string? State(AlarmRig rig) => rig.Listener.Last(Topic)?.Text("state");

    private static double Number(Heard heard, string group, string name) => heard.Json.GetProperty(group).GetProperty(name).GetDouble();
}
