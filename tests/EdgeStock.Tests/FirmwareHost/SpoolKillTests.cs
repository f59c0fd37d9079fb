using EdgeStock.FirmwareHost.Uplink;
using EdgeStock.Wire;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeStock.Tests.FirmwareHost;

/// <summary>
/// A kill leaves the file as it is in that moment: the last write may be cut off at any byte, and a file that is being replaced is the old
/// or the new one. So a kill is: drop the buffer, cut the file, begin a new buffer with it.
/// </summary>
public sealed class SpoolKillTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly List<SampleBuffer> dead = [];
    private readonly List<double> made = [];
    private readonly Dictionary<ulong, SampleLine> numbered = [];
    private readonly GatewayModel gateway = new();
    private int lives;
    private int torn;
    private string path = "";

    public void Dispose()
    {
        dead.ForEach(buffer => buffer.Dispose());
        folder.Dispose();
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(2, 3)]
    [InlineData(3, 30)]
    [InlineData(4, 30)]
    [InlineData(5, 300)]
    [InlineData(6, 100_000)]
    public void Killed_at_any_byte_of_any_write_each_sample_is_taken_once_and_in_order(int seed, int slack)
    {
        Run(new Random(seed), 100_000, slack, forgetful: false);

        Assert.Equal(made, gateway.Taken.Select(line => Assert.IsType<WeightLine>(line).Grams));
        Assert.True(lives > 200 && torn > 20 && made.Count > 3000, $"the run had {lives} lives, {torn} torn samples and {made.Count} whole ones");
    }

    [Theory]
    [InlineData(11, 3, true)]
    [InlineData(12, 30, true)]
    [InlineData(13, 300, true)]
    [InlineData(14, 3, false)]
    [InlineData(15, 100_000, false)]
    public void Killed_with_a_full_buffer_each_sample_is_taken_once_or_counted_by_a_gap(int seed, int slack, bool forgetful)
    {
        Run(new Random(seed), 12, slack, forgetful);

        var taken = gateway.Taken.OfType<WeightLine>().Select(line => line.Grams).ToList();
        var lost = gateway.Taken.OfType<GapLine>().Sum(gap => gap.Lost);
        Assert.Equal(made.Where(taken.Contains), taken);
        Assert.True(gateway.Taken.OfType<GapLine>().Count() > 20, "the run had gaps");

        // a gateway that remembers what it has not committed may be told a loss of what it has taken after all
        Assert.InRange(lost, made.Count - taken.Count, forgetful ? made.Count - taken.Count : long.MaxValue);
    }

    private void Run(Random random, int capacity, int slack, bool forgetful)
    {
        var buffer = Begin([], capacity, slack);
        var connected = false;
        for (var step = 0; step < 8000; step++)
        {
            var before = random.Next(25) == 0 ? File.ReadAllBytes(path) : null;
            double? added = null;
            IReadOnlyList<SampleLine> sent = [];
            switch (random.Next(100))
            {
                case < 55:
                    added = step;
                    buffer.Add(Sample(step));
                    break;
                case < 78 when connected:
                    sent = buffer.Take(random.Next(1, 7));
                    break;
                case < 86 when connected:
                    gateway.Commit(random.Next(4) == 0 ? int.MaxValue : random.Next(5));
                    buffer.Acknowledge(gateway.Committed);
                    break;
                case < 88 when connected:
                    Break();
                    break;
                case >= 88 when !connected:
                    connected = true;
                    buffer.Connect(gateway.Committed, gateway.Next);
                    break;
                default:
                    break;
            }

            var (left, whole) = before is null ? ([], true) : Cut(random, before, File.ReadAllBytes(path));
            if (added is { } sample && whole)
            {
                made.Add(sample);
            }

            // a batch is sent when its numbers are in the file; a kill may stop it anywhere
            Deliver(whole ? sent.Take(before is null ? sent.Count : random.Next(sent.Count + 1)) : []);
            if (before is not null)
            {
                torn += added is null || whole ? 0 : 1;
                Break();
                buffer = Begin(left, capacity, slack);
            }
        }

        buffer.Connect(gateway.Committed, gateway.Next);
        while (buffer.Take(50) is { Count: > 0 } rest)
        {
            Deliver(rest);
        }

        gateway.Commit(int.MaxValue);
        buffer.Acknowledge(gateway.Committed);
        Assert.Equal(0, buffer.Count);

        void Break()
        {
            connected = false;
            if (forgetful || random.Next(2) == 0)
            {
                gateway.Restart();
            }
        }
    }

    private SampleBuffer Begin(byte[] file, int capacity, int slack)
    {
        path = folder.File($"{++lives}.spool");
        File.WriteAllBytes(path, file);
        var buffer = new SampleBuffer("ward-3-hw", capacity, new SampleSpool(path, "ward-3-hw", NullLogger.Instance) { Slack = slack });
        dead.Add(buffer);
        return buffer;
    }

    private static (byte[] Left, bool Whole) Cut(Random random, byte[] before, byte[] after)
    {
        if (!after.AsSpan().StartsWith(before))
        {
            return random.Next(2) == 0 ? (before, false) : (after, true);
        }

        var cut = random.Next(3) == 0 ? after.Length : random.Next(before.Length, after.Length + 1);
        return (after[..cut], cut == after.Length);
    }

    private void Deliver(IEnumerable<SampleLine> lines)
    {
        foreach (var line in lines)
        {
            // a gap counts more when it is told again after more was lost; anything else keeps its number for good
            Assert.True(line is GapLine || !numbered.TryGetValue(line.N!.Value, out var other) || other is GapLine || other == line, $"{line} has the number of another");
            numbered[line.N!.Value] = line;
            gateway.Take(line);
        }
    }

    private static WeightLine Sample(int i) => new(i) { At = ManualClock.Start.AddSeconds(i), Device = "scale-01" };

    /// <summary>Takes numbers above its highest, commits now and then, and knows nothing but what it has committed when it starts again.</summary>
    private sealed class GatewayModel
    {
        private readonly List<SampleLine> taken = [];
        private int committed;

        public IReadOnlyList<SampleLine> Taken => taken;

        public ulong Committed => committed == 0 ? 0 : taken[committed - 1].N!.Value;

        public ulong Next => taken.Count == 0 ? 1 : taken[^1].N!.Value + 1;

        public void Take(SampleLine line)
        {
            if (line.N >= Next)
            {
                taken.Add(line);
            }
        }

        public void Commit(int most) => committed += Math.Min(most, taken.Count - committed);

        public void Restart() => taken.RemoveRange(committed, taken.Count - committed);
    }
}
