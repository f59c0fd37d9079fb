using EdgeStock.Simulator.Scenarios;

namespace EdgeStock.Simulator.History;

/// <summary>
/// What a hospital storeroom keeps: 120 articles of the four groups. Weights are plausible guesses; codes as in <see cref="Ward"/>, further ATC codes
/// from Swedish product summaries.
/// </summary>
internal static class Assortment
{
    private const int FirstItem = 20001;

    private static readonly Family[] Families =
    [
        new("Natriumklorid 9 mg/ml infusionsvätska", ProductGroup.Medicine, "B05BB01", 600, ["100 ml", "250 ml", "500 ml", "1000 ml"]),
        new("Glukos 50 mg/ml infusionsvätska", ProductGroup.Medicine, "B05BA03", 800, ["500 ml", "1000 ml"]),
        new("Ringer-acetat infusionsvätska", ProductGroup.Medicine, "B05BB01", 800, ["500 ml", "1000 ml"]),
        new("Paracetamol", ProductGroup.Medicine, "N02BE01", 110, ["500 mg 20 st", "500 mg 100 st", "10 mg/ml 50 ml", "10 mg/ml 100 ml"]),
        new("Morfin 10 mg/ml", ProductGroup.Medicine, "N02AA01", 60, ["10 ampuller"]),
        new("Enoxaparin", ProductGroup.Medicine, "B01AB05", 95, ["40 mg 10 st", "60 mg 10 st", "80 mg 10 st"]),
        new("Insulin aspart", ProductGroup.Medicine, "A10AB05", 120, ["5 pennor"]),
        new("Furosemid", ProductGroup.Medicine, "C03CA01", 70, ["10 mg/ml 5 st", "40 mg 100 st"]),
        new("Cefuroxim", ProductGroup.Medicine, "J01DC02", 240, ["750 mg 10 st", "1,5 g 10 st"]),
        new("Piperacillin och tazobaktam", ProductGroup.Medicine, "J01CR05", 420, ["4 g 10 st"]),
        new("Ondansetron 2 mg/ml", ProductGroup.Medicine, "A04AA01", 55, ["2 ml 5 st", "4 ml 5 st"]),
        new("Dexametason", ProductGroup.Medicine, "H02AB02", 50, ["1 mg 100 st"]),
        new("Metoprolol", ProductGroup.Medicine, "C07AB02", 60, ["50 mg 100 st"]),
        new("Salbutamol", ProductGroup.Medicine, "R03AC02", 45, ["0,1 mg/dos"]),
        new("Lidokain", ProductGroup.Medicine, "N01BB02", 130, ["10 mg/ml 5 st", "20 mg/ml 5 st"]),
        new("Laktulos", ProductGroup.Medicine, "A06AD11", 640, ["500 ml"]),
        new("Pantoprazol", ProductGroup.Medicine, "A02BC02", 55, ["40 mg 100 st"]),
        new("Midazolam", ProductGroup.Medicine, "N05CD08", 65, ["5 mg/ml 10 st"]),
        new("Kompress steril", ProductGroup.Device, "M0202010101", 118, ["5×5 cm", "7,5×7,5 cm", "10×10 cm", "10×20 cm"]),
        new("Kompress osteril", ProductGroup.Device, "M0202010102", 96, ["5×5 cm", "7,5×7,5 cm", "10×10 cm"]),
        new("Perifer venkateter", ProductGroup.Device, "C0101010201", 305, ["16G", "17G", "18G", "20G", "22G", "24G"]),
        new("Injektionskanyl", ProductGroup.Device, "A0101010101", 168, ["18G", "19G", "21G", "23G", "25G", "27G"]),
        new("Infusionsaggregat", ProductGroup.Device, "A03010101", 44, ["luftning", "ljusskydd", "pump"]),
        new("Spruta luer-lock", ProductGroup.Device, "A020102020102", 612, ["1 ml", "2 ml", "5 ml", "10 ml", "20 ml", "50 ml"]),
        new("Enteral spruta", ProductGroup.Device, "A020108", 210, ["1 ml", "5 ml", "10 ml", "20 ml", "60 ml"]),
        new("Tappningskateter hydrofil", ProductGroup.Device, "U01010501", 402, ["CH 10", "CH 12", "CH 14", "CH 16"]),
        new("Kvarliggande kateter silikon", ProductGroup.Device, "U010201", 42, ["CH 12", "CH 14", "CH 16", "CH 18", "CH 20"]),
        new("Urinuppsamlingspåse", ProductGroup.Device, "A06030301", 58, ["1,5 l", "2 l", "timdiures"]),
        new("Syrgasgrimma", ProductGroup.Device, "R0301020301", 46, ["vuxen", "barn", "lång"]),
        new("EKG-elektrod", ProductGroup.Device, "C020501", 73, ["vuxen", "barn", "långtid"]),
        new("Sugkateter", ProductGroup.Device, null, 52, ["CH 10", "CH 12", "CH 14"]),
        new("Elastisk binda", ProductGroup.Device, null, 64, ["6 cm", "8 cm", "10 cm"]),
        new("Suturset", ProductGroup.Device, null, 190, ["engångs"]),
        new("Näringsdryck komplett", ProductGroup.Food, null, 224, ["vanilj", "jordgubb", "choklad", "skogsbär", "neutral"]),
        new("Näringsdryck proteinrik", ProductGroup.Food, null, 152, ["vanilj", "jordgubb", "aprikos"]),
        new("Sondnäring", ProductGroup.Food, null, 540, ["500 ml", "1000 ml", "fiber 500 ml"]),
        new("Förtjockningsmedel", ProductGroup.Food, null, 330, ["300 g"]),
        new("Konsistensanpassad dryck", ProductGroup.Food, null, 210, ["200 ml"]),
        new("Energipulver", ProductGroup.Food, null, 460, ["400 g"]),
        new("Undersökningshandske nitril", ProductGroup.Ppe, "T01020204", 412, ["S", "M", "L", "XL"]),
        new("Undersökningshandske vinyl", ProductGroup.Ppe, null, 430, ["S", "M", "L"]),
        new("Munskydd", ProductGroup.Ppe, "T020604", 208, ["IIR", "barn"]),
        new("Andningsskydd", ProductGroup.Ppe, null, 240, ["FFP2", "FFP3"]),
        new("Engångsförkläde", ProductGroup.Ppe, null, 950, ["rulle om 100"]),
        new("Skyddsrock", ProductGroup.Ppe, null, 640, ["10 st"]),
        new("Heltäckande visir", ProductGroup.Ppe, null, 41, ["engångs"]),
        new("Skyddsglasögon", ProductGroup.Ppe, null, 48, ["engångs"]),
        new("Operationsmössa", ProductGroup.Ppe, null, 300, ["100 st"]),
    ];

