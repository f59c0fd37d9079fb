using EdgeStock.Simulator.Devices.LlrpReader;
using EdgeStock.Simulator.Scenarios;

namespace EdgeStock.Simulator.Physics;

/// <summary>
/// The tags and what antennas see of them. A stay of a tag in a zone has its own place, and so its own level, read probability and
/// leak to the other antenna; within it fades come and go.
/// </summary>
internal sealed class TagField(IReadOnlyList<AntennaPlan> antennas, long seed, DateTimeOffset t0)
{
    private const long KeepMs = 10 * 60 * 1000;
    private const long FadeSlotMs = 60_000;
    private const double FadesPerSlot = 0.03;
    private const double FadeSeconds = 15;
    private const double FadedShare = 0.06;
    private const double ReadsPerSecond = 3;
    private const double ScatterDb = 2.3;

    private readonly List<Stay> stays = [];
    private long tidiedMs;

    /// <summary>Tags in the storeroom now.</summary>
    public int Present => stays.Count(stay => stay.ToMs == long.MaxValue);

    /// <summary>A tag is put on a shelf.</summary>
    public void Arrive(long ms, string epc, string zone)
    {
        var stream = ChanceStream.From(seed, $"stay {epc} {ms}");
        var place = stream.At(long.MaxValue);
        stays.Add(new Stay(
            Convert.FromHexString(epc), epc, zone, stream, ms,
            LevelDbm: place.Between(-62, -48),
            ReadProbability: place.Between(0.86, 0.98),
            LeakProbability: place.Happens(0.15) ? place.Between(0.05, 0.15) : place.Between(0, 0.02),
            LeakDb: place.Between(7, 13)));
    }

    /// <summary>A tag is carried out of the storeroom.</summary>
    public void Leave(long ms, string epc)
    {
        if (stays.FindIndex(stay => stay.ToMs == long.MaxValue && stay.Epc == epc) is >= 0 and var index)
        {
            stays[index].ToMs = ms;
        }
    }

    /// <summary>Forgets stays that ended long ago; what was seen more than ten minutes back is no longer asked for.</summary>
    public void Tidy(long nowMs)
    {
        if (nowMs - tidiedMs > KeepMs)
        {
            stays.RemoveAll(stay => stay.ToMs < nowMs - KeepMs);
            tidiedMs = nowMs;
        }
    }

    /// <summary>What an antenna sees in one round: each tag at most once, with its reads counted.</summary>
    public IReadOnlyList<TagSighting> Inventory(int antenna, long fromMs, long dwellMs)
    {
        var zone = antennas.FirstOrDefault(a => a.Port == antenna)?.Zone;
        if (zone is null || dwellMs <= 0)
        {
            return [];
        }

        var seen = new List<TagSighting>();
        foreach (var stay in stays)
        {
            if (stay.FromMs < fromMs + dwellMs && stay.ToMs > fromMs && See(stay, antenna, stay.Zone == zone, fromMs, dwellMs) is { } sighting)
            {
                seen.Add(sighting);
            }
        }

        return seen;
    }

    private TagSighting? See(Stay stay, int antenna, bool home, long fromMs, long dwellMs)
    {
        var chance = stay.Chance.At((fromMs * 64) + antenna);
        var probability = (home ? stay.ReadProbability : stay.LeakProbability) * (IsFaded(stay, fromMs) ? FadedShare : 1);
        if (!chance.Happens(probability))
        {
            return null;
        }

        var reads = 1 + (int)chance.Exponential(ReadsPerSecond * dwellMs / 1000.0);
        var (first, last, count) = (long.MaxValue, long.MinValue, 0);
        for (var i = 0; i < reads; i++)
        {
            var at = fromMs + chance.Milliseconds(0, dwellMs);
            if (at >= stay.FromMs && at < stay.ToMs)
            {
                (first, last, count) = (Math.Min(first, at), Math.Max(last, at), count + 1);
            }
        }

        var level = stay.LevelDbm - (home ? 0 : stay.LeakDb) + (ScatterDb * chance.Gaussian());
        return count == 0 ? null : new TagSighting(stay.Octets, Math.Round(level * 2) / 2, count, t0.AddMilliseconds(first), t0.AddMilliseconds(last));
    }

    private static bool IsFaded(Stay stay, long ms)
    {
        var slot = Math.DivRem(ms, FadeSlotMs).Quotient;
        for (var s = slot - 1; s <= slot; s++)
        {
            var chance = stay.Chance.At(-1 - s);
            if (chance.Happens(FadesPerSlot))
            {
                var start = (s * FadeSlotMs) + chance.Milliseconds(0, FadeSlotMs);
                var length = Math.Min(FadeSlotMs, (long)(1000 * chance.Exponential(FadeSeconds)));
                if (ms >= start && ms < start + length)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private sealed record Stay(
        byte[] Octets, string Epc, string Zone, ChanceStream Chance, long FromMs, double LevelDbm, double ReadProbability, double LeakProbability, double LeakDb)
    {
        public long ToMs { get; set; } = long.MaxValue;
    }
}
