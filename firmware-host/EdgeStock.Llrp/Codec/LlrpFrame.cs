using System.Buffers;
using System.Buffers.Binary;

namespace EdgeStock.Llrp;

/// <summary>One whole LLRP message as it stood on the wire; the octets are the frame's own.</summary>
/// <param name="Version">Protocol version, 1 for LLRP 1.0.1 and 2 for LLRP 1.1.</param>
/// <param name="Type">Message type, also when it is not a known one.</param>
/// <param name="Id">Message id: a response carries that of its request.</param>
/// <param name="Body">What follows the ten octets of the header.</param>
public readonly record struct LlrpFrame(byte Version, LlrpMessageType Type, uint Id, ReadOnlyMemory<byte> Body)
{
    /// <summary>Octets of the header, and so the smallest message.</summary>
    public const int HeaderLength = 10;

    /// <summary>The longest message taken: far above any report, far below what would hurt a small gateway.</summary>
    public const int MaxLength = 4 * 1024 * 1024;

    /// <summary>
    /// Cuts the next message off the front of what has arrived. TCP splits and joins messages freely: false without an error
    /// means that more octets are needed. An error means that the stream cannot be followed further and must be dropped.
    /// </summary>
    /// <param name="arrived">What has arrived; moved past the message when there is one.</param>
    /// <param name="frame">The message.</param>
    /// <param name="error">Why no message can come from this stream any more.</param>
    public static bool TryCut(ref ReadOnlySequence<byte> arrived, out LlrpFrame frame, out string? error)
    {
        frame = default;
        error = null;
        if (arrived.Length < HeaderLength)
        {
            return false;
        }

        Span<byte> header = stackalloc byte[HeaderLength];
        arrived.Slice(0, HeaderLength).CopyTo(header);
        var length = BinaryPrimitives.ReadUInt32BigEndian(header[2..]);
        if (length is < HeaderLength or > MaxLength)
        {
            error = $"message length {length} is outside {HeaderLength} to {MaxLength}";
            return false;
        }

        if (arrived.Length < length)
        {
            return false;
        }

        // three reserved bits, three of version, ten of type
        var first = BinaryPrimitives.ReadUInt16BigEndian(header);
        var body = arrived.Slice(HeaderLength, length - HeaderLength).ToArray();
        frame = new LlrpFrame((byte)((first >> 10) & 0x7), (LlrpMessageType)(first & 0x3FF), BinaryPrimitives.ReadUInt32BigEndian(header[6..]), body);
        arrived = arrived.Slice(length);
        return true;
    }
}
