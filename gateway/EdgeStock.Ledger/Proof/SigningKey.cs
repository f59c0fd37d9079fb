using System.Security.Cryptography;
using System.Text;

namespace EdgeStock.Ledger.Proof;

/// <summary>
/// The gateway's private key, by which it answers for its ledger: ECDSA on the curve P-256, in <c>signing.key</c> of the data folder.
/// Whoever has it can sign as this gateway, so a file that others may read is refused.
/// </summary>
public sealed class SigningKey : IDisposable
{
    /// <summary>The private key's file: PKCS#8 as PEM, for its owner alone.</summary>
    public const string FileName = "signing.key";

    /// <summary>The public key's file, for everybody.</summary>
    public const string PublicFileName = "signing.pub";

    internal const int Bits = 256;

    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    // The writer and the control socket sign at the same time, and the key is not made for that.
    private readonly Lock gate = new();
    private readonly ECDsa ecdsa;

    private SigningKey(ECDsa ecdsa) => (this.ecdsa, Public) = (ecdsa, VerifyingKey.Of(ecdsa));

    /// <summary>What others check its signatures with.</summary>
    public VerifyingKey Public { get; }

    /// <summary>The public key's fingerprint.</summary>
    public string Id => Public.Id;

    /// <summary>Reads the key of a data folder, or makes one where none is.</summary>
    /// <exception cref="SigningKeyException">It cannot be used; the message says what to do.</exception>
    public static SigningKey OpenOrMake(string folder)
    {
        var key = File.Exists(Path.Combine(folder, FileName)) ? Open(folder) : Make(folder);
        key.Publish(folder);
        return key;
    }

    /// <summary>Reads the key of a data folder.</summary>
    /// <exception cref="SigningKeyException">It is missing or cannot be used; the message says what to do.</exception>
    public static SigningKey Open(string folder)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            if ((File.GetUnixFileMode(path) & Others) is not UnixFileMode.None and var open)
            {
                throw new SigningKeyException($"{path} is open to others ({open}), who could sign as this gateway: run 'chmod 600 {path}'; if somebody may have read it, move it aside instead, and the next start makes a new one");
            }

            var ecdsa = ECDsa.Create();
            ecdsa.ImportFromPem(File.ReadAllText(path));

            // Fails for a public key, or one of another curve.
            ecdsa.ExportECPrivateKey();
            return ecdsa.KeySize == Bits ? new(ecdsa) : throw new CryptographicException($"it has {ecdsa.KeySize} bits, not {Bits}");
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException or NotSupportedException)
        {
            throw new SigningKeyException($"{path} cannot be read as a signing key ({e.Message}): put a copy of it back, or move it aside, and the next start makes a new one");
        }
        catch (FileNotFoundException)
        {
            throw new SigningKeyException($"{path} is missing: the gateway makes one at its next start");
        }
        catch (UnauthorizedAccessException)
        {
            throw new SigningKeyException($"{path} may not be read by this user: run the command as root or as the gateway's own user");
        }
    }

    /// <summary>Signs octets: ECDSA over SHA-256, DER.</summary>
    public byte[] Sign(ReadOnlySpan<byte> octets)
    {
        lock (gate)
        {
            return ecdsa.SignData(octets, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => ecdsa.Dispose();

    private static SigningKey Make(string folder)
    {
        var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        DurableFile.Write(Path.Combine(folder, FileName), Encoding.ASCII.GetBytes(ecdsa.ExportPkcs8PrivateKeyPem() + "\n"), Owner);
        return new(ecdsa);
    }

    private void Publish(string folder)
    {
        var path = Path.Combine(folder, PublicFileName);
        var text = Public.Pem + "\n";
        if (!File.Exists(path) || File.ReadAllText(path) != text)
        {
            DurableFile.Write(path, Encoding.ASCII.GetBytes(text), Owner | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        }
    }
}

/// <summary>The signing key cannot be used: what, where, and what to do next.</summary>
public sealed class SigningKeyException(string message) : IOException(message);
