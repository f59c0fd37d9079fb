using System.Globalization;
using System.Text;

namespace EdgeStock.Gateway.Notifying;

/// <summary>
/// The name under which a message goes out, the same at each attempt: a receiver that has it already can drop it. It holds the recipient,
/// because two of them may be behind one address, and each is to be told.
/// </summary>
internal static class MessageKey
{
    /// <summary>Letters, digits, <c>-</c> and <c>_</c> only: fit for a Message-ID (RFC 5322) and a webhook-id, which may hold no full stop.</summary>
    public static string Of(NotificationMessage message) => $"{Safe(message.Id)}_{Safe(message.Recipient)}";

    private static string Safe(string text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (var octet in Encoding.UTF8.GetBytes(text))
        {
            // What is not safe is written as its octet, so that no two keys become one.
            if (char.IsAsciiLetterOrDigit((char)octet) || octet == '-')
            {
                safe.Append((char)octet);
            }
            else
            {
                safe.Append('_').Append(octet.ToString("x2", CultureInfo.InvariantCulture));
            }
        }

        return safe.ToString();
    }
}
