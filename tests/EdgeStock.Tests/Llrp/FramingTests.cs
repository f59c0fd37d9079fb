using System.Buffers;
using System.IO.Pipelines;
using EdgeStock.Llrp;

namespace EdgeStock.Tests.Llrp;

public sealed class FramingTests
{
    private static readonly byte[] Three =
    [
        .. Convert.FromHexString("043e0000000a0000002a"),
        .. Convert.FromHexString("043d0000002c4095892f00f000228d3005fb63ac1f3841ec88046781000186ce820004ec2ea8354c09880001"),
        .. Convert.FromHexString("043f000000200000000000f600160081000c00000000da3c043d010000060000"),
    ];

    [Fact]
    public async Task Messages_come_whole_wherever_the_stream_was_split()
    {
        for (var split = 0; split <= Three.Length; split++)
        {
            var pipe = new Pipe();
            await using var connection = new LlrpConnection(pipe.Reader.AsStream());
            var read = ReadAllAsync(connection);
            await pipe.Writer.WriteAsync(Three.AsMemory(0, split));
            await pipe.Writer.FlushAsync();
            await pipe.Writer.WriteAsync(Three.AsMemory(split));
            await pipe.Writer.CompleteAsync();

            var frames = await read;

            Assert.Equal([LlrpMessageType.Keepalive, LlrpMessageType.RoAccessReport, LlrpMessageType.ReaderEventNotification], frames.Select(f => f.Type));
            Assert.Equal([42u, 0x4095892Fu, 0u], frames.Select(f => f.Id));
            Assert.Equal(Three[10..].AsSpan(10, 34).ToArray(), frames[1].Body.ToArray());
        }
    }

    [Fact]
    public void A_message_is_cut_from_octets_that_arrive_one_at_a_time()
    {
        for (var arrived = 0; arrived < 10; arrived++)
        {
            var some = new ReadOnlySequence<byte>(Three, 0, arrived);
            Assert.False(LlrpFrame.TryCut(ref some, out _, out var error));
            Assert.Null(error);
        }

        var whole = new ReadOnlySequence<byte>(Three, 0, 11);
        Assert.True(LlrpFrame.TryCut(ref whole, out var frame, out _));
        Assert.Equal((byte)1, frame.Version);
        Assert.Equal(1, whole.Length);
    }

    [Fact]
    public void Reserved_bits_of_the_header_are_ignored()
    {
        var octets = new ReadOnlySequence<byte>(Convert.FromHexString("e43e0000000a0000002a"));

        Assert.True(LlrpFrame.TryCut(ref octets, out var frame, out _));
        Assert.Equal((1, LlrpMessageType.Keepalive), (frame.Version, frame.Type));
    }

    [Theory]
    [InlineData("043e000000090000002a")]
    [InlineData("043e000000000000002a")]
    [InlineData("043effffffff0000002a")]
    [InlineData("043e004000010000002a")]
    public void A_length_that_no_message_has_is_an_error_of_the_stream(string hex)
    {
        var octets = new ReadOnlySequence<byte>(Convert.FromHexString(hex));

        Assert.False(LlrpFrame.TryCut(ref octets, out _, out var error));
        Assert.Contains("length", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_ends_inside_a_message_just_ends()
    {
        await using var connection = new LlrpConnection(new MemoryStream(Three[..20]));

        Assert.NotNull(await connection.ReadAsync(CancellationToken.None));
        Assert.Null(await connection.ReadAsync(CancellationToken.None));
    }

    private static async Task<List<LlrpFrame>> ReadAllAsync(LlrpConnection connection)
    {
        var frames = new List<LlrpFrame>();
        while (await connection.ReadAsync(CancellationToken.None) is { } frame)
        {
            frames.Add(frame);
        }

        return frames;
    }
}
