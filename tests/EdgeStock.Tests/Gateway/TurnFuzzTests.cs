using EdgeStock.Domain;
using EdgeStock.Gateway;
using EdgeStock.Ledger;
using EdgeStock.Tests.Domain;
using EdgeStock.Tests.Fuzzing;
using EdgeStock.Wire;

namespace EdgeStock.Tests.Gateway;

public sealed class TurnFuzzTests
{
    private static readonly Site Site = TestSite.Make();

    private static readonly string[] Lines =
    [
        """{"type":"w","at":"2026-03-02T06:00:00.100Z","dev":"scale-1","g":1100.5}""",
        """{"type":"w","at":"2026-03-02T06:00:00.100Z","dev":"scale-2","g":400}""",
        """{"type":"w","at":"2026-03-02T06:00:00.100Z","dev":"scale-1","state":"overload"}""",
        """{"type":"w","at":"2026-03-02T06:00:00.100Z","dev":"scale-2","state":"underload"}""",
        """{"type":"r","at":"2026-03-02T06:00:00.170Z","dev":"reader-1/2","epc":"3034257BF71D370000000008","rssi":-54.5,"count":3}""",
        """{"type":"r","at":"2026-03-02T06:00:00.170Z","dev":"reader-1/1","epc":"3034"}""",
        """{"type":"c","at":"2026-03-02T06:00:00.140Z","dev":"climate-1/temperature","v":22.3}""",
        """{"type":"c","at":"2026-03-02T06:00:00.140Z","dev":"climate-1/humidity","v":45.9,"q":"uncertain"}""",
        """{"type":"c","at":"2026-03-02T06:00:00.140Z","dev":"climate-1/temperature","q":"bad","reason":"empty file"}""",
        """{"type":"ant","at":"2026-03-02T06:00:00.140Z","dev":"reader-1/2","up":false}""",
        """{"type":"ant","at":"2026-03-02T06:00:00.140Z","dev":"reader-1","up":true}""",
        """{"type":"round","at":"2026-03-02T06:00:00.140Z","dev":"reader-1","phase":"end"}""",
        """{"type":"dev","at":"2026-03-02T06:00:00.140Z","dev":"scale-1","state":"down","reason":"lost"}""",
        """{"type":"dev","at":"2026-03-02T06:00:00.140Z","dev":"scale-1","state":"up"}""",
        """{"type":"gap","at":"2026-03-02T06:00:00.140Z","dev":"host","lost":17}""",
    ];

    [Fact]
    public void A_hundred_thousand_mutated_samples_leave_the_storeroom_sane_and_no_input_unjudged()
    {
        var mutator = Mutator.OfText(20272, Lines, [.. Mutator.Numbers, "\"bad\"", "2199-12-31T23:59:59.999Z", "1970-01-01T00:00:00.000Z", "2026-03-02T08:00:00Z", "true", "1e7", "9999999", "400", "1100"]);
        var turn = new Turn(Site, new(new(), Projection.Empty(Site), new Dictionary<string, ulong>(), 0, []), new(0, new LedgerIdentity("lund", "ward-3", 1).Genesis));
        var now = TestSite.T0;
        var (entries, samples) = (0L, 0L);
        Fuzz.Run(mutator, utf8 =>
        {
            now = now.AddMilliseconds(mutator.Random.Next(700));
            if (!LineCodec.TryParse(utf8, null, out var line, out _) || line is not SampleLine sample)
            {
                return false;
            }

            samples++;
            turn.Take(null, mutator.Random.Next(3) == 0 ? sample : sample with { At = now }, now);
            turn.Take(new Tick(now));
            Assert.True(turn.Refused.Of(Refusal.InputFailed) == 0, $"{sample} at {now:O} is not judged: {turn.LastFault}");
            Assert.All(turn.Projection.Bins.Values, Holds);
            entries += turn.TakeCommit(0).Entries.Select(EventCodec.Decode).Count();
            return true;
        });
        Assert.True(entries > 1000, $"{entries} entries of {samples} samples");
        Assert.True(turn.Refused.Of(Refusal.DeviceUnknown) > 1000, $"{turn.Refused.Of(Refusal.DeviceUnknown)} unmapped of {samples} samples");
    }

    private static void Holds(BinView bin)
    {
        Assert.True(bin.Count is null || (bin.Low >= 0 && bin.Low <= bin.Count && bin.Count <= bin.High), $"{bin}");
        Assert.InRange(bin.Confidence, 0, 1);
    }
}
