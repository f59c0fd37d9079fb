using EdgeStock.Domain;

namespace EdgeStock.Tests.Domain;

/// <summary>A storeroom under test with a hand on its time: each step returns the events that it caused.</summary>
internal sealed class Bench
{
    private readonly Func<StoreroomEvent, bool> about;
    private readonly Outcome outcome = new();
    private readonly SavedMemory saved = new();
    private Site site;
    private Storeroom room;
    private int wobble;

    /// <param name="site">The storeroom; the usual one when left out.</param>
    /// <param name="about">What a test is about: other events are not returned.</param>
    /// <param name="memory">What it remembers at first; nothing when left out.</param>
    public Bench(Site? site = null, Func<StoreroomEvent, bool>? about = null, StoreroomMemory? memory = null)
    {
        (this.site, this.about) = (site ?? TestSite.Make(), about ?? (_ => true));
        room = new(this.site, memory ?? new());
        room.Take(new Tick(Now), outcome);
    }

    public DateTimeOffset Now { get; private set; } = TestSite.T0;

    /// <summary>Climate minutes that closed.</summary>
    public List<ClimateMinute> Minutes { get; } = [];

    /// <summary>Climate minutes that closed and were not kept.</summary>
    public List<ClimateMinute> Dropped { get; } = [];

    public List<StoreroomEvent> Take(params Input[] inputs)
    {
        foreach (var input in inputs)
        {
            room.Take(input, outcome);
        }

        var events = outcome.Events.Where(about).ToList();
        Minutes.AddRange(outcome.Minutes);
        Dropped.AddRange(outcome.Dropped);
        outcome.Clear();
        return events;
    }

    /// <summary>Lets time pass for which nothing ticks: the gateway was away.</summary>
    public void Away(TimeSpan time) => Now += time;

    /// <summary>Saves the memory as the ledger does, and goes on with a new storeroom made of it.</summary>
    public void Restart()
    {
        saved.Save(room.TakeChanges());
        room = new(site, saved.Load());
    }

    /// <summary>Another site comes into force; what was not saved goes over as it is.</summary>
    public List<StoreroomEvent> Apply(Site next)
    {
        room = room.Under(new(Now, "uid-0", next, "ab"), outcome);
        site = next;
        return Take();
    }

    public StoreroomChanges Save() => room.TakeChanges();

    /// <summary>Each second a tick, and at every <paramref name="roundEvery"/>th the end of an inventory round.</summary>
    public List<StoreroomEvent> Tick(int seconds, int roundEvery = 0)
    {
        var events = new List<StoreroomEvent>();
        for (var i = 1; i <= seconds; i++)
        {
            Now += TimeSpan.FromSeconds(1);
            if (roundEvery > 0 && i % roundEvery == 0)
            {
                events.AddRange(Take(new RoundFinished(Now, Now, "reader-1")));
            }

            events.AddRange(Take(new Tick(Now)));
        }

        return events;
    }

    /// <summary>Ten samples a second.</summary>
    public List<StoreroomEvent> Weigh(double grams, double seconds = 2) => Weigh(_ => grams, (int)(seconds * 10));

    public List<StoreroomEvent> Weigh(Func<int, double> grams, int samples, int everyMs = 100)
    {
        var events = new List<StoreroomEvent>();
        for (var i = 0; i < samples; i++)
        {
            Now += TimeSpan.FromMilliseconds(everyMs);
            events.AddRange(Take(Weight(Now, grams(i))));
        }

        return events;
    }

    public BinWeighed Weight(DateTimeOffset at, double grams, ScaleState state = ScaleState.Weighed) => new(Now, at, "scale-1", TestSite.Glove, Grams.From(grams), state);

    public List<StoreroomEvent> Read(string antenna, Epc tag, double rssi = -60, int count = 1) =>
        Take(new TagRead(Now, Now, "reader-1", antenna, tag, rssi, count));

    /// <summary>Inventory rounds of five seconds that read these tags.</summary>
    public List<StoreroomEvent> Rounds(int rounds, string antenna, params Epc[] tags)
    {
        var events = new List<StoreroomEvent>();
        for (var i = 0; i < rounds; i++)
        {
            foreach (var tag in tags)
            {
                events.AddRange(Read(antenna, tag));
            }

            events.AddRange(Tick(5, roundEvery: 5));
        }

        return events;
    }

    /// <summary>A temperature every ten seconds, with the small unrest of a healthy sensor.</summary>
    public List<StoreroomEvent> Air(double celsius, double minutes) => Air(_ => celsius + (wobble++ % 2 * 0.01), (int)(minutes * 6));

    public List<StoreroomEvent> Air(Func<int, double?> celsius, int values, Quality quality = Quality.Good)
    {
        var events = new List<StoreroomEvent>();
        for (var i = 0; i < values; i++)
        {
            Now += TimeSpan.FromSeconds(10);
            events.AddRange(Take(Climate(Now, celsius(i), quality)));
        }

        return events;
    }

    public ClimateRead Climate(DateTimeOffset at, double? value, Quality quality = Quality.Good, Quantity quantity = Quantity.Temperature) =>
        new(Now, at, "climate-1", TestSite.Point, quantity, value, quality);
}
