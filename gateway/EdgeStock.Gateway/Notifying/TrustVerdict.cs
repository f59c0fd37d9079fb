using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace EdgeStock.Gateway.Notifying;

/// <summary>Judges one connection's certificate and remembers why it was refused.</summary>
internal sealed class TrustVerdict(ServerTrust trust)
{
    /// <summary>What is wrong with it; null while nothing is.</summary>
    public string? Objection { get; private set; }

    /// <summary>The connection's callback.</summary>
    public bool Judge(object sender, X509Certificate? certificate, X509Chain? sent, SslPolicyErrors found) => (Objection = trust.Objection(certificate, sent, found)) is null;
}
