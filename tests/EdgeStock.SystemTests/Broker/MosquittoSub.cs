using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace EdgeStock.SystemTests.Broker;

/// <summary>
/// Runs <c>mosquitto_sub</c>, a subscriber that shares no code with ours beyond the C library, and collects what it prints.
/// It reconnects by itself when the broker was away.
/// </summary>
public sealed class MosquittoSub : IAsyncDisposable
{
    // debug lines, which tell when the subscription stands, go to the same output
    private const string Marker = "message ";
    private readonly ConcurrentQueue<string> lines = new();
    private readonly TaskCompletionSource subscribed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<string> chatter = new();
    private readonly Process process;

    private MosquittoSub(Process process) => this.process = process;

    /// <summary>Messages so far, one line each, oldest first.</summary>
    public IReadOnlyList<string> Lines => [.. lines];

    /// <summary>Messages so far.</summary>
    public int Count => lines.Count;

    /// <summary>Subscribes and returns when the broker has granted it.</summary>
    /// <param name="broker">The broker.</param>
    /// <param name="topics">Topic filters.</param>
    /// <param name="format">
    /// What a line shows, in mosquitto_sub's terms: %t topic, %p payload, %x payload as hexadecimal, %r retained, %q QoS,
    /// %C content type, %D correlation data, %E expiry, %R response topic, %P user properties. A payload must hold no line feed.
    /// </param>
    /// <param name="persistentId">Client id of a session that the broker keeps; null for a clean one.</param>
    public static async Task<MosquittoSub> StartAsync(TestBroker broker, string[] topics, string format = "%t %p", string? persistentId = null)
    {
        List<string> arguments =
        [
            "-oL", Tool.Find("mosquitto_sub"), "-V", "5", "-d", "-q", "1", "-F", Marker + format,
            "-h", broker.Options.Tls is null ? "127.0.0.1" : "localhost", "-p", broker.Port.ToString(CultureInfo.InvariantCulture),
        ];
        arguments.AddRange(topics.SelectMany(topic => new[] { "-t", topic }));
        if (persistentId is not null)
        {
            arguments.AddRange(["-i", persistentId, "-c"]);
        }

        if (broker.Options is { User: { } user, Password: { } password })
        {
            arguments.AddRange(["-u", user, "-P", password]);
        }

        if (broker.Options.Tls is { } pki)
        {
            var own = pki.Issue("observer");
            arguments.AddRange(["--cafile", pki.CaFile, "--cert", own.CertificateFile, "--key", own.KeyFile]);
        }

        // stdbuf, because what a C program prints to a pipe stays in its buffer otherwise
        var start = new ProcessStartInfo(Tool.Find("stdbuf"), arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        var sub = new MosquittoSub(new Process { StartInfo = start });
        try
        {
            sub.Begin();
            await Until.TrueAsync(() => Task.FromResult(sub.IsSubscribed()), () => $"mosquitto_sub subscribes: {string.Join('\n', sub.chatter)}");
            return sub;
        }
        catch
        {
            await sub.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until so many messages have come.</summary>
    public Task ReceivedAsync(int count, TimeSpan? deadline = null) =>
        Until.TrueAsync(() => Task.FromResult(Count >= count), () => $"{count} messages at mosquitto_sub; there are {Count}", deadline);

    /// <summary>Waits until a line has come that satisfies the condition, and gives it.</summary>
    public async Task<string> FirstAsync(Func<string, bool> condition)
    {
        string? found = null;
        await Until.TrueAsync(() => Task.FromResult((found = lines.FirstOrDefault(condition)) is not null), () => $"an expected line among:\n{string.Join('\n', lines)}");
        return found!;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private void Begin()
    {
        process.OutputDataReceived += (_, line) => Note(line.Data);
        process.ErrorDataReceived += (_, line) => Note(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    private bool IsSubscribed() => process.HasExited && !subscribed.Task.IsCompleted
        ? throw new InvalidOperationException($"mosquitto_sub ended: {string.Join('\n', chatter)}")
        : subscribed.Task.IsCompleted;

    private void Note(string? line)
    {
        if (line is null)
        {
            return;
        }

        if (line.StartsWith(Marker, StringComparison.Ordinal))
        {
            lines.Enqueue(line[Marker.Length..]);
            return;
        }

        chatter.Enqueue(line);
        if (line.StartsWith("Subscribed", StringComparison.Ordinal))
        {
            subscribed.TrySetResult();
        }
    }
}
