using System.Buffers;
using System.Threading.Channels;
using EdgeStock.Wire;

namespace EdgeStock.FirmwareHost.Uplink;

/// <summary>
/// One connection to the gateway: says hello, waits for the answer that tells what is committed and how to number, then sends
/// what the buffer holds as it comes and releases what is acknowledged.
/// </summary>
/// <param name="stream">The connection; stays the caller's.</param>
/// <param name="hello">The line it begins with.</param>
/// <param name="buffer">What is to be sent.</param>
/// <param name="desk">Takes the gateway's requests and has their answers.</param>
/// <param name="bell">Rings when the buffer or the desk has something new.</param>
/// <param name="answered">Called when the gateway has answered the hello.</param>
/// <param name="time">The clock of the wait for that answer.</param>
internal sealed class UplinkSession(Stream stream, HelloLine hello, SampleBuffer buffer, ActionDesk desk, Channel<bool> bell, Action answered, TimeProvider time)
{
    // one write takes at most so much: large enough to empty a full buffer fast, small enough to answer a request soon
    private const int BatchLines = 256;
    private const int BatchBytes = 32 * 1024;
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(10);

    private readonly List<DoneLine> answers = [];
    private readonly TaskCompletionSource greeted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ArrayBufferWriter<byte> batch = new(BatchBytes);

    /// <summary>Lines of the gateway that were skipped: unknown, malformed, or a request too many.</summary>
    public long Skipped { get; private set; }

    /// <summary>Serves the connection until it breaks or the host stops.</summary>
    /// <exception cref="IOException">The connection broke or the gateway closed it.</exception>
    /// <exception cref="InvalidDataException">The gateway does not keep to the format; the connection is to be closed.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        await stream.WriteAsync((byte[])[.. LineCodec.ToUtf8(hello), (byte)'\n'], stop).ConfigureAwait(false);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var reading = ReadAsync(over.Token);
        var writing = WriteAsync(over.Token);
        var first = await Task.WhenAny(reading, writing).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(reading, writing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await first.ConfigureAwait(false);
    }

    private async Task ReadAsync(CancellationToken over)
    {
        var lines = new LineReader(stream, LineCodec.MaxLineBytes);
        while (true)
        {
            var read = await lines.ReadAsync(over).ConfigureAwait(false);
            switch (read.Kind)
            {
                case LineKind.End:
                    throw new IOException("the gateway closed the connection");
                case LineKind.TooLong:
                    Skipped++;
                    throw new InvalidDataException($"the gateway sent a line of more than {LineCodec.MaxLineBytes} bytes");
                default:
                    Take(read.Bytes.Span);
                    break;
            }
        }
    }

    private void Take(ReadOnlySpan<byte> utf8)
    {
        if (!LineCodec.TryParse(utf8, null, out var line, out _))
        {
            Skipped++;
            return;
        }

        switch (line)
        {
            case AckLine ack when greeted.Task.IsCompleted:
                buffer.Acknowledge(ack.N);
                break;
            case AckLine { Next: { } lowest, N: < ulong.MaxValue } ack when lowest < ulong.MaxValue:
                buffer.Connect(ack.N, lowest);
                greeted.SetResult();
                break;
            case AckLine:
                throw new InvalidDataException("the gateway's answer to the hello does not say how to number");
            case DoLine request when desk.TryTake(request, () => bell.Writer.TryWrite(true)):
                break;
            default:
                Skipped++;
                break;
        }
    }

    private async Task WriteAsync(CancellationToken over)
    {
        try
        {
            await greeted.Task.WaitAsync(AnswerLimit, time, over).ConfigureAwait(false);
        }
        catch (TimeoutException e)
        {
            throw new IOException($"the gateway did not answer the hello within {AnswerLimit.TotalSeconds:0} s", e);
        }

        answered();
        while (true)
        {
            while (Fill())
            {
                await SendAsync(over).ConfigureAwait(false);
            }

            await bell.Reader.ReadAsync(over).ConfigureAwait(false);
        }
    }

    private async Task SendAsync(CancellationToken over)
    {
        var sent = false;
        try
        {
            await stream.WriteAsync(batch.WrittenMemory, over).ConfigureAwait(false);
            sent = true;
        }
        finally
        {
            if (!sent)
            {
                // samples are kept until they are acknowledged; answers are not, so these go out in the next session
                answers.ForEach(desk.Return);
            }
        }
    }

    private bool Fill()
    {
        batch.ResetWrittenCount();
        answers.Clear();
        var ready = desk.Ready;
        var samples = buffer.Take(BatchLines);
        foreach (var sample in samples)
        {
            Append(sample);
        }

        // An answer goes out behind what the devices said before it: a gateway that heard of a zero first would take the weights
        // from before it for those after. So none goes out before the buffer has been emptied once.
        for (; samples.Count < BatchLines && ready > 0 && desk.TryNext(out var answer); ready--)
        {
            answers.Add(answer);
            Append(answer);
        }

        return batch.WrittenCount > 0;
    }

    private void Append(Line line)
    {
        batch.Write(LineCodec.ToUtf8(line));
        batch.Write("\n"u8);
    }
}
