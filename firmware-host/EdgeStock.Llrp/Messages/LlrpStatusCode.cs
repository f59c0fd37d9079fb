namespace EdgeStock.Llrp;

/// <summary>Status codes of LLRP (14.2.4); unknown ones stay numbers.</summary>
public static class LlrpStatusCode
{
    public const ushort Success = 0;
    public const ushort ParameterError = 100;
    public const ushort FieldError = 101;
    public const ushort UnexpectedParameter = 102;
    public const ushort MissingParameter = 103;
    public const ushort OverflowParameter = 105;
    public const ushort UnknownParameter = 107;
    public const ushort UnsupportedMessage = 109;
    public const ushort UnsupportedVersion = 110;
    public const ushort UnsupportedParameter = 111;
    public const ushort ParameterLevelFieldError = 201;
    public const ushort Invalid = 300;
    public const ushort OutOfRange = 301;
    public const ushort DeviceError = 401;

    private static readonly string[] Kinds =
    [
        "ParameterError", "FieldError", "UnexpectedParameter", "MissingParameter", "DuplicateParameter", "OverflowParameter",
        "OverflowField", "UnknownParameter", "UnknownField", "UnsupportedMessage", "UnsupportedVersion", "UnsupportedParameter", "UnexpectedMessage",
    ];

    /// <summary>The name in the standard, or null.</summary>
    public static string? Name(ushort code) => code switch
    {
        Success => "M_Success",
        >= 100 and <= 112 => $"M_{Kinds[code - 100]}",
        >= 200 and <= 209 => $"P_{Kinds[code - 200]}",
        Invalid => "A_Invalid",
        OutOfRange => "A_OutOfRange",
        DeviceError => "R_DeviceError",
        _ => null,
    };
}
