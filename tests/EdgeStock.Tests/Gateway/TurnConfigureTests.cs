using EdgeStock.Domain;
using EdgeStock.Gateway;
using EdgeStock.Gateway.Intake;
using EdgeStock.Ledger;
using EdgeStock.Tests.Domain;
using EdgeStock.Tests.Ledger;
using EdgeStock.Wire;

namespace EdgeStock.Tests.Gateway;

/// <summary>What a site file that comes into force does to the rest of the turn: latest minutes, kept texts, counters.</summary>
public sealed class TurnConfigureTests
{
    private static readonly Site Site = TestSite.Make();

    [Fact]
    public void A_point_that_is_gone_shows_no_minute_any_more()
    {
        var turn = Make();
        turn.Take(null, new ClimateLine(22) { At = TestSite.T0, Device = "climate-1/temperature" }, TestSite.T0);

        Apply(turn, "b", Site with { ClimatePoints = [] });

        Assert.Empty(turn.LatestMinutes);
        Assert.Equal(TestSite.Point, Assert.Single(turn.TakeCommit(0).Minutes).Point);
    }

    [Fact]
    public void Two_files_in_one_commit_are_both_kept()
    {
        using var files = new LedgerBench();
        using var store = files.Open();
        var turn = new Turn(files.Site, store.Load(files.Site), store.Head);
        var one = Apply(turn, "one", files.Site with { TimeZone = "UTC" }, "seen");
        var two = Apply(turn, "two", files.Site);

        store.Commit(turn.TakeCommit(0));

        using var reader = LedgerReader.Open(store.Path);
        Assert.Equal(("one", "two"), (reader.SiteText(one.Hash), reader.SiteText(two.Hash)));
        Assert.Equal(new SiteInForce("two", two.Hash, "seen"), reader.Site);
    }

    [Fact]
    public void A_file_at_which_the_domain_fails_is_not_kept()
    {
        var turn = Make();

        // No site file can say it: two bins on one scale.
        Apply(turn, "broken", Site with { Bins = [TestSite.GloveBin, TestSite.VialBin with { Device = "scale-1" }] });

        Assert.Equal((Site, 1L, false), (turn.Site, turn.Refused.Of(Refusal.InputFailed), turn.HasEntries));
        Assert.Empty(turn.TakeCommit(0).Sites);
    }

    [Fact]
    public void Refused_samples_are_counted_from_this_start_on_and_never_fewer()
    {
        var turn = Make();
        turn.Take(null, Weight(60), TestSite.T0);
        turn.Take(null, Weight(59), TestSite.T0);
        Assert.Equal(1, turn.RefusedSamples);

        Apply(turn, "b", Site with { Bins = [] });
        Assert.Equal(1, turn.RefusedSamples);

        var memory = new StoreroomMemory();
        memory.Bins[TestSite.Glove] = BinMemory.Empty with { Refused = 7 };
        Assert.Equal(0, Make(memory).RefusedSamples);
    }

    private static WeightLine Weight(int second) => new(1100) { At = TestSite.T0.AddSeconds(second), Device = "scale-1" };

    private static SiteFile Apply(Turn turn, string text, Site site, string? fileHash = null)
    {
        var file = new SiteFile(site, null, text);
        turn.Configure(file, TestSite.T0.AddSeconds(90), "uid-0", fileHash);
        return file;
    }

    private static Turn Make(StoreroomMemory? memory = null) => new(
        Site, new(memory ?? new(), Projection.Empty(Site), new Dictionary<string, ulong>(), 0, []), new ChainHead(0, new LedgerIdentity("lund", "ward-3", 1).Genesis));
}
