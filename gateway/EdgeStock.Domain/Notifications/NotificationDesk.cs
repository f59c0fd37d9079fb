namespace EdgeStock.Domain;

/// <summary>Decides what people say about messages, and takes down what the notifier says of them.</summary>
public static class NotificationDesk
{
    private const int LongestReason = 300;

    /// <summary>Decides an instruction.</summary>
    /// <param name="next">Sequence of the ledger's next entry; ids are made of it.</param>
    internal static Decision Decide(Site site, Projection projection, long next, Instruct instruct, NotificationInstruction what) => what switch
    {
        StartDrill => site.Notifications.TellsAnybody()
            ? Decision.Of(Drill(site, next, instruct.Taken, instruct.By))
            : Decision.No("the site file names nobody to be told ('notifications'): there is nothing to drill; see docs/notifications.md"),
        SignDrill x => Sign(projection, instruct, x),
        _ => Decision.No($"{what.GetType().Name} is nothing that can be said about messages"),
    };

    /// <summary>A drill: everybody whom any step would tell now.</summary>
    internal static NotificationDue Drill(Site site, long next, DateTimeOffset now, string? by) =>
        new(now, NotificationWatch.Id(next), null, NotificationCause.Drill, 1, [], site.Notifications.Everybody(site.Calendar, now), by);

    /// <summary>What came of an attempt, as far as it is news.</summary>
    public static IEnumerable<StoreroomEvent> Note(Projection projection, NoteDelivery note)
    {
        if (projection.Notifications.Messages.GetValueOrDefault(note.Notification) is not { } message
            || message.Deliveries.FirstOrDefault(d => d.Recipient == note.Recipient && d.Channel == note.Channel) is not { } delivery)
        {
            return [];
        }

        return note.Outcome switch
        {
            // Also where there was no need any more: it was under way, and it arrived.
            DeliveryOutcome.Sent when delivery.State != DeliveryState.Sent => [new NotificationSent(note.Taken, message.Id, message.Room, note.Recipient, note.Channel, note.Attempts)],
            DeliveryOutcome.Failed when delivery.State == DeliveryState.Waiting => [Failed(false)],
            DeliveryOutcome.Refused when delivery.IsOpen() => [Failed(true)],
            _ => [],
        };

        NotificationFailed Failed(bool givenUp) => new(note.Taken, message.Id, message.Room, note.Recipient, note.Channel, note.Attempts, Clean(note.Reason), givenUp);
    }

    private static Decision Sign(Projection projection, Instruct instruct, SignDrill x)
    {
        if (projection.Notifications.Messages.GetValueOrDefault(x.Drill) is not { } drill || !drill.IsDrill())
        {
            return Decision.No($"there is no drill '{x.Drill}': see 'edgestock notify list'");
        }

        var missing = drill.Deliveries.Where(d => d.State != DeliveryState.Sent).Select(d => $"{d.Recipient} by {d.Channel}").ToList();
        var wrong = drill.Signed is { } signed ? $"drill '{x.Drill}' was signed by {signed.By} already"
            : missing.Count > 0 ? $"drill '{x.Drill}' did not arrive everywhere ({string.Join(", ", missing)}): wait, or mend the channel and begin another one with 'edgestock notify drill'"
            : InstructionDesk.Wrong(x.Reason, "what you saw");
        return wrong is null ? Decision.Of(new NotificationDrillSigned(instruct.Taken, drill.Id, drill.Room, x.Reason, instruct.By)) : Decision.No(wrong);
    }

    /// <summary>What a channel said, as it may stand in the ledger for good: short, on one line, and without addresses.</summary>
    private static string Clean(string? reason)
    {
        var words = new string([.. (reason ?? "").Select(c => char.IsControl(c) ? ' ' : c)]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var text = string.Join(' ', words.Select(w => w.Contains('@', StringComparison.Ordinal) || w.Contains("://", StringComparison.Ordinal) ? "(address)" : w));
        return text.Length == 0 ? "the channel gave no reason" : text.Length <= LongestReason ? text : text[..(char.IsHighSurrogate(text[LongestReason - 1]) ? LongestReason - 1 : LongestReason)];
    }
}
