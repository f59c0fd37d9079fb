using System.Globalization;
using System.Text;
using EdgeStock.Domain;
using EdgeStock.Ledger;

namespace EdgeStock.SystemTests.Storeroom.Crashes;

/// <summary>
/// Compares the ledgers of two gateways that took the same samples, one of them killed again and again: entry by entry, with kind, room,
/// subject, instant and payload. What may differ is only what hangs on a gateway's own clock, because that one is not in the samples:
/// <list type="bullet">
/// <item>when an entry was recorded, and with it every hash;</item>
/// <item>the instant at which a gateway's site file came into force, which is its first start;</item>
/// <item>when a tag's silence has lasted long enough. A gateway that is away does not listen, so it finds a tag gone later, between other
/// entries; the entry itself is the same, because its instant is the tag's last read. Or it never does, because it hears the tag again
/// before, or is stopped. It can also be early, by as much as a tick counts: when it takes what was kept before its first tick.</item>
/// </list>
/// Devices and sensors fall silent by that clock too, but no host is away for so long here: an entry that says so is a difference.
/// </summary>
internal static class LedgerComparison
{
    /// <summary>What a tick counts at most.</summary>
    private static readonly TimeSpan LongestTick = TimeSpan.FromSeconds(5);

    /// <summary>Throws with the first difference, when there is one.</summary>
    /// <param name="a">Of the undisturbed gateway.</param>
    /// <param name="b">Of the other.</param>
    /// <param name="absences">When that one was away.</param>
    /// <param name="end">When both were stopped.</param>
    /// <returns>What was compared, for people.</returns>
    public static string AssertSame(IReadOnlyList<LedgerEntry> a, IReadOnlyList<LedgerEntry> b, IReadOnlyList<Absence> absences, DateTimeOffset end)
    {
        HashSet<LedgerEntry> excused = new(ReferenceEqualityComparer.Instance);
        Excuse(a, b, absences, end, excused);
        Excuse(b, a, absences, end, excused);
        AssertTags(a, b, excused);
        var (ours, theirs) = (Rest(a, excused), Rest(b, excused));
        for (var i = 0; i < Math.Max(ours.Count, theirs.Count); i++)
        {
            var (one, other) = (ours.ElementAtOrDefault(i), theirs.ElementAtOrDefault(i));
            if (one is null || other is null || What(one) != What(other))
            {
                Assert.Fail($"the ledgers differ:\n{Around("A, undisturbed", ours, i)}\n{Around("B, killed", theirs, i)}");
            }
        }

        return $"{ours.Count} entries are the same one by one; beside them A has {a.Count(IsDeparture)} departures of tags and B {b.Count(IsDeparture)}; {excused.Count} entries hang on a gateway's clock";
    }

    /// <summary>An entry but for its place, its hash and when it was recorded.</summary>
    public static string What(LedgerEntry e) => EventCodec.Decode(e) is SiteChanged site
        ? $"{e.Kind} {e.Subject} {site.Hash} {string.Join(", ", site.Changes)} {site.By}"
        : $"{e.Occurred:O} {e.Kind} {e.Room} {e.Subject} {Encoding.UTF8.GetString(e.Payload)}";

    /// <summary>
    /// Departures that only the first gateway has, with what followed from each: the tag arrives anew where to the other it had never left,
    /// or has only moved. Throws when no clock can be why.
    /// </summary>
    private static void Excuse(
        IReadOnlyList<LedgerEntry> has, IReadOnlyList<LedgerEntry> misses, IReadOnlyList<Absence> absences, DateTimeOffset end, HashSet<LedgerEntry> excused)
    {
        var others = misses.Where(IsDeparture).Select(What).ToHashSet(StringComparer.Ordinal);
        foreach (var departure in has.Where(e => IsDeparture(e) && !others.Contains(What(e))))
        {
            var due = Due(departure, absences);
            var back = has.FirstOrDefault(e => e.Seq > departure.Seq && e.Kind == "tag.arrived.v1" && Tag(e) == Tag(departure));
            if (back?.Occurred > due || (back is null && due < end))
            {
                Assert.Fail($"only one gateway found a tag gone; the other one's clock must have told it until {due:O}:\n{departure.Seq} {What(departure)} (recorded {departure.Recorded:O})");
            }

            excused.Add(departure);
            if (back is not null)
            {
                excused.Add(back);
                excused.UnionWith(misses.Where(e => e.Kind == "tag.moved.v1" && Tag(e) == Tag(back) && e.Occurred == back.Occurred));
            }
        }
    }

    /// <summary>When also a gateway that was away in between has listened as long.</summary>
    private static DateTimeOffset Due(LedgerEntry departure, IReadOnlyList<Absence> absences)
    {
        var due = departure.Recorded + LongestTick;
        foreach (var absence in absences.Where(x => x.To > departure.Occurred).TakeWhile(x => x.From < due))
        {
            due += absence.To - absence.From + LongestTick;
        }

        return due;
    }

    /// <summary>Of each tag, both say the same in the same order, departures too.</summary>
    private static void AssertTags(IReadOnlyList<LedgerEntry> a, IReadOnlyList<LedgerEntry> b, HashSet<LedgerEntry> excused)
    {
        var (ours, theirs) = (a.Except(excused).ToLookup(Tag, What), b.Except(excused).ToLookup(Tag, What));
        foreach (var tag in ours.Concat(theirs).Select(g => g.Key).OfType<string>().Distinct())
        {
            Assert.True(ours[tag].SequenceEqual(theirs[tag]), $"of tag {tag} the gateways say different things:\nA, undisturbed:\n{string.Join('\n', ours[tag])}\nB, killed:\n{string.Join('\n', theirs[tag])}");
        }
    }

    private static List<LedgerEntry> Rest(IReadOnlyList<LedgerEntry> entries, HashSet<LedgerEntry> excused) => [.. entries.Where(e => !IsDeparture(e) && !excused.Contains(e))];

    private static bool IsDeparture(LedgerEntry e) => e.Kind == "tag.departed.v1";

    private static string? Tag(LedgerEntry e) => EventCodec.Decode(e) switch
    {
        TagArrived t => t.Epc.Hex,
        TagMoved t => t.Epc.Hex,
        TagDeparted t => t.Epc.Hex,
        _ => null,
    };

    private static string Around(string name, List<LedgerEntry> entries, int at)
    {
        var lines = Enumerable.Range(Math.Max(0, at - 3), 7)
            .Where(i => i < entries.Count)
            .Select(i => string.Create(CultureInfo.InvariantCulture, $"{(i == at ? "=>" : "  ")} {entries[i].Seq,5} {What(entries[i])} (recorded {entries[i].Recorded:HH:mm:ss.fff})"));
        return $"{name}, {entries.Count} entries to compare:\n{string.Join('\n', at < entries.Count ? lines : lines.Append("=>  the end"))}";
    }
}
