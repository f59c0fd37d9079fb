using System.Net.Http.Headers;

namespace EdgeStock.Gateway.Notifying;

/// <summary>HTTP to somebody outside: checked certificates, no redirects, no cookies, a limit of time.</summary>
internal static class Outward
{
    private static readonly TimeSpan Renewal = TimeSpan.FromMinutes(5); // a name may come to mean another address

    /// <summary>A client of its own. A proxy stands in the environment (HTTPS_PROXY) where the network has one.</summary>
    public static HttpClient Client(ServerTrust trust, TimeSpan timeout)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = Renewal };
        handler.SslOptions.CertificateChainPolicy = trust.Policy();
        var client = new HttpClient(handler, disposeHandler: true) { Timeout = timeout };
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("EdgeStock", Publishing.Payloads.Version));
        return client;
    }

    /// <summary>What befell a request, without its URL, which may be a secret; null when it was stopped, or failed in no way of a network.</summary>
    public static string? Failure(Exception error, TimeSpan timeout, CancellationToken stop) => error switch
    {
        OperationCanceledException when !stop.IsCancellationRequested => FormattableString.Invariant($"did not answer within {timeout.TotalSeconds:0} s"),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } e => $"is not trusted ({Unaddressed.Text(e.InnerException?.Message ?? e.Message)}). Nothing was sent: see 'url' and 'ca_file' in notify.yml",
        HttpRequestException e => $"cannot be reached ({Unaddressed.Text(Cause(e))})",
        IOException e => $"broke off ({Unaddressed.Text(e.Message)})",
        _ => null,
    };

    /// <summary>How long a receiver asks to be left alone (RFC 9110 10.2.3); null when it asks for nothing.</summary>
    public static TimeSpan? RetryAfter(HttpResponseMessage response, DateTimeOffset now) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date > now ? date - now : TimeSpan.Zero,
        _ => null,
    };

    private static string Cause(HttpRequestException error) => error.InnerException is System.Net.Sockets.SocketException socket ? socket.SocketErrorCode.ToString() : error.HttpRequestError.ToString();
}
