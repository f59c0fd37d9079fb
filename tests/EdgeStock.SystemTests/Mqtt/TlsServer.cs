using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using EdgeStock.SystemTests.Broker;

namespace EdgeStock.SystemTests.Mqtt;

/// <summary>A server of .NET's own TLS that takes one version only, does the handshake and then says nothing.</summary>
internal sealed class TlsServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly X509Certificate2 certificate;
    private readonly List<TcpClient> clients = [];

    public TlsServer(CertificateFiles files, SslProtocols version)
    {
        certificate = X509Certificate2.CreateFromPemFile(files.CertificateFile, files.KeyFile);
        listener.Start();
        _ = AcceptAsync(version);
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public void Dispose()
    {
        listener.Dispose();
        clients.ForEach(client => client.Dispose());
        certificate.Dispose();
    }

    private async Task AcceptAsync(SslProtocols version)
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync();
                clients.Add(client);
                _ = GreetAsync(client, version);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // disposed
        }
    }

    private async Task GreetAsync(TcpClient client, SslProtocols version)
    {
        try
        {
            var tls = new SslStream(client.GetStream());
            await tls.AuthenticateAsServerAsync(certificate, clientCertificateRequired: false, version, checkCertificateRevocation: false);
            await tls.CopyToAsync(Stream.Null);
        }
        catch (Exception e) when (e is IOException or AuthenticationException or ObjectDisposedException)
        {
            // the probe, or a client that does not like the version
        }
    }
}
