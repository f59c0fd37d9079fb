using System.Collections.Concurrent;
using EdgeStock.Wire;

namespace EdgeStock.SystemTests.Storeroom.Crashes;

/// <summary>
/// The sample lines that a <see cref="SampleTee"/> has: those of the host's present connection, until both gateways have committed them.
/// It also knows every line there ever was, but only to tell when a number comes to mean another sample.
/// </summary>
internal sealed class TeeLines
{
    private readonly Lock gate = new();
    private readonly List<(ulong N, byte[] Line)> kept = [];
    private readonly Dictionary<ulong, byte[]> known = [];
    private readonly List<SampleLine> samples = [];
    private readonly ConcurrentQueue<string> faults = new();

    /// <summary>The highest number that the host has given.</summary>
    public ulong Highest { get; private set; }

    /// <summary>Lines that the host sent again.</summary>
    public int Repeated { get; private set; }

    /// <summary>What the host or a gateway did that its protocol forbids.</summary>
    public IReadOnlyList<string> Faults => [.. faults];

    /// <summary>Every sample, once, in the order of the numbers.</summary>
    public IReadOnlyList<SampleLine> Samples
    {
        get
        {
            lock (gate)
            {
                return [.. samples];
            }
        }
    }

    public void Blame(string fault) => faults.Enqueue(fault);

    /// <summary>Takes a line of the host, as it is.</summary>
    public void Add(byte[] line)
    {
        if (!LineCodec.TryParse(line, null, out var parsed, out var error))
        {
            Blame($"the host sent what is no line: {error}");
        }
        else if (parsed is SampleLine { N: { } n } sample)
        {
            lock (gate)
            {
                Add(n, line, sample);
            }
        }
    }

    /// <summary>Lines after a number, about as many as one write should carry.</summary>
    /// <param name="n">The last number that was sent; moves to the last one given.</param>
    public byte[] After(ref ulong n, int octets)
    {
        using var batch = new MemoryStream();
        lock (gate)
        {
            var after = n;
            foreach (var (number, line) in kept.Skip(kept.FindIndex(k => k.N > after) is >= 0 and var index ? index : kept.Count))
            {
                batch.Write(line);
                batch.WriteByte((byte)'\n');
                n = number;
                if (batch.Length >= octets)
                {
                    break;
                }
            }
        }

        return batch.ToArray();
    }

    /// <summary>Both gateways have committed everything up to this number.</summary>
    public void Release(ulong committed)
    {
        lock (gate)
        {
            kept.RemoveRange(0, kept.FindIndex(k => k.N > committed) is >= 0 and var index ? index : kept.Count);
        }
    }

    /// <summary>The host is gone, and with it what it had sent: if a gateway has not committed it, the next host must send it again.</summary>
    public void Forget()
    {
        lock (gate)
        {
            kept.Clear();
        }
    }

    private void Add(ulong n, byte[] line, SampleLine sample)
    {
        if (known.TryGetValue(n, out var before))
        {
            Repeated++;
            if (!before.AsSpan().SequenceEqual(line))
            {
                Blame($"number {n} came again with another sample:\n  {Text(before)}\n  {Text(line)}");
            }
        }
        else
        {
            if (n != Highest + 1)
            {
                Blame($"number {n} came after {Highest}");
            }

            known.Add(n, line);
            samples.Add(sample);
            Highest = Math.Max(Highest, n);
        }

        if (kept.Count == 0 || n > kept[^1].N)
        {
            kept.Add((n, line));
        }
    }

    private static string Text(byte[] line) => System.Text.Encoding.UTF8.GetString(line);
}
