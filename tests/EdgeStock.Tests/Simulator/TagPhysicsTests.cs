using EdgeStock.Simulator.Devices.LlrpReader;
using EdgeStock.Simulator.Physics;

namespace EdgeStock.Tests.Simulator;

public sealed class TagPhysicsTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void A_tag_is_mostly_read_by_its_own_antenna_and_seldom_by_the_other()
    {
        var storeroom = Wards.Still();
        var home = storeroom.InitialTags().ToDictionary(tag => tag.Epc, tag => tag.Bin.Zone == "shelf-ab" ? 1 : 2);
        const int Rounds = 2000;
        var own = 0;
        var other = 0;
        for (var round = 0; round < Rounds; round++)
        {
            for (var antenna = 1; antenna <= 2; antenna++)
            {
                foreach (var sighting in Round(storeroom, antenna, 5 * round))
                {
                    _ = home[Convert.ToHexString(sighting.Epc)] == antenna ? own++ : other++;
                }
            }
        }

        Assert.InRange(own / (60.0 * Rounds), 0.85, 0.97);
        Assert.InRange(other / (60.0 * Rounds), 0.001, 0.06);
    }

    [Fact]
    public void Misses_come_in_runs_because_tags_fade()
    {
        const int Rounds = 3000;
        var storeroom = Wards.Still();
        var tags = storeroom.InitialTags().Where(tag => tag.Bin.Zone == "shelf-ab").Select(tag => tag.Epc).ToArray();
        var (missed, twice) = (0, 0);
        var last = new HashSet<string>(tags);
        for (var round = 0; round < Rounds; round++)
        {
            var unseen = tags.Except(Round(storeroom, 1, 2 * round).Select(s => Convert.ToHexString(s.Epc))).ToHashSet();
            missed += unseen.Count;
            twice += unseen.Count(last.Contains);
            last = unseen;
        }

        // independent misses would come twice in a row with about the square of their rate
        var rate = missed / (double)(Rounds * tags.Length);
        Assert.InRange(twice / (double)(Rounds * tags.Length), 1.5 * rate * rate, rate);
    }

    [Fact]
    public void The_level_is_higher_at_home_and_scatters_about_it()
    {
        var storeroom = Wards.Still();
        var levels = new Dictionary<(string Epc, int Antenna), List<double>>();
        for (var round = 0; round < 1500; round++)
        {
            for (var antenna = 1; antenna <= 2; antenna++)
            {
                foreach (var sighting in Round(storeroom, antenna, 5 * round))
                {
                    var key = (Convert.ToHexString(sighting.Epc), antenna);
                    levels.TryAdd(key, []);
                    levels[key].Add(sighting.RssiDbm);
                }
            }
        }

        foreach (var (epc, bin) in storeroom.InitialTags())
        {
            var (here, there) = bin.Zone == "shelf-ab" ? (1, 2) : (2, 1);
            var own = levels[(epc, here)];
            Assert.InRange(own.Average(), -65, -45);
            Assert.InRange(Math.Sqrt(own.Average(l => Math.Pow(l - own.Average(), 2))), 1.8, 2.8);
            if (levels.TryGetValue((epc, there), out var leaked))
            {
                Assert.True(leaked.Average() < own.Average());
            }
        }
    }

    [Fact]
    public void Sightings_lie_within_the_dwell_and_count_their_reads()
    {
        var from = Wards.Start.AddSeconds(5);
        Assert.All(Round(Wards.Still(), 1, 5), sighting =>
        {
            Assert.InRange(sighting.FirstSeen, from, from + Second);
            Assert.InRange(sighting.LastSeen, sighting.FirstSeen, from + Second);
            Assert.InRange(sighting.Count, 1, 60);
            Assert.Equal(12, sighting.Epc.Length);
        });
    }

    [Fact]
    public void A_tag_that_was_carried_out_is_not_seen_again_until_it_is_back()
    {
        var storeroom = Wards.Busy();
        var until = Wards.Start.AddHours(3);
        var gone = storeroom.Happenings(0, until).OfType<TagMoved>().GroupBy(tag => tag.Epc).Where(g => g.Count() == 1 && g.Single().Zone is null).Select(g => g.Single()).ToArray();
        Assert.NotEmpty(gone);
        var replay = Wards.Busy();
        var last = gone.ToDictionary(tag => tag.Epc, _ => DateTimeOffset.MinValue);
        for (var s = 0; s < 3 * 3600; s += 5)
        {
            foreach (var sighting in Round(replay, 1, s).Concat(Round(replay, 2, s)).Where(sighting => last.ContainsKey(Convert.ToHexString(sighting.Epc))))
            {
                last[Convert.ToHexString(sighting.Epc)] = sighting.LastSeen;
            }
        }

        Assert.All(gone, tag => Assert.InRange(last[tag.Epc], DateTimeOffset.MinValue, Wards.Start.AddMilliseconds(tag.AtMs)));
        Assert.Contains(gone, tag => last[tag.Epc] > Wards.Start.AddMilliseconds(tag.AtMs).AddMinutes(-1));
    }

    [Fact]
    public void An_antenna_that_is_not_there_sees_nothing() => Assert.Empty(Wards.Still().Inventory(3, Wards.Start, Second));

    private static IReadOnlyList<TagSighting> Round(Storeroom storeroom, int antenna, int second) => storeroom.Inventory(antenna, Wards.Start.AddSeconds(second), Second);
}
