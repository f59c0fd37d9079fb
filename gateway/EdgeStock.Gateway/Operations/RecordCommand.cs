using System.CommandLine;
using System.Runtime.InteropServices;
using EdgeStock.Wire;

namespace EdgeStock.Gateway.Operations;

/// <summary>Records the inputs of the running gateway, as they come, into a file that <c>replay</c> reads.</summary>
internal static class RecordCommand
{
    public static Command Verb(Option<string> data)
    {
        var recording = new Option<string>("--out") { Description = "file for the recording", Required = true };
        var verb = new Command("record", "record the running gateway's inputs until Ctrl-C") { data, recording };
        verb.SetAction(async (parsed, _) =>
        {
            using var stop = new CancellationTokenSource();
            using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
            using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
            return await RunAsync(parsed.GetValue(data)!, parsed.GetValue(recording)!, stop.Token);

            void Stop(PosixSignalContext signal)
            {
                signal.Cancel = true;
                stop.Cancel();
            }
        });
        return verb;
    }

    /// <summary>Records until <paramref name="stop"/> fires, the gateway stops, or the time is over.</summary>
    /// <returns>0 when the recording ends with the ledger's head, 1 when it was cut off.</returns>
    public static async Task<int> RunAsync(string data, string output, CancellationToken stop)
    {
        using var gateway = new ControlClient(data);
#pragma warning disable RS0030 // composition root: the recording's name only has to differ from another one's
        var id = Guid.NewGuid().ToString("N");
#pragma warning restore RS0030
        using var response = await gateway.SendAsync(HttpMethod.Get, $"recording/{id}");
        if (!response.IsSuccessStatusCode)
        {
            throw new CommandException($"the gateway refused the recording: {(int)response.StatusCode}");
        }

        var temporary = output + ".part";
        EndLine? end = null;
        long lines = 0;
        await using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write))
        await using (var stream = await response.Content.ReadAsStreamAsync(CancellationToken.None))
        {
            var reader = new LineReader(stream, ReplayCommand.LongestLine);
            await using var registration = stop.Register(() => _ = gateway.TrySendAsync(HttpMethod.Delete, $"recording/{id}"));
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
}
