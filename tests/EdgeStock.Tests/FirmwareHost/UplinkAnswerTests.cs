using System.Text;
using System.Threading.Channels;
using EdgeStock.FirmwareHost.Uplink;
using EdgeStock.Wire;

namespace EdgeStock.Tests.FirmwareHost;

public sealed class UplinkAnswerTests
{
    [Fact]
    public async Task An_answer_that_could_not_be_written_goes_out_in_the_next_session()
    {
        var desk = Desks.Empty;
        var first = new ScriptedStream([new AckLine(0, 1), new DoLine("7", "scale-99", "zero")], breaks: true);
        await Assert.ThrowsAsync<IOException>(() => Session(first, desk).RunAsync(CancellationToken.None).WaitAsync(Eventually.Deadline));

        using var stop = new CancellationTokenSource();
        var second = new ScriptedStream([new AckLine(0, 1)], breaks: false);
        var running = Session(second, desk).RunAsync(stop.Token);
        await Eventually.True(() => second.Text.Contains("\"done\"", StringComparison.Ordinal), "the answer");
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(Eventually.Deadline));

        Assert.Single(second.Text.Split('\n'), line => line.Contains("\"id\":\"7\"", StringComparison.Ordinal));
        Assert.DoesNotContain("\"done\"", first.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_comes_behind_every_sample_from_before_it()
    {
        using var buffer = new SampleBuffer("ward-3-hw", 1000);
        for (var i = 1; i <= 600; i++)
        {
            buffer.Add(new WeightLine(i) { At = ManualClock.Start.AddSeconds(i), Device = "scale-01" });
        }

        // the gateway was away: what is answered now is answered behind three batches
        var desk = Desks.Empty;
        desk.TryTake(new DoLine("7", "scale-99", "zero"), () => { });
        using var stop = new CancellationTokenSource();
        var stream = new ScriptedStream([new AckLine(0, 1)], breaks: false);
        var running = Session(stream, desk, buffer).RunAsync(stop.Token);
        await Eventually.True(() => stream.Text.Contains("\"done\"", StringComparison.Ordinal), "the answer");
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(Eventually.Deadline));

        var lines = stream.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(602, lines.Length);
        Assert.Contains("\"done\"", lines[^1], StringComparison.Ordinal);
    }

    private static UplinkSession Session(Stream stream, ActionDesk desk, SampleBuffer? buffer = null)
    {
        var bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        return new UplinkSession(stream, new HelloLine(1, "ward-3-hw", "a1"), buffer ?? new SampleBuffer("ward-3-hw", 10), desk, bell, () => { }, TimeProvider.System);
    }

    /// <summary>A gateway's end: says its lines and then nothing; takes the hello, and breaks at what comes after if it is to.</summary>
    private sealed class ScriptedStream(IEnumerable<Line> says, bool breaks) : MemoryStream
    {
        private readonly MemoryStream toHost = new([.. says.SelectMany(line => LineCodec.ToUtf8(line).Append((byte)'\n'))]);
        private readonly Lock gate = new();
        private readonly StringBuilder text = new();
        private int writes;

        public string Text
        {
            get
            {
                lock (gate)
                {
                    return text.ToString();
                }
            }
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = toHost.Read(buffer.Span);
            if (read == 0)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            }

            return read;
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (breaks && writes++ > 0)
            {
                throw new IOException("broken pipe");
            }

            lock (gate)
            {
                text.Append(Encoding.UTF8.GetString(buffer.Span));
            }

            return ValueTask.CompletedTask;
        }
    }
}
