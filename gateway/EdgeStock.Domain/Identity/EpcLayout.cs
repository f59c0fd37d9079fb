namespace EdgeStock.Domain;

/// <summary>Which GS1 key a scheme carries.</summary>
internal enum EpcFamily
{
    /// <summary>A trade item, (01) and (21).</summary>
    Sgtin,

    /// <summary>A logistic unit, (00).</summary>
    Sscc,

    /// <summary>A place, (414) and perhaps (254).</summary>
    Sgln,

    /// <summary>A returnable container with its serial, (8003).</summary>
    Grai,

    /// <summary>An asset, (8004).</summary>
    Giai,
}

/// <summary>Where a scheme keeps what (EPC Tag Data Standard 14.2 and the coding tables of 14.6).</summary>
/// <param name="Name">As in tag URIs.</param>
/// <param name="Bits">Length; 0 when it depends on the values, as in the <c>+</c> schemes.</param>
/// <param name="Field">Bits of company prefix and reference together.</param>
/// <param name="Digits">Digits of company prefix and reference together; of an asset, the most.</param>
/// <param name="Signs">Most signs of the serial; 0 when it is a number.</param>
internal sealed record EpcLayout(EpcScheme Scheme, EpcFamily Family, byte Header, string Name, int Bits = 0, int Field = 0, int Digits = 0, int Signs = 0)
{
    /// <summary>Bits of header, filter value and partition.</summary>
    private const int Before = 14;

    private static readonly EpcLayout[] All =
    [
        new(EpcScheme.Sgtin96, EpcFamily.Sgtin, 0x30, "sgtin-96", 96, 44, 13),
        new(EpcScheme.Sgtin198, EpcFamily.Sgtin, 0x36, "sgtin-198", 198, 44, 13, 20),
        new(EpcScheme.Sscc96, EpcFamily.Sscc, 0x31, "sscc-96", 96, 58, 17),
        new(EpcScheme.Sgln96, EpcFamily.Sgln, 0x32, "sgln-96", 96, 41, 12),
        new(EpcScheme.Sgln195, EpcFamily.Sgln, 0x39, "sgln-195", 195, 41, 12, 20),
        new(EpcScheme.Grai96, EpcFamily.Grai, 0x33, "grai-96", 96, 44, 12),
        new(EpcScheme.Grai170, EpcFamily.Grai, 0x37, "grai-170", 170, 44, 12, 16),
        new(EpcScheme.Giai96, EpcFamily.Giai, 0x34, "giai-96", 96, 82, 25),
        new(EpcScheme.Giai202, EpcFamily.Giai, 0x38, "giai-202", 202, 188, 30, 24),
        new(EpcScheme.SgtinPlus, EpcFamily.Sgtin, 0xF7, "sgtin+", Signs: 20),
        new(EpcScheme.DsgtinPlus, EpcFamily.Sgtin, 0xFB, "dsgtin+", Signs: 20),
        new(EpcScheme.SsccPlus, EpcFamily.Sscc, 0xF9, "sscc+"),
        new(EpcScheme.SglnPlus, EpcFamily.Sgln, 0xF2, "sgln+", Signs: 20),
        new(EpcScheme.GraiPlus, EpcFamily.Grai, 0xF1, "grai+", Signs: 16),
        new(EpcScheme.GiaiPlus, EpcFamily.Giai, 0xFA, "giai+", Signs: 30),
    ];

    /// <summary>Partitioned: the bits of the company prefix depend on its digits.</summary>
    public bool IsPartitioned => Bits > 0;

    /// <summary>Bits of the serial.</summary>
    public int Serial => Bits - Before - Field;

    /// <summary>The scheme that begins with this octet; null when it is none that is decoded.</summary>
    public static EpcLayout? Of(byte header) => Array.Find(All, l => l.Header == header);

    /// <summary>The layout of a scheme; null when it has none.</summary>
    public static EpcLayout? Of(EpcScheme scheme) => Array.Find(All, l => l.Scheme == scheme);
}
