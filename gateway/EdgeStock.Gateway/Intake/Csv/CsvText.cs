using System.Text;

namespace EdgeStock.Gateway.Intake.Csv;

/// <summary>The text of a file that a spreadsheet saved, whatever encoding it took.</summary>
/// <param name="Text">Without byte order mark.</param>
/// <param name="Encoding">Which encoding it was, in words.</param>
/// <param name="Guessed">Nothing in the file says so: the letters should be looked at.</param>
internal sealed record CsvText(string Text, string Encoding, bool Guessed)
{
    /// <summary>A larger file is no catalogue: one of fifty thousand articles has a fifth of it.</summary>
    public const int MostOctets = 64 * 1024 * 1024;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly UnicodeEncoding LittleEndian = new(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true);
    private static readonly UnicodeEncoding BigEndian = new(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true);

    /// <summary>Decodes a file: by its byte order mark; without one as UTF-8, and where it is none as Windows-1252, which older spreadsheets write.</summary>
    /// <exception cref="CsvFileException">It holds no text.</exception>
    public static CsvText Decode(ReadOnlySpan<byte> octets)
    {
        if (octets.Length > MostOctets)
        {
            throw new CsvFileException($"the file has {octets.Length} octets: more than {MostOctets} is no catalogue");
        }

        var text = octets switch
        {
            [0x50, 0x4B, 0x03, 0x04, ..] or [0xD0, 0xCF, 0x11, 0xE0, ..] => throw new CsvFileException("this is a workbook, or packed: open it in the spreadsheet and save it as 'CSV UTF-8'"),
            [0xEF, 0xBB, 0xBF, ..] => Try(Utf8, octets[3..]) is { } t ? new(t, "UTF-8 with byte order mark", false) : throw new CsvFileException("its byte order mark says UTF-8, and it is not: save it again as 'CSV UTF-8'"),
            [0xFF, 0xFE, ..] => Marked(LittleEndian, octets[2..]),
            [0xFE, 0xFF, ..] => Marked(BigEndian, octets[2..]),
            _ => Try(Utf8, octets) is { } t ? new CsvText(t, "UTF-8", false) : new(CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString(octets), "Windows-1252", true),
        };
        return text.Text.Contains('\0', StringComparison.Ordinal)
            ? throw new CsvFileException("it holds octets that are no text: save it as 'CSV UTF-8', or as UTF-16 with a byte order mark")
            : text;
    }

    private static CsvText Marked(UnicodeEncoding encoding, ReadOnlySpan<byte> octets) =>
        Try(encoding, octets) is { } text ? new(text, "UTF-16", false) : throw new CsvFileException("its byte order mark says UTF-16, and it is not: save it again as 'CSV UTF-8'");

    /// <summary>Null where an octet does not belong there.</summary>
    private static string? Try(Encoding encoding, ReadOnlySpan<byte> octets)
    {
        try
        {
            return encoding.GetString(octets);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
