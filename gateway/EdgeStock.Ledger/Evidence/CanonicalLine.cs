using System.Globalization;
using System.Text;

namespace EdgeStock.Ledger.Evidence;

/// <summary>
/// One JSON object in the only form that an evidence file takes: keys in the order given, no space, whole numbers and text, and of
/// characters only those escaped that must be. It is the form that <c>JSON.stringify</c> gives (ECMA-262, QuoteJSONString).
/// </summary>
internal sealed class CanonicalLine
{
    private readonly StringBuilder text = new("{");

    /// <summary>An object inside a line.</summary>
    public CanonicalLine()
    {
    }

    /// <summary>A line of a type.</summary>
    public CanonicalLine(string type) => Add("type", type);

    public CanonicalLine Add(string name, string? value)
    {
        Name(name);
        if (value is null)
        {
            text.Append("null");
        }
        else
        {
            Quote(value);
        }

        return this;
    }

    public CanonicalLine Add(string name, long value)
    {
        Name(name).Append(CultureInfo.InvariantCulture, $"{value}");
        return this;
    }

    public CanonicalLine Add(string name, CanonicalLine value)
    {
        Name(name).Append(value);
        return this;
    }

    public CanonicalLine Add(string name, DateTimeOffset instant) => Add(name, instant.ToUnixTimeMilliseconds());

    public CanonicalLine AddHex(string name, byte[] octets) => Add(name, Convert.ToHexStringLower(octets));

    public CanonicalLine AddBase64(string name, byte[] octets) => Add(name, Convert.ToBase64String(octets));

    public override string ToString() => text + "}";

    private StringBuilder Name(string name)
    {
        if (text.Length > 1)
        {
            text.Append(',');
        }

        Quote(name);
        return text.Append(':');
    }

    private void Quote(string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' or '\\' => text.Append('\\').Append(c),
                '\b' => text.Append("\\b"),
                '\t' => text.Append("\\t"),
                '\n' => text.Append("\\n"),
                '\f' => text.Append("\\f"),
                '\r' => text.Append("\\r"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => text.Append(c),
            };
        }

        text.Append('"');
    }
}
