using EdgeStock.Domain;
using EdgeStock.Gateway.Operations;

namespace EdgeStock.Gateway.Notifying;

/// <summary>Somebody opened a link: what it is worth now, and what they do by it.</summary>
internal sealed class LinkVisit(LinkKey key, NotifySettings settings, Board board, Pipeline pipeline, TimeProvider time, ILogger<LinkVisit> log)
{
    /// <summary>What a link is worth now, and the alarms it is about.</summary>
    public (LinkState State, LinkToken? Token, IReadOnlyList<LinkedAlarm> Alarms) Look(string text)
    {
        if (LinkToken.Read(text, key) is not { } token)
        {
            return (LinkState.Wrong, null, []);
        }

        var sheet = board.Current;
        if (time.GetUtcNow() >= token.Until || sheet.Projection.Notifications.Messages.GetValueOrDefault(token.Notification) is not { } message)
        {
            return (LinkState.Expired, token, []);
        }

        var alarms = LinkedAlarm.Of(message.Alarms, sheet);
        return (message.IsDrill() ? LinkState.Drill : alarms.Any(a => a.State() == LinkedState.Open) ? LinkState.Open : LinkState.Used, token, alarms);
    }

    /// <summary>Acknowledges what still stands as it was told, under the recipient's pseudonym.</summary>
    /// <returns>Why something could not be acknowledged; null when all was, or somebody else was faster.</returns>
    public async Task<string?> AcknowledgeAsync(LinkToken token, IReadOnlyList<LinkedAlarm> alarms, string reason, string action, CancellationToken stop)
    {
        var pseudonym = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await pipeline.SubmitAsync(new PersonWork($"recipient-{token.Recipient}", settings.Find(token.Recipient)?.Name, pseudonym), stop);
        var by = await pseudonym.Task.WaitAsync(stop);
        string? fault = null;
        foreach (var alarm in alarms.Where(a => a.State() == LinkedState.Open))
        {
            var done = new TaskCompletionSource<InstructReply>(TaskCreationOptions.RunContinuationsAsynchronously);
            await pipeline.SubmitAsync(new InstructWork(new AcknowledgeAlarm(alarm.Told.Alarm, reason, action, alarm.Told.RaisedAt), by, done), stop);
            var reply = await done.Task.WaitAsync(stop);
            if (reply.Refused is null)
            {
                log.LinkUsed(token.Recipient, alarm.Told.Alarm, token.Notification, by);
            }
            else if (LinkedAlarm.Of([alarm.Told], board.Current).Any(a => a.State() == LinkedState.Open))
            {
                fault = reply.Refused;
            }
        }

        return fault;
    }
}
