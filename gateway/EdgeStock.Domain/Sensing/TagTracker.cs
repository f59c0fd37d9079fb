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
/// <param name="Unheard">Time in which its antenna listened and did not hear it.</param>
/// <param name="Unlistened">Time in which nothing listened for it.</param>
public sealed record TagMemory(Presence Presence, string? Zone, DateTimeOffset LastRead, TimeSpan Unheard, TimeSpan Unlistened, IReadOnlyList<TagGlimpse> Glimpses);

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

    private readonly Func<string, string> roomOf;
    private readonly Func<string, TimeSpan> cycleOf;
    private readonly List<TagGlimpse> glimpses;
    private TimeSpan unheard;
    private TimeSpan unlistened;
    private DateTimeOffset lastRead;

    /// <param name="roomOf">The room of a zone.</param>
    /// <param name="cycleOf">The inventory cycle of a zone.</param>
    public TagTracker(Epc epc, Func<string, string> roomOf, Func<string, TimeSpan> cycleOf, TagMemory memory)
    {
        (Epc, this.roomOf, this.cycleOf) = (epc, roomOf, cycleOf);
        (Presence, Zone, lastRead, unheard, unlistened, glimpses) = (memory.Presence, memory.Zone, memory.LastRead, memory.Unheard, memory.Unlistened, [.. memory.Glimpses]);
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
        return new(Presence, Zone, lastRead, unheard, unlistened, [.. glimpses]);
    }

    /// <summary>Takes a read in a zone and says what it settled.</summary>
    public void Observe(TagRead read, string zone, List<StoreroomEvent> events)
    {
        Changed = true;
        lastRead = read.At > lastRead ? read.At : lastRead;
        glimpses.Add(new(read.At, zone, Math.Max(1, read.Count), read.Rssi));
        var horizon = Longest(cycleOf(zone) * 3, TimeSpan.FromSeconds(10));
        glimpses.RemoveAll(g => read.At - g.At > horizon || g.At - read.At > horizon);
        if (glimpses.Count > MostGlimpses)
        {
            glimpses.RemoveAt(0);
        }

        if (zone == Zone || Presence != Presence.Present)
        {
            (unheard, unlistened) = (TimeSpan.Zero, TimeSpan.Zero);
        }

        var best = Best();
        var first = glimpses.Where(g => g.Zone == best).Min(g => g.At);
        if (Rounds(best) < 2)
        {
            return;
        }

        if (Presence != Presence.Present)
        {
            (Presence, Zone, unheard, unlistened) = (Presence.Present, best, TimeSpan.Zero, TimeSpan.Zero);
            events.Add(new TagArrived(first, roomOf(best), best, Epc, 0.95));
        }
        else if (best != Zone && Strength(best) > 2 * Strength(Zone!))
        {
            events.Add(new TagMoved(first, roomOf(best), Zone!, best, Epc, 0.9));
            (Zone, unheard, unlistened) = (best, TimeSpan.Zero, TimeSpan.Zero);
        }
    }

    /// <summary>Lets time pass.</summary>
    /// <param name="listened">Its zone's antenna could have heard it in that time.</param>
    public void Observe(DateTimeOffset now, TimeSpan elapsed, bool listened, List<StoreroomEvent> events)
    {
        if (elapsed <= TimeSpan.Zero || Presence is Presence.Departed or Presence.Glimpsed)
        {
            return;
        }

        Changed = true;
        if (listened)
        {
            unheard += elapsed;
            unlistened = TimeSpan.Zero;
            if (unheard > Longest(cycleOf(Zone!) * 12, ShortestDeparture))
            {
                Presence = Presence.Departed;
                glimpses.Clear();
                events.Add(new TagDeparted(lastRead, roomOf(Zone!), Zone!, Epc, 0.95));
            }

            return;
        }

        unlistened += elapsed;
        if (unlistened > Horizon && Presence == Presence.Present)
        {
            Presence = Presence.Obscured;
            events.Add(new TagObscured(now, roomOf(Zone!), Zone!, Epc));
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
            if (last is null || at - last > cycleOf(zone) / 2)
            {
                rounds++;
                last = at;
            }
        }

        return rounds;
    }

    private static TimeSpan Longest(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
