using System.Collections.Concurrent;
using System.Net.Sockets;

namespace EdgeStock.Gateway.Intake;

/// <summary>Takes firmware-hosts' connections on a Unix socket.</summary>
internal sealed class HostListener(string path, Pipeline pipeline, Refusals refusals, TimeProvider time, ILogger<HostListener> log) : BackgroundService
{
    /// <summary>More than any gateway has hosts: who opens more takes no file handles from the rest of the gateway.</summary>
    private const int MostConnections = 256;

    private static readonly TimeSpan AcceptPause = TimeSpan.FromSeconds(1);

    private readonly TaskCompletionSource listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentDictionary<Task, byte> serving = new();

    /// <summary>Completed when hosts can connect.</summary>
    public Task Listening => listening.Task;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            RemoveStale(path);
            listener.Bind(new UnixDomainSocketEndPoint(path));
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite);
            listener.Listen();
        }
        catch (Exception e) when (e is SocketException or IOException or UnauthorizedAccessException)
        {
            listening.SetException(new IOException($"samples cannot be taken at {path}: {e.Message}: give a path in a folder that this user may write, at most 107 characters long", e));
            return;
        }

        listening.SetResult();
        try
        {
            while (true)
            {
                var socket = await AcceptAsync(listener, stoppingToken);
                if (serving.Count >= MostConnections)
                {
                    socket.Dispose();
                    refusals.Count(Refusal.HelloRefused);
                    log.HostRefused($"{MostConnections} are open already");
                    continue;
                }

                var task = ServeAsync(new HostStream(socket, pipeline, refusals, time, log), stoppingToken);
                serving.TryAdd(task, 0);
                _ = task.ContinueWith(t => serving.TryRemove(t, out _), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(serving.Keys);
            Leave();
        }
    }

    private void Leave()
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The folder's rights were taken away meanwhile: the next gateway finds a socket without a listener, and removes it.
        }
    }

    /// <summary>A socket left by a killed gateway has no listener, and the ledger's lock says that we are the only gateway. Anything else there is not ours to remove.</summary>
    private static void RemoveStale(string path)
    {
        if (!File.Exists(path))
        {
            return;
        }

        try
        {
            using var file = File.OpenHandle(path);
        }
        catch (IOException)
        {
            // A socket cannot be opened as a file.
            File.Delete(path);
            return;
        }

        throw new IOException("a file stands there that is no socket");
    }

    /// <summary>The next connection. Without a free file handle there is none now, and there will be one when another connection has ended.</summary>
    private async Task<Socket> AcceptAsync(Socket listener, CancellationToken stop)
    {
        while (true)
        {
            try
            {
                return await listener.AcceptAsync(stop);
            }
            catch (SocketException e)
            {
                log.HostRefused(e.Message);
                await Task.Delay(AcceptPause, time, stop);
            }
        }
    }

    private async Task ServeAsync(HostStream stream, CancellationToken stop)
    {
        try
        {
            await stream.ServeAsync(stop);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException)
        {
            // The host went away, sent what is no line, or we stop: it will come again and send again what was not acknowledged.
            if (!stop.IsCancellationRequested)
            {
                log.HostLost(stream.Host, e.Message);
            }
        }
    }
}
