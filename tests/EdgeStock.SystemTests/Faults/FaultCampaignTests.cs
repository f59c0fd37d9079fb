namespace EdgeStock.SystemTests.Faults;

/// <summary>
/// Kills, power cuts, torn logs, full disks and disks that become read-only: what was acknowledged is in the ledger afterwards, once, the
/// chain holds, and with the rest of its inputs the ledger ends in the head of one that nothing interrupted.
/// </summary>
public sealed class FaultCampaignTests(FaultCampaign campaign) : IClassFixture<FaultCampaign>
{
    [Fact]
    public void No_fault_loses_or_repeats_anything_that_was_acknowledged()
    {
        var table = FaultTable.Of(campaign.Rounds);
        TestContext.Current.TestOutputHelper?.WriteLine(table);
        Assert.True(campaign.Rounds.All(r => r.Good), $"seed {campaign.Plan.Seed}\n{table}\n{string.Join('\n', campaign.Rounds.Where(r => !r.Good))}");
        Assert.True(campaign.Rounds.Count(r => r.Acknowledged > 0) > campaign.Rounds.Count * 3 / 4, $"hardly anything was acknowledged before the faults:\n{table}");
    }

    [Fact]
    public void The_power_is_cut_in_a_guest_with_a_real_file_system_or_the_test_says_why_not()
    {
        Assert.SkipWhen(campaign.NoGuest is not null, $"no power cuts: {campaign.NoGuest}");
        Assert.Equal(campaign.Plan.Cuts, campaign.Rounds.Count(r => r.Kind == "power cut"));
    }

    [Fact]
    public void A_ledger_that_does_not_wait_for_its_disk_loses_what_it_acknowledged()
    {
        Assert.SkipWhen(campaign.NoGuest is not null, $"no power cuts: {campaign.NoGuest}");
        TestContext.Current.TestOutputHelper?.WriteLine(FaultTable.Of(campaign.Control));
        Assert.Contains(campaign.Control, r => r.Lost > 0);
    }

    [Fact]
    public void Damage_to_what_was_acknowledged_is_seen_as_a_loss() => Assert.Contains(campaign.TornBelow(), r => r.Lost > 0);

    [Fact]
    public void The_stream_of_inputs_holds_nearly_every_kind_of_entry()
    {
        Assert.InRange(campaign.Reference.Entries, 1000, 10_000);
        Assert.True(campaign.Reference.Kinds.Count >= 10, string.Join(", ", campaign.Reference.Kinds.Order()));
    }
}
