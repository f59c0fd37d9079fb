using System.IO.Pipelines;

namespace EdgeStock.Llrp;

/// <summary>Messages over a stream, for either end of it: one reads at a time, any may send.</summary>
public sealed class LlrpConnection(Stream stream) : IAsyncDisposable
{
    private readonly PipeReader input = PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true));
    private readonly SemaphoreSlim sending = new(1, 1);

    /// <summary>Called whenever a message has arrived whole.</summary>
    public Action? Heard { get; init; }

    /// <summary>The next message; null once the other end has closed.</summary>
    /// <exception cref="LlrpException">The stream cannot be followed.</exception>
    /// <exception cref="IOException">The stream broke.</exception>
    public async ValueTask<LlrpFrame?> ReadAsync(CancellationToken cancel)
    {
        while (true)
        {
            var result = await input.ReadAsync(cancel).ConfigureAwait(false);
            var arrived = result.Buffer;
            if (LlrpFrame.TryCut(ref arrived, out var frame, out var error))
            {
                input.AdvanceTo(arrived.Start);
                Heard?.Invoke();
                return frame;
            }

            if (error is not null)
            {
                throw LlrpException.Lost(error);
            }

            input.AdvanceTo(arrived.Start, arrived.End);
            if (result.IsCompleted)
            {
                return null;
            }
        }
    }

    /// <summary>Sends one message whole.</summary>
    /// <exception cref="IOException">The stream broke.</exception>
    public async ValueTask SendAsync(LlrpMessage message, CancellationToken cancel)
    {
        var octets = LlrpCodec.Encode(message);
        await sending.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            await stream.WriteAsync(octets, cancel).ConfigureAwait(false);
        }
        finally
        {
            sending.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stream.DisposeAsync().ConfigureAwait(false);
        sending.Dispose();
    }
}
