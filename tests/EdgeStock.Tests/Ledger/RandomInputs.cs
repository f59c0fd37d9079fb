using EdgeStock.Domain;
using EdgeStock.Tests.Domain;

namespace EdgeStock.Tests.Ledger;

/// <summary>
/// A storeroom's day gone wild, the same for the same seed: takings, lifted bins, strange weights, tags that come and go, readers that fail,
/// a climate out of bounds, clocks that jump, samples that come late or twice.
/// </summary>
internal sealed class RandomInputs
{
    private readonly Random random;

    // In runs of the first seeds nobody answers an alarm; in the others people do.
    private readonly bool answered;
    private readonly List<Input> inputs = [];
    private readonly double[] load = [1100, 400];
    private readonly int[] lifted = [0, 0];
    private DateTimeOffset now = TestSite.T0;
    private double celsius = 22;
    private double humidity = 50;
    private bool readerUp = true;
    private int site;

    /// <summary>The sites that commands put into force; the first is the one at the start.</summary>
    public static IReadOnlyList<Site> Sites { get; } = MakeSites();

    private RandomInputs(int seed) => (random, answered) = (new(seed), seed > 11);

    public static IReadOnlyList<Input> Make(int seed, int count)
    {
        var maker = new RandomInputs(seed);
        while (maker.inputs.Count < count)
        {
            maker.Second();
        }

        return maker.inputs;
    }

    private void Second()
    {
        // Most seconds follow each other; some are far apart, so that hours pass; a few clocks are set back.
        now += TimeSpan.FromMilliseconds(random.Next(200) switch { 0 => 3_600_000, 1 => 600_000, 2 => -3_600_000, 3 or 4 => 86_400_000, < 20 => 20_000, _ => (readerUp ? 1000 : 4500) + random.Next(200) });
        inputs.Add(new Tick(now));
        Command();
        Weights(0);
        Weights(1);
        if (random.Next(3) == 0)
        {
            Reader();
        }

        if (random.Next(2) == 0)
        {
            Air();
        }

        if (random.Next(100) == 0)
        {
            inputs.Add(new SamplesDropped(now, now, "ward-3-hw", random.Next(1, 1000)));
        }

        if (random.Next(60) == 0)
        {
            inputs.Add(new DeviceReported(now, now, $"scale-{random.Next(1, 3)}", random.Next(2) == 0, "cable"));
        }
    }

    private void Command()
    {
        switch (random.Next(300))
        {
            case 0:
                inputs.Add(new NoteZero(now, "uid-0", $"scale-{random.Next(1, 3)}"));
                break;
            case 1 or 2 or 110 or 111:
                site = random.Next(Sites.Count);
                inputs.Add(new ApplySite(now, "uid-0", Sites[site], $"{site:D64}"));
                break;
            case 3:
                inputs.Add(new NoteSpace(now, random.Next(2) == 0));
                break;
            case 4:
                inputs.Add(new ErasePerson(now, "p-00000001", $"p-{random.Next(9):x8}"));
                break;
            case < 110:
                inputs.Add(new Instruct(now, "p-00000001", RandomInstructions.Next(random, now)));
                break;
            case > 280 when answered:
                inputs.Add(new Instruct(now, "p-00000001", RandomInstructions.ToAlarm(random)));
                break;
            default:
                break;
        }
    }

