using System.Threading.Channels;

namespace EdgeStock.Mqtt;

/// <summary>
/// One connection to the broker, from CONNACK to its end; it never reconnects. What is not acknowledged when it ends goes back to the
/// caller, whose outbox is the only queue. Disposing it disconnects in order, so that the last will is not published.
/// All members may be used from any thread.
/// </summary>
public interface IBrokerLink : IAsyncDisposable
{
    /// <summary>The broker still knew this client's session: subscriptions stand. Subscribing again is safe in either case.</summary>
    bool SessionPresent { get; }

    /// <summary>Messages that can be in flight, the lower of what this side and the broker allow.</summary>
    int Window { get; }

    /// <summary>
    /// Sends a message and waits for the broker's answer. While fewer than <see cref="Window"/> are in flight it is sent before the call
    /// returns, so that calls made one after another arrive in that order; beyond that the call waits, and order among the waiting is not kept.
    /// </summary>
    /// <returns>The answer, also when it is a refusal.</returns>
    /// <exception cref="BrokerLostException">The link ended first.</exception>
    /// <exception cref="OperationCanceledException">The caller no longer waits; the message may have been sent.</exception>
    Task<PubAck> PublishAsync(MqttMessage message, CancellationToken cancellationToken);

    /// <summary>Subscribes and waits for the broker's answer. An access list may still hold messages back: it is applied when they are delivered.</summary>
    /// <param name="filter">Topic filter.</param>
    /// <param name="qos">Highest quality of service wanted, 0 or 1.</param>
    /// <param name="retained">Whether retained messages come first.</param>
    /// <param name="cancellationToken">Ends the wait; the subscription may have been made.</param>
    /// <exception cref="BrokerRefusedException">The broker refused it.</exception>
    /// <exception cref="BrokerLostException">The link ended first.</exception>
    Task SubscribeAsync(string filter, byte qos, RetainHandling retained, CancellationToken cancellationToken);

    /// <summary>Messages received. It is bounded: see <see cref="InboundDropped"/>. Completes when the link ends.</summary>
    ChannelReader<MqttMessage> Inbound { get; }

    /// <summary>Messages thrown away because nobody took them from <see cref="Inbound"/> in time.</summary>
    long InboundDropped { get; }

    /// <summary>Completes with the reason, a sentence, when the link has ended for whatever cause; never faults.</summary>
    Task<string> Completion { get; }
}
