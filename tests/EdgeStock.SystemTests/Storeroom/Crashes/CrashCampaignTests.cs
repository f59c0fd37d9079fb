using System.Text.Json.Nodes;
using EdgeStock.Gateway.Intake;
using EdgeStock.Ledger;
using EdgeStock.SystemTests.Broker;
using EdgeStock.Wire;

namespace EdgeStock.SystemTests.Storeroom.Crashes;

/// <summary>
/// Stopping the broker for a minute, killing the firmware-host, killing the gateway with -9 at ten seeded moments: the ledger equals that of
/// the uninterrupted run, and the subscriber's record equals the ledger.
/// </summary>
public sealed class CrashCampaignTests(CrashCampaign campaign) : IClassFixture<CrashCampaign>, IDisposable
{
    public void Dispose()
    {
        if (TestContext.Current.TestState?.Result == TestResult.Failed)
        {
            Say(campaign.Evidence());
        }
    }

    [Fact]
    public void A_gateway_that_was_killed_again_and_again_has_the_ledger_of_one_that_was_not()
    {
        Assert.Equal(campaign.Plan.Rounds.Count, campaign.Kills);
        Assert.True(campaign.Undisturbed.Count(e => e.Kind is "stock.taken.v1" or "stock.added.v1") >= campaign.Kills, "hardly anything was moved: the comparison says nothing");
        Say(campaign.Story);
        Say(LedgerComparison.AssertSame(campaign.Undisturbed, campaign.Disturbed, campaign.GatewayAbsences, campaign.End));
    }

    /// <summary>What no event tells yet would tell a different one later.</summary>
    [Fact]
    public void Its_estimators_remember_the_same_samples_and_its_minutes_hold_the_same_values()
    {
        Assert.Equal(campaign.Twin.Tee.Lines.Highest, TwinStoreroom.Taken(campaign.Twin.UndisturbedLedger));
        Assert.Equal(campaign.Twin.Tee.Lines.Highest, TwinStoreroom.Taken(campaign.Twin.DisturbedLedger));
        Assert.Equal(Minutes(campaign.Twin.UndisturbedLedger), Minutes(campaign.Twin.DisturbedLedger));
        var (remembered, others) = (Memory(campaign.Twin.UndisturbedLedger), Memory(campaign.Twin.DisturbedLedger));
        Assert.Equal(24 + 3 + 6, remembered.Count);
        Assert.All(remembered, m => Assert.True(others[m.Key] == m.Value, $"of {m.Key} the gateways remember different things:\nA, undisturbed: {m.Value}\nB, killed:      {others[m.Key]}"));
    }

    [Fact]
    public async Task Each_subscriber_has_its_gateways_ledger_in_order()
    {
        await AssertRecordAsync(campaign.Twin.UndisturbedLedger, campaign.Twin.UndisturbedListener);
        await AssertRecordAsync(campaign.Twin.DisturbedLedger, campaign.Twin.Listener);
    }

    [Fact]
    public void Every_true_move_stands_in_the_ledger_once_and_every_count_is_true()
    {
        var summed = TruthComparison.AssertSame(campaign.Disturbed, campaign.Truth, Heard(), campaign.HostAbsences);
        Say($"{campaign.Truth.Moves.Count} moves, {summed} of them in sums");

        var counts = LedgerFile.Counts(campaign.Disturbed);
        Assert.Equal(campaign.Truth.Bins.ToDictionary(b => b, campaign.Truth.Count), counts);
        var shown = campaign.Twin.Listener.State("room/ward-storeroom/bin");
        Assert.Equal(counts, counts.Keys.ToDictionary(b => b, b => shown[b].Json.GetProperty("count").GetProperty("best").GetInt32()));
    }

    [Fact]
    public void Host_and_gateways_keep_to_what_they_said_over_all_restarts()
    {
        Assert.Empty(campaign.Twin.Tee.Lines.Faults);
        Assert.DoesNotContain(campaign.Undisturbed.Concat(campaign.Disturbed), e => e.Kind == "device.samples-lost.v1");
        Assert.Equal(campaign.Plan.HostKills, campaign.HostAbsences.Count);
        Assert.True(campaign.Twin.Tee.Lines.Repeated > 0, "no host had anything to send again");
        Assert.True(campaign.Twin.Tee.Second.Greetings >= 1 + (campaign.Kills / 2), "hardly any restarted gateway came to take samples");
    }

    private static void Say(string text) => TestContext.Current.TestOutputHelper?.WriteLine(text);

    private static async Task AssertRecordAsync(string ledger, Listener listener)
    {
        var head = LedgerFile.Head(ledger).Seq;
        await Until.TrueAsync(() => Task.FromResult(listener.Distinct.Count >= head), () => $"{head} events of {ledger} at its subscriber; {listener.Distinct.Count} came");
        CloudEventChecks.AssertSame(ledger, listener.Distinct);
        Assert.Equal(listener.Distinct.Select(e => e.Seq).Order(), listener.Distinct.Select(e => e.Seq));
    }

    /// <summary>For each bin, when a host heard its weight.</summary>
    private Func<string, IReadOnlyList<DateTimeOffset>> Heard()
    {
        var devices = SiteFile.Parse(File.ReadAllText(campaign.Twin.Rig.SitePath)).Site.Bins.ToDictionary(b => b.Id, b => b.Device);
        var weights = campaign.Twin.Tee.Lines.Samples.OfType<WeightLine>().GroupBy(w => w.Device, w => w.At).ToDictionary(g => g.Key, g => (IReadOnlyList<DateTimeOffset>)[.. g]);
        return bin => weights[devices[bin]];
    }

    private static IReadOnlyList<string> Minutes(string ledger) => LedgerFile.Rows(ledger, "SELECT * FROM climate_minute ORDER BY minute, point, n");

    /// <summary>What was remembered of bins, climate channels and minutes, but for how long the gateway has listened in vain.</summary>
    private static Dictionary<string, string> Memory(string ledger)
    {
        var memory = new Dictionary<string, string>(StringComparer.Ordinal);
        using var reader = LedgerReader.Open(ledger);
        var identity = reader.Identity;
        using var store = LedgerStore.Open(ledger, identity.Site, identity.Gateway, identity.Epoch);
        foreach (var (kind, id, body) in store.MemoryDocuments().Where(d => d.Kind is "bin" or "climate" or "minute"))
        {
            var json = JsonNode.Parse(body)!.AsObject();
            json.Remove("quiet");
            memory.Add($"{kind} {id}", json.ToJsonString());
        }

        return memory;
    }
}
