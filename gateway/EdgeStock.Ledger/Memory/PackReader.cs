using System.Buffers.Binary;
using System.Text;

namespace EdgeStock.Ledger.Memory;

/// <summary>Reads what <see cref="PackWriter"/> wrote. Octets that no writer made end in a <see cref="FormatException"/>, never in a wild read.</summary>
internal ref struct PackReader(ReadOnlySpan<byte> octets)
{
    private const long FirstMillisecond = -62_135_596_800_000;
    private const long LastMillisecond = 253_402_300_799_999;

    private ReadOnlySpan<byte> rest = octets;

    /// <summary>What a number in the short form is divided by.</summary>
    public static ReadOnlySpan<double> Scales => [1, 10, 1000];

    /// <summary>Nothing is left.</summary>
    public readonly bool IsEmpty => rest.IsEmpty;

    public ulong Natural()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var octet = Take(1)[0];
            value |= (ulong)(octet & 0x7F) << shift;
            if (octet < 0x80)
            {
                return value;
            }
        }

        throw new FormatException("a number does not end");
    }

    /// <summary>A number of things that follow, each at least one octet.</summary>
    public int Count() => Natural() is var count && count <= (ulong)rest.Length ? (int)count : throw new FormatException($"{count} things in {rest.Length} octets");

    public long Whole() => Unfolded(Natural());

    public int Small() => checked((int)Whole());

    public long? Maybe() => Natural() is var value && value == 0 ? null : Unfolded(value - 1);

    public DateTimeOffset Instant() => MaybeInstant() ?? throw new FormatException("an instant is missing");

    public DateTimeOffset? MaybeInstant() => Maybe() is { } ms ? InstantOf(ms) : null;

    /// <summary>The instant so many milliseconds after 1970.</summary>
    public static DateTimeOffset InstantOf(long milliseconds) => milliseconds is >= FirstMillisecond and <= LastMillisecond
        ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
        : throw new FormatException("an instant lies beyond the calendar");

    public TimeSpan Duration()
    {
        var value = Natural();
        var unit = (value & 1) == 0 ? TimeSpan.TicksPerMillisecond : 1;
        return TimeSpan.FromTicks(checked(Unfolded(value >> 1) * unit));
    }

    public double Number()
    {
        var value = Natural();
        var form = (int)(value & 3);
        var number = form < Scales.Length ? Unfolded(value >> 2) / Scales[form] : BinaryPrimitives.ReadDoubleLittleEndian(Take(8));
        return double.IsFinite(number) ? number : throw new FormatException("a number is beyond what a double holds");
    }

    /// <summary>A member of an enumeration, stored by its number.</summary>
    public T Member<T>()
        where T : struct, Enum
    {
        var member = (T)Enum.ToObject(typeof(T), Natural());
        return Enum.IsDefined(member) ? member : throw new FormatException($"{member} is no {typeof(T).Name}");
    }

    public ReadOnlySpan<byte> Octets() => Take(Count());

    public string Text() => Encoding.UTF8.GetString(Octets());

    private static long Unfolded(ulong value) => unchecked((long)(value >> 1) ^ -(long)(value & 1));

    private ReadOnlySpan<byte> Take(int size)
    {
        if (size > rest.Length)
        {
            throw new FormatException("it ends too early");
        }

        var taken = rest[..size];
        rest = rest[size..];
        return taken;
    }
}
