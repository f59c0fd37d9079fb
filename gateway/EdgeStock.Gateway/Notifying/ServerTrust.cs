using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace EdgeStock.Gateway.Notifying;

/// <summary>
/// Whose word on a server's certificate is taken: the hospital's own authority where one is named, the system's otherwise.
/// Nothing is fetched for it: a closed network has neither revocation lists nor issuers to download. A certificate is withdrawn by taking
/// its authority out of the file, and every check but that of revocation is made.
/// </summary>
internal sealed class ServerTrust
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1"; // id-kp-serverAuth, RFC 5280 4.2.1.12

    private readonly X509Certificate2Collection authorities;

    private ServerTrust(X509Certificate2Collection authorities) => this.authorities = authorities;

    /// <summary>The authorities of the system.</summary>
    public static ServerTrust OfSystem { get; } = new([]);

    /// <summary>The authorities of a file of PEM certificates, and no other.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="CryptographicException">It holds no certificate, or one that cannot be read.</exception>
    public static ServerTrust OfFile(string path)
    {
        var read = new X509Certificate2Collection();
        read.ImportFromPemFile(path);
        return read.Count > 0 ? new(read) : throw new CryptographicException("it holds no certificate");
    }

    /// <summary>How a server's chain is judged.</summary>
    public X509ChainPolicy Policy()
    {
        var policy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        policy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        if (authorities.Count > 0)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.AddRange(authorities);
        }

        return policy;
    }

    /// <summary>What is wrong with a server's certificate.</summary>
    /// <param name="certificate">The server's own.</param>
    /// <param name="sent">With what it sent beside it.</param>
    /// <param name="found">What the connection found: of it the names count, the chain is judged here.</param>
    /// <returns>Null when it is trusted.</returns>
    public string? Objection(X509Certificate? certificate, X509Chain? sent, SslPolicyErrors found)
    {
        if (certificate is null || found.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable))
        {
            return "it shows no certificate";
        }

        if (found.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            return "its certificate is for another host name";
        }

        using var chain = new X509Chain { ChainPolicy = Policy() };
        foreach (var beside in sent?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
        {
            chain.ChainPolicy.ExtraStore.Add(beside.Certificate);
        }

        using var own = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        return chain.Build(own) ? null : $"its certificate does not hold ({string.Join(", ", chain.ChainStatus.Select(s => s.Status))})";
    }
}
