using System.Buffers.Binary;
using System.Text;

namespace EdgeStock.Llrp;

/// <summary>Builds one message; lengths are filled in when a parameter or the message ends.</summary>
internal sealed class LlrpWriter
{
    private byte[] buffer = new byte[256];
    private int length;

    public LlrpWriter U8(int value)
    {
        Grow(1)[0] = (byte)value;
        return this;
    }

    public LlrpWriter U16(int value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(Grow(2), (ushort)value);
        return this;
    }

    public LlrpWriter S16(int value)
    {
        BinaryPrimitives.WriteInt16BigEndian(Grow(2), (short)value);
        return this;
    }

    public LlrpWriter U32(uint value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(Grow(4), value);
        return this;
    }

    public LlrpWriter U64(ulong value)
    {
        BinaryPrimitives.WriteUInt64BigEndian(Grow(8), value);
        return this;
    }

    public LlrpWriter TopBit(bool value) => U8(value ? 0x80 : 0);

    public LlrpWriter Bytes(ReadOnlySpan<byte> octets)
    {
        octets.CopyTo(Grow(octets.Length));
        return this;
    }

    public LlrpWriter Utf8(string text)
    {
        var octets = Encoding.UTF8.GetBytes(text);
        return U16(octets.Length).Bytes(octets);
    }

    public LlrpWriter U16Array(IReadOnlyList<ushort> values)
    {
        U16(values.Count);
        foreach (var value in values)
        {
            U16(value);
        }

        return this;
    }

    /// <summary>Starts a TV parameter; its value has the length that the standard gives the type.</summary>
    public LlrpWriter Tv(ushort type) => U8(0x80 | type);

    /// <summary>A TLV parameter around what <paramref name="content"/> writes.</summary>
    public LlrpWriter Tlv(ushort type, Action<LlrpWriter> content)
    {
        var start = length;
        U16(type).U16(0);
        content(this);
        BinaryPrimitives.WriteUInt16BigEndian(buffer.AsSpan(start + 2), (ushort)(length - start));
        return this;
    }

    /// <summary>The whole message around what <paramref name="content"/> writes.</summary>
    public static byte[] Message(byte version, LlrpMessageType type, uint id, Action<LlrpWriter> content)
    {
        var writer = new LlrpWriter();
        writer.U16((version << 10) | (int)type).U32(0).U32(id);
        content(writer);
        BinaryPrimitives.WriteUInt32BigEndian(writer.buffer.AsSpan(2), (uint)writer.length);
        return writer.buffer.AsSpan(0, writer.length).ToArray();
    }

    private Span<byte> Grow(int count)
    {
        if (length + count > buffer.Length)
        {
            Array.Resize(ref buffer, Math.Max(buffer.Length * 2, length + count));
        }

        length += count;
        return buffer.AsSpan(length - count, count);
    }
}
