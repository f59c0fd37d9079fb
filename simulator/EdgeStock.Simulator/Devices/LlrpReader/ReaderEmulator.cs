using System.Net;
using System.Net.Sockets;
using EdgeStock.Llrp;

namespace EdgeStock.Simulator.Devices.LlrpReader;

/// <summary>
/// An LLRP reader on the loopback address, as a client meets one: one client at a time, ROSpecs that outlive the connection,
/// reports that wait for a client. What its antennas see is asked of an <see cref="Inventory"/>.
/// </summary>
public sealed class ReaderEmulator : IAsyncDisposable
{
    private readonly ReaderOptions options;
    private readonly TimeProvider time;
    private readonly ReaderClockFace clock;
    private readonly ReaderRadio radio;
    private readonly RoSpecShelf shelf;
    private readonly ReportBuffer reports;
    private readonly Lock gate = new();
    private readonly CancellationTokenSource stopped = new();
    private readonly HashSet<Task> serving = [];
    private readonly TcpListener listener;
    private Task accepting = Task.CompletedTask;
    private ReaderSession? session;
    private bool holdUponReconnect;
    private bool silent;

    public ReaderEmulator(ReaderOptions options, Inventory inventory, TimeProvider time)
    {
        this.options = options;
        this.time = time;
        clock = new ReaderClockFace(options, time);
        radio = new ReaderRadio(options.Antennas, inventory, clock, Tell, Deliver);
        shelf = new RoSpecShelf(options, radio, time);
        reports = new ReportBuffer(options.BufferedTags, clock);
        listener = new TcpListener(IPAddress.Loopback, options.Port);
    }

    /// <summary>The port it listens on, once started.</summary>
    public int Port { get; private set; }

    /// <summary>Where it listens, once started.</summary>
    public IPEndPoint EndPoint => new(IPAddress.Loopback, Port);

    /// <summary>Whether a client is connected.</summary>
    public bool HasClient
    {
        get
        {
            lock (gate)
            {
                return session is not null;
            }
        }
    }

    /// <summary>Fault injection: connections stand but not an octet leaves, as with a pulled cable.</summary>
    public bool Silent
    {
        get => silent;
        set
        {
            lock (gate)
            {
                silent = value;
                _ = session is { } current && (current.Silent = value);
            }
        }
    }

    /// <summary>The ROSpecs that it holds, with their state.</summary>
    public IReadOnlyList<RoSpec> RoSpecs
    {
        get
        {
            lock (gate)
            {
                return shelf.Specs;
            }
        }
    }

    /// <summary>Starts to listen.</summary>
    /// <exception cref="SocketException">The port is taken.</exception>
    public void Start()
    {
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        accepting = AcceptAsync();
    }

    /// <summary>Connects or disconnects an antenna cable; the reader says so if the client asked for it.</summary>
    public void SetAntenna(int antenna, bool connected)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(antenna, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(antenna, options.Antennas);
        lock (gate)
        {
            radio.Connect(antenna, connected);
            session?.Tell(ReaderEventKind.Antenna, clock.Now, new AntennaNotice((ushort)antenna, connected));
        }
    }

    /// <summary>Fault injection: breaks the client's connection without a word; the reader itself goes on.</summary>
    public void DropConnection()
    {
        lock (gate)
        {
            session?.Drop();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stopped.CancelAsync();
        listener.Stop();
        await accepting;
        Task[] open;
        lock (gate)
        {
            session?.Drop();
            open = [.. serving];
        }

        await Task.WhenAll(open);
        await shelf.DisposeAsync();
        radio.Dispose();
        listener.Dispose();
        stopped.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await listener.AcceptSocketAsync(stopped.Token);
                socket.NoDelay = true;
                var task = ServeAsync(socket);
                lock (gate)
                {
                    serving.RemoveWhere(t => t.IsCompleted);
                    serving.Add(task);
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException
            || (e is InvalidOperationException && stopped.IsCancellationRequested))
        {
            // switched off; a listener that was stopped between two accepts says so as an invalid operation
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        await using var mine = new ReaderSession(socket, time);
        mine.Start();
        if (!TryTake(mine))
        {
            await mine.FinishAsync();
            return;
        }

        try
        {
            var requests = new ReaderRequests(this, mine);
            while (await mine.ReadAsync() is { } frame && requests.Take(frame))
            {
            }

            await mine.FinishAsync();
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // the client is gone, or speaks something else
        }
        finally
        {
            lock (gate)
            {
                session = null;
            }
        }
    }

    private bool TryTake(ReaderSession mine)
    {
        lock (gate)
        {
            if (session is not null)
            {
                // both are told; the established one goes on
                session.Send(Attempt(ConnectionAttemptStatus.AnotherConnectionAttempted));
                mine.Send(Attempt(ConnectionAttemptStatus.ClientInitiatedExists));
                return false;
            }

            session = mine;
            mine.Silent = silent;
            mine.Send(Attempt(ConnectionAttemptStatus.Success));
            mine.TakesReports = !holdUponReconnect;
            reports.Release(mine);
            return true;
        }
    }

    internal LlrpStatus Configure(ReaderSession from, SetReaderConfig config)
    {
        lock (gate)
        {
            holdUponReconnect = config.HoldEventsAndReports ?? holdUponReconnect;
            from.Configure(config);
            return LlrpStatus.Success;
        }
    }

    internal LlrpStatus Add(RoSpec spec)
    {
        lock (gate)
        {
            return shelf.Add(spec);
        }
    }

    internal LlrpStatus Command(SpecCommand command)
    {
        lock (gate)
        {
            return shelf.Command(command);
        }
    }

    internal void ReleaseReports(ReaderSession to)
    {
        lock (gate)
        {
            to.TakesReports = true;
            reports.Release(to);
        }
    }

    internal GetReaderConfigResponse Config(GetReaderConfig asked)
    {
        var all = asked.Requested == ReaderConfigPart.All;
        return new GetReaderConfigResponse(LlrpStatus.Success)
        {
            Identification = all || asked.Requested == ReaderConfigPart.Identification
                ? new ReaderIdentification(IsEpc: false, new byte[] { 0x02, 0x00, 0x5E, 0xFF, 0xFE, 0x00, (byte)(Port >> 8), (byte)(Port & 0xFF) })
                : null,
            Antennas = all || asked.Requested == ReaderConfigPart.AntennaProperties
                ? [.. radio.AllAntennas.Where(a => asked.Antenna is 0 || asked.Antenna == a).Select(a => new AntennaProperties(a, radio.IsConnected(a), 600))]
                : [],
        };
    }

    internal GetReaderCapabilitiesResponse Capabilities(GetReaderCapabilities asked) => new(LlrpStatus.Success)
    {
        General = asked.Requested is 0 or 1
            ? new GeneralDeviceCapabilities((ushort)options.Antennas, CanSetAntennaProperties: false, options.HasUtcClock, 0, 1, "EdgeStock emulator")
            : null,
        Llrp = asked.Requested is 0 or 2
            ? new LlrpCapabilities(false, false, false, false, SupportsHolding: true, 7, 0, (uint)options.MaxRoSpecs, 32, 1, 0, 0)
            : null,
    };

    private ReaderEventNotification Attempt(ConnectionAttemptStatus status) => new(clock.Now, [new ConnectionAttemptNotice(status)]);

    private void Tell(RoSpecNotice notice)
    {
        lock (gate)
        {
            session?.Tell(ReaderEventKind.RoSpec, clock.Now, notice);
        }
    }

    private void Deliver(IReadOnlyList<TagReport> tags)
    {
        lock (gate)
        {
            reports.Deliver(tags, session);
        }
    }
}
