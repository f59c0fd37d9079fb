namespace EdgeStock.Mqtt.Native;

/// <summary>A property list under construction. Disposing it frees it, unless a handle has taken it over (only the will's is).</summary>
internal ref struct PropertyList
{
    private nint list;

    /// <summary>What the native side takes; zero when there are none.</summary>
    public readonly nint Pointer => list;

    /// <summary>The properties of a message.</summary>
    public static PropertyList Of(MqttMessage message)
    {
        var properties = default(PropertyList);
        try
        {
            properties.Add(message);
            return properties;
        }
        catch
        {
            properties.Dispose();
            throw;
        }
    }

    /// <summary>Adds a four-byte property.</summary>
    public void Add(int id, uint value) => Check(MosquittoProperty.Add(ref list, id, value));

    /// <summary>The native side owns the list from here on.</summary>
    public void Release() => list = 0;

    public void Dispose()
    {
        if (list != 0)
        {
            MosquittoProperty.FreeAll(ref list);
        }
    }

    private unsafe void Add(MqttMessage message)
    {
        if (message.ExpirySeconds is { } expiry)
        {
            Add(MosquittoProperty.MessageExpiry, expiry);
        }

        if (message.ContentType is { } type)
        {
            Check(MosquittoProperty.Add(ref list, MosquittoProperty.ContentType, type));
        }

        if (message.ResponseTopic is { } topic)
        {
            Check(MosquittoProperty.Add(ref list, MosquittoProperty.ResponseTopic, topic));
        }

        if (!message.CorrelationData.IsEmpty)
        {
            fixed (byte* data = message.CorrelationData.Span)
            {
                Check(MosquittoProperty.Add(ref list, MosquittoProperty.CorrelationData, data, (ushort)message.CorrelationData.Length));
            }
        }

        foreach (var (name, value) in message.UserProperties)
        {
            Check(MosquittoProperty.Add(ref list, MosquittoProperty.UserProperty, name, value));
        }
    }

    // the texts were checked when the message was made, so only memory can be short
    private static void Check(int error)
    {
        if (error != Mosquitto.Success)
        {
            throw new InvalidOperationException($"a property was not taken: {MosquittoLibrary.Describe(error)}");
        }
    }
}
