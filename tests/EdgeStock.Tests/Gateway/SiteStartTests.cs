using EdgeStock.Gateway.Intake;
using EdgeStock.Gateway.Operations;
using EdgeStock.Ledger;

namespace EdgeStock.Tests.Gateway;

/// <summary>Which site file a gateway starts with: its own when that has changed, else what is in force; a wrong one never.</summary>
public sealed class SiteStartTests
{
    private static readonly SiteFile One = Make("One");
    private static readonly SiteFile Two = Make("Two");
    private static readonly SiteFile Three = Make("Three");

    [Fact]
    public void A_new_ledger_takes_the_gateways_file() => Assert.Equal((One, One, One.Hash), Of(SiteStart.Choose(One, null, null)));

    [Fact]
    public void An_unchanged_file_changes_nothing() => Assert.Equal((One, null, One.Hash), Of(SiteStart.Choose(One, null, Kept(One, seen: One))));

    [Fact]
    public void A_file_that_was_edited_comes_into_force() => Assert.Equal((One, Two, Two.Hash), Of(SiteStart.Choose(Two, null, Kept(One, seen: One))));

    [Fact]
    public void What_was_applied_meanwhile_outlives_the_old_file() => Assert.Equal((Two, null, One.Hash), Of(SiteStart.Choose(One, null, Kept(Two, seen: One))));

    [Fact]
    public void What_was_applied_and_then_written_into_the_file_does_not_come_back_later()
    {
        // Two was applied and copied into the file; the start notes that; then Three is applied.
        var copied = SiteStart.Choose(Two, null, Kept(Two, seen: One));
        Assert.Equal((Two, null, Two.Hash), Of(copied));

        Assert.Equal((Three, null, Two.Hash), Of(SiteStart.Choose(Two, null, Kept(Three, seen: Two))));
    }

    [Fact]
    public void A_wrong_file_leaves_the_last_good_one_in_force_and_says_so()
    {
        var start = SiteStart.Choose(null, "line 3: wrong", Kept(Two, seen: One));

        Assert.Equal((Two, null, null), Of(start));
        Assert.Equal("line 3: wrong", start.Fault);
    }

    [Fact]
    public void A_wrong_file_and_nothing_kept_is_no_start() =>
        Assert.Equal("line 3: wrong", Assert.Throws<CommandException>(() => SiteStart.Choose(null, "line 3: wrong", null)).Message);

    [Fact]
    public void A_kept_file_that_this_release_does_not_take_gives_way_to_a_right_one()
    {
        var kept = new SiteInForce("site: [", "ab", One.Hash);

        Assert.Equal((Two, Two, Two.Hash), Of(SiteStart.Choose(Two, null, kept)));
        Assert.Throws<CommandException>(() => SiteStart.Choose(null, "line 3: wrong", kept));
    }

    private static (SiteFile, SiteFile?, string?) Of(SiteStart start) => (Known(start.InForce)!, Known(start.Next), start.Seen);

    private static SiteFile? Known(SiteFile? file) => new[] { One, Two, Three }.FirstOrDefault(f => f.Text == file?.Text);

    private static SiteInForce Kept(SiteFile inForce, SiteFile seen) => new(inForce.Text, inForce.Hash, seen.Hash);

    private static SiteFile Make(string name) => SiteFile.Parse($"site: lund\ngateway: ward-3\ntimezone: UTC\nrooms: [{{id: store, name: {name}, class: storeroom}}]\n");
}
