using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using EdgeStock.Mqtt.Native;

namespace EdgeStock.Mqtt;

/// <content>The thread that reads and writes. It alone destroys the native client, and it runs no code of the caller.</content>
public sealed partial class MosquittoLink
{
    /// <summary>Longest wait for DISCONNECT to be written.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    private readonly MosquittoHandle handle;
    private readonly WakeUp wake;
    private readonly Thread loop;
    private readonly ConcurrentQueue<string> complaints = new();
    private readonly TaskCompletionSource connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<string> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool leaving;
    private volatile string? ended;
    private byte? refused;
    private string? farewell;

    private void Leave()
    {
        leaving = true;
        wake.Signal();
    }

    private void Run()
    {
        string reason;
        try
        {
            reason = Converse();
        }
#pragma warning disable CA1031 // an exception that leaves a thread ends the process
        catch (Exception e)
#pragma warning restore CA1031
        {
            reason = $"fault in the link: {e.Message}";
        }

        End(complaints.IsEmpty ? reason : $"{reason} ({string.Join("; ", complaints.Distinct())})");
    }

    private string Converse()
    {
        if (Connect() is { } failure)
        {
            return failure;
        }

        long? left = null;
        while (true)
        {
            if (leaving && left is null)
            {
                left = time.GetTimestamp();
                _ = Mosquitto.Disconnect(handle, 0, 0);
            }

            if (left is { } since && time.GetElapsedTime(since) > Farewell)
            {
                return "closed by this side; the broker did not take DISCONNECT";
            }

            var error = Turn();
            if (error != Mosquitto.Success || Mosquitto.Socket(handle) < 0)
            {
                return left is null ? farewell ?? MosquittoLibrary.Describe(error) : "closed by this side";
            }
        }
    }

    private string? Connect()
    {
        using var properties = default(PropertyList);
        if (options.SessionExpirySeconds > 0)
        {
            properties.Add(MosquittoProperty.SessionExpiry, options.SessionExpirySeconds);
        }

        var error = Mosquitto.Connect(handle, options.Host, options.Port, (int)options.KeepAlive.TotalSeconds, 0, properties.Pointer);
        return error switch
        {
            Mosquitto.Success => null,
            Mosquitto.SystemError => Marshal.GetLastPInvokeErrorMessage(),
            _ => MosquittoLibrary.Describe(error),
        };
    }

    /// <summary>
    /// Waits for the socket, a signal or a second, and does what is due. poll instead of the library's select, because descriptors
    /// from 1024 on do not fit a select set and a gateway with many web sockets gets there.
    /// </summary>
    private unsafe int Turn()
    {
        var socket = Mosquitto.Socket(handle);
        if (socket < 0)
        {
            return Mosquitto.NoConnection;
        }

        // the library writes one system call per packet and reads three; at our rates that is not what costs
        var fds = stackalloc PollFd[2];
        fds[0] = new PollFd { Fd = socket, Events = (short)(Libc.PollIn | (Mosquitto.WantWrite(handle) ? Libc.PollOut : 0)) };
        fds[1] = new PollFd { Fd = wake.Descriptor, Events = Libc.PollIn };
        if (Libc.Poll(fds, 2, 1_000) < 0)
        {
            return Marshal.GetLastPInvokeError() == Libc.Interrupted ? Mosquitto.Success : Mosquitto.SystemError;
        }

        if (fds[1].Returned != 0)
        {
            wake.Clear();
        }

        var error = Mosquitto.Success;
        if ((fds[0].Returned & ~Libc.PollOut) != 0)
        {
            error = Mosquitto.LoopRead(handle, 1);
        }

        if (error == Mosquitto.Success && Mosquitto.Socket(handle) >= 0 && Mosquitto.WantWrite(handle))
        {
            error = Mosquitto.LoopWrite(handle, 1);
        }

        return error == Mosquitto.Success && Mosquitto.Socket(handle) >= 0 ? Mosquitto.LoopMisc(handle) : error;
    }

    private void End(string reason)
    {
        ended = reason;

        // a publish under way on another thread holds the handle: it is destroyed when the last such call returns
        handle.Dispose();
        wake.Dispose();
        slots.FailAll(reason);

        // who waits for a place in the window finds one, tries to send and is told
        window.Release(int.MaxValue / 2);
        inbound.Writer.TryComplete();
        completion.TrySetResult(reason);
        connected.TrySetException(refused is { } code ? Refusal(code) : new BrokerUnreachableException($"{options}: {reason}{Hint()}"));
        _ = connected.Task.Exception;
    }

    // with TLS 1.3 the broker judges our certificate after our side of the handshake is done; what it says is often lost in the reset that follows
    private string Hint() => options.Tls is not null && complaints.IsEmpty
        ? "; the broker closed during or right after the TLS handshake: check that the broker accepts this gateway's certificate"
        : "";

    private BrokerRefusedException Refusal(byte code)
    {
        var step = ReasonCode.NextStep(code);
        return new(code, $"{options}: refused: {ReasonCode.Describe(code)}{(step.Length > 0 ? $"; {step}" : "")}");
    }
}
