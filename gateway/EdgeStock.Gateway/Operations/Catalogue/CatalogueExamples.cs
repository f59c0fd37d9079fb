using EdgeStock.Domain;

namespace EdgeStock.Gateway.Operations;

/// <summary>Articles that exist nowhere, for the template: product codes of GS1's demonstration range 9506000.</summary>
internal static class CatalogueExamples
{
    public static IReadOnlyList<CatalogueArticle> Articles { get; } =
    [
        new(
            "exempel-handske-m", "Exempel: undersökningshandske nitril M", ProductGroup.Ppe, "T01020204", null, null,
            [new(Code("950600010900"), PackageLevel.Piece, 1), new(Code("950600010901"), PackageLevel.Ward, 100), new(Code("950600010902"), PackageLevel.Transport, 1000)],
            false, "general", Grams.From(4.2), Grams.From(0.15), 1095, "Leverantör AB", true, "handske-m", true),
        new(
            "exempel-infusion-1000", "Exempel: infusionsvätska 9 mg/ml, 1000 ml", ProductGroup.Medicine, null, "B05BB01", "20010101000001",
            [new(Code("950600010903"), PackageLevel.Piece, 1), new(Code("950600010904"), PackageLevel.Transport, 10)],
            true, "med-room", Grams.From(1052), Grams.From(6), 730, "Leverantör AB", true, null, true),
    ];

    /// <summary>A code of thirteen digits, of its first twelve.</summary>
    private static Gtin Code(string data) => Gtin.TryFrom(data + Gtin.CheckDigit(data), out var gtin) ? gtin : throw new ArgumentException(data, nameof(data));
}
