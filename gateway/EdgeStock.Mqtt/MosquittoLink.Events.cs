using EdgeStock.Mqtt.Native;

namespace EdgeStock.Mqtt;

/// <content>Setting up the native client, and what its callbacks report on the loop thread.</content>
public sealed partial class MosquittoLink
{
    private const int MaxComplaints = 8;

    /// <summary>CONNACK. The broker's receive maximum replaces the library's own limit, so ours follows it.</summary>
    internal void Connected(int reason, int flags, int receiveMaximum)
    {
        if (reason != 0)
        {
            refused = (byte)reason;
            return;
        }

        SessionPresent = (flags & 1) != 0;
        Window = Math.Min(options.Window, receiveMaximum);
        window.Release(Window);
        connected.TrySetResult();
    }

    /// <summary>The connection is over: a reason code of the broker from 0x80 on, or an error of the library. (The broker's own words 2.0 throws away.)</summary>
    internal void Disconnected(int reason) =>
        farewell = reason >= 0x80 ? $"the broker ended the connection: {ReasonCode.Describe(reason)}" : MosquittoLibrary.Describe(reason);

    /// <summary>PUBACK or SUBACK; for QoS 0, the message was written.</summary>
    internal void Acknowledged(int id, int reason) => slots.Acknowledge(id, (byte)reason);

    /// <summary>A message came. It is acknowledged already, so a full channel can only drop it: waiting here would stop our own acknowledgements too.</summary>
    internal void Received(MqttMessage message)
    {
        if (!inbound.Writer.TryWrite(message))
        {
            Interlocked.Increment(ref inboundDropped);
        }
    }

    /// <summary>What the library says of its troubles: of a TLS failure the return code says next to nothing, this the cause.</summary>
    internal void Complained(string text)
    {
        if (complaints.Count < MaxComplaints)
        {
            complaints.Enqueue(text);
        }
    }

    private MosquittoHandle Prepare(BrokerOptions options, Will? will)
    {
        var made = new MosquittoHandle(options.ClientId, options.SessionExpirySeconds == 0, this);
        try
        {
            MosquittoCallbacks.Attach(made);

            // without it publish writes on the caller's thread, and with TLS that would race the loop's reading
            Check(Mosquitto.SetThreaded(made, true));
            Check(Mosquitto.SetOption(made, Mosquitto.OptionProtocol, Mosquitto.ProtocolMqtt5));
            Check(Mosquitto.SetOption(made, Mosquitto.OptionSendMaximum, options.Window));
            Check(Mosquitto.SetOption(made, Mosquitto.OptionNoDelay, 1));
            if (options.User is not null || options.Password is not null)
            {
                Check(Mosquitto.SetCredentials(made, options.User, options.Password));
            }

            PrepareTls(made, options.Tls);
            PrepareWill(made, will);
            return made;
        }
        catch
        {
            made.Dispose();
            throw;
        }
    }

    private static unsafe void PrepareTls(MosquittoHandle made, TlsOptions? tls)
    {
        if (tls is not null)
        {
            Check(Mosquitto.SetTls(made, tls.CaFile, 0, tls.CertificateFile, tls.KeyFile, MosquittoCallbacks.NoPassPhrase));
            Check(Mosquitto.SetTlsOptions(made, Mosquitto.VerifyPeer, tls.RequireTls13 ? "tlsv1.3" : "tlsv1.2", 0));
        }
    }

    private static unsafe void PrepareWill(MosquittoHandle made, Will? will)
    {
        if (will is null)
        {
            return;
        }

        using var properties = PropertyList.Of(will.Message);
        properties.Add(MosquittoProperty.WillDelay, will.DelaySeconds);
        fixed (byte* payload = will.Message.Payload.Span)
        {
            Check(Mosquitto.SetWill(made, will.Message.Topic, will.Message.Payload.Length, payload, will.Message.Qos, will.Message.Retain, properties.Pointer));
        }

        properties.Release();
    }

    private static void Check(int error)
    {
        if (error != Mosquitto.Success)
        {
            throw new InvalidOperationException($"libmosquitto did not take a setting: {MosquittoLibrary.Describe(error)}");
        }
    }
}
