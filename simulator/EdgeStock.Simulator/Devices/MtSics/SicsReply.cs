using System.Globalization;

namespace EdgeStock.Simulator.Devices.MtSics;

/// <summary>MT-SICS replies as text, without the line end.</summary>
internal static class SicsReply
{
    /// <summary>Syntax error: not a command.</summary>
    public const string Syntax = "ES";

    /// <summary>Transmission error: not even text.</summary>
    public const string Transmission = "ET";

    /// <summary>Logical error: a command with a parameter that makes no sense.</summary>
    public const string Logical = "EL";

    /// <summary>A weight value: identifier, status, ten columns of value, unit.</summary>
    public static string Weight(string id, char status, double grams, int decimals)
    {
        // -0.0 is shown as 0.0
        var shown = grams == 0 ? 0 : grams;
        return string.Create(CultureInfo.InvariantCulture, $"{id} {status} {shown.ToString("F" + decimals, CultureInfo.InvariantCulture),10} g");
    }

    /// <summary>An indication: its weight, or a plus or minus when it is out of range.</summary>
    public static string Indication(string id, Indication indication, int decimals) => indication.State switch
    {
        IndicatorState.Overload => $"{id} +",
        IndicatorState.Underload => $"{id} -",
        IndicatorState.Dynamic => Weight(id, 'D', indication.Net, decimals),
        _ => Weight(id, 'S', indication.Net, decimals),
    };
}
