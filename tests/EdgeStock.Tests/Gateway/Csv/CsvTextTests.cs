using System.Text;
using EdgeStock.Gateway.Intake.Csv;

namespace EdgeStock.Tests.Gateway.Csv;

public sealed class CsvTextTests
{
    [Fact]
    public void Utf_8_is_read_with_and_without_its_mark()
    {
        byte[] text = [.. "får"u8];

        Assert.Equal(new CsvText("får", "UTF-8", false), CsvText.Decode(text));
        Assert.Equal(new CsvText("får", "UTF-8 with byte order mark", false), CsvText.Decode([0xEF, 0xBB, 0xBF, .. text]));
    }

    [Fact]
    public void Utf_16_is_read_by_its_mark_either_way_round()
    {
        // f, å (U+00E5), r
        Assert.Equal(new CsvText("får", "UTF-16", false), CsvText.Decode([0xFF, 0xFE, 0x66, 0, 0xE5, 0, 0x72, 0]));
        Assert.Equal(new CsvText("får", "UTF-16", false), CsvText.Decode([0xFE, 0xFF, 0, 0x66, 0, 0xE5, 0, 0x72]));
    }

    [Fact]
    public void What_is_not_utf_8_is_windows_1252_and_that_is_said()
    {
        // å E5, ä E4, ö F6, € 80, – 96 (the WHATWG encoding standard's index of windows-1252)
        Assert.Equal(new CsvText("åäö €–", "Windows-1252", true), CsvText.Decode([0xE5, 0xE4, 0xF6, 0x20, 0x80, 0x96]));
    }

    [Theory]
    [InlineData("504B0304140006000800", "workbook")] // a zip archive, as .xlsx is
    [InlineData("D0CF11E0A1B11AE1", "workbook")] // a compound file, as .xls is
    [InlineData("610062000A00", "no text")] // UTF-16 without a mark
    [InlineData("EFBBBFE5", "says UTF-8")]
    [InlineData("FFFE61", "says UTF-16")] // half a letter
    [InlineData("FFFE00D8", "says UTF-16")] // half a surrogate pair
    public void What_holds_no_text_is_refused_with_what_to_do(string hex, string why) =>
        Assert.Contains(why, Assert.Throws<CsvFileException>(() => CsvText.Decode(Convert.FromHexString(hex))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_file_beyond_all_measure_is_refused() =>
        Assert.Contains("no catalogue", Assert.Throws<CsvFileException>(() => CsvText.Decode(new byte[CsvText.MostOctets + 1])).Message, StringComparison.Ordinal);

    [Fact]
    public void The_note_about_a_guess_stands_with_the_table()
    {
        var table = CsvTable.Read(Encoding.Latin1.GetBytes("artikel;benämning;produktgrupp\na;Får;ppe\n"), CatalogueColumns.All);

        Assert.Contains("Windows-1252", Assert.Single(table.Notes), StringComparison.Ordinal);
        Assert.Equal("Får", table.Rows[0][CatalogueColumns.Name]);
    }
}
