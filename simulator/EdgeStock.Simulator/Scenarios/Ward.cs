namespace EdgeStock.Simulator.Scenarios;

/// <summary>
/// A ward's storeroom as the demonstration shows it: four shelves of six weighed bins, two antennas, and a sterile room with three sensors.
/// Weights are plausible guesses. EMDN codes and terms were looked up in the EMDN list, version 2; ATC codes in Swedish product summaries, apart
/// from B05BA03 (glucose), which no page at hand confirmed. Food and the protective equipment that is no medical device have no code in either.
/// </summary>
internal static class Ward
{
    private const string ShelfAB = "shelf-ab";
    private const string ShelfCD = "shelf-cd";

    /// <summary>For bags and boxes.</summary>
    private static readonly CellPlan Heavy = new(20_000, 0.7, 0.5);

    /// <summary>For single light pieces.</summary>
    private static readonly CellPlan Light = new(6_000, 0.3, 0.2);

    public static Scenario Scenario { get; } = new(
        "ward",
        "reader-1",
        [.. Shelves().Select((bin, index) => bin with { Device = $"scale-{index + 1:00}" })],
        [new AntennaPlan(1, ShelfAB), new AntennaPlan(2, ShelfCD)],
        [
            new ClimatePlan("north", "climate-1", "1-0044", -0.2, 0.3),
            new ClimatePlan("south", "climate-2", "1-0045", 0.1, 0.4),
            new ClimatePlan("door", "climate-3", "3-0044", 0.2, 1),
        ]);

    private static BinPlan[] Shelves() =>
    [
        Bin("a-01", Medicine("natriumklorid-9-1000", "Natriumklorid 9 mg/ml infusionsvätska, 1000 ml", "B05BB01", 10101, 1052, 6), 480, 14, Heavy, 1.6),
        Bin("a-02", Medicine("natriumklorid-9-500", "Natriumklorid 9 mg/ml infusionsvätska, 500 ml", "B05BB01", 10102, 538, 3.5), 480, 20, Heavy, 1.2),
        Bin("a-03", Medicine("glukos-50-1000", "Glukos 50 mg/ml infusionsvätska, 1000 ml", "B05BA03", 10103, 1068, 6), 480, 14, Heavy, 1),
        Bin("a-04", Medicine("ringer-acetat-1000", "Ringer-acetat infusionsvätska, 1000 ml", "B05BB01", 10104, 1050, 6), 480, 14, Heavy, 1.4),
        Bin("a-05", Medicine("paracetamol-500-100", "Paracetamol 500 mg tabletter, 100 st", "N02BE01", 10105, 86, 1.1), 360, 30, Heavy, 1),
        Bin("a-06", Medicine("paracetamol-10-100", "Paracetamol 10 mg/ml infusionsvätska, 100 ml", "N02BE01", 10106, 148, 1.4), 420, 30, Heavy, 1.2),

        Bin("b-01", Device("kompress-10x10-steril", "Kompress nonwoven 10×10 cm steril, 50 st", "M0202010101", 10201, 118, 2), 420, 24, Heavy, 1.2, tagged: 18),
        Bin("b-02", Device("kompress-7x7", "Kompress nonwoven 7,5×7,5 cm osteril, 100 st", "M0202010102", 10202, 96, 1.9), 420, 30, Heavy, 1.1),
        Bin("b-03", Device("pvk-18g", "Perifer venkateter 18G med stickskydd, 50 st", "C0101010201", 10203, 305, 3), 400, 16, Heavy, 0.8, tagged: 10),
        Bin("b-04", Device("kanyl-21g", "Injektionskanyl 21G med stickskydd, 50 st", "A0101010101", 10204, 168, 2), 400, 20, Heavy, 0.9),
        Bin("b-05", Device("infusionsaggregat", "Infusionsaggregat med luftning", "A03010101", 10205, 34, 0.5), 360, 36, Light, 1.6),
        Bin("b-06", Device("spruta-10-luerlock", "Spruta 10 ml luer-lock, 100 st", "A020102020102", 10206, 812, 7), 400, 12, Heavy, 0.7),

        Bin("c-01", Device("spruta-enteral-60", "Enteral spruta 60 ml", "A020108", 10301, 37, 0.5), 360, 36, Light, 1),
        Bin("c-02", Device("tappningskateter-ch12", "Tappningskateter hydrofil CH 12, 30 st", "U01010501", 10302, 402, 5), 420, 16, Heavy, 0.6, tagged: 12),
        Bin("c-03", Device("kad-ch14", "Kvarliggande kateter silikon CH 14", "U010201", 10303, 42, 0.6), 360, 30, Light, 0.8, tagged: 20),
        Bin("c-04", Device("urinpase-2l", "Urinuppsamlingspåse 2 l med tappventil", "A06030301", 10304, 58, 0.9), 360, 40, Light, 1),
        Bin("c-05", Device("syrgasgrimma", "Syrgasgrimma vuxen 2 m", "R0301020301", 10305, 36, 0.6), 360, 40, Light, 0.9),
        Bin("c-06", Device("ekg-elektrod", "EKG-elektrod för engångsbruk, 50 st", "C020501", 10306, 73, 1.1), 350, 40, Heavy, 1),

        Bin("d-01", Food("naringsdryck-vanilj", "Näringsdryck komplett vanilj, 200 ml", 10401, 224, 1.6), 420, 30, Heavy, 1.5),
        Bin("d-02", Food("naringsdryck-jordgubb", "Näringsdryck proteinrik jordgubb, 125 ml", 10402, 152, 1.3), 420, 36, Heavy, 1.3),
        Bin("d-03", Ppe("glove-nitrile-m", "Undersökningshandske nitril M, 100 st", "T01020204", 13435, 412, 6.2), 420, 16, Heavy, 2),
        Bin("d-04", Ppe("munskydd-iir", "Munskydd typ IIR, 50 st", "T020604", 10404, 208, 2.5), 410, 20, Heavy, 1.2),
        Bin("d-05", Ppe("forklade-plast", "Plastförkläde för engångsbruk, rulle om 100", null, 10405, 1250, 14), 450, 12, Heavy, 1),
        Bin("d-06", Ppe("visir", "Heltäckande visir för engångsbruk", null, 10406, 41, 0.7), 400, 40, Light, 0.8),
    ];

    private static BinPlan Bin(string id, Article article, double tareGrams, int capacity, CellPlan cell, double demand, int? tagged = null) =>
        new(id, id[0] is 'a' or 'b' ? ShelfAB : ShelfCD, "", article, tareGrams, capacity, cell, demand, tagged, tagged is not null);

    private static Article Medicine(string id, string name, string atc, int item, double grams, double sd) =>
        new(id, name, ProductGroup.Medicine, atc, null, GtinDigits.Demo(item), grams, sd);

    private static Article Device(string id, string name, string emdn, int item, double grams, double sd) =>
        new(id, name, ProductGroup.Device, null, emdn, GtinDigits.Demo(item), grams, sd);

    private static Article Food(string id, string name, int item, double grams, double sd) =>
        new(id, name, ProductGroup.Food, null, null, GtinDigits.Demo(item), grams, sd);

    private static Article Ppe(string id, string name, string? emdn, int item, double grams, double sd) =>
        new(id, name, ProductGroup.Ppe, null, emdn, GtinDigits.Demo(item), grams, sd);
}
