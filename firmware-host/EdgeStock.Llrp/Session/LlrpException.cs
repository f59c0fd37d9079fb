namespace EdgeStock.Llrp;

/// <summary>A session with a reader could not be had, or is lost.</summary>
/// <param name="code">Stable code, such as <c>llrp-refused</c>.</param>
/// <param name="reason">What happened, in a sentence.</param>
/// <param name="nextStep">What the operator does about it.</param>
/// <param name="retryable">Trying again later can succeed without anyone doing anything.</param>
/// <param name="cause">What lay beneath.</param>
public sealed class LlrpException(string code, string reason, string nextStep, bool retryable, Exception? cause = null)
    : IOException($"{reason} ({code}). {nextStep}", cause)
{
    public string Code => code;

    public string Reason => reason;

    public string NextStep => nextStep;

    public bool Retryable => retryable;

    internal static LlrpException Unreachable(string address, Exception cause) => new(
        "llrp-unreachable", $"no connection to the reader at {address}: {cause.Message}",
        "Check its power, its cable and its address.", retryable: true, cause);

    internal static LlrpException Refused(ConnectionAttemptStatus status) => new(
        "llrp-refused",
        status switch
        {
            ConnectionAttemptStatus.ClientInitiatedExists => "the reader refused the connection: another client is connected",
            ConnectionAttemptStatus.ReaderInitiatedExists => "the reader refused the connection: it is connected to a client of its own choosing",
            _ => $"the reader refused the connection with status {(int)status}",
        },
        "After a crash the old session frees itself within a few tries; otherwise stop the other client.", retryable: true);

    internal static LlrpException Rejected(LlrpMessageType request, LlrpStatus status) => new(
        "llrp-rejected", $"the reader refused {request.StandardName()}: {status}",
        "Compare the reader's settings in the hardware file with what the reader can do.", retryable: false);

    internal static LlrpException Lost(string reason, Exception? cause = null) => new(
        "llrp-lost", $"the connection to the reader is lost: {reason}", "It is tried again; check the cable if it stays away.", retryable: true, cause);
}
