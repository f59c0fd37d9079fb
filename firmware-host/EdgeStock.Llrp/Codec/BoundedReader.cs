using System.Buffers.Binary;
using System.Text;

namespace EdgeStock.Llrp;

/// <summary>
/// Reads fields and parameters inside one enclosing parameter and never beyond it. The first fault is kept in the notes and ends
/// everything: from then on fields read as zero and there are no more parameters, so that callers check once, at the end.
/// </summary>
internal ref struct BoundedReader
{
    // deeper than anything the standard nests; keeps hostile nesting off the stack
    private const int MaxDepth = 24;

    private readonly ReadOnlySpan<byte> data;
    private readonly DecodeNotes notes;
    private readonly int origin;
    private readonly int depth;
    private int position;

    public BoundedReader(ReadOnlySpan<byte> body, DecodeNotes notes)
        : this(body, notes, 0, 0)
    {
    }

    private BoundedReader(ReadOnlySpan<byte> data, DecodeNotes notes, int origin, int depth)
    {
        this.data = data;
        this.notes = notes;
        this.origin = origin;
        this.depth = depth;
        position = 0;
    }

    /// <summary>Octets from the start of the body to the next one read.</summary>
    public readonly int Offset => origin + position;

    public readonly int Remaining => data.Length - position;

    public readonly DecodeNotes Notes => notes;

    public byte U8() => Take(1) is { Length: 1 } s ? s[0] : (byte)0;

    public sbyte S8() => unchecked((sbyte)U8());

    public ushort U16() => Take(2) is { Length: 2 } s ? BinaryPrimitives.ReadUInt16BigEndian(s) : (ushort)0;

    public short S16() => unchecked((short)U16());

    public uint U32() => Take(4) is { Length: 4 } s ? BinaryPrimitives.ReadUInt32BigEndian(s) : 0;

    public ulong U64() => Take(8) is { Length: 8 } s ? BinaryPrimitives.ReadUInt64BigEndian(s) : 0;

    /// <summary>The top bit of an octet whose other seven are reserved.</summary>
    public bool TopBit() => (U8() & 0x80) != 0;

    public string Utf8() => Encoding.UTF8.GetString(Take(U16()));

    public ushort[] U16Array()
    {
        var octets = Take(U16() * 2);
        var values = new ushort[octets.Length / 2];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = BinaryPrimitives.ReadUInt16BigEndian(octets[(i * 2)..]);
        }

        return values;
    }

    /// <summary>A bit array: a count of bits, then the bits padded to octets.</summary>
    public ReadOnlySpan<byte> BitArray(out int bits)
    {
        bits = U16();
        return Take((bits + 7) / 8);
    }

    public ReadOnlySpan<byte> Rest() => Take(Remaining);

    public ReadOnlySpan<byte> Take(int count)
    {
        if (notes.Failed)
        {
            return default;
        }

        if (count > Remaining)
        {
            notes.Fail(Offset, $"{count} octets are wanted and {Remaining} are left");
            return default;
        }

        var taken = data.Slice(position, count);
        position += count;
        return taken;
    }

    /// <summary>
    /// The next sub-parameter, bounded by its own length. An unknown TV parameter says no length, so the rest of what encloses it
    /// is given up and noted; an unknown TLV parameter is returned like any other and is the caller's to skip.
    /// </summary>
    public bool TryNext(out ushort type, out BoundedReader value)
    {
        type = 0;
        value = default;
        if (notes.Failed || Remaining == 0)
        {
            return false;
        }

        var start = Offset;
        if (depth == MaxDepth)
        {
            notes.Fail(start, $"parameters are nested deeper than {MaxDepth}");
            return false;
        }

        if ((data[position] & 0x80) != 0)
        {
            type = (ushort)(data[position] & 0x7F);
            if (ParameterType.ValueLengthOfTv(type) is not { } length)
            {
                notes.Skip($"unknown TV parameter {type} at offset {start}: the remaining {Remaining} octets of what encloses it are skipped");
                position = data.Length;
                return false;
            }

            position++;
            return Enter(length, out value);
        }

        if (Remaining < 4)
        {
            notes.Fail(start, $"{Remaining} octets are left, a parameter has at least 4");
            return false;
        }

        // six reserved bits, ten of type
        type = (ushort)(U16() & 0x3FF);
        int whole = U16();
        if (whole < 4)
        {
            notes.Fail(start, $"{LlrpSchema.NameOfParameter(type)} has length {whole}, a parameter has at least 4");
            return false;
        }

        if (whole - 4 > Remaining)
        {
            notes.Fail(start, $"{LlrpSchema.NameOfParameter(type)} has length {whole}, only {Remaining + 4} octets are left in what encloses it");
            return false;
        }

        return Enter(whole - 4, out value);
    }

    /// <summary>Notes a parameter that the caller does not use, unless the standard names it.</summary>
    public readonly void Skip(ushort type)
    {
        if (type == ParameterType.Custom && Remaining >= 8)
        {
            var inside = this;
            notes.Skip($"Custom parameter of vendor {inside.U32()}, subtype {inside.U32()} skipped");
        }
        else if (type == ParameterType.Custom || LlrpSchema.Parameter(type) is null)
        {
            notes.Skip($"unknown {LlrpSchema.NameOfParameter(type)} at offset {origin - 4} skipped");
        }
    }

    /// <summary>The same octets from here on, with notes that nobody reads: for a second pass.</summary>
    public readonly BoundedReader Silent() => new(data[position..], new DecodeNotes(), Offset, depth);

    private bool Enter(int length, out BoundedReader value)
    {
        var start = Offset;
        value = new BoundedReader(Take(length), notes, start, depth + 1);
        return !notes.Failed;
    }
}
