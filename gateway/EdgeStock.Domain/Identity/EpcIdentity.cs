namespace EdgeStock.Domain;

/// <summary>What a tag says. Only the keys that its scheme has are there.</summary>
/// <param name="IdUri">The pure identity: a URN, or the GS1 Digital Link of the key where the scheme has no URN (the <c>+</c> schemes); else the raw memory.</param>
public sealed record EpcIdentity(EpcScheme Scheme, string IdUri)
{
    /// <summary>Name of the scheme as tag URIs and the standard have it, such as sgtin-96 or sgtin+.</summary>
    public string SchemeName { get; init; } = "raw";

    /// <summary>The tag URI, which also names the filter value; the <c>+</c> schemes have none.</summary>
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

    /// <summary>Code of the asset, company prefix first.</summary>
    public string? Giai { get; init; }

    /// <summary>Lot, where the tag carries it.</summary>
    public string? Lot { get; init; }

    /// <summary>Last day of use, where the tag carries it.</summary>
    public DateOnly? Expiry { get; init; }

    /// <summary>GS1 element string in its human form, with everything that the tag says.</summary>
    public string? ElementString { get; init; }

    /// <summary>GS1 Digital Link, with everything that the tag says.</summary>
    public string? DigitalLink { get; init; }

    /// <summary>Bits behind the code that are no data known here, in hexadecimal; null when there are none.</summary>
    public string? Unread { get; init; }
}
