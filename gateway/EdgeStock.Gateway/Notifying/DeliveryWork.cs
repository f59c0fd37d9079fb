using EdgeStock.Domain;
using EdgeStock.Gateway.Intake;
using EdgeStock.Gateway.Operations;

namespace EdgeStock.Gateway.Notifying;

/// <summary>Take down what came of an attempt.</summary>
/// <param name="Done">Once it is committed, and shown.</param>
internal sealed record DeliveryWork(DeliveryKey Key, DeliveryOutcome Outcome, int Attempts, string? Reason, TaskCompletionSource Done) : Work
{
    /// <summary>Called by the writer.</summary>
    public void GiveTo(Turn turn, DateTimeOffset now, List<Tap> taps, List<Action> afterCommit)
    {
        var note = new NoteDelivery(now, Key.Notification, Key.Recipient, Key.Channel, Outcome, Attempts, Reason);
        turn.Take(note);
        taps.ForEach(t => t.Write(null, DeliveryText.Of(note)));
        afterCommit.Add(Done.SetResult);
    }
}
