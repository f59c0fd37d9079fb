using System.Net.Sockets;
using System.Threading.Channels;
using EdgeStock.Wire;
using Microsoft.Extensions.Logging;

namespace EdgeStock.FirmwareHost.Uplink;

/// <summary>
/// The way to the gateway: takes samples from the drivers without ever making them wait, and keeps a session to the gateway's
/// Unix socket as well as it can be kept.
/// </summary>
/// <param name="path">Path of the gateway's Unix socket.</param>
/// <param name="hello">What each session begins with.</param>
/// <param name="buffer">Keeps the samples until they are committed.</param>
/// <param name="desk">Takes the gateway's requests and has their answers.</param>
/// <param name="time">The clock of the waits.</param>
/// <param name="log">Hears when the gateway is lost and when it is back.</param>
internal sealed class GatewayUplink(string path, HelloLine hello, SampleBuffer buffer, ActionDesk desk, TimeProvider time, ILogger log)
{
    private readonly Channel<bool> bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Backoff backoff = new(TimeSpan.FromSeconds(0.2), TimeSpan.FromSeconds(5), hello.Host);
    private long skipped;
    private bool lost;
    private int overflowing;

    /// <summary>Lines of the gateway that were skipped since the host started.</summary>
    public long Skipped => Interlocked.Read(ref skipped);

    /// <summary>Takes a sample; from any thread, never blocks.</summary>
    public void Emit(SampleLine sample)
    {
        if (!buffer.Add(sample) && Interlocked.Exchange(ref overflowing, 1) == 0)
        {
            log.BufferFull();
        }

        bell.Writer.TryWrite(true);
    }

    /// <summary>Keeps the session until the host stops.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            long? since = null;
            try
            {
                using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await ConnectAsync(socket, stop).ConfigureAwait(false);
                using var stream = new NetworkStream(socket, ownsSocket: false);
                await ServeAsync(stream, () => since = Found(), stop).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // a named place: whatever ends a session, the samples wait in the buffer for the next
            catch (Exception e)
#pragma warning restore CA1031
            {
                Lost(e);
            }

            var served = since is { } began ? time.GetElapsedTime(began) : TimeSpan.Zero;
            await time.PauseAsync(backoff.After(served), stop).ConfigureAwait(false);
        }
    }

    private async Task ConnectAsync(Socket socket, CancellationToken stop)
    {
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), stop).ConfigureAwait(false);
        }
        catch (SocketException e) when (!Path.Exists(path))
        {
            // the system's own words for this speak of addresses
            throw new IOException("there is no such socket", e);
        }
    }

    private async Task ServeAsync(NetworkStream stream, Action answered, CancellationToken stop)
    {
        var session = new UplinkSession(stream, hello, buffer, desk, bell, answered, time);
        try
        {
            await session.RunAsync(stop).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Add(ref skipped, session.Skipped);
            if (session.Skipped > 0)
            {
                log.LinesSkipped(session.Skipped);
            }
        }
    }

    private long Found()
    {
        lost = false;
        log.GatewayFound(path, buffer.Count, buffer.Dropped);
        Interlocked.Exchange(ref overflowing, 0);
        return time.GetTimestamp();
    }

    private void Lost(Exception why)
    {
        if (lost)
        {
            return;
        }

        lost = true;
        if (why is IOException or SocketException or InvalidDataException)
        {
            log.GatewayLost(path, why.Message);
        }
        else
        {
            log.UplinkFailed(why);
        }
    }
}
