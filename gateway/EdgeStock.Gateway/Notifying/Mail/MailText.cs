using MimeKit;

namespace EdgeStock.Gateway.Notifying;

/// <summary>A message as it goes over mail: plain text in UTF-8, and the headers that keep machines from answering it.</summary>
internal static class MailText
{
    /// <summary>Makes it. The same message makes the same Message-ID.</summary>
    /// <param name="from">An address, or <c>Name &lt;address&gt;</c>.</param>
    public static MimeMessage Of(NotificationMessage message, string from, string to)
    {
        var sender = MailboxAddress.Parse(from);
        var text = new MimeMessage
        {
            MessageId = $"{MessageKey.Of(message)}@{sender.Domain}",
            Date = message.At,
            Subject = string.Join(' ', message.Text.Subject.Split((char[])['\r', '\n'], StringSplitOptions.RemoveEmptyEntries)),
            Body = new TextPart("plain") { Text = message.Text.Body },
        };
        text.From.Add(sender);
        text.To.Add(MailboxAddress.Parse(to));

        // RFC 3834, and the header that Exchange looks at: nobody is away from an alarm.
        text.Headers.Add("Auto-Submitted", "auto-generated");
        text.Headers.Add("X-Auto-Response-Suppress", "All");
        if (!message.IsDrill)
        {
            text.Importance = MessageImportance.High;
        }

        return text;
    }
}
