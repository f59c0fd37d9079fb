using System.Globalization;

namespace EdgeStock.Domain;

/// <summary>
/// What follows the code on a <c>+</c> tag: application identifiers in digits of four bits, each with its value in bits (EPC Tag Data Standard 15.3,
/// Tables F and K). Those that goods in a storeroom carry are known here.
/// </summary>
internal static class AidcData
{
    /// <summary>Bits of a logistic unit's code, whose identifier (00) looks like filling.</summary>
    private const int SsccBits = 72;

    private enum Form
    {
        /// <summary>Digits of four bits each.</summary>
        Digits,

        /// <summary>A number of a fixed count of digits.</summary>
        Number,

        /// <summary>A length indicator, then a number of so many digits.</summary>
        Count,

        /// <summary>Signs: <see cref="VariableText"/>.</summary>
        Text,

        /// <summary>Year of 7 bits, month of 4, day of 5.</summary>
        Date,
    }

    /// <summary>Identifier (or its beginning), its digits, form, digits or most signs, bits of the length indicator.</summary>
    private static readonly (string Begins, int Length, Form Form, int Most, int LengthBits)[] Known =
    [
        ("00", 2, Form.Digits, 18, 0), ("01", 2, Form.Digits, 14, 0), ("02", 2, Form.Digits, 14, 0), ("10", 2, Form.Text, 20, 5), ("11", 2, Form.Date, 6, 0), ("12", 2, Form.Date, 6, 0),
        ("13", 2, Form.Date, 6, 0), ("15", 2, Form.Date, 6, 0), ("16", 2, Form.Date, 6, 0), ("17", 2, Form.Date, 6, 0), ("20", 2, Form.Number, 2, 0), ("21", 2, Form.Text, 20, 5), ("22", 2, Form.Text, 20, 5),
        ("235", 3, Form.Text, 28, 5), ("240", 3, Form.Text, 30, 5), ("241", 3, Form.Text, 30, 5), ("242", 3, Form.Count, 6, 3), ("243", 3, Form.Text, 20, 5), ("250", 3, Form.Text, 30, 5), ("251", 3, Form.Text, 30, 5),
        ("254", 3, Form.Text, 20, 5), ("30", 2, Form.Count, 8, 4), ("31", 4, Form.Number, 6, 0), ("32", 4, Form.Number, 6, 0), ("33", 4, Form.Number, 6, 0), ("34", 4, Form.Number, 6, 0), ("35", 4, Form.Number, 6, 0),
        ("36", 4, Form.Number, 6, 0), ("37", 2, Form.Count, 8, 4), ("400", 3, Form.Text, 30, 5), ("401", 3, Form.Text, 30, 5), ("402", 3, Form.Number, 17, 0), ("403", 3, Form.Text, 30, 5), ("41", 3, Form.Digits, 13, 0),
        ("420", 3, Form.Text, 20, 5), ("422", 3, Form.Number, 3, 0), ("7006", 4, Form.Date, 6, 0), ("71", 3, Form.Text, 20, 5), ("7240", 4, Form.Text, 20, 5), ("8005", 4, Form.Number, 6, 0), ("8012", 4, Form.Text, 20, 5),
        ("8017", 4, Form.Digits, 18, 0), ("8018", 4, Form.Digits, 18, 0), ("8020", 4, Form.Text, 25, 5), ("90", 2, Form.Text, 30, 5), ("9", 2, Form.Text, 90, 7),
    ];

    /// <summary>Reads everything up to the filling at the end.</summary>
    /// <param name="before">Fields that the code itself has: none may be said again, otherwise.</param>
    /// <param name="unread">The bits from the first identifier that is not known here or whose value is wrong; null when all was read.</param>
    public static List<(string Identifier, string Value)> Read(ref EpcBits bits, IReadOnlyList<(string Identifier, string Value)> before, out string? unread)
    {
        var fields = new List<(string Identifier, string Value)>();
        unread = null;
        while (bits.Left >= 8 && !bits.RestIsZero())
        {
            var here = bits;
            if (Next(ref bits) is not { } field || before.Concat(fields).Any(f => f.Identifier == field.Identifier && f.Value != field.Value))
            {
                unread = here.Rest();
                return fields;
            }

            fields.Add(field);
        }

        unread = bits.Left > 0 && !bits.RestIsZero() ? bits.Rest() : null;
        return fields;
    }

    /// <summary>Writes a lot.</summary>
    public static void WriteLot(EpcBitWriter writer, string lot) => VariableText.Write(writer.Nibbles("10"), lot, 5);

    /// <summary>Writes a last day of use.</summary>
    public static void WriteExpiry(EpcBitWriter writer, DateOnly expiry) => WriteDate(writer.Nibbles("17"), expiry);

    /// <summary>Writes a day (14.5.8).</summary>
    public static void WriteDate(EpcBitWriter writer, DateOnly day) => writer.Put(day.Year % 100, 7).Put(day.Month, 4).Put(day.Day, 5);

    /// <summary>Reads a day (14.5.8).</summary>
    /// <returns>Six digits; null when there is no such day.</returns>
    public static string? ReadDate(ref EpcBits bits)
    {
        var (year, month, day) = (bits.Small(7), bits.Small(4), bits.Small(5));
        var text = string.Create(CultureInfo.InvariantCulture, $"{year:D2}{month:D2}{day:D2}");
        return year > 99 || bits.Overrun || Gs1Date.Read(text, Gs1Date.OfTags) is null ? null : text;
    }

    private static (string Identifier, string Value)? Next(ref EpcBits bits)
    {
        if (bits.Nibbles(2) is not { } two || (two == "00" && bits.Left < SsccBits))
        {
            return null;
        }

        var length = Array.Find(Known, k => two.StartsWith(k.Begins[..Math.Min(2, k.Begins.Length)], StringComparison.Ordinal)).Length;
        var identifier = length > 2 ? bits.Nibbles(length - 2) is { } more ? two + more : null : two;
        if (identifier is null || Array.Find(Known, k => identifier.StartsWith(k.Begins, StringComparison.Ordinal)) is not { Begins: not null } known)
        {
            return null;
        }

        var value = known.Form switch
        {
            Form.Digits => bits.Nibbles(known.Most),
            Form.Number => bits.Digits(VariableText.NumberBits(known.Most), known.Most),
            Form.Count => Count(ref bits, known.LengthBits, known.Most),
            Form.Text => VariableText.Read(ref bits, known.LengthBits, known.Most),
            _ => ReadDate(ref bits),
        };
        return value is null || bits.Overrun ? null : (identifier, value);
    }

    private static string? Count(ref EpcBits bits, int lengthBits, int most) =>
        bits.Small(lengthBits) is var length && (length < 1 || length > most) ? null : bits.Digits(VariableText.NumberBits(length), length);
}
