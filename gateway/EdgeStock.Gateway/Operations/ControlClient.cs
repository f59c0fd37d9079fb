using System.Net.Sockets;
using System.Text.Json;

namespace EdgeStock.Gateway.Operations;

/// <summary>The tool's side of the running gateway's control socket: HTTP on a Unix socket in the data folder.</summary>
internal sealed class ControlClient : IDisposable
{
    private readonly string path;
    private readonly HttpClient http;

    public ControlClient(string data)
    {
        path = Path.Combine(data, "control.sock");
        var handler = new SocketsHttpHandler { ConnectCallback = (_, token) => ConnectAsync(path, token) };
        http = new(handler) { BaseAddress = new Uri("http://gateway/control/"), Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Sends a request and hands over the answer once its head is there.</summary>
    /// <exception cref="CommandException">No gateway answers, or it refuses who asks.</exception>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string what, HttpContent? body = null) =>
        await TrySendAsync(method, what, body) ?? throw new CommandException($"no gateway answers at {path}: start one with 'edgestock run', or give its folder with --data");

    /// <summary>The same; null when no gateway answers.</summary>
    /// <exception cref="CommandException">It answers, and refuses who asks.</exception>
    public async Task<HttpResponseMessage?> TrySendAsync(HttpMethod method, string what, HttpContent? body = null)
    {
        try
        {
            using var request = new HttpRequestMessage(method, what) { Content = body };
            var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, CancellationToken.None);
            if (response.StatusCode != System.Net.HttpStatusCode.Forbidden)
            {
                return response;
            }

            response.Dispose();
            throw new CommandException("the gateway does not take commands from this user: run the command as root or as the gateway's own user");
        }
        catch (HttpRequestException e) when (e.InnerException is SocketException { SocketErrorCode: SocketError.AccessDenied })
        {
            throw new CommandException($"{path} may not be entered by this user: run the command as root or as the gateway's own user");
        }
        catch (HttpRequestException e) when (e.InnerException is SocketException)
        {
            return null;
        }
        catch (HttpRequestException e)
        {
            throw new CommandException($"the gateway broke off before it answered: {e.Message}\nWhether it did what was asked is not known: see its log, and ask again when it runs.");
        }
    }

    /// <summary>Sends a request and reads its JSON answer.</summary>
    /// <exception cref="CommandException">The gateway says why it will not, or does not answer.</exception>
    public async Task<T> AskAsync<T>(HttpMethod method, string what, HttpContent? body = null)
    {
        using var response = await SendAsync(method, what, body);
        return await ReadAsync<T>(response);
    }

    /// <summary>Reads an answer.</summary>
    /// <exception cref="CommandException">It is a refusal.</exception>
    public static async Task<T> ReadAsync<T>(HttpResponseMessage response)
    {
        try
        {
            return response.IsSuccessStatusCode
                ? (await response.Content.ReadFromJsonAsync<T>())!
                : throw new CommandException((await response.Content.ReadFromJsonAsync<ControlRefusal>())?.Error ?? $"the gateway answered {(int)response.StatusCode}");
        }
        catch (JsonException)
        {
            throw new CommandException($"the gateway's answer ({(int)response.StatusCode}) is not what this tool expects: use the tool of the gateway's own release");
        }
        catch (HttpRequestException e)
        {
            throw new CommandException($"the gateway broke off its answer: {e.Message}");
        }
    }

    public void Dispose() => http.Dispose();

    private static async ValueTask<Stream> ConnectAsync(string path, CancellationToken stop)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), stop);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>Why the gateway will not: a sentence with what to do next.</summary>
internal sealed record ControlRefusal(string Error);
