namespace EdgeStock.Domain;

/// <summary>How much is known of where a tag is.</summary>
public enum Presence
{
    /// <summary>Read, but not often enough to believe it.</summary>
    Glimpsed,

    /// <summary>In its zone.</summary>
    Present,

    /// <summary>Its reader has been away too long to say.</summary>
    Obscured,

    /// <summary>Left.</summary>
    Departed,
}

/// <summary>A read that may still speak for a zone.</summary>
public sealed record TagGlimpse(DateTimeOffset At, string Zone, int Count, double? Rssi);

/// <summary>What must be remembered of a tag over a restart.</summary>
/// <param name="Zone">Where it is, or was last.</param>
/// <param name="HeardAt">What its zone's listening clock said when it was last read there.</param>
public sealed record TagMemory(Presence Presence, string? Zone, DateTimeOffset LastRead, TimeSpan HeardAt, IReadOnlyList<TagGlimpse> Glimpses);

/// <summary>
/// Reads to presence, the simple way: a tag arrives with its second round, belongs to the zone that reads it strongest, and departs when its
/// antenna has listened for a minute (or twelve cycles) without hearing it. While nothing listens, presence holds, and after ten minutes
/// it is unknown; never departed.
/// </summary>
internal sealed class TagTracker
{
    private const int MostGlimpses = 16;
    private static readonly TimeSpan ShortestDeparture = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Horizon = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Forget = TimeSpan.FromHours(24);

    private readonly IReadOnlyDictionary<string, ZoneWatch> zones;
    private readonly List<TagGlimpse> glimpses;
    private TimeSpan heardAt;
    private DateTimeOffset lastRead;

    public TagTracker(Epc epc, IReadOnlyDictionary<string, ZoneWatch> zones, TagMemory memory)
    {
        (Epc, this.zones) = (epc, zones);
        (Presence, Zone, lastRead, heardAt, glimpses) = (memory.Presence, memory.Zone, memory.LastRead, memory.HeardAt, [.. memory.Glimpses.Where(g => zones.ContainsKey(g.Zone))]);
    }

    public Epc Epc { get; }

    public Presence Presence { get; private set; }

    public string? Zone { get; private set; }

    public bool Changed { get; private set; }

    /// <summary>Gone or only glimpsed, and long ago: may be forgotten.</summary>
    public bool IsStale(DateTimeOffset now) => Presence is Presence.Departed or Presence.Glimpsed && now - lastRead > Forget;

    public TagMemory Save()
    {
        Changed = false;
        return new(Presence, Zone, lastRead, heardAt, [.. glimpses]);
    }

    /// <summary>Takes a read in a zone and says what it settled.</summary>
    public void Observe(TagRead read, string zone, List<StoreroomEvent> events)
    {
        Changed = true;
        lastRead = read.At > lastRead ? read.At : lastRead;
        glimpses.Add(new(read.At, zone, Math.Max(1, read.Count), read.Rssi));
        var horizon = Longest(zones[zone].Cycle * 3, TimeSpan.FromSeconds(10));
        glimpses.RemoveAll(g => read.At - g.At > horizon || g.At - read.At > horizon);
        if (glimpses.Count > MostGlimpses)
        {
            glimpses.RemoveAt(0);
        }

        if (zone == Zone)
        {
            heardAt = zones[zone].Listened;
        }

        var best = Best();
        var first = glimpses.Where(g => g.Zone == best).Min(g => g.At);
        if (Rounds(best) < 2)
        {
            return;
        }

        if (Presence != Presence.Present)
        {
            (Presence, Zone, heardAt) = (Presence.Present, best, zones[best].Listened);
            events.Add(new TagArrived(first, zones[best].Room, best, Epc, 0.95));
        }
        else if (best != Zone && Strength(best) > 2 * Strength(Zone!))
        {
            events.Add(new TagMoved(first, zones[best].Room, Zone!, best, Epc, 0.9));
            (Zone, heardAt) = (best, zones[best].Listened);
        }
    }

    /// <summary>Looks whether its zone's clocks have settled something; changes nothing otherwise.</summary>
    public void Decide(DateTimeOffset now, List<StoreroomEvent> events)
    {
        if (Presence is Presence.Departed or Presence.Glimpsed)
        {
            return;
        }

        var zone = zones[Zone!];
        if (zone.Listened - heardAt > Longest(zone.Cycle * 12, ShortestDeparture))
        {
            (Presence, Changed) = (Presence.Departed, true);
            glimpses.Clear();
            events.Add(new TagDeparted(lastRead, zone.Room, Zone!, Epc, 0.95));
        }
        else if (zone.Deaf > Horizon && Presence == Presence.Present)
        {
            (Presence, Changed) = (Presence.Obscured, true);
            events.Add(new TagObscured(now, zone.Room, Zone!, Epc));
        }
    }

    private string Best() => glimpses
        .Select(g => g.Zone)
        .Distinct(StringComparer.Ordinal)
        .OrderByDescending(Strength)
        .ThenBy(z => z, StringComparer.Ordinal)
        .First();

    /// <summary>Reads of a zone, each weighed by its amplitude: a stray from the next shelf is weak.</summary>
    private double Strength(string zone) => glimpses.Where(g => g.Zone == zone).Sum(g => g.Count * Math.Pow(10, ((g.Rssi ?? -60) + 60) / 20));

    /// <summary>Inventory rounds in which a zone read it.</summary>
    private int Rounds(string zone)
    {
        var rounds = 0;
        DateTimeOffset? last = null;
        foreach (var at in glimpses.Where(g => g.Zone == zone).Select(g => g.At).Order())
        {
            if (last is null || at - last > zones[zone].Cycle / 2)
            {
                rounds++;
                last = at;
            }
        }

        return rounds;
    }

    private static TimeSpan Longest(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
