namespace EdgeStock.Domain;

/// <summary>How goods are packed.</summary>
public enum PackageLevel
{
    /// <summary>The piece that a ward uses.</summary>
    Piece,

    /// <summary>Ward package (avdelningsförpackning): what stands on a shelf.</summary>
    Ward,

    /// <summary>Transport package (transportförpackning): not to be taken into a sterile storeroom.</summary>
    Transport,
}

/// <summary>A product code and what it stands for.</summary>
/// <param name="Pieces">Pieces in it, at least 1.</param>
public sealed record TradeItem(Gtin Gtin, PackageLevel Level, int Pieces);

/// <summary>
/// An article (artikel) as the catalogue describes it. What a scale needs to count it stands in the site file (<see cref="Article"/>); both
/// are about the same article when their ids are the same.
/// </summary>
/// <param name="Id">Lower-case slug.</param>
/// <param name="Group">Product group of the obligation.</param>
/// <param name="Emdn">EMDN code of a device; null when it has none.</param>
/// <param name="Atc">ATC code of a medicine; null when it has none.</param>
/// <param name="NplId">NPL id of a medicine, 14 digits; null when it has none.</param>
/// <param name="Packages">Product codes of its packages, unique in the catalogue.</param>
/// <param name="Sterile">Delivered sterile.</param>
/// <param name="StorageProfile">Climate profile it must be kept at; null when any will do.</param>
/// <param name="UnitWeight">Mean weight of a piece; null when not known.</param>
/// <param name="UnitSpread">Standard deviation of a piece's weight; null when not known.</param>
/// <param name="ShelfLifeDays">Days from manufacture to expiry; null when it does not expire.</param>
/// <param name="Supplier">Who delivers it.</param>
/// <param name="Critical">Care stops without it.</param>
/// <param name="Variants">Articles with the same word here can stand in for each other; null when none can.</param>
/// <param name="Obligated">Under the obligation to hold a month; false for what is prescribed to individual patients.</param>
public sealed record CatalogueArticle(
    string Id, string Name, ProductGroup Group, string? Emdn, string? Atc, string? NplId, IReadOnlyList<TradeItem> Packages, bool Sterile, string? StorageProfile,
    Grams? UnitWeight, Grams? UnitSpread, int? ShelfLifeDays, string? Supplier, bool Critical, string? Variants, bool Obligated)
{
    /// <summary>It has an expiry date: a piece whose date is not known may be too old.</summary>
    public bool Expires() => ShelfLifeDays is not null;

    /// <summary>Whether another one says the same, in whatever order it names the packages.</summary>
    public bool IsSame(CatalogueArticle other) => Packages.Count == other.Packages.Count && Packages.All(other.Packages.Contains) && this with { Packages = other.Packages } == other;
}

/// <summary>Whose normal consumption of what is how much: the configured figure.</summary>
/// <param name="PerMonth">Pieces a month, at least 0.</param>
/// <param name="Source">Where the figure comes from, in words.</param>
/// <param name="Date">Day from which it holds, or on which it was found.</param>
public sealed record NormalFigure(string Room, string Article, double PerMonth, string Source, DateOnly Date);
