namespace EdgeStock.Llrp;

/// <summary>Requests on their way, by message id.</summary>
internal sealed class PendingRequests
{
    private readonly Lock gate = new();
    private readonly Dictionary<uint, (LlrpMessageType Response, TaskCompletionSource<LlrpMessage> Answer)> waiting = [];
    private uint lastId;

    /// <summary>An id that no request on this connection has had.</summary>
    public uint NextId()
    {
        lock (gate)
        {
            return unchecked(++lastId);
        }
    }

    public Task<LlrpMessage> Expect(uint id, LlrpMessageType response)
    {
        var answer = new TaskCompletionSource<LlrpMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            waiting.Add(id, (response, answer));
        }

        return answer.Task;
    }

    public void Forget(uint id)
    {
        lock (gate)
        {
            waiting.Remove(id);
        }
    }

    /// <summary>
    /// Hands a response to its request. Strictly by id, with one leniency: some readers count wrongly, so with exactly one request
    /// outstanding a response of its type is taken for its own and <paramref name="wrongId"/> says what id was expected.
    /// </summary>
    public bool TryComplete(LlrpMessage message, out uint? wrongId)
    {
        wrongId = null;
        TaskCompletionSource<LlrpMessage>? answer = null;
        lock (gate)
        {
            if (waiting.TryGetValue(message.Id, out var request) && (request.Response == message.Type || message.Type == LlrpMessageType.ErrorMessage))
            {
                waiting.Remove(message.Id);
                answer = request.Answer;
            }
            else if (waiting.Count == 1 && waiting.Single() is var (id, (type, only)) && type == message.Type)
            {
                waiting.Remove(id);
                wrongId = id;
                answer = only;
            }
        }

        return answer?.TrySetResult(message) ?? false;
    }

    public void FailAll(Exception why)
    {
        TaskCompletionSource<LlrpMessage>[] left;
        lock (gate)
        {
            left = [.. waiting.Values.Select(w => w.Answer)];
            waiting.Clear();
        }

        foreach (var answer in left)
        {
            answer.TrySetException(why);
        }
    }
}
