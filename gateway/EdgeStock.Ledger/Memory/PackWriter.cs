using System.Text;

namespace EdgeStock.Ledger.Memory;

/// <summary>Writes values in as few octets as they need, exactly: what <see cref="PackReader"/> reads is the same value, to the last bit.</summary>
internal sealed class PackWriter
{
    private byte[] octets = new byte[512];
    private int length;

    /// <summary>What was written since <see cref="Clear"/>.</summary>
    public ReadOnlySpan<byte> Written => octets.AsSpan(0, length);

    public void Clear() => length = 0;

    /// <summary>Seven bits an octet, the lowest first; an octet with the high bit set is not the last.</summary>
    public void Natural(ulong value)
    {
        var to = Room(10);
        var n = 0;
        for (; value >= 0x80; value >>= 7)
        {
            to[n++] = unchecked((byte)(value | 0x80));
        }

        to[n++] = (byte)value;
        length += n;
    }

    /// <summary>A number of either sign: 0, −1, 1, −2… become 0, 1, 2, 3…</summary>
    public void Whole(long value) => Natural(Folded(value));

    /// <summary>A number that may be absent.</summary>
    public void Maybe(long? value) => Natural(value is { } known ? Folded(known) + 1 : 0);

    /// <summary>An instant in whole milliseconds; null for none.</summary>
    public void Instant(DateTimeOffset? value) => Maybe(value?.ToUnixTimeMilliseconds());

    /// <summary>A time span; in whole milliseconds, as nearly all are, it is shorter.</summary>
    public void Duration(TimeSpan value) => Natural(
        value.Ticks % TimeSpan.TicksPerMillisecond == 0 ? Folded(value.Ticks / TimeSpan.TicksPerMillisecond) << 1 : (Folded(value.Ticks) << 1) | 1);

    /// <summary>A measured value: a whole number, tenths or thousandths where it is exactly that, as what devices say mostly is; else its eight octets.</summary>
    public void Number(double value)
    {
        for (var form = 0; form < PackReader.Scales.Length; form++)
        {
            var scaled = Math.Round(value * PackReader.Scales[form]);
            if (Math.Abs(scaled) < 1e12 && BitConverter.DoubleToInt64Bits((long)scaled / PackReader.Scales[form]) == BitConverter.DoubleToInt64Bits(value))
            {
                Natural((Folded((long)scaled) << 2) | (uint)form);
                return;
            }
        }

        Natural((ulong)PackReader.Scales.Length);
        BitConverter.TryWriteBytes(Room(8), value);
        length += 8;
    }

    /// <summary>Octets behind their number.</summary>
    public void Octets(ReadOnlySpan<byte> value)
    {
        Natural((ulong)value.Length);
        value.CopyTo(Room(value.Length));
        length += value.Length;
    }

    public void Text(string value)
    {
        var size = Encoding.UTF8.GetByteCount(value);
        Natural((ulong)size);
        length += Encoding.UTF8.GetBytes(value, Room(size));
    }

    private static ulong Folded(long value) => unchecked((ulong)((value << 1) ^ (value >> 63)));

    private Span<byte> Room(int size)
    {
        if (octets.Length - length < size)
        {
            Array.Resize(ref octets, Math.Max(octets.Length * 2, length + size));
        }

        return octets.AsSpan(length);
    }
}
