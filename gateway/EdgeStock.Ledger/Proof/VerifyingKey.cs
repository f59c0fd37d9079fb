using System.Security.Cryptography;

namespace EdgeStock.Ledger.Proof;

/// <summary>A gateway's public key, by which anybody can tell its signatures from others'.</summary>
/// <param name="Id">Its fingerprint: SHA-256 of the key as DER (SubjectPublicKeyInfo), lower-case hexadecimal.</param>
/// <param name="Pem">The key as PEM.</param>
public sealed record VerifyingKey(string Id, string Pem)
{
    /// <summary>Reads a key.</summary>
    /// <returns>Null when the text is no key on the curve P-256.</returns>
    public static VerifyingKey? From(string pem)
    {
        try
        {
            using var ecdsa = ECDsa.Create();
            ecdsa.ImportFromPem(pem);
            return ecdsa.KeySize == SigningKey.Bits ? Of(ecdsa) : null;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>Whether this key's owner signed just these octets.</summary>
    /// <param name="signature">ECDSA over SHA-256, DER.</param>
    public bool Verifies(ReadOnlySpan<byte> octets, ReadOnlySpan<byte> signature)
    {
        using var ecdsa = ECDsa.Create();
        ecdsa.ImportFromPem(Pem);
        try
        {
            return ecdsa.VerifyData(octets, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (CryptographicException)
        {
            // Not even the form of a signature.
            return false;
        }
    }

    internal static VerifyingKey Of(ECDsa ecdsa) => new(Convert.ToHexStringLower(SHA256.HashData(ecdsa.ExportSubjectPublicKeyInfo())), ecdsa.ExportSubjectPublicKeyInfoPem());
}
