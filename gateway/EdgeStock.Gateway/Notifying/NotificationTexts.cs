using System.Text;
using EdgeStock.Domain;

namespace EdgeStock.Gateway.Notifying;

/// <summary>Makes the message to one recipient: what stands, the limits in force, what to do, who else was told, when the next step comes. As things stand when it goes out.</summary>
internal static class NotificationTexts
{
    /// <summary>A link in a message is good for so long.</summary>
    private static readonly TimeSpan LinkLasts = TimeSpan.FromHours(24);

    /// <summary>The message.</summary>
    /// <param name="sheet">What is committed now.</param>
    /// <param name="links">Null where no link is set up.</param>
    public static NotificationMessage Message(Snapshot sheet, NotificationView message, DeliveryView to, INotificationLinks? links)
    {
        var alarms = message.Alarms.Select(a => sheet.Projection.Alarms.GetValueOrDefault(a.Alarm)).OfType<AlarmView>().ToList();
        var link = message.Cause == NotificationCause.Returned ? null : links?.For(message.Id, to.Recipient, message.At + LinkLasts);
        return new(
            IdOf(sheet, message, to), to.Recipient, to.Channel, Text(sheet, message, to, alarms, link), message.At, message.Step, message.IsDrill(),
            [.. alarms.Select(v => new NotifiedAlarm(
                v.Name.Id, v.Name.Room, Lower(v.Name.Kind), Lower(v.Name.Severity), Lower(v.State()), v.Onset ?? v.Since, message.Alarms.First(a => a.Alarm == v.Name.Id).RaisedAt, v.Peak ?? v.Value, v.Limits.Limit))]);
    }

    /// <summary>Subject and body.</summary>
    public static NotificationText Text(Snapshot sheet, NotificationView message, DeliveryView to, IReadOnlyList<AlarmView> alarms, Uri? link)
    {
        var words = NotificationWords.In(sheet.Site.Notifications.Language);
        var say = new AlarmSentences(words, sheet.Site);
        var place = sheet.Site.Rooms.FirstOrDefault(r => r.Id == message.Room)?.Name ?? sheet.Site.Gateway;
        var body = new StringBuilder();
        if (message.IsDrill())
        {
            body.Append(words.DrillBody).Append("\n\n").Append(words.SignWith).Append("\n  edgestock notify sign ").Append(message.Id).Append(" --reason \"…\"\n");
        }

        foreach (var alarm in alarms)
        {
            body.Append(say.Paragraph(alarm, message.Cause)).Append('\n');
        }

        if (link is not null)
        {
            body.Append('\n').Append(words.OnThePhone).Append(' ').Append(link).Append('\n');
        }

        var others = message.Deliveries.Where(d => d.Recipient != to.Recipient).GroupBy(d => d.Recipient, StringComparer.Ordinal).Select(g => $"{g.Key} ({string.Join(", ", g.Select(d => d.Channel))})").ToList();
        body.Append('\n').Append(words.Others).Append(' ').Append(others.Count == 0 ? words.Nobody : string.Join(", ", others)).Append('\n');
        body.Append(words.Footer(message.Id, message.Step, sheet.Site.Gateway, sheet.Site.Id));
        return new(say.Subject(message, alarms, place), body.ToString());
    }

    /// <summary>The same at each attempt, also after a restart or a restore: the instant tells two ledgers' numbers apart.</summary>
    private static string IdOf(Snapshot sheet, NotificationView message, DeliveryView to) =>
        FormattableString.Invariant($"{sheet.Site.Id}-{sheet.Site.Gateway}-{message.Id}-{message.At.ToUnixTimeMilliseconds()}-{to.Recipient}-{to.Channel}");

    private static string Lower<T>(T value)
        where T : struct, Enum => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
