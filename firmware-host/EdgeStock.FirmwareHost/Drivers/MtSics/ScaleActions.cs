namespace EdgeStock.FirmwareHost.Drivers.MtSics;

/// <summary>
/// What a scale can be asked: <c>zero</c> (Z) and <c>identify</c> (D, level 1: a text on its display). Its answers as sentences that say
/// what to do; a reply of a clone that has no form for "no" of its own is one of the general errors.
/// </summary>
internal static class ScaleActions
{
    /// <summary>How long the display shows the scale's id before it goes back to the weight.</summary>
    public static readonly TimeSpan ShowFor = TimeSpan.FromSeconds(5);

    private const string TryAgain = "empty the platform, let it rest, and ask again";

    /// <summary>Asks the scale.</summary>
    public static async Task<ActionOutcome> DoAsync(string action, string device, CommandDesk desk, CancellationToken stop) => action switch
    {
        "zero" => Zero(await desk.AskAsync("Z", "Z", stop).ConfigureAwait(false)),
        "identify" => Identify(device, await desk.AskAsync("D", $"D \"{device}\"", stop).ConfigureAwait(false)),
        _ => ActionOutcome.NotOffered(action, "zero, identify"),
    };

    private static ActionOutcome Zero(MtSicsReply reply) => reply switch
    {
        AcceptedReply => ActionOutcome.Done("set to zero"),
        RefusedReply => ActionOutcome.Refused($"not set to zero: the weight did not come to rest, or the scale is busy; {TryAgain}"),
        RangeReply { Overload: true } => ActionOutcome.Refused($"not set to zero: there is more on the platform than may be set to zero; {TryAgain}"),
        RangeReply => ActionOutcome.Refused("not set to zero: there is less than nothing on the scale; put the platform onto its cell, let it rest, and ask again"),
        _ => Unknown("Z", reply),
    };

    private static ActionOutcome Identify(string device, MtSicsReply reply) => reply switch
    {
        AcceptedReply => ActionOutcome.Done($"shows '{device}' on its display for {ShowFor.TotalSeconds:0} s"),
        RefusedReply => ActionOutcome.Refused("the scale cannot show a text now: it is busy or has no display; look for it by its address"),
        _ => Unknown("D", reply),
    };

    private static ActionOutcome Unknown(string command, MtSicsReply reply) =>
        ActionOutcome.Refused($"the scale does not know the command {command} (it answered {reply.Id}); do it at the scale itself");
}
