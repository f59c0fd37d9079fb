using EdgeStock.Domain;
using EdgeStock.Gateway;
using EdgeStock.Gateway.Intake;
using EdgeStock.Gateway.Operations;
using EdgeStock.Ledger;
using EdgeStock.Tests.Domain;
using EdgeStock.Tests.Domain.Notifications;
using EdgeStock.Tests.Ledger;
using EdgeStock.Wire;

namespace EdgeStock.Tests.Gateway.Notifying;

/// <summary>How a recording carries what came of an attempt.</summary>
public sealed class DeliveryTextTests
{
    [Theory]
    [InlineData(DeliveryOutcome.Sent, null, """{"notification":"n-41","recipient":"anna","channel":"mail","outcome":"sent","attempts":2,"reason":null}""")]
    [InlineData(DeliveryOutcome.Refused, "nej", """{"notification":"n-41","recipient":"anna","channel":"mail","outcome":"refused","attempts":2,"reason":"nej"}""")]
    public void It_is_written_so_and_read_back(DeliveryOutcome outcome, string? reason, string body)
    {
        var note = new NoteDelivery(TestSite.T0, "n-41", "anna", "mail", outcome, 2, reason);

        Assert.Equal(new CommandInputLine(TestSite.T0, "delivery", "gateway", Body: body), DeliveryText.Of(note));
        Assert.Equal(note, DeliveryText.Read(DeliveryText.Of(note)));
    }

    [Fact]
    public void A_recorded_report_leads_to_the_entry_of_the_live_one()
    {
        var (live, replayed) = (Begun(), Begun());
        var note = new NoteDelivery(TestSite.T0.AddSeconds(9), "n-1", "anna", "mail", DeliveryOutcome.Failed, 1, "upptaget");
        live.Take(note);

        new TraceInput(null, null, note.Taken, DeliveryText.Of(note)).GiveTo(replayed);

        Assert.Equal((2, live.Head.HexHash), (live.Head.Seq, replayed.Head.HexHash));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"notification":"n-41","recipient":"anna","channel":"mail","outcome":"lost","attempts":2,"reason":null}""")]
    public void What_is_none_is_refused(string? body) =>
        Assert.Contains("'delivery' that cannot be read", Assert.Throws<CommandException>(() => DeliveryText.Read(new(TestSite.T0, "delivery", "gateway", Body: body))).Message, StringComparison.Ordinal);

    private static Turn Begun()
    {
        var site = NotificationBench.Site();
        var turn = new Turn(site, new(new(), Projection.Empty(site), new Dictionary<string, ulong>(), 0, []), new(0, new LedgerIdentity("lund", "ward-3", LedgerBench.Epoch).Genesis));
        Assert.Null(turn.Instruct(new(TestSite.T0, "p-1", new StartDrill())));
        return turn;
    }
}
