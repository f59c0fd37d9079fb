namespace EdgeStock.Mqtt;

/// <summary>One message, to the broker or from it.</summary>
/// <param name="Topic">Topic name: no wildcards, no control characters, at most 65,535 bytes of UTF-8.</param>
/// <param name="Payload">The bytes, as the caller holds them: they are copied when the message is sent, not before. Empty with <see cref="Retain"/> removes what was retained.</param>
public sealed record MqttMessage(string Topic, ReadOnlyMemory<byte> Payload)
{
    /// <inheritdoc cref="MqttMessage(string, ReadOnlyMemory{byte})" path="/param[@name='Topic']"/>
    public string Topic { get; init => field = MqttText.Topic(value, nameof(Topic)); } = MqttText.Topic(Topic, nameof(Topic));

    /// <summary>Out: the broker keeps it for later subscribers. In: it was kept, that is, it is not fresh.</summary>
    public bool Retain { get; init; }

    /// <summary>1 (at least once, acknowledged by the broker) or 0 (at most once). 2 needs state that outlives a connection, and a link has none.</summary>
    public byte Qos
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 1);
            field = value;
        }
    }

    = 1;

    /// <summary>Media type of the payload.</summary>
    public string? ContentType { get; init => field = MqttText.Check(value, nameof(ContentType)); }

    /// <summary>Out: seconds the broker may hold it back. In: what is left of them. Null for no limit.</summary>
    public uint? ExpirySeconds { get; init; }

    /// <summary>Name and value pairs in the order given; a name may stand more than once.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> UserProperties
    {
        get;
        init
        {
            foreach (var (name, text) in value)
            {
                MqttText.Check(name, nameof(UserProperties));
                MqttText.Check(text, nameof(UserProperties));
            }

            field = value;
        }
    }

    = [];

    /// <summary>Where an answer is expected.</summary>
    public string? ResponseTopic { get; init => field = value is null ? null : MqttText.Topic(value, nameof(ResponseTopic)); }

    /// <summary>What the answer must carry so that the asker recognises it, at most 65,535 bytes; empty for none.</summary>
    public ReadOnlyMemory<byte> CorrelationData
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value.Length, ushort.MaxValue);
            field = value;
        }
    }
}
