using System.Text;
using EdgeStock.Gateway.Intake;
using EdgeStock.Gateway.Operations;
using EdgeStock.Tests.Domain;
using EdgeStock.Tests.FirmwareHost;
using EdgeStock.Tests.Fuzzing;

namespace EdgeStock.Tests.Gateway;

public sealed class TraceReaderFuzzTests : IDisposable
{
    private const int LinesPerFile = 100;

    /// <summary>A trace of some seconds gives a tick a second; a line that leaps away must not give thousands of millions.</summary>
    private const int MostInputs = 1_000_000;

    private static readonly string[] TraceHeader =
    [
        """{"type":"trace","version":1,"id":"t-1","seed":7,"duration":5.5,"t0":"2026-03-02T06:00:00Z"}""",
        """{"type":"zone","zone":"Z1","kind":"shelf","adjacent":[],"exit":true}""",
        """{"type":"bin","bin":"B1","shelf":"S1","zone":"Z1","sku":"KIT","unit_g":184.0,"unit_sd_g":1.84,"tare_g":400,"capacity":24,"initial_count":12,"cell":{"full_scale_g":20000,"noise_sd_g":0.66,"resolution_g":0.5}}""",
        """{"type":"antenna","ant":"R1.1","reader":"R1","zone":"Z1","cycle_s":2.0,"offset_s":0,"dwell_s":0.9}""",
        """{"type":"sensor","sensor":"T1","quantity":"temperature","unit":"C","low":19,"high":25,"hold_s":1800,"interval_s":60,"noise_sd":0.05,"resolution":0.01}""",
    ];

    private static readonly string[] RecordingHeader =
    [
        """{"type":"trace","version":1,"id":"lund/ward-3","seed":0,"duration":0,"t0":"2026-03-02T06:00:00Z"}""",
        """{"type":"site","text":"site: lund\ngateway: ward-3\ntimezone: UTC\nrooms: [{id: store, class: storeroom}]\ndevices: [{id: reader-1, kind: reader, room: store, interval_s: 5}]\n"}""",
        """{"type":"ledger","site":"lund","gateway":"ward-3","epoch":77,"seq":12,"hash":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}""",
        """{"type":"memory","kind":"tick","id":"","body":"1772431199000"}""",
        """{"type":"memory","kind":"device","id":"reader-1","body":"{\"state\":\"up\",\"quiet\":\"00:00:07\"}"}""",
    ];

    private static readonly string[] Inputs =
    [
        """{"t":0.5,"type":"w","bin":"B1","g":2608}""",
        """{"t":1.17,"type":"r","epc":"3034257BF71D370000000008","ant":"R1.1","rssi":-54.5}""",
        """{"t":2.14,"type":"c","sensor":"T1","v":22.3}""",
        """{"type":"hello","version":1,"host":"hw-1","session":"recorded"}""",
        """{"type":"round","n":40,"at":"2026-03-02T06:00:02.000Z","dev":"reader-1","rt":"2026-03-02T06:00:03.000Z","phase":"end"}""",
        """{"type":"end","seq":14,"hash":"aa"}""",
    ];

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_hundred_thousand_mutated_lines_of_traces_and_recordings_are_counted_or_taken_or_their_header_is_refused()
    {
        var mutator = Mutator.OfText(20269, [.. TraceHeader, .. RecordingHeader, .. Inputs], [.. Mutator.Numbers, "\"tick\"", "2199-12-31T23:59:59.999Z", "1970-01-01T00:00:00Z", "\"bin\"", "null", "{}"]);
        int opened = 0, refused = 0;
        long taken = 0, malformed = 0;
        for (var fed = 0; fed < Fuzz.Rounds; fed += LinesPerFile)
        {
            var file = Make(mutator);
            File.WriteAllBytes(folder.File("t.trace"), file);
            try
            {
                var reader = TraceReader.Open(folder.File("t.trace"), null);
                var inputs = reader.Inputs().Take(MostInputs).ToList();
                Assert.True(inputs.Count < MostInputs, "a line leapt too far");
                Assert.All(inputs, i => Assert.InRange(i.Taken, TestSite.T0.AddYears(-60), TestSite.T0.AddYears(180)));
                Assert.True(reader.Malformed == 0 || reader.FirstMalformed is not null);
                Assert.True(reader.Malformed + reader.Unknown + inputs.Count(i => i.Sample is not null) <= reader.Lines);
                opened++;
                taken += inputs.Count(i => i.Sample is not null);
                malformed += reader.Malformed;
            }
            catch (CommandException)
            {
                refused++;
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"line {fed}: {e.Message}\n{Encoding.UTF8.GetString(file)}", e);
            }
        }

        Fuzz.ReachedBothSides(opened, refused);
        Assert.True(taken > 1000 && malformed > 1000, $"{taken} taken, {malformed} malformed in {opened} files");
    }

    [Fact]
    public void A_line_that_leaps_away_from_the_one_before_is_malformed()
    {
        File.WriteAllLines(folder.File("t.trace"), [.. TraceHeader, Inputs[0], """{"type":"w","at":"2199-12-31T23:59:59.999Z","bin":"B1","g":2608}""", """{"t":2,"type":"w","bin":"B1","g":2608}"""]);
        var reader = TraceReader.Open(folder.File("t.trace"), null);

        Assert.Equal(2, reader.Inputs().Count(i => i.Sample is not null));
        Assert.Equal(1, reader.Malformed);
        Assert.StartsWith("line 7: ", reader.FirstMalformed, StringComparison.Ordinal);
    }

    /// <summary>A file of so many lines: each header line is mutated now and then, all that follows is.</summary>
    private static byte[] Make(Mutator mutator)
    {
        var header = (mutator.Random.Next(2) == 0 ? TraceHeader : RecordingHeader).Select(Encoding.UTF8.GetBytes).ToList();
        var lines = header.Select(l => mutator.Random.Next(12) == 0 ? mutator.Mutate(l) : l)
            .Concat(Enumerable.Range(0, LinesPerFile - header.Count).Select(_ => mutator.Mutate(Encoding.UTF8.GetBytes(Inputs[mutator.Random.Next(Inputs.Length)]))));
        return [.. lines.SelectMany(l => l.Append((byte)'\n'))];
    }
}
