using EdgeStock.Domain;

namespace EdgeStock.Gateway.Intake.Csv;

/// <summary>The columns of a catalogue file (docs/catalogue.md), and the words in them.</summary>
internal static class CatalogueColumns
{
    public static readonly CsvColumn Id = new("article", "artikel", true, "id", "article id", "artikel-id", "artikelnummer", "artikelnr", "art.nr", "article number");
    public static readonly CsvColumn Name = new("name", "benämning", true, "namn", "artikelnamn", "produktnamn", "product name", "description");
    public static readonly CsvColumn Group = new("group", "produktgrupp", true, "grupp", "varugrupp", "product group");
    public static readonly CsvColumn Emdn = new("emdn", "emdn", false, "emdn-kod", "emdn code");
    public static readonly CsvColumn Atc = new("atc", "atc", false, "atc-kod", "atc code");
    public static readonly CsvColumn NplId = new("npl_id", "npl-id", false, "npl");
    public static readonly CsvColumn GtinPiece = new("gtin_piece", "gtin styck", false, "gtin", "gtin st", "gtin artikel", "ean", "streckkod", "barcode");
    public static readonly CsvColumn GtinWard = new("gtin_ward", "gtin avdelningsförpackning", false, "gtin avdelning", "gtin avd.förp", "gtin ward package");
    public static readonly CsvColumn PiecesWard = new("pieces_ward", "antal i avdelningsförpackning", false, "antal avdelningsförpackning", "antal avdelning", "antal per avdelningsförpackning", "pieces per ward package");
    public static readonly CsvColumn GtinTransport = new("gtin_transport", "gtin transportförpackning", false, "gtin transport", "gtin transp.förp", "gtin transport package");
    public static readonly CsvColumn PiecesTransport = new("pieces_transport", "antal i transportförpackning", false, "antal transportförpackning", "antal transport", "antal per transportförpackning", "pieces per transport package");
    public static readonly CsvColumn Sterile = new("sterile", "steril", false);
    public static readonly CsvColumn StorageProfile = new("storage_profile", "förvaringsprofil", false, "klimatprofil", "storage");
    public static readonly CsvColumn UnitGrams = new("unit_g", "vikt per styck g", false, "vikt g", "styckvikt g", "vikt", "weight g", "unit weight g");
    public static readonly CsvColumn UnitSpread = new("unit_sd_g", "viktspridning g", false, "vikt sd g", "spridning g", "weight sd g");
    public static readonly CsvColumn ShelfLife = new("shelf_life_days", "hållbarhet dagar", false, "hållbarhet", "shelf life", "shelf life (days)");
    public static readonly CsvColumn Supplier = new("supplier", "leverantör", false);
    public static readonly CsvColumn Critical = new("critical", "kritisk", false);
    public static readonly CsvColumn Variants = new("variants", "varianter", false, "variantgrupp", "variant group", "variant");
    public static readonly CsvColumn Obligated = new("obligated", "omfattas", false, "omfattas av lagerhållning", "lagerhållningsskyldig", "under obligation");

    /// <summary>All of them, in the order in which they are written.</summary>
    public static IReadOnlyList<CsvColumn> All { get; } =
    [
        Id, Name, Group, Emdn, Atc, NplId, GtinPiece, GtinWard, PiecesWard, GtinTransport, PiecesTransport,
        Sterile, StorageProfile, UnitGrams, UnitSpread, ShelfLife, Supplier, Critical, Variants, Obligated,
    ];

    /// <summary>Columns of the packages: every line of an article may add one of each level.</summary>
    public static IReadOnlyList<CsvColumn> OfPackages { get; } = [GtinPiece, GtinWard, PiecesWard, GtinTransport, PiecesTransport];

    private static readonly (ProductGroup Group, string Swedish, string[] Words)[] Groups =
    [
        (ProductGroup.Medicine, "läkemedel", ["medicine", "medicines", "läkemedel"]),
        (ProductGroup.Device, "medicinteknik", ["device", "devices", "medical device", "medical devices", "medicinteknik", "medicinteknisk produkt", "medicintekniska produkter"]),
        (ProductGroup.Food, "livsmedel", ["food", "fsmp", "livsmedel", "livsmedel för speciella medicinska ändamål"]),
        (ProductGroup.Ppe, "skyddsutrustning", ["ppe", "skyddsutrustning", "personlig skyddsutrustning", "personal protective equipment"]),
    ];

    /// <summary>The four groups as they are written, for a message.</summary>
    public static string GroupWords => string.Join(", ", Groups.Select(g => $"{Word(g.Group)} ({g.Swedish})"));

    /// <summary>The group that a word means, in either language.</summary>
    public static ProductGroup? GroupOf(string word) =>
        Groups.Where(g => g.Words.Any(w => CsvColumn.Key(w) == CsvColumn.Key(word))).Select(g => (ProductGroup?)g.Group).FirstOrDefault();

    /// <summary>The word for a group.</summary>
    public static string Word(ProductGroup group, string lang = "en") => lang == "sv" ? Groups.First(g => g.Group == group).Swedish : group.ToString().ToLowerInvariant();

    /// <summary>The column of a field that <see cref="CatalogueRules"/> names.</summary>
    public static CsvColumn OfField(string field) => field switch
    {
        "id" => Id,
        "pieces" => PiecesTransport,
        "gtin" => GtinPiece,
        _ => All.First(c => c.Name == field),
    };
}
