namespace EdgeStock.Mqtt;

/// <summary>A message that waits for the broker's answer, and the place in the window that it holds.</summary>
/// <param name="window">The window it holds a place in; null for a subscription, which holds none.</param>
internal sealed class PendingAck(SemaphoreSlim? window)
{
    // it is completed on the loop thread inside a native callback: without this flag the caller's code would go on there,
    // holding the library's callback lock
    private readonly TaskCompletionSource<byte> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The reason code; faults with <see cref="BrokerLostException"/>.</summary>
    public Task<byte> Answer => answer.Task;

    public void Complete(byte reason)
    {
        // first the place, so that who has seen the answer finds the window open
        window?.Release();
        answer.TrySetResult(reason);
    }

    public void Fail(string reason)
    {
        window?.Release();
        answer.TrySetException(new BrokerLostException(reason));
    }
}
