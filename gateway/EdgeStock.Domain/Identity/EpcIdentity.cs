namespace EdgeStock.Domain;

/// <summary>How a tag's EPC memory is coded (GS1 EPC Tag Data Standard).</summary>
public enum EpcScheme
{
    /// <summary>Not decodable: kept as it is, never dropped.</summary>
    Raw,

    /// <summary>A trade item with a serial number.</summary>
    Sgtin96,

    /// <summary>The same, with an alphanumeric serial of up to 20 signs.</summary>
    Sgtin198,

    /// <summary>A logistic unit.</summary>
    Sscc96,

    /// <summary>A place.</summary>
    Sgln96,

    /// <summary>The same, with an alphanumeric extension.</summary>
    Sgln195,

    /// <summary>A returnable container.</summary>
    Grai96,

    /// <summary>The same, with an alphanumeric serial.</summary>
    Grai170,

    /// <summary>An asset.</summary>
    Giai96,

    /// <summary>The same, with an alphanumeric reference.</summary>
    Giai202,
}

/// <summary>What a tag says. Only the keys that its scheme has are there.</summary>
/// <param name="IdUri">The pure identity, or the raw memory.</param>
public sealed record EpcIdentity(EpcScheme Scheme, string IdUri)
{
    /// <summary>The tag URI, which also names the filter value.</summary>
    public string? TagUri { get; init; }

    /// <summary>Filter value, 0 to 7: control information, no part of the identity.</summary>
    public int? Filter { get; init; }

    /// <summary>What the filter value says of the package.</summary>
    public Packaging Packaging { get; init; } = Packaging.Unknown;

    /// <summary>Product code.</summary>
    public Gtin? Gtin { get; init; }

    /// <summary>Serial of the trade item, container or, for a place, its extension.</summary>
    public string? Serial { get; init; }

    /// <summary>Serial code of the logistic unit, 18 digits.</summary>
    public string? Sscc { get; init; }

    /// <summary>Location number, 13 digits.</summary>
    public string? Gln { get; init; }

    /// <summary>Code of the returnable container, 14 digits, without serial.</summary>
    public string? Grai { get; init; }

    /// <summary>Code of the asset.</summary>
    public string? Giai { get; init; }

    /// <summary>Lot, where the tag carries it.</summary>
    public string? Lot { get; init; }

    /// <summary>Last day of use, where the tag carries it.</summary>
    public DateOnly? Expiry { get; init; }

    /// <summary>GS1 element string in its human form.</summary>
    public string? ElementString { get; init; }

    /// <summary>GS1 Digital Link.</summary>
    public string? DigitalLink { get; init; }
}
