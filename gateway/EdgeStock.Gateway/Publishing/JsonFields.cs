using System.Globalization;
using System.Text.Json;

namespace EdgeStock.Gateway.Publishing;

/// <summary>Fields as every document of the contract writes them: what is not known is left out, states are codes in lower camel case.</summary>
internal static class JsonFields
{
    /// <summary>A text.</summary>
    public static void Optional(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    /// <summary>A number, to thousandths.</summary>
    public static void Optional(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, Math.Round(number, 3));
        }
    }

    /// <summary>A day of the site's calendar.</summary>
    public static void Optional(Utf8JsonWriter json, string name, DateOnly? day) => Optional(json, name, day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>Texts.</summary>
    public static void Strings(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    /// <summary>The code of a state.</summary>
    public static string Lower<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