    private void Weights(int scale)
    {
        var (tare, unit) = scale == 0 ? (400.0, 100.0) : (300.0, 20.0);
        lifted[scale] = lifted[scale] > 0 ? lifted[scale] - 1 : random.Next(150) == 0 ? 5 : 0;
        load[scale] = random.Next(15) switch
        {
            0 => Math.Max(tare, load[scale] - (unit * random.Next(1, 4))),
            1 => load[scale] + (unit * random.Next(1, 4)),
            2 when random.Next(4) == 0 => load[scale] + (random.NextDouble() * unit),
            _ => load[scale],
        };
        for (var i = 0; i < 3; i++)
        {
            var state = random.Next(400) switch { 0 => ScaleState.Overload, 1 => ScaleState.Underload, _ => ScaleState.Weighed };
            var late = random.Next(40) switch { 0 => -500, 1 => -70_000, _ => 0 };
            var grams = lifted[scale] > 0 ? 3 : load[scale] + random.NextDouble() + (random.Next(30) == 0 ? random.Next(-200, 200) : 0);
            var weighed = new BinWeighed(now, now.AddMilliseconds(late + (i * 300)), $"scale-{scale + 1}", scale == 0 ? TestSite.Glove : TestSite.Vial, Grams.From(grams), state);
            inputs.Add(weighed);
            if (random.Next(50) == 0)
            {
                inputs.Add(weighed);
            }
        }
    }

    private void Reader()
    {
        if (random.Next(readerUp ? 25 : 60) == 0)
        {
            readerUp = !readerUp;
            inputs.Add(new AntennaChanged(now, now, "reader-1", random.Next(3) > 0 ? null : TestSite.AntennaA, readerUp));
        }

        if (!readerUp)
        {
            return;
        }

        for (var tag = 0; tag < 8; tag++)
        {
            // Each tag stays for a while, then moves or leaves; all follow the clock, so that they do so together at times.
            var mood = (now.ToUnixTimeSeconds() / 170 * (tag + 3) % 5) switch { 0 or 1 => TestSite.AntennaA, 2 or 3 => TestSite.AntennaB, _ => null };
            if (mood is not null && random.Next(10) > 1)
            {
                inputs.Add(new TagRead(now, now, "reader-1", random.Next(15) == 0 ? TestSite.AntennaA : mood, TestSite.Tag(tag), random.Next(8) == 0 ? null : -50 - random.Next(20), random.Next(1, 5)));
            }
        }

        inputs.Add(new RoundFinished(now, now, "reader-1"));
    }

    private void Air()
    {
        celsius = Math.Clamp(celsius + ((random.NextDouble() - 0.5) * 2), 15, 30);
        humidity = Math.Clamp(humidity + ((random.NextDouble() - 0.5) * 6), 20, 90);
        var broken = now.ToUnixTimeSeconds() / 300 % 7 == 3;
        inputs.Add(new ClimateRead(now, now, "climate-1", TestSite.Point, Quantity.Temperature, broken ? null : celsius, broken ? Quality.Bad : Quality.Good));
        inputs.Add(new ClimateRead(now, now.AddMilliseconds(10), "climate-1", TestSite.Point, Quantity.Humidity, humidity, random.Next(20) == 0 ? Quality.Uncertain : Quality.Good));
    }

    private static IReadOnlyList<Site> MakeSites()
    {
        // The runs last minutes, so the alarm's hold time is short.
        var start = TestSite.Make(temperature: TestSite.Temperature with { Hold = TimeSpan.FromSeconds(30) });
        var (bin, vial, point) = (start.Bins[0], start.Bins[1], start.ClimatePoints[0]);
        return
        [
            start,
            start with { Bins = [bin with { Article = vial.Article }, vial] },
            start with { Devices = [.. start.Devices.Select(d => d.Kind == DeviceKind.Climate ? d with { Offsets = new(-0.2, 1) } : d)], Bins = [bin with { Tare = Grams.From(420) }], ClimatePoints = [point with { Channels = [point.Channels[0] with { High = null }, point.Channels[1] with { Low = 45 }] }] },
            start with { Zones = [start.Zones[0]], Antennas = [start.Antennas[0]], Devices = [.. start.Devices.Take(3)], ClimatePoints = [] },
            start with { Bins = [bin, vial with { Article = vial.Article with { UnitWeight = Grams.From(21) }, Device = "scale-2" }], Rooms = [.. start.Rooms, new("new", "Nytt", RoomClass.Pharmacy)] },
        ];
    }
}
