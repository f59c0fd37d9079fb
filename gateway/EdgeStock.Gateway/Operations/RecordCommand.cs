using System.Net.Http.Headers;
using System.Net.Sockets;
using EdgeStock.Wire;

namespace EdgeStock.Gateway.Operations;

/// <summary>Records the inputs of the running gateway, as they come, into a file that <c>replay</c> reads.</summary>
internal static class RecordCommand
{
    /// <summary>Records until <paramref name="stop"/> fires, the gateway stops, or the time is over.</summary>
    /// <returns>0 when the recording ends with the ledger's head, 1 when it was cut off.</returns>
    public static async Task<int> RunAsync(string data, string output, CancellationToken stop)
    {
        var path = Path.Combine(data, "control.sock");
        using var handler = new SocketsHttpHandler { ConnectCallback = (_, token) => ConnectAsync(path, token) };
        using var client = new HttpClient(handler) { BaseAddress = new Uri("http://gateway/control/"), Timeout = Timeout.InfiniteTimeSpan };
#pragma warning disable RS0030 // composition root: the recording's name only has to differ from another one's
        var id = Guid.NewGuid().ToString("N");
#pragma warning restore RS0030
        using var response = await GetAsync(client, id, path);
        var temporary = output + ".part";
        EndLine? end = null;
        long lines = 0;
        await using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write))
        await using (var stream = await response.Content.ReadAsStreamAsync(CancellationToken.None))
        {
            var reader = new LineReader(stream, ReplayCommand.LongestLine);
            await using var registration = stop.Register(() => _ = client.DeleteAsync(new Uri($"recording/{id}", UriKind.Relative), CancellationToken.None));
            await Console.Error.WriteLineAsync($"recording to {output}; Ctrl-C ends it");
            try
            {
                while (await reader.ReadAsync(CancellationToken.None) is { Kind: LineKind.Line } line)
                {
                    await file.WriteAsync((byte[])[.. line.Bytes.Span, (byte)'\n'], CancellationToken.None);
                    lines++;
                    end = LineCodec.TryParse(line.Bytes.Span, null, out var parsed, out _, ReplayCommand.LongestLine) ? parsed as EndLine ?? end : end;
                }
            }
            catch (Exception e) when (e is IOException or HttpRequestException)
            {
                await Console.Error.WriteLineAsync($"the gateway ended the recording: {e.Message}");
            }

#pragma warning disable CA1849 // only the synchronous form reaches the disk
            file.Flush(flushToDisk: true);
#pragma warning restore CA1849
        }

        File.Move(temporary, output, overwrite: true);
        await Console.Error.WriteLineAsync(end is null
            ? $"{lines} lines; the recording was cut off and has no head to compare with"
            : $"{lines} lines, up to ledger entry {end.Seq}, head {end.Hash}");
        return end is null ? 1 : 0;
    }

    private static async Task<HttpResponseMessage> GetAsync(HttpClient client, string id, string path)
    {
        try
        {
            var request = new HttpRequestMessage(HttpMethod.Get, $"recording/{id}");
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/x-ndjson"));
            var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, CancellationToken.None);
            return response.IsSuccessStatusCode ? response : throw new CommandException($"the gateway refused the recording: {(int)response.StatusCode}");
        }
        catch (HttpRequestException e)
        {
            throw new CommandException($"no gateway answers at {path} ({e.Message}): start one with 'edgestock run', or give its --data folder");
        }
    }

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
