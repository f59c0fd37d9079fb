using System.Globalization;
using CsvHelper;
using EdgeStock.Domain;
using static EdgeStock.Gateway.Intake.Csv.CatalogueColumns;

namespace EdgeStock.Gateway.Intake.Csv;

/// <summary>
/// Writes a catalogue so that a Swedish spreadsheet opens it rightly: UTF-8 with byte order mark, semicolons, decimal commas, and codes that stay
/// text. What is written is read back as the same articles.
/// </summary>
internal static class CatalogueText
{
    /// <summary>Columns that a spreadsheet may take for the numbers that they are.</summary>
    private static readonly HashSet<CsvColumn> Numbers = [PiecesWard, PiecesTransport, UnitGrams, UnitSpread, ShelfLife];

    /// <summary>Writes articles, each on as many lines as its fullest level has packages.</summary>
    /// <param name="lang">Language of the headings and words, <c>sv</c> or <c>en</c>.</param>
    public static byte[] Write(IEnumerable<CatalogueArticle> articles, string lang)
    {
        using var octets = new MemoryStream();
        using (var writer = CsvWriter.Create(octets, new CsvWriterOptions { Separator = ';', WriteByteOrderMark = true }, leaveOpen: true))
        {
            writer.WriteRecord([.. All.Select(c => c.In(lang))]);
            foreach (var article in articles)
            {
                foreach (var line in Lines(article, lang))
                {
                    writer.WriteRecord([.. All.Select(c => line.GetValueOrDefault(c) is not { } cell ? "" : Numbers.Contains(c) ? cell : ExcelText.Write(cell))]);
                }
            }
        }

        return octets.ToArray();
    }

    private static IEnumerable<Dictionary<CsvColumn, string?>> Lines(CatalogueArticle a, string lang)
    {
        var levels = a.Packages.ToLookup(p => p.Level);
        var count = Math.Max(1, levels.Select(l => l.Count()).DefaultIfEmpty(0).Max());
        for (var i = 0; i < count; i++)
        {
            var (piece, ward, transport) = (At(PackageLevel.Piece, i), At(PackageLevel.Ward, i), At(PackageLevel.Transport, i));
            var line = i > 0 ? new Dictionary<CsvColumn, string?> { [Id] = a.Id } : Described(a, lang);
            line[GtinPiece] = piece?.Gtin.Digits;
            (line[GtinWard], line[PiecesWard]) = (ward?.Gtin.Digits, ward?.Pieces.ToString(CultureInfo.InvariantCulture));
            (line[GtinTransport], line[PiecesTransport]) = (transport?.Gtin.Digits, transport?.Pieces.ToString(CultureInfo.InvariantCulture));
            yield return line;
        }

        TradeItem? At(PackageLevel level, int i) => levels[level].ElementAtOrDefault(i);
    }

    private static Dictionary<CsvColumn, string?> Described(CatalogueArticle a, string lang) => new()
    {
        [Id] = a.Id,
        [Name] = a.Name,
        [Group] = Word(a.Group, lang),
        [Emdn] = a.Emdn,
        [Atc] = a.Atc,
        [NplId] = a.NplId,
        [Sterile] = Flag(a.Sterile, lang),
        [StorageProfile] = a.StorageProfile,
        [UnitGrams] = Number(a.UnitWeight),
        [UnitSpread] = Number(a.UnitSpread),
        [ShelfLife] = a.ShelfLifeDays?.ToString(CultureInfo.InvariantCulture),
        [Supplier] = a.Supplier,
        [Critical] = Flag(a.Critical, lang),
        [Variants] = a.Variants,
        [Obligated] = Flag(a.Obligated, lang),
    };

    private static string Flag(bool value, string lang) => lang == "sv" ? value ? "ja" : "nej" : value ? "yes" : "no";

    private static string? Number(Grams? mass) => mass?.Value.ToString("R", CultureInfo.InvariantCulture).Replace('.', ',');
}
