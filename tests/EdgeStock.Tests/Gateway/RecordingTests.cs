using System.Text;
using EdgeStock.Domain;
using EdgeStock.Gateway;
using EdgeStock.Gateway.Intake;
using EdgeStock.Gateway.Operations;
using EdgeStock.Tests.Domain;
using EdgeStock.Tests.Ledger;
using EdgeStock.Tests.Mqtt;
using EdgeStock.Wire;

namespace EdgeStock.Tests.Gateway;

/// <summary>What is recorded is replayed to the same head: live and replay are one path.</summary>
public sealed class RecordingTests : IDisposable
{
    private const string SiteText = """
        site: lund
        gateway: ward-3
        timezone: UTC
        rooms: [{id: store, class: storeroom}]
        devices: [{id: scale-1, kind: scale, room: store, interval_s: 1}, {id: climate-1, kind: climate, room: store, interval_s: 1}]
        articles: [{id: glove, name: Handske, group: ppe, unit_g: 100, unit_sd_g: 1}]
        bins: [{id: bin-1, room: store, article: glove, device: scale-1, tare_g: 400}]
        climate: [{id: north, room: store, device: climate-1, profile: general}]
        """;

    private readonly LedgerBench bench = new();

    public void Dispose() => bench.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(37)]
    public void A_recording_begun_at_any_moment_replays_to_the_head_that_it_names(int begin)
    {
        var path = Record(begin, 200);

        var reader = TraceReader.Open(path, null);
        var turn = new Turn(reader.Site, new(reader.Memory, Projection.Empty(reader.Site), new Dictionary<string, ulong>(), reader.Start.Seq, []), reader.Start);
        foreach (var input in reader.Inputs())
        {
            input.GiveTo(turn);
        }

        Assert.Contains(turn.TakeCommit(0).Entries, e => e.Kind == "climate.hour.v2" && Encoding.UTF8.GetString(e.Payload).Contains("\"minutes\":2,\"dropped\":1,", StringComparison.Ordinal));
        Assert.True(turn.Head.Seq > reader.Start.Seq + 10, "the recording says too little");
        Assert.Equal((reader.End!.Seq, reader.End.Hash), (turn.Head.Seq, turn.Head.HexHash));
        Assert.Equal((0, 0, 0), (reader.Malformed, reader.Unknown, turn.Refused.Of(Refusal.DeviceUnknown)));
    }

    [Fact]
    public void A_recorder_that_does_not_keep_up_is_cut_off_with_a_reason()
    {
        var refusals = new Refusals();
        var tap = new Tap(refusals, new ManualTime(TestSite.T0));
        for (var i = 0; i < 65_537; i++)
        {
            tap.Write(null, new TickLine(TestSite.T0));
        }

        tap.End(new(1, []));

        var read = 0;
        while (tap.Lines.TryRead(out var line))
        {
            Assert.IsType<TickLine>(line);
            read++;
        }

        Assert.Equal(65_536, read);
        Assert.Equal(1, refusals.Of(Refusal.RecorderCut));
        Assert.IsType<IOException>(tap.Lines.Completion.Exception!.InnerException);
    }

    /// <summary>A value each second, at the end of the next hour; for the second of its three minutes the disk is short, as the gateway notes.</summary>
    private static void Air(Turn turn, Tap? tap, int second, DateTimeOffset now)
    {
        var line = new ClimateLine(22 + (second % 7 * 0.01)) { At = TestSite.T0.AddMinutes(57).AddSeconds(second), Device = "climate-1/temperature" };
        turn.Take(null, line, now);
        tap?.Write(null, line with { Taken = now });
        if (second is 80 or 130)
        {
            var note = new NoteSpace(now, second == 80);
            turn.Take(note);
            tap?.Write(null, TraceInput.LineOf(note));
        }
    }

    [Fact]
    public async Task A_recording_that_cannot_begin_with_the_estimators_memory_says_why()
    {
        var site = SiteFile.Parse(SiteText).Site;
        using var store = bench.Open();
        bench.Tamper("INSERT INTO memory_page(n, body) VALUES (0, x'FF')");
        var tap = new Tap(new Refusals(), new ManualTime(TestSite.T0));

        Assert.False(tap.TryBegin(site, SiteText, store, Projection.Empty(site)));

        var e = await Assert.ThrowsAsync<IOException>(() => tap.Lines.ReadAllAsync().GetAsyncEnumerator().MoveNextAsync().AsTask());
        Assert.Contains("row 0, cannot be read", e.Message, StringComparison.Ordinal);
    }

    /// <summary>Runs a gateway's writer by hand, with two hosts, and records it from a second on.</summary>
    private string Record(int begin, int seconds)
    {
        var site = SiteFile.Parse(SiteText).Site;
        using var store = bench.Open();
        var turn = new Turn(site, store.Load(site), store.Head);
        Tap? tap = null;
        var numbers = new Dictionary<string, ulong> { ["hw-1"] = 1000, ["hw-2"] = 0 };
        for (var second = 0; second < seconds; second++)
        {
            var now = TestSite.T0.AddSeconds(second);
            if (second == begin)
            {
                store.Commit(turn.TakeCommit(0));
                tap = new(new Refusals(), new ManualTime(now));
                Assert.True(tap.TryBegin(site, SiteText, store, turn.Projection));
            }

            turn.Take(new Tick(now));
            tap?.Write(null, new TickLine(now));
            for (var i = 0; i < 5; i++)
            {
                // Two hosts that number for themselves: a line under the wrong host would be refused as taken.
                var host = i % 3 == 0 ? "hw-2" : "hw-1";
                var line = new WeightLine(1100.25 - (second / 10 % 5 * 100)) { N = ++numbers[host], At = now.AddMilliseconds(i * 200), Device = "scale-1" };
                var taken = now.AddMilliseconds((i * 200) + 7);
                Assert.True(turn.Take(host, line, taken));
                tap?.Write(host, line with { Taken = taken });
            }

            Air(turn, tap, second, now.AddMilliseconds(900));
        }

        store.Commit(turn.TakeCommit(0));
        tap!.End(store.Head);
        var path = Path.Combine(Path.GetDirectoryName(bench.File)!, "recording.jsonl");
        using var file = new StreamWriter(path);
        while (tap.Lines.TryRead(out var line))
        {
            file.WriteLine(Encoding.UTF8.GetString(LineCodec.ToUtf8(line)));
        }

        return path;
    }
}
