namespace EdgeStock.FirmwareHost.Drivers.MtSics;

/// <summary>
/// Commands to a scale beside its running stream of weights. The reply comes in between the weights and is known by its id; an error reply
/// names no command and is taken for the one that waits. One command at a time: the host asks a device for one thing at a time.
/// </summary>
/// <param name="stream">The connection; stays the caller's.</param>
internal sealed class CommandDesk(Stream stream) : IDisposable
{
    private readonly SemaphoreSlim writing = new(1);
    private readonly Lock gate = new();
    private (string Id, TaskCompletionSource<MtSicsReply> Reply)? waiting;

    /// <summary>Sends a command whose reply nobody waits for.</summary>
    public async Task SendAsync(string command, CancellationToken stop)
    {
        await writing.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            await stream.WriteAsync(MtSicsCodec.Command(command), stop).ConfigureAwait(false);
        }
        finally
        {
            writing.Release();
        }
    }

    /// <summary>Sends a command and waits for its reply.</summary>
    /// <exception cref="IOException">The connection broke.</exception>
    public async Task<MtSicsReply> AskAsync(string id, string command, CancellationToken stop)
    {
        var reply = new TaskCompletionSource<MtSicsReply>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            waiting = (id, reply);
        }

        try
        {
            await SendAsync(command, stop).ConfigureAwait(false);
            return await reply.Task.WaitAsync(stop).ConfigureAwait(false);
        }
        finally
        {
            lock (gate)
            {
                waiting = null;
            }
        }
    }

    /// <summary>Hands a reply to the command that waits for it; false when none does.</summary>
    public bool Take(MtSicsReply reply)
    {
        lock (gate)
        {
            return waiting is { } command && (reply.Id == command.Id || reply is ErrorReply) && command.Reply.TrySetResult(reply);
        }
    }

    /// <summary>The connection is over: whoever waits is told.</summary>
    public void Fail(string why)
    {
        lock (gate)
        {
            waiting?.Reply.TrySetException(new IOException(why));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => writing.Dispose();
}
