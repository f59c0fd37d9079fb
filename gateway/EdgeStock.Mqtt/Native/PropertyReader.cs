using System.Runtime.InteropServices;

namespace EdgeStock.Mqtt.Native;

/// <summary>Copies out of property lists that the library lends to a callback. What it allocates for us is freed here.</summary>
internal static unsafe class PropertyReader
{
    /// <summary>The broker's receive maximum; 65,535 when it names none [MQTT-3.2.2.3.3].</summary>
    public static int ReceiveMaximum(nint list) =>
        list != 0 && MosquittoProperty.Read(list, MosquittoProperty.ReceiveMaximum, out ushort value, false) != 0 ? value : ushort.MaxValue;

    /// <summary>A received message as ours.</summary>
    public static MqttMessage Message(NativeMessage* message, nint list)
    {
        var topic = Marshal.PtrToStringUTF8((nint)message->Topic) ?? "";
        var payload = new ReadOnlySpan<byte>(message->Payload, message->PayloadLength).ToArray();
        var received = new MqttMessage(topic, payload) { Qos = (byte)message->Qos, Retain = message->Retain != 0 };
        if (list == 0)
        {
            return received;
        }

        return received with
        {
            ContentType = Text(list, MosquittoProperty.ContentType),
            ResponseTopic = Text(list, MosquittoProperty.ResponseTopic),
            CorrelationData = Bytes(list, MosquittoProperty.CorrelationData),
            ExpirySeconds = MosquittoProperty.Read(list, MosquittoProperty.MessageExpiry, out uint seconds, false) != 0 ? seconds : null,
            UserProperties = Pairs(list),
        };
    }

    private static string? Text(nint list, int id) =>
        MosquittoProperty.ReadText(list, id, out var value, false) != 0 ? Take(value) : null;

    private static byte[] Bytes(nint list, int id)
    {
        if (MosquittoProperty.ReadBinary(list, id, out var value, out var length, false) == 0 || value == 0)
        {
            return [];
        }

        try
        {
            return new ReadOnlySpan<byte>((void*)value, length).ToArray();
        }
        finally
        {
            NativeMemory.Free((void*)value);
        }
    }

    // each node is asked for itself: reading from the head would give the first pair again and again
    private static List<KeyValuePair<string, string>> Pairs(nint list)
    {
        var pairs = new List<KeyValuePair<string, string>>();
        for (var node = list; node != 0; node = MosquittoProperty.Next(node))
        {
            if (MosquittoProperty.Identifier(node) == MosquittoProperty.UserProperty
                && MosquittoProperty.ReadPair(node, MosquittoProperty.UserProperty, out var name, out var value, false) != 0)
            {
                pairs.Add(new(Take(name), Take(value)));
            }
        }

        return pairs;
    }

    private static string Take(nint text)
    {
        try
        {
            return Marshal.PtrToStringUTF8(text) ?? "";
        }
        finally
        {
            NativeMemory.Free((void*)text);
        }
    }
}
