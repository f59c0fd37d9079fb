using System.Buffers;
using System.Text.Json;
using EdgeStock.Llrp;
using EdgeStock.Tests.Fuzzing;

namespace EdgeStock.Tests.Llrp;

public sealed class MutationTests
{
    [Fact]
    public void A_hundred_thousand_mutated_messages_are_decoded_or_refused_and_never_throw()
    {
        var mutator = new Mutator(20260302, [.. GoldenMessageTests.Messages.Select(m => Convert.FromHexString(m.Data.Item2))]);
        int whole = 0, malformed = 0;
        Fuzz.Run(mutator, octets =>
        {
            // mostly a true length, so that the mutation is in the body and not in the frame
            if (octets.Length is >= 10 and < 65536 && mutator.Random.Next(10) > 0)
            {
                (octets[2], octets[3], octets[4], octets[5]) = (0, 0, (byte)(octets.Length >> 8), (byte)(octets.Length & 0xFF));
            }

            var before = malformed;
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
            return before == malformed;
        });

        Fuzz.ReachedBothSides(whole, malformed);
    }
}
