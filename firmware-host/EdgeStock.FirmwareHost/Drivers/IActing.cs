namespace EdgeStock.FirmwareHost.Drivers;

/// <summary>A driver whose device can be asked to do something: set a scale to zero, count the tags around a reader, light a lamp.</summary>
internal interface IActing
{
    /// <summary>
    /// Does it and says what happened. Called while the device is up, for one request at a time, on a thread of its own task;
    /// the request may come in any phase of <see cref="IDriver.RunAsync"/>.
    /// </summary>
    /// <param name="action"><c>zero</c>, <c>led</c>, <c>identify</c> or <c>scan</c>; one that the driver does not know is refused.</param>
    /// <param name="value">What the action takes, if anything.</param>
    /// <param name="stop">The request is given up: it took too long, or the host stops.</param>
    /// <exception cref="IOException">The device is lost.</exception>
    Task<ActionOutcome> DoAsync(string action, string? value, CancellationToken stop);
}

/// <summary>What came of a request: either a result or an error, each a sentence for the person who asked.</summary>
internal readonly record struct ActionOutcome(string? Result, string? Error)
{
    /// <summary>It was done.</summary>
    public static ActionOutcome Done(string result) => new(result, null);

    /// <summary>It was not done: why, and what to do.</summary>
    public static ActionOutcome Refused(string error) => new(null, error);

    /// <summary>The driver has no such action.</summary>
    public static ActionOutcome NotOffered(string action, string offered) => Refused($"'{action}' is not offered by this driver; it offers {offered}");
}
