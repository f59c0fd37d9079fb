using System.Text;

namespace EdgeStock.Tests.Fuzzing;

/// <summary>Makes malformed input of right input, the same for the same seed: bits, octets, pieces of other inputs, and words that parsers trip over.</summary>
/// <param name="seed">Decides everything.</param>
/// <param name="inputs">Right inputs.</param>
/// <param name="words">What is put in place of a number or anywhere; none for a binary format.</param>
internal sealed class Mutator(int seed, IReadOnlyList<byte[]> inputs, params IReadOnlyList<string> words)
{
    private readonly byte[][] pieces = [.. words.Select(Encoding.UTF8.GetBytes)];

    /// <summary>Makes malformed input of right text.</summary>
    public static Mutator OfText(int seed, IEnumerable<string> inputs, IReadOnlyList<string> words, int mostChanges = 5) =>
        new(seed, [.. inputs.Select(Encoding.UTF8.GetBytes)], words) { MostChanges = mostChanges };

    /// <summary>Numbers at and beyond the edges of what programs hold.</summary>
    public static IReadOnlyList<string> Numbers { get; } =
    [
        "0", "-0", "1", "-1", "007", "0.5", "-45000", "1e3", "1e-7", "1e308", "1e999", "-1e999", "NaN", "Infinity", "null", "true", "2147483648", "-2147483649",
        "9223372036854775807", "9223372036854775808", "18446744073709551615", "18446744073709551616", "99999999999999999999999999999999999999999", "0x10", "1,5", "+1", ".5", "5.", "\u0661",
    ];

    /// <summary>For what a test decides beside the mutation, so that one seed holds for all of it.</summary>
    public Random Random { get; } = new(seed);

    /// <summary>Changes to one input; fewer for a short one, or nothing of it is left.</summary>
    public int MostChanges { get; init; } = 5;

    /// <summary>The next input: a right one with some changes.</summary>
    public byte[] Next() => Mutate(inputs[Random.Next(inputs.Count)]);

    /// <summary>This input with some changes.</summary>
    public byte[] Mutate(byte[] input)
    {
        var octets = input.ToList();
        for (var times = Random.Next(1, MostChanges + 1); times > 0; times--)
        {
            Change(octets);
        }

        return [.. octets];
    }

    private void Change(List<byte> octets)
    {
        var at = octets.Count == 0 ? 0 : Random.Next(octets.Count);
        switch (Random.Next(pieces.Length > 0 ? 9 : 6))
        {
            case 0 when octets.Count > 0:
                octets[at] ^= (byte)(1 << Random.Next(8));
                break;
            case 1 when octets.Count > 0:
                octets[at] = (byte)Random.Next(256);
                break;
            case 2:
                octets.Insert(at, (byte)Random.Next(256));
                break;
            case 3 when octets.Count > 0:
                octets.RemoveAt(at);
                break;
            case 4:
                var other = inputs[Random.Next(inputs.Count)];
                var from = Random.Next(other.Length);
                octets.InsertRange(at, other.AsSpan(from, Random.Next(other.Length - from)).ToArray());
                break;
            case 6:
                octets.InsertRange(at, pieces[Random.Next(pieces.Length)]);
                break;
            case 7 or 8:
                ReplaceNumber(octets, at);
                break;
            default:
                octets.RemoveRange(at, Random.Next(octets.Count - at + 1));
                break;
        }
    }

    private void ReplaceNumber(List<byte> octets, int at)
    {
        var begin = octets.FindIndex(at, b => char.IsAsciiDigit((char)b));
        if (begin < 0)
        {
            return;
        }

        var end = octets.FindIndex(begin, b => !char.IsAsciiDigit((char)b) && b != '.');
        octets.RemoveRange(begin, (end < 0 ? octets.Count : end) - begin);
        octets.InsertRange(begin, pieces[Random.Next(pieces.Length)]);
    }
}
