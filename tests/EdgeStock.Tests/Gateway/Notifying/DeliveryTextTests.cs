using EdgeStock.Domain;
using EdgeStock.Gateway.Intake;
using EdgeStock.Gateway.Operations;
using EdgeStock.Tests.Domain;
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

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"notification":"n-41","recipient":"anna","channel":"mail","outcome":"lost","attempts":2}""")]
    public void What_is_none_is_refused(string? body) =>
        Assert.Contains("'delivery' that cannot be read", Assert.Throws<CommandException>(() => DeliveryText.Read(new(TestSite.T0, "delivery", "gateway", Body: body))).Message, StringComparison.Ordinal);
}
