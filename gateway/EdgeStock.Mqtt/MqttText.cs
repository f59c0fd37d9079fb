using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace EdgeStock.Mqtt;

/// <summary>What MQTT and the library take as text: at most 65,535 bytes of UTF-8 without control characters [MQTT-1.5.4].</summary>
internal static class MqttText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text itself, when it can be sent.</summary>
    /// <exception cref="ArgumentException">It is too long, has a control character or is not valid Unicode.</exception>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Check(string? text, string what)
    {
        if (text is null)
        {
            return null;
        }

        // NUL would cut the text short on its way through C; the library refuses the other control characters
        foreach (var c in text)
        {
            if (char.IsControl(c))
            {
                throw new ArgumentException($"{what} holds the control character U+{(int)c:X4}", what);
            }
        }

        int bytes;
        try
        {
            bytes = Strict.GetByteCount(text);
        }
        catch (EncoderFallbackException e)
        {
            throw new ArgumentException($"{what} holds half of a surrogate pair", what, e);
        }

        return bytes <= ushort.MaxValue ? text : throw new ArgumentException($"{what} has {bytes} bytes of UTF-8, at most {ushort.MaxValue} can be sent", what);
    }

    /// <summary>A topic name to publish to: not empty and without wildcards [MQTT-4.7.1-1, MQTT-4.7.3-1].</summary>
    /// <exception cref="ArgumentException">It is no topic name.</exception>
    public static string Topic(string topic, string what)
    {
        ArgumentException.ThrowIfNullOrEmpty(topic, what);
        return topic.AsSpan().IndexOfAny('+', '#') < 0
            ? Check(topic, what)
            : throw new ArgumentException($"{what} '{topic}' holds a wildcard; only subscriptions may", what);
    }
}
