using System.Globalization;
using EdgeStock.Domain;

namespace EdgeStock.Gateway.Reports;

/// <summary>A language of reports: words, numbers and days as its readers write them.</summary>
/// <param name="Code">As in HTML's <c>lang</c>.</param>
/// <param name="Separator">Between the fields of a CSV file, as that language's spreadsheets expect it.</param>
internal sealed record ReportLanguage(string Code, NumberFormatInfo Numbers, char Separator, ReportWords Words, IReadOnlyDictionary<string, (string Label, string Definition)> Indicators)
{
    private const char NoBreakSpace = '\u00a0';

    /// <summary>The languages that there are.</summary>
    public static IReadOnlyList<ReportLanguage> All { get; } =
    [
        new("sv", new NumberFormatInfo { NumberDecimalSeparator = ",", NumberGroupSeparator = "\u00a0", NegativeSign = "−" }, ';', ReportWords.Swedish, ReportIndicators.Swedish),
        new("en", new NumberFormatInfo { NumberDecimalSeparator = ".", NumberGroupSeparator = "\u00a0", NegativeSign = "−" }, ',', ReportWords.English, ReportIndicators.English),
    ];

    /// <summary>A number with so many decimals at most.</summary>
    public string Number(double? value, int decimals = 0) => value is { } v ? Math.Round(v, decimals).ToString(decimals == 0 ? "#,0" : decimals == 1 ? "#,0.#" : "#,0.##", Numbers) : "–";

    /// <summary>Days of cover: beyond ten years nobody reckons.</summary>
    public string Days(double? days) => days >= RunDown.Horizon ? Words.TenYears : Number(days, 1);

    /// <summary>A share as percent.</summary>
    public string Percent(double? share) => share is { } s ? (s * 100).ToString("0.0", Numbers) + NoBreakSpace + "%" : "–";

    /// <summary>A figure with its unit.</summary>
    public string Figure(ReportFigure figure) => figure.Unit switch
    {
        FigureUnit.Date or FigureUnit.Code => figure.Text ?? "–",
        FigureUnit.Share => Percent(figure.Value),
        FigureUnit.Days => Days(figure.Value),
        FigureUnit.PerYear => Number(figure.Value, 1),
        _ => Number(figure.Value),
    };

    /// <summary>A day.</summary>
    public static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "–";

    /// <summary>A product group's name.</summary>
    public string Group(ProductGroup? group) => group switch
    {
        null => Words.AllGroups,
        ProductGroup.Medicine => Words.Medicine,
        ProductGroup.Device => Words.Device,
        ProductGroup.Food => Words.Food,
        _ => Words.Ppe,
    };

    /// <summary>How an article's cover stands.</summary>
    public string State(CoverState state) => state switch
    {
        CoverState.Covered => Words.Covered,
        CoverState.BelowMonth => Words.BelowMonth,
        CoverState.Out => Words.Out,
        CoverState.Unknown => Words.Unknown,
        _ => Words.Undefined,
    };

    /// <summary>Why goods were thrown away.</summary>
    public string Reason(WasteReason reason) => reason switch
    {
        WasteReason.Expired => Words.WasteExpired,
        WasteReason.Damaged => Words.WasteDamaged,
        WasteReason.Recalled => Words.WasteRecalled,
        WasteReason.Contaminated => Words.WasteContaminated,
        WasteReason.Climate => Words.WasteClimate,
        WasteReason.Surplus => Words.WasteSurplus,
        _ => Words.Other,
    };

    /// <summary>The special reason of an exemption.</summary>
    public string Reason(ExemptionReason reason) => reason switch
    {
        ExemptionReason.Bulky => Words.Bulky,
        ExemptionReason.Cost => Words.Cost,
        ExemptionReason.ShelfLife => Words.ShelfLife,
        ExemptionReason.SpecialSafety => Words.SpecialSafety,
        _ => Words.Other,
    };

    /// <summary>How likely or how grave.</summary>
    public string Level(RiskLevel level) => level switch { RiskLevel.Low => Words.Low, RiskLevel.Medium => Words.Medium, _ => Words.High };
}
