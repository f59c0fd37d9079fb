using System.Buffers;
using System.IO.Pipelines;

namespace EdgeStock.Wire;

/// <summary>Cuts a stream of bytes into lines.</summary>
public sealed class LineStream(Stream stream, int maxBytes = LineCodec.MaxLineBytes) : IAsyncDisposable
{
    private readonly PipeReader reader = PipeReader.Create(stream);

    /// <summary>The next line without its line feed; null at the end. A last line without line feed is half a line: it is not given.</summary>
    /// <exception cref="InvalidDataException">A line is longer than is taken; the stream cannot be read on.</exception>
    public async ValueTask<byte[]?> ReadAsync(CancellationToken stop)
    {
        while (true)
        {
            var result = await reader.ReadAsync(stop);
            var buffer = result.Buffer;
            if (buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = buffer.Slice(0, end);
                if (line.Length > maxBytes)
                {
                    throw new InvalidDataException($"a line of {line.Length} bytes, at most {maxBytes} are taken");
                }

                var bytes = line.ToArray();
                reader.AdvanceTo(buffer.GetPosition(1, end));
                return bytes;
            }

            if (buffer.Length > maxBytes)
            {
                throw new InvalidDataException($"a line of more than {maxBytes} bytes");
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
            if (result.IsCompleted)
            {
                return null;
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => reader.CompleteAsync();
}
