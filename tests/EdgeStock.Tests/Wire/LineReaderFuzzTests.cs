using EdgeStock.Tests.Fuzzing;
using EdgeStock.Wire;

namespace EdgeStock.Tests.Wire;

public sealed class LineReaderFuzzTests
{
    private const int Longest = 12;

    [Fact]
    public void A_hundred_thousand_mutated_streams_give_the_lines_of_a_naive_splitter()
    {
        var mutator = Mutator.OfText(20263, ["S S 1 g\r\nS D 2 g\n\nES\rrest", "twelve bytes\nthirteen byte\nmuch more than is taken\r\nok\n", "\r\n\r\n", "a\rb\rc\r"], ["\r", "\n", "\r\n", "exactly12...", "\0"]);
        int lines = 0, tooLong = 0;
        Fuzz.Run(mutator, octets =>
        {
            var expected = Split(octets);
            var got = Read(octets, mutator.Random);
            Assert.Equal(expected, got);
            lines += got.Count(l => l is not null);
            tooLong += got.Count(l => l is null);
            return got.All(l => l is not null);
        });

        Fuzz.ReachedBothSides(lines, tooLong);
    }

    /// <summary>The lines of a whole stream; null for one that is too long. What follows the last end is one only when it is already too long.</summary>
    private static List<string?> Split(byte[] octets)
    {
        var all = Convert.ToHexString(octets).Chunk(2).Select(c => new string(c)).Aggregate(new List<List<string>> { new() }, (parts, octet) =>
        {
            if (octet is "0A" or "0D")
            {
                parts.Add([]);
            }
            else
            {
                parts[^1].Add(octet);
            }

            return parts;
        });
        return [.. all.Where((part, i) => part.Count > 0 && (i < all.Count - 1 || part.Count > Longest)).Select(part => part.Count > Longest ? null : string.Concat(part))];
    }

    private static List<string?> Read(byte[] octets, Random random)
    {
        var reader = new LineReader(new Pieces(octets, random), Longest);
        var lines = new List<string?>();
        while (true)
        {
            // a stream in memory is always ready
            var reading = reader.ReadAsync(CancellationToken.None);
            Assert.True(reading.IsCompleted);
            var read = reading.GetAwaiter().GetResult();
            if (read.Kind == LineKind.End)
            {
                return lines;
            }

            lines.Add(read.Kind == LineKind.TooLong ? null : Convert.ToHexString(read.Bytes.Span));
        }
    }

    /// <summary>Gives what it holds in pieces of chance, as a network does.</summary>
    private sealed class Pieces(byte[] octets, Random random) : MemoryStream(octets)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(Read(buffer.Span[..Math.Min(random.Next(1, 9), buffer.Length)]));
    }
}
