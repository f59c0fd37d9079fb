using System.Security.Cryptography;
using System.Text;
using EdgeStock.Ledger;

namespace EdgeStock.Gateway.Notifying;

/// <summary>
/// Signs the links in messages: HMAC-SHA256 with 32 octets by chance, in <c>links.key</c> of the data folder, for its owner alone. Without it
/// nobody makes a link; where it is gone a new one is made, and older links are worth nothing.
/// </summary>
internal sealed class LinkKey
{
    /// <summary>The key's file: base64.</summary>
    public const string FileName = "links.key";

    /// <summary>Octets of a signature: half of the hash is kept (RFC 2104, 5), so that a link fits into an SMS.</summary>
    public const int SignatureBytes = 16;

    private const int KeyBytes = 32;
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly byte[] key;

    private LinkKey(byte[] key) => this.key = key;

    /// <summary>A key by chance, of which nothing is kept.</summary>
    public static LinkKey Draw() => new(RandomNumberGenerator.GetBytes(KeyBytes));

    /// <summary>Reads the key of a data folder, or makes one where none is.</summary>
    /// <exception cref="IOException">It cannot be used; the message says what to do.</exception>
    public static LinkKey OpenOrMake(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            DurableFile.Write(path, Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes)) + "\n"), Owner);
        }

        if ((File.GetUnixFileMode(path) & ~Owner & ~UnixFileMode.UserExecute) is not UnixFileMode.None and var open)
        {
            throw new IOException($"{path} is open to others ({open}), who could make links that acknowledge: delete it, and the next start makes a new one; links in older messages end with it");
        }

        var octets = new byte[KeyBytes];
        return Convert.TryFromBase64String(File.ReadAllText(path).Trim(), octets, out var length) && length == KeyBytes
            ? new(octets)
            : throw new IOException($"{path} is no key for links: delete it, and the next start makes a new one; links in older messages end with it");
    }

    /// <summary>The signature over what a link says.</summary>
    public byte[] Sign(ReadOnlySpan<byte> said) => HMACSHA256.HashData(key, said)[..SignatureBytes];

    /// <summary>Whether a signature is this key's; takes as long for a wrong one as for a right one.</summary>
    public bool Holds(ReadOnlySpan<byte> said, ReadOnlySpan<byte> signature) => CryptographicOperations.FixedTimeEquals(Sign(said), signature);
}
