using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text;

namespace EdgeStock.Gateway.Notifying;

/// <summary>What a link says: about which notification, to whom, until when. Whoever has the link acts as that recipient.</summary>
internal sealed record LinkToken(string Notification, string Recipient, DateTimeOffset Until)
{
    private const byte Version = 1;
    private const int Fixed = 1 + sizeof(uint) + 1; // version, seconds since 1970, length of the notification's id
    private const int Longest = 400;

    /// <summary>The token of a link, base64url: version, end, id, recipient, signature.</summary>
    /// <exception cref="ArgumentException">An id is too long for a link.</exception>
    public string Write(LinkKey key)
    {
        var (notification, recipient) = (Encoding.UTF8.GetBytes(Notification), Encoding.UTF8.GetBytes(Recipient));
        if (notification.Length > byte.MaxValue || Fixed + notification.Length + recipient.Length + LinkKey.SignatureBytes > Longest)
        {
            throw new ArgumentException($"'{Notification}' and '{Recipient}' are too long for a link");
        }

        var head = new byte[Fixed];
        head[0] = Version;
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(1), checked((uint)Until.ToUnixTimeSeconds()));
        head[Fixed - 1] = (byte)notification.Length;
        byte[] said = [.. head, .. notification, .. recipient];
        return Base64Url.EncodeToString((byte[])[.. said, .. key.Sign(said)]);
    }

    /// <summary>Reads a token.</summary>
    /// <returns>Null when it is not one of this key: mistyped, cut, or made up.</returns>
    public static LinkToken? Read(string text, LinkKey key)
    {
        var octets = new byte[Longest];
        if (text.Length > Longest || !Base64Url.IsValid(text) || !Base64Url.TryDecodeFromChars(text, octets, out var length) || length <= Fixed + LinkKey.SignatureBytes)
        {
            return null;
        }

        var said = octets.AsSpan(0, length - LinkKey.SignatureBytes);
        if (!key.Holds(said, octets.AsSpan(said.Length, LinkKey.SignatureBytes)) || said[0] != Version || Fixed + said[Fixed - 1] > said.Length)
        {
            return null;
        }

        var end = Fixed + said[Fixed - 1];
        return new(Encoding.UTF8.GetString(said[Fixed..end]), Encoding.UTF8.GetString(said[end..]), DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadUInt32BigEndian(said[1..])));
    }
}
