using System.Globalization;
using System.Text;

namespace EdgeStock.Gateway.Notifying;

/// <summary>
/// The name under which a message goes out, the same at each attempt: a receiver that has it already can drop it.
/// </summary>
internal static class MessageKey
{
    /// <summary>Letters, digits, <c>-</c> and <c>_</c> only: fit for a Message-ID (RFC 5322) and a webhook-id, which may hold no full stop.</summary>
    public static string Of(NotificationMessage message) => Safe(message.Id);

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
