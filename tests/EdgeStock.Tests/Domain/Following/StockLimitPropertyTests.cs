using EdgeStock.Domain;
using EdgeStock.Tests.Domain.Alarms;
using static EdgeStock.Tests.Domain.Following.FollowingBench;

namespace EdgeStock.Tests.Domain.Following;

/// <summary>Goods, values and restarts at random.</summary>
public sealed class StockLimitPropertyTests
{
    private static readonly string[] Profiles = ["se-sterile", "dk-sterile", "us-sterile", "med-room", "med-cool", "med-fridge", "med-freezer", "general"];

    public static TheoryData<int> Seeds { get; } = [.. Enumerable.Range(1, 25)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_limits_in_force_are_never_looser_than_the_points_own_and_follow_after_half_an_hour(int seed)
    {
        var site = Site(Fridge);
        var bench = Run(seed, site, restarts: false, check: b =>
        {
            foreach (var (own, inForce) in site.ClimatePoints.Zip(LimitsInForce.Of(site, b.Projection).ClimatePoints))
            {
                var (o, f) = (own.Channels[0], inForce.Channels[0]);
                Assert.True((o.Low is null || f.Low >= o.Low) && (o.High is null || f.High <= o.High), $"{own.Id}: {f.Low} to {f.High}");
                Assert.True(!(f.High - f.Low < 2 * f.DeadbandInForce()), $"{own.Id}: {f.Low} to {f.High} leave no room");
            }
        });

        bench.Tick(40 * 60);
        bench.Tick(120);
        Assert.Equal((2d, 8d), bench.Limits(site, "fridge"));
        var held = bench.Projection.Book.Holdings.Values.Where(h => h.Booked > 0).Select(h => bench.Projection.Book.Catalogue.Articles[h.Article].Article.StorageProfile!).ToHashSet();
        var air = held.Where(p => p is not ("med-fridge" or "med-freezer")).ToList();

        // Where the labels agree, the strictest of each side is in force; hand-reckoned from the table of profiles.
        var (low, high) = (air.Max(p => ClimateProfile.Find(p)!.Low), Math.Min(25, air.Min(p => ClimateProfile.Find(p)!.High) ?? 25));
        if (bench.Projection.StorageConflicts.IsEmpty)
        {
            Assert.Equal((low, high), bench.Limits(site));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void No_restart_changes_anything_and_the_entries_alone_give_the_same_limits(int seed)
    {
        var site = Site(Fridge);
        var (through, restarted) = (Run(seed, site, restarts: false), Run(seed, site, restarts: true));

        Assert.Equal(through.Told.Select(e => e.ToString()), restarted.Told.Select(e => e.ToString()));
        AssertRebuilds(through, site);
    }

    [Fact]
    public void The_runs_hold_conflicts_and_limits_of_several_labels()
    {
        var told = Enumerable.Range(1, 25).SelectMany(s => Run(s, Site(Fridge), restarts: false).Told).ToList();

        Assert.InRange(told.OfType<ClimateLimitsChanged>().Select(c => c.HighBecause?.Profile).Distinct().Count(), 4, 9);
        Assert.Contains(told, e => e is StorageConflictsChanged { Conflicts.Count: > 0 });
        Assert.Contains(told, e => e is ClimateLimitsChanged { LowBecause: null, HighBecause: null });
    }

    private static AlarmBench Run(int seed, Site site, bool restarts, Action<AlarmBench>? check = null)
    {
        var bench = new AlarmBench(site) { Step = 5 };
        Assert.Null(bench.Say(new ImportCatalogue("artiklar.csv", "ab", [.. Profiles.Select(p => Labelled($"for-{p}", p))], true)));
        var (random, cut) = (new Random(seed), new Random(seed + 1000));
        for (var i = 0; i < 60; i++)
        {
            if (restarts && cut.Next(2) == 0)
            {
                bench.Restart();
            }

            if (random.Next(12) == 0)
            {
                foreach (var (article, lot) in bench.Projection.Book.Holdings.Values.SelectMany(h => h.Lots.Select(l => (h.Article, l))).ToList())
                {
                    bench.Waste(article, lot.Lot!, lot.Pieces);
                }

                bench.Minutes(40, 20);
            }

            var goods = new Goods($"for-{Profiles[random.Next(Profiles.Length)]}", Lot: random.Next(2) == 0 ? "A" : "B", Pieces: random.Next(1, 4));
            switch (random.Next(4))
            {
                case 0:
                    bench.Say(new ReceiveGoods("sterile", goods));
                    break;
                case 1 or 2:
                    bench.Say(new WasteGoods("sterile", goods, WasteReason.Damaged));
                    break;
                default:
                    bench.Minutes(random.Next(1, 40), _ => random.Next(5, 28));
                    break;
            }

            check?.Invoke(bench);
        }

        return bench;
    }
}
