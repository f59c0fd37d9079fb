using System.Security.Cryptography;
using System.Text;

namespace EdgeStock.Gateway.Notifying;

/// <summary>
/// What a webhook is signed with, after Standard Webhooks: HMAC-SHA256 over id, time and body (https://www.standardwebhooks.com).
/// The receiver checks it with any library of that name.
/// </summary>
internal sealed class WebhookKey
{
    /// <summary>How a secret begins that is written as the standard wants it.</summary>
    public const string Prefix = "whsec_";

    // 24 to 64 octets by the standard.
    private const int FewestBytes = 24;
    private const int MostBytes = 64;

    private readonly byte[] key;

    private WebhookKey(byte[] key) => this.key = key;

    /// <summary>Reads a secret.</summary>
    /// <exception cref="FormatException">It is none; the message says how one is made.</exception>
    public static WebhookKey From(string text)
    {
        var octets = new byte[text.Length];
        return text.StartsWith(Prefix, StringComparison.Ordinal) && Convert.TryFromBase64String(text[Prefix.Length..], octets, out var length) && length is >= FewestBytes and <= MostBytes
            ? new(octets[..length])
            : throw new FormatException($"a webhook's secret is {Prefix} and {FewestBytes} to {MostBytes} octets in base64: make one with 'echo {Prefix}$(head -c 32 /dev/urandom | base64)', and give it to the receiver too");
    }

    /// <summary>The value of <c>webhook-signature</c>.</summary>
    /// <param name="id">That of <c>webhook-id</c>.</param>
    /// <param name="seconds">That of <c>webhook-timestamp</c>: seconds since 1970.</param>
    public string Sign(string id, long seconds, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hmac.AppendData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{id}.{seconds}.")));
        hmac.AppendData(body);
        return $"v1,{Convert.ToBase64String(hmac.GetHashAndReset())}";
    }

    /// <inheritdoc/>
    public override string ToString() => "(secret)";
}
