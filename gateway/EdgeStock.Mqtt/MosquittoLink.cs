using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using EdgeStock.Mqtt.Native;

namespace EdgeStock.Mqtt;

/// <summary>A link over libmosquitto: one native client on one thread, for one connection.</summary>
[SuppressMessage("Usage", "CA2213", Justification = "the loop's thread disposes handle and wake-up when it ends; the window has no wait handle to give back")]
public sealed partial class MosquittoLink : IBrokerLink
{
    private const int InboundCapacity = 1_000;

    private readonly BrokerOptions options;
    private readonly TimeProvider time;
    private readonly AckSlots slots = new();
    private readonly Channel<MqttMessage> inbound = Channel.CreateBounded<MqttMessage>(new BoundedChannelOptions(InboundCapacity) { SingleWriter = true });
    private readonly SemaphoreSlim window = new(0);
    private long inboundDropped;

    private MosquittoLink(BrokerOptions options, Will? will, TimeProvider time)
    {
        this.options = options;
        this.time = time;
        wake = new WakeUp();

        // last of what can fail: the handle keeps this link alive until it is disposed
        handle = Prepare(options, will);
        loop = new Thread(Run) { IsBackground = true, Name = $"mqtt {options.ClientId}" };
    }

    /// <summary>Version of the installed libmosquitto.</summary>
    /// <exception cref="BrokerLibraryException">It is not installed or not of generation 2.</exception>
    public static Version LibraryVersion => MosquittoLibrary.Load();

    /// <inheritdoc/>
    public bool SessionPresent { get; private set; }

    /// <inheritdoc/>
    public int Window { get; private set; }

    /// <inheritdoc/>
    public ChannelReader<MqttMessage> Inbound => inbound.Reader;

    /// <inheritdoc/>
    public long InboundDropped => Interlocked.Read(ref inboundDropped);

    /// <inheritdoc/>
    public Task<string> Completion => completion.Task;

    /// <summary>Looks whether the broker's port answers, then connects.</summary>
    /// <param name="options">The broker.</param>
    /// <param name="will">Last will, or null for none.</param>
    /// <param name="time">Clock of the time limits.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="BrokerUnreachableException">No connection, TLS failed, or no answer in time.</exception>
    /// <exception cref="BrokerRefusedException">The broker refused this client.</exception>
    /// <exception cref="BrokerLibraryException">libmosquitto is missing.</exception>
    public static async Task<MosquittoLink> ConnectAsync(BrokerOptions options, Will? will, TimeProvider time, CancellationToken cancellationToken)
    {
        await EndpointProbe.RunAsync(options, time, cancellationToken);
        return await OpenAsync(options, will, time, cancellationToken);
    }

    /// <summary>Connects without looking first; everything it took is given back when it fails.</summary>
    internal static async Task<MosquittoLink> OpenAsync(BrokerOptions options, Will? will, TimeProvider time, CancellationToken cancellationToken)
    {
        options.Validate();
        MosquittoLibrary.Load();
        if (options.Tls?.FirstUnreadable() is { } trouble)
        {
            throw new BrokerUnreachableException(trouble);
        }

        var link = new MosquittoLink(options, will, time);
        link.loop.Start();
        try
        {
            // publishing is possible from here on only: what is given to the library before CONNACK goes to a queue of its own without a limit
            await link.connected.Task.WaitAsync(options.ConnectTimeout, time, cancellationToken);
            return link;
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            // not waited for: a blocking connect ends when the kernel gives up, and the loop cleans up after itself
            link.Leave();
            throw e is OperationCanceledException ? e : new BrokerUnreachableException($"{options}: no answer to CONNECT within {options.ConnectTimeout.TotalSeconds:0.#} s", e);
        }
    }

    /// <inheritdoc/>
    public async Task<PubAck> PublishAsync(MqttMessage message, CancellationToken cancellationToken)
    {
        await window.WaitAsync(cancellationToken);
        var pending = new PendingAck(window);
        var error = Send(message, pending);
        if (error == Mosquitto.NoConnection)
        {
            throw new BrokerLostException(await Completion);
        }

        // a message that this broker can never take is refused with the code that the broker itself would give
        return error switch
        {
            Mosquitto.Success => new PubAck(await pending.Answer.WaitAsync(cancellationToken)),
            Mosquitto.Oversize or Mosquitto.PayloadTooLarge => new PubAck(ReasonCode.PacketTooLarge),
            Mosquitto.RetainNotSupported => new PubAck(ReasonCode.RetainNotSupported),
            Mosquitto.QosNotSupported => new PubAck(ReasonCode.QosNotSupported),
            _ => throw new InvalidOperationException($"libmosquitto did not take a message to {message.Topic}: {MosquittoLibrary.Describe(error)}"),
        };
    }

    /// <inheritdoc/>
    public async Task SubscribeAsync(string filter, byte qos, RetainHandling retained, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(filter);
        MqttText.Check(filter, nameof(filter));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(qos, 1);

        var pending = new PendingAck(null);
        var error = Hand(filter, qos, retained, pending);
        if (error == Mosquitto.NoConnection)
        {
            throw new BrokerLostException(await Completion);
        }

        if (error != Mosquitto.Success)
        {
            throw new ArgumentException($"'{filter}' is no topic filter: {MosquittoLibrary.Describe(error)}", nameof(filter));
        }

        var reason = await pending.Answer.WaitAsync(cancellationToken);
        if (reason >= 0x80)
        {
            throw new BrokerRefusedException(reason, $"{options}: subscription to {filter} refused: {ReasonCode.Describe(reason)}");
        }
    }

    /// <summary>Disconnects in order: what was handed over is written first, the will is not published. Waits until thread and descriptors are given back.</summary>
    public async ValueTask DisposeAsync()
    {
        Leave();
        await Completion;
    }

    private int Send(MqttMessage message, PendingAck pending)
    {
        var sent = false;
        try
        {
            var error = Register(Hand(message, out var mid), mid, pending);
            sent = error == Mosquitto.Success;
            return error;
        }
        catch (ObjectDisposedException)
        {
            return Mosquitto.NoConnection;
        }
        finally
        {
            if (!sent)
            {
                window.Release();
            }
        }
    }

    private unsafe int Hand(MqttMessage message, out int mid)
    {
        using var properties = PropertyList.Of(message);
        fixed (byte* payload = message.Payload.Span)
        {
            return Mosquitto.Publish(handle, out mid, message.Topic, message.Payload.Length, payload, message.Qos, message.Retain, properties.Pointer);
        }
    }

    private int Hand(string filter, byte qos, RetainHandling retained, PendingAck pending)
    {
        try
        {
            return Register(Mosquitto.Subscribe(handle, out var mid, filter, qos, (int)retained << 4, 0), mid, pending);
        }
        catch (ObjectDisposedException)
        {
            return Mosquitto.NoConnection;
        }
    }

    /// <summary>Notes who waits for the answer to a packet that was just handed over.</summary>
    private int Register(int error, int mid, PendingAck pending)
    {
        // NO_CONN does not mean "not taken": the library keeps the message and would send it after a reconnect.
        // This client never reconnects, so the message is gone with it and only the caller's outbox sends it again.
        if (error is Mosquitto.NoConnection or Mosquitto.ConnectionLost)
        {
            return Mosquitto.NoConnection;
        }

        if (error == Mosquitto.Success)
        {
            slots.Register(mid, pending);
            wake.Signal();
            if (ended is { } reason)
            {
                // the loop may have failed all slots just before this one was filled
                slots.Fail(mid, reason);
            }
        }

        return error;
    }
}
