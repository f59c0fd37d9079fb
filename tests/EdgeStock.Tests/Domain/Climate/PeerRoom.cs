using EdgeStock.Domain;

namespace EdgeStock.Tests.Domain;

/// <summary>A storeroom with humidity sensors in its air, by the live path: values and ticks in, events out.</summary>
internal sealed class PeerRoom
{
    public const int Day = 24 * 60;

    private readonly Outcome outcome = new();
    private readonly SavedMemory saved = new();
    private readonly List<StoreroomEvent> told = [];
    private Storeroom room;

    public PeerRoom(Site? site = null)
    {
        Site = site ?? Make("north", "south", "west");
        room = new(Site, new());
        Take(new Tick(Now));
    }

    public Site Site { get; private set; }

    public DateTimeOffset Now { get; private set; } = TestSite.T0;

    /// <summary>What was said about agreement: day, point, and whether it disagrees.</summary>
    public IEnumerable<SensorAgreementChanged> Said => told.OfType<SensorAgreementChanged>();

    public List<ClimateMinute> Minutes { get; } = [];

    /// <summary>A sterile room with these points, each with a sensor of its own and a value a minute.</summary>
    public static Site Make(params string[] points) => TestSite.Make() with
    {
        Devices = [.. points.Select(p => new Device($"s-{p}", DeviceKind.Climate, "sterile", TimeSpan.FromMinutes(1)))],
        Bins = [],
        Antennas = [],
        ClimatePoints = [.. points.Select(Point)],
    };

    public static ClimatePoint Point(string id) => new(id, "sterile", "se-sterile",
    [
        new($"s-{id}/temperature", Quantity.Temperature, 19, 25, TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(1), 0.02, 0.003),
        new($"s-{id}/humidity", Quantity.Humidity, 30, 70, TimeSpan.FromHours(1), TimeSpan.FromMinutes(1), 0.1, 0.002),
    ]);

    /// <summary>Minutes with a value of each point and a tick.</summary>
    /// <param name="air">Temperature and humidity at a point in a minute since the beginning; null for none.</param>
    /// <param name="restart">In which minutes the gateway is started anew.</param>
    public void Run(int minutes, Func<string, int, (double Celsius, double Humidity)?> air, Func<int, bool>? restart = null)
    {
        for (var i = 0; i < minutes; i++)
        {
            var minute = (int)(Now - TestSite.T0).TotalMinutes;
            if (restart?.Invoke(minute) == true)
            {
                saved.Save(room.TakeChanges());
                room = new(Site, saved.Load());
            }

            foreach (var point in Site.ClimatePoints)
            {
                if (air(point.Id, minute) is { } value)
                {
                    Take(new ClimateRead(Now, Now, $"s-{point.Id}", point.Id, Quantity.Temperature, value.Celsius, Quality.Good));
                    Take(new ClimateRead(Now, Now, $"s-{point.Id}", point.Id, Quantity.Humidity, value.Humidity, Quality.Good));
                }
            }

            Take(new Tick(Now));
            Now = Now.AddMinutes(1);
        }
    }

    public void Apply(Site site)
    {
        room = room.Under(new(Now, "uid-0", site, "ab"), outcome);
        Site = site;
        Collect();
    }

    private void Take(Input input)
    {
        room.Take(input, outcome);
        Collect();
    }

    private void Collect()
    {
        told.AddRange(outcome.Events);
        Minutes.AddRange(outcome.Minutes);
        outcome.Clear();
    }
}
