using EdgeStock.Domain;

namespace EdgeStock.Gateway.Intake;

/// <summary>The words of the form for exemptions (avsteg), English and Swedish.</summary>
internal static class ExemptionWords
{
    private static readonly Dictionary<string, string> Swedish = new(StringComparer.Ordinal)
    {
        ["id"] = "id",
        ["article"] = "artikel",
        ["room"] = "förråd",
        ["reason"] = "skäl",
        ["text"] = "motivering",
        ["risk"] = "riskbedömning",
        ["harm"] = "händelse",
        ["likelihood"] = "sannolikhet",
        ["consequence"] = "konsekvens",
        ["measures"] = "åtgärder",
        ["target_days"] = "mål_dagar",
        ["decided_by"] = "beslutad_av",
        ["decided_on"] = "beslutad_den",
        ["valid_until"] = "giltig_till",
        ["review_on"] = "omprövas_den",
    };

    private static readonly (ExemptionReason Reason, string English, string Swedish)[] Reasons =
    [
        (ExemptionReason.Bulky, "bulky", "skrymmande"),
        (ExemptionReason.Cost, "cost", "kostnad"),
        (ExemptionReason.ShelfLife, "shelf-life", "hållbarhet"),
        (ExemptionReason.SpecialSafety, "special-safety", "särskild-säkerhet"),
        (ExemptionReason.Other, "other", "annat"),
    ];

    private static readonly (RiskLevel Level, string English, string Swedish)[] Levels =
    [
        (RiskLevel.Low, "low", "låg"),
        (RiskLevel.Medium, "medium", "medel"),
        (RiskLevel.High, "high", "hög"),
    ];

    /// <summary>The name of a field in Swedish.</summary>
    public static string InSwedish(string field) => Swedish[field];

    /// <summary>A reason's word.</summary>
    public static string Of(ExemptionReason reason) => Reasons.First(r => r.Reason == reason).English;

    /// <summary>A level's word.</summary>
    public static string Of(RiskLevel level) => Levels.First(l => l.Level == level).English;

    /// <summary>The reason that a word means, in either language.</summary>
    public static ExemptionReason? Reason(string word) => Reasons.Where(r => Is(word, r.English, r.Swedish)).Select(r => (ExemptionReason?)r.Reason).FirstOrDefault();

    /// <summary>The level that a word means.</summary>
    public static RiskLevel? Level(string word) => Levels.Where(l => Is(word, l.English, l.Swedish)).Select(l => (RiskLevel?)l.Level).FirstOrDefault();

    /// <summary>Every word for a reason.</summary>
    public static string ReasonWords(bool swedish) => string.Join(", ", Reasons.Select(r => swedish ? r.Swedish : r.English));

    /// <summary>Every word for a level.</summary>
    public static string LevelWords(bool swedish) => string.Join(", ", Levels.Select(l => swedish ? l.Swedish : l.English));

    private static bool Is(string word, string english, string swedish) => SlugText.Of(word) is var slug && (slug == SlugText.Of(english) || slug == SlugText.Of(swedish));
}
