using System.Globalization;
using EdgeStock.Domain;

namespace EdgeStock.Gateway.Notifying;

/// <summary>The words of messages in one language.</summary>
internal abstract class NotificationWords
{
    /// <summary>The words of a language.</summary>
    public static NotificationWords In(NotificationLanguage language) => language == NotificationLanguage.Swedish ? new SwedishWords() : new EnglishWords();

    public abstract NumberFormatInfo Numbers { get; }

    public abstract string Since { get; }

    public abstract string AskedAt { get; }

    public abstract string Alarms { get; }

    public abstract string State { get; }

    public abstract string Limit { get; }

    public abstract string Limits { get; }

    public abstract string Deadband { get; }

    public abstract string AcknowledgeWith { get; }

    public abstract string NextStep { get; }

    public abstract string NoNextStep { get; }

    public abstract string Over { get; }

    public abstract string OnThePhone { get; }

    public abstract string Others { get; }

    public abstract string Nobody { get; }

    public abstract string DrillBody { get; }

    public abstract string SignWith { get; }

    /// <summary>How a subject begins.</summary>
    public abstract string Prefix(NotificationCause cause, int step);

    /// <summary>What an alarm's kind means.</summary>
    public abstract string Kind(AlarmKind kind);

    /// <summary>A state.</summary>
    public abstract string Of(AlarmState state);

    /// <summary>Temperature or humidity.</summary>
    public abstract string Quantity(string quantity);

    /// <summary>How long it must be wrong, and right again.</summary>
    public abstract string Delays(string on, string off);

    /// <summary>Which message this is.</summary>
    public abstract string Footer(string id, int step, string gateway, string site);
}
