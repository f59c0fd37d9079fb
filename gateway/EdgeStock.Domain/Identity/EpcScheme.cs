namespace EdgeStock.Domain;

/// <summary>How a tag's EPC memory is coded (GS1 EPC Tag Data Standard 2.3).</summary>
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

    /// <summary>The same, with an alphanumeric extension of up to 20 signs.</summary>
    Sgln195,

    /// <summary>A returnable container.</summary>
    Grai96,

    /// <summary>The same, with an alphanumeric serial of up to 16 signs.</summary>
    Grai170,

    /// <summary>An asset.</summary>
    Giai96,

    /// <summary>The same, with an alphanumeric reference.</summary>
    Giai202,

    /// <summary>A trade item, its code in plain digits; lot and expiry may follow.</summary>
    SgtinPlus,

    /// <summary>The same, with a date in front of the code.</summary>
    DsgtinPlus,

    /// <summary>A logistic unit, its code in plain digits.</summary>
    SsccPlus,

    /// <summary>A place, its number in plain digits.</summary>
    SglnPlus,

    /// <summary>A returnable container, its code in plain digits.</summary>
    GraiPlus,

    /// <summary>An asset, the digits at the beginning of its code in plain.</summary>
    GiaiPlus,
}
