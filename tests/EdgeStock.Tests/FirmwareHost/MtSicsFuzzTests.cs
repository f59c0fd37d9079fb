using System.Globalization;
using System.Text;
using EdgeStock.FirmwareHost.Drivers.MtSics;
using EdgeStock.Tests.Fuzzing;

namespace EdgeStock.Tests.FirmwareHost;

public sealed class MtSicsFuzzTests
{
    private static readonly string[] Replies =
    [
        "S S     100.00 g", "S D     129.02 g", "S S      1.234 kg", "S S -    0.05 g", "S S     2500 mg", "S S   0.0125 t", "S +", "S -", "S I", "TA L", "ES", "ET", "EL", "Z A", "@ A",
        "I4 A \"0123456789\"", "I0 B 0 \"I0\"", "TI D     12.34 g",
    ];

    [Fact]
    public void A_hundred_thousand_mutated_replies_are_read_or_refused_and_a_weight_reads_the_same_as_it_is_written()
    {
        var mutator = Mutator.OfText(20264, Replies, [.. Mutator.Numbers, "kg", " g", "mg", " t", "lb", "-", "+", " ", "          ", "S S ", "79228162514264337593543950335", "\r", "\0"], mostChanges: 2);
        var weights = 0;
        Fuzz.Run(mutator, line =>
        {
            var read = MtSicsCodec.TryParse(line, out var reply, out var error);
            Assert.Equal((read, !read), (reply is not null, error is not null));
            if (reply is not WeightReply weight)
            {
                Assert.NotEqual("", error);
                return read;
            }

            // a million million tonnes is the documented end; anything a scale can show stays the same number
            weights++;
            Assert.Matches("[0-9.] *(g|kg|mg|t) *$", Encoding.ASCII.GetString(line));
            Assert.InRange(weight.Grams, -1e18, 1e18);
            if (Math.Abs(weight.Grams) < 1e7)
            {
                var written = string.Create(CultureInfo.InvariantCulture, $"{weight.Id} {(weight.Stable ? 'S' : 'D')} {(decimal)weight.Grams,10} g");
                Assert.True(MtSicsCodec.TryParse(Encoding.ASCII.GetBytes(written), out var again, out error), $"{written}: {error}");
                Assert.Equal((weight.Id, weight.Stable), (((WeightReply)again).Id, ((WeightReply)again).Stable));
                Assert.Equal(weight.Grams, ((WeightReply)again).Grams, 1e-6);
            }

            return true;
        });
        Assert.True(weights > Fuzz.Rounds / 20, $"{weights} weights");
    }
}
