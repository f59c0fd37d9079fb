using EdgeStock.Simulator.Scenarios;

namespace EdgeStock.Simulator.History;

/// <summary>How a storeroom knows how much it has of an article.</summary>
internal enum CountedBy
{
    /// <summary>By weight: it lies in bins on scales.</summary>
    Scale,

    /// <summary>Each piece has a tag, and no bin holds it.</summary>
    Tags,

    /// <summary>People count it.</summary>
    Hand,
}

/// <summary>How an article moves.</summary>
internal enum Movement
{
    /// <summary>Several a day.</summary>
    Fast,

    /// <summary>About one a day.</summary>
    Regular,

    /// <summary>Now and then.</summary>
    Slow,
}

/// <summary>An article of the simulated storeroom, and the truth about its demand and supply.</summary>
/// <param name="Bins">Its bins; none where tags or people count it.</param>
/// <param name="PerDay">Pieces that are used on a mean day without a surge.</param>
/// <param name="Weekdays">Factors of the weekdays, Monday first, with mean 1.</param>
/// <param name="TakeSize">Mean pieces of one taking.</param>
/// <param name="ShelfLifeDays">From manufacture; null when it does not expire.</param>
/// <param name="LeadDays">From order to delivery, when all goes well.</param>
/// <param name="OrderAtDays">It is ordered when stock and orders last for fewer days than this.</param>
/// <param name="OrderToDays">Then so much is ordered that they last so long.</param>
/// <param name="Pack">Orders are whole packs of so many.</param>
/// <param name="PerMonth">The configured figure, which need not be right; null when nobody has configured one.</param>
/// <param name="ExemptDays">Days that are held under an exemption; null when none is.</param>
internal sealed record StockedArticle(
    Article Article, CountedBy Counted, IReadOnlyList<BinPlan> Bins, Movement Movement, double PerDay, IReadOnlyList<double> Weekdays, double TakeSize, int? ShelfLifeDays,
    string Supplier, int LeadDays, double OrderAtDays, double OrderToDays, int Pack, double? PerMonth, double? ExemptDays)
{
    /// <summary>Expected pieces of a local day without a surge.</summary>
    public double Expected(DateOnly day) => PerDay * Weekdays[((int)day.DayOfWeek + 6) % 7];
}

/// <summary>A storeroom whose past is to be simulated.</summary>
/// <param name="SiteText">Its site file.</param>
/// <param name="Room">Where the goods are.</param>
/// <param name="Reader">The reader's device, heard so often; null where there is none.</param>
/// <param name="ScaleSeconds">A scale at rest says its weight so often; likewise the reader its rounds.</param>
/// <param name="ClimateSeconds">A climate point says its values so often.</param>
/// <param name="FinalBins">What each bin must weigh at the end, with so many pieces in it: a running simulation continues from there. Empty where none does.</param>
internal sealed record PastStoreroom(
    string Id, string SiteText, string Room, string Zone, IReadOnlyList<StockedArticle> Articles, string? Reader, IReadOnlyList<ClimatePlan> Climate, double ScaleSeconds, double ClimateSeconds,
    IReadOnlyDictionary<string, FinalBin> FinalBins);

/// <summary>A bin as it is when the past is over.</summary>
/// <param name="TareGrams">Its own weight, empty.</param>
/// <param name="PieceGrams">Weight of each of its pieces.</param>
/// <param name="Pieces">Pieces in it then.</param>
internal sealed record FinalBin(double TareGrams, double PieceGrams, int Pieces);