    /// <summary>All of them; a smaller storeroom keeps the first, which are of all groups.</summary>
    public static IReadOnlyList<Article> Articles { get; } = Mixed();

    private static List<Article> Mixed()
    {
        var all = Families.SelectMany(f => f.Variants.Select((v, i) => (Family: f, Variant: v, Index: i))).Select((x, number) => new Article(
            Slug($"{x.Family.Name} {x.Variant}"), $"{x.Family.Name} {x.Variant}", x.Family.Group, x.Family.Group == ProductGroup.Medicine ? x.Family.Code : null,
            x.Family.Group == ProductGroup.Device || x.Family.Group == ProductGroup.Ppe ? x.Family.Code : null, GtinDigits.Demo(FirstItem + number),
            Math.Round(x.Family.Grams * (0.8 + (0.15 * x.Index)), 1), Math.Round(x.Family.Grams * 0.012, 2))).ToList();

        // Each group's articles are spread evenly over the whole.
        return [.. all.GroupBy(a => a.Group).SelectMany(g => g.Select((a, i) => (Article: a, Place: (i + 0.5) / g.Count()))).OrderBy(x => x.Place).Select(x => x.Article)];
    }

    private static string Slug(string name)
    {
        var letters = name.ToLowerInvariant().Select(c => c switch { 'å' or 'ä' => 'a', 'ö' => 'o', '×' => 'x', >= 'a' and <= 'z' or >= '0' and <= '9' => c, _ => '-' });
        return string.Join('-', string.Concat(letters).Split('-', StringSplitOptions.RemoveEmptyEntries));
    }

    private sealed record Family(string Name, ProductGroup Group, string? Code, double Grams, IReadOnlyList<string> Variants);
}
