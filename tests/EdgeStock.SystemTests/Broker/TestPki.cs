using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace EdgeStock.SystemTests.Broker;

/// <summary>A certificate authority of a test, with a certificate for a broker at <c>localhost</c> and as many client certificates as wanted. Everything lies in PEM files in a temporary folder.</summary>
public sealed class TestPki : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("edgestock-pki-").FullName;
    private readonly X509Certificate2 authority;
    private int serial;

    public TestPki(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        authority = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        CaFile = Path.Combine(folder, "ca.pem");
        File.WriteAllText(CaFile, authority.ExportCertificatePem());
        Broker = Issue("broker", "localhost");
    }

    public string CaFile { get; }

    /// <summary>The broker's certificate; its only name is <c>localhost</c>.</summary>
    public CertificateFiles Broker { get; }

    /// <summary>A certificate of this authority.</summary>
    /// <param name="commonName">Common name, which a broker can take as user name.</param>
    /// <param name="dnsName">Host name, for a server.</param>
    /// <param name="passPhrase">Encrypts the key.</param>
    public CertificateFiles Issue(string commonName, string? dnsName = null, string? passPhrase = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={commonName}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        if (dnsName is not null)
        {
            var names = new SubjectAlternativeNameBuilder();
            names.AddDnsName(dnsName);
            request.CertificateExtensions.Add(names.Build());
        }

        using var certificate = request.Create(authority, DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddHours(12), [(byte)++serial]);
        var files = new CertificateFiles(Path.Combine(folder, $"{commonName}-{serial}.pem"), Path.Combine(folder, $"{commonName}-{serial}.key"));
        File.WriteAllText(files.CertificateFile, certificate.ExportCertificatePem());
        File.WriteAllText(files.KeyFile, passPhrase is null
            ? key.ExportPkcs8PrivateKeyPem()
            : key.ExportEncryptedPkcs8PrivateKeyPem(passPhrase, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1_000)));
        return files;
    }

    public void Dispose()
    {
        authority.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}

/// <summary>PEM files of a certificate and its private key.</summary>
public sealed record CertificateFiles(string CertificateFile, string KeyFile);
