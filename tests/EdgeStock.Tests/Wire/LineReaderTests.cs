using EdgeStock.Wire;
using System.Text;

namespace EdgeStock.Tests.Wire;

public sealed class LineReaderTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(100)]
    public async Task Lines_are_the_same_however_the_bytes_arrive(int piece)
    {
        var reader = new LineReader(new Pieces("S S 1 g\r\nS D 2 g\n\nES\rrest", piece), 8);

        Assert.Equal("S S 1 g", await Text(reader));
        Assert.Equal("S D 2 g", await Text(reader));
        Assert.Equal("ES", await Text(reader));
        Assert.Equal(LineKind.End, (await reader.ReadAsync(default)).Kind);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public async Task A_line_too_long_is_said_once_and_the_next_one_is_whole(int piece)
    {
        var reader = new LineReader(new Pieces(new string('x', 8) + "\n" + new string('y', 9) + "\n" + new string('z', 50) + "\r\nok\n", piece), 8);

        Assert.Equal("xxxxxxxx", await Text(reader));
        Assert.Equal(LineKind.TooLong, (await reader.ReadAsync(default)).Kind);
        Assert.Equal(LineKind.TooLong, (await reader.ReadAsync(default)).Kind);
        Assert.Equal("ok", await Text(reader));
    }

    private static async Task<string> Text(LineReader reader)
    {
        var read = await reader.ReadAsync(default);
        Assert.Equal(LineKind.Line, read.Kind);
        return Encoding.ASCII.GetString(read.Bytes.Span);
    }

    private sealed class Pieces(string text, int piece) : MemoryStream(Encoding.ASCII.GetBytes(text))
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(piece, buffer.Length)], cancellationToken);
    }
}
