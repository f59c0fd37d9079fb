namespace EdgeStock.Wire;

/// <summary>What a read of one line gave.</summary>
public enum LineKind
{
    /// <summary>A whole line.</summary>
    Line,

    /// <summary>A line that is longer than is taken, said as soon as it is; the rest of it is passed over.</summary>
    TooLong,

    /// <summary>The other side closed the stream.</summary>
    End,
}

/// <summary>One line off a stream. The bytes are valid until the next read.</summary>
public readonly record struct LineRead(LineKind Kind, ReadOnlyMemory<byte> Bytes);

/// <summary>
/// Cuts a stream into lines of bounded length. Ends at LF or CR (scales end a line with CR LF, some clones with CR alone);
/// empty lines are skipped, so CR LF is one end.
/// </summary>
/// <param name="stream">Where the bytes come from; stays the caller's.</param>
/// <param name="longest">Bytes of the longest line taken, without its end.</param>
public sealed class LineReader(Stream stream, int longest)
{
    private readonly byte[] buffer = new byte[longest + 1];
    private int start;
    private int end;
    private bool skipping;

    /// <summary>The next line. A line cut off by the end of the stream is not a line.</summary>
    /// <exception cref="IOException">The stream broke.</exception>
    public async Task<LineRead> ReadAsync(CancellationToken cancel)
    {
        while (true)
        {
            while (Cut() is { } line)
            {
                if (!skipping && !line.IsEmpty)
                {
                    return new LineRead(LineKind.Line, line);
                }

                skipping = false;
            }

            if (!HasRoom())
            {
                end = 0;
                if (!skipping)
                {
                    skipping = true;
                    return new LineRead(LineKind.TooLong, default);
                }
            }

            var read = await stream.ReadAsync(buffer.AsMemory(end), cancel);
            if (read == 0)
            {
                return new LineRead(LineKind.End, default);
            }

            end += read;
        }
    }

    private ReadOnlyMemory<byte>? Cut()
    {
        var at = buffer.AsSpan(start, end - start).IndexOfAny((byte)'\n', (byte)'\r');
        if (at < 0)
        {
            return null;
        }

        var line = buffer.AsMemory(start, at);
        start += at + 1;
        return line;
    }

    private bool HasRoom()
    {
        buffer.AsSpan(start, end - start).CopyTo(buffer);
        end -= start;
        start = 0;
        return end < buffer.Length;
    }
}
