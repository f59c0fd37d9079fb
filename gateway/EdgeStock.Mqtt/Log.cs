using Microsoft.Extensions.Logging;

namespace EdgeStock.Mqtt;

/// <summary>Log messages of the broker link, numbers 4000 to 4099.</summary>
internal static partial class Log
{
    [LoggerMessage(4000, LogLevel.Warning, "Broker {Broker} is away: {Reason}. Trying again until it is back")]
    public static partial void OutageBegan(ILogger logger, string broker, string reason);

    [LoggerMessage(4001, LogLevel.Information, "Broker {Broker} is connected; it was away for {Duration} and {Attempts} attempts failed")]
    public static partial void OutageEnded(ILogger logger, string broker, TimeSpan duration, int attempts);

    [LoggerMessage(4002, LogLevel.Information, "Broker {Broker} is connected")]
    public static partial void Connected(ILogger logger, string broker);

    [LoggerMessage(4003, LogLevel.Error, "Publishing to {Broker} failed in a way that is not the broker's; the link is closed and made anew")]
    public static partial void PublisherFault(ILogger logger, string broker, Exception fault);

    [LoggerMessage(4004, LogLevel.Warning, "The last messages to {Broker} were not done after {Limit}; they stay in the outbox")]
    public static partial void DrainCutShort(ILogger logger, string broker, TimeSpan limit);
}
