using System.Text.Json.Nodes;
using EdgeStock.Ledger;
using EdgeStock.SystemTests.Storeroom;

namespace EdgeStock.SystemTests.Recording;

public sealed class RecordingTests(RecordedStoreroom storeroom) : IClassFixture<RecordedStoreroom>, IDisposable
{
    public void Dispose() => TestContext.Current.TestOutputHelper?.WriteLine(storeroom.Rig.Logs);

    [Theory]
    [InlineData(RecordedStoreroom.Beginning)]
    [InlineData(RecordedStoreroom.Whole)]
    [InlineData(RecordedStoreroom.Middle)]
    public async Task A_recording_replays_to_the_ledger_that_was_kept_live(string recording)
    {
        Assert.Equal(0, storeroom.Recorder(recording).ExitCode);
        var (replay, ledger) = await ReplayAsync(storeroom.PathOf(recording));

        Assert.Equal(0, replay.ExitCode);
        Assert.Contains("equal to the live ledger's head", replay.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("skipped", replay.Errors, StringComparison.Ordinal);

        using var replayed = LedgerReader.Open(ledger);
        var entries = replayed.After(replayed.Base.Seq, int.MaxValue);
        var live = LedgerFile.Entries(storeroom.Rig.LedgerPath).Where(e => e.Seq > replayed.Base.Seq && e.Seq <= replayed.Head.Seq).ToList();
        Assert.Contains(entries, e => e.Kind is "stock.taken.v1" or "stock.added.v1");
        Assert.Equal(live.Select(Line), entries.Select(Line));
    }

    [Fact]
    public void The_recordings_begin_and_end_where_they_were_meant_to()
    {
        var whole = Header(RecordedStoreroom.Whole);
        var middle = Header(RecordedStoreroom.Middle);

        // before any sample stands the site file that came into force
        Assert.Equal(1, whole["seq"]!.GetValue<long>());
        Assert.True(middle["seq"]!.GetValue<long>() > 24);
        var interrupted = Last(RecordedStoreroom.Beginning)["seq"]!.GetValue<long>();
        Assert.InRange(Last(RecordedStoreroom.Whole)["seq"]!.GetValue<long>(), interrupted + 1, LedgerFile.Head(storeroom.Rig.LedgerPath).Seq);
    }

    [Fact]
    public async Task A_recording_in_which_one_weight_was_changed_is_found_to_differ()
    {
        var altered = Path.Combine(storeroom.Rig.Folder, "altered.trace");
        var lines = await File.ReadAllLinesAsync(storeroom.PathOf(RecordedStoreroom.Whole));

        // one of the first weights of a bin: the count that they would settle comes later
        var first = Array.FindIndex(lines, l => l.Contains("\"type\":\"w\"", StringComparison.Ordinal));
        var weight = JsonNode.Parse(lines[first])!;
        weight["g"] = weight["g"]!.GetValue<double>() + 1000;
        lines[first] = weight.ToJsonString();
        await File.WriteAllLinesAsync(altered, lines);

        var (replay, _) = await ReplayAsync(altered);

        Assert.Equal(1, replay.ExitCode);
        Assert.Contains("DIFFERENT from the live ledger's head", replay.Errors, StringComparison.Ordinal);
    }

    private static async Task<(RunningProgram Replay, string Ledger)> ReplayAsync(string recording)
    {
        var ledger = recording + ".db";
        return (await RunningProgram.RunAsync(Programs.Gateway, "replay", recording, "--out", recording + ".out", "--ledger", ledger), ledger);
    }

    private static string Line(LedgerEntry e) => $"{e.Seq} {e.Kind} {e.Room} {e.Subject} {e.Occurred:O} {e.Recorded:O} {System.Text.Encoding.UTF8.GetString(e.Payload)} {Convert.ToHexStringLower(e.Hash)}";

    private JsonNode Header(string recording) => JsonNode.Parse(File.ReadLines(storeroom.PathOf(recording)).First(l => l.Contains("\"type\":\"ledger\"", StringComparison.Ordinal)))!;

    private JsonNode Last(string recording) => JsonNode.Parse(File.ReadLines(storeroom.PathOf(recording)).Last())!;
}
