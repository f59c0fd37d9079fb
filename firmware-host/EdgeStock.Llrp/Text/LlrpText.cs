using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EdgeStock.Llrp;

/// <summary>What messages say, as JSON for a person at support: one object for each message.</summary>
public static class LlrpText
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One message described.</summary>
    /// <param name="Json">One line of JSON; <c>{"error":…,"offset":…}</c> when malformed.</param>
    /// <param name="Malformed">The octets are not what the standard allows.</param>
    public sealed record Result(string Json, bool Malformed);

    /// <summary>
    /// Describes messages that stand one after the other, as one connection would see them: a tag takes what it leaves out from the
    /// tag before, until a connection event. A malformed body ends its own message; a malformed frame ends them all.
    /// </summary>
    /// <param name="messages">Whole messages; an offset in an error counts from their first octet.</param>
    public static IEnumerable<Result> Describe(ReadOnlyMemory<byte> messages)
    {
        var rest = new ReadOnlySequence<byte>(messages);
        var sticky = new StickyValues();
        if (rest.IsEmpty)
        {
            yield return Malformed("no octets", 0);
        }

        while (!rest.IsEmpty)
        {
            var start = (int)(messages.Length - rest.Length);
            if (!LlrpFrame.TryCut(ref rest, out var frame, out var error))
            {
                yield return Malformed(error ?? $"the message is cut short: {rest.Length} octets are left", start);
                yield break;
            }

            if (IsConnectionEvent(frame))
            {
                sticky = new StickyValues();
            }

            yield return Describe(frame, sticky, start);
        }
    }

    private static Result Describe(LlrpFrame frame, StickyValues sticky, int start)
    {
        var notes = new DecodeNotes();
        var text = MessageText.Describe(frame, sticky, notes);
        return notes.Error is { } error
            ? Malformed($"{frame.Type.StandardName()}: {error}", start + LlrpFrame.HeaderLength + notes.ErrorOffset)
            : new Result(text.ToJsonString(Plain), Malformed: false);
    }

    private static bool IsConnectionEvent(LlrpFrame frame) =>
        frame.Type == LlrpMessageType.ReaderEventNotification
        && LlrpCodec.TryDecode(frame, new StickyValues(), out var message, out _)
        && message is ReaderEventNotification { Notices: var notices }
        && notices.Any(n => n is ConnectionAttemptNotice { Status: ConnectionAttemptStatus.Success });

    private static Result Malformed(string error, int offset) =>
        new(new JsonObject { ["error"] = error, ["offset"] = offset }.ToJsonString(Plain), Malformed: true);
}
