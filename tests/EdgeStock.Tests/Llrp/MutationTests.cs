using System.Buffers;
using System.Text.Json;
using EdgeStock.Llrp;

namespace EdgeStock.Tests.Llrp;

public sealed class MutationTests
{
    private const int Rounds = 100_000;

    [Fact]
    public void A_hundred_thousand_mutated_messages_are_decoded_or_refused_and_never_throw()
    {
        var random = new Random(20260302);
        var seeds = GoldenMessageTests.Messages.Select(m => Convert.FromHexString(m.Data.Item2)).ToList();
        int whole = 0, malformed = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var octets = Mutate(seeds[random.Next(seeds.Count)], seeds, random);
            try
            {
                var sequence = new ReadOnlySequence<byte>(octets);
                var sticky = new StickyValues();
                while (LlrpFrame.TryCut(ref sequence, out var frame, out _))
                {
                    _ = LlrpCodec.TryDecode(frame, sticky, out var message, out var notes) ? whole++ : malformed++;
                    Assert.NotEqual(message is null, notes.Error is null);
                }

                var said = LlrpText.Describe(octets).ToList();
                Assert.NotEmpty(said);
                Assert.All(said, s => JsonDocument.Parse(s.Json).Dispose());
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"round {round}: {Convert.ToHexString(octets)}", e);
            }
        }

        // the mutations reach both sides of the line
        Assert.True(whole > Rounds / 20 && malformed > Rounds / 20, $"{whole} whole, {malformed} malformed");
    }

    private static byte[] Mutate(byte[] seed, List<byte[]> seeds, Random random)
    {
        var octets = seed.ToList();
        for (var times = random.Next(1, 6); times > 0; times--)
        {
            var at = octets.Count == 0 ? 0 : random.Next(octets.Count);
            switch (random.Next(6))
            {
                case 0 when octets.Count > 0:
                    octets[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1 when octets.Count > 0:
                    octets[at] = (byte)random.Next(256);
                    break;
                case 2:
                    octets.Insert(at, (byte)random.Next(256));
                    break;
                case 3 when octets.Count > 0:
                    octets.RemoveAt(at);
                    break;
                case 4:
                    var other = seeds[random.Next(seeds.Count)];
                    var from = random.Next(other.Length);
                    octets.InsertRange(at, other.AsSpan(from, random.Next(other.Length - from)).ToArray());
                    break;
                default:
                    octets.RemoveRange(at, random.Next(octets.Count - at + 1));
                    break;
            }
        }

        // mostly a true length, so that the mutation is in the body and not in the frame
        if (octets.Count >= 10 && octets.Count < 65536 && random.Next(10) > 0)
        {
            (octets[2], octets[3], octets[4], octets[5]) = (0, 0, (byte)(octets.Count >> 8), (byte)(octets.Count & 0xFF));
        }

        return [.. octets];
    }
}
