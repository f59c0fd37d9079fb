using System.Text;

namespace EdgeStock.Gateway.Intake;

/// <summary>Makes a level of an MQTT topic out of a name that people use.</summary>
internal static class SlugText
{
    private const int Longest = 64;

    /// <summary>The letters of Nordic and other western European names; the process runs without the tables that would know them all.</summary>
    private static readonly Dictionary<char, string> Plain = Table(
        ("a", "àáâãäå"), ("ae", "æ"), ("c", "ç"), ("d", "ð"), ("e", "èéêë"), ("i", "ìíîï"), ("n", "ñ"), ("o", "òóôõöø"), ("ss", "ß"), ("th", "þ"), ("u", "ùúûü"), ("y", "ýÿ"));

    /// <summary>Lower case, plain letters and digits, every run of other characters one dash; empty when nothing is left.</summary>
    public static string Of(string name)
    {
        var slug = new StringBuilder();
        foreach (var letter in name.ToLowerInvariant())
        {
            if (char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter))
            {
                slug.Append(letter);
            }
            else if (Plain.TryGetValue(letter, out var plain))
            {
                slug.Append(plain);
            }
            else if (slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        return slug.ToString()[..Math.Min(slug.Length, Longest)].TrimEnd('-');
    }

    private static Dictionary<char, string> Table(params (string Plain, string Letters)[] rows) =>
        rows.SelectMany(row => row.Letters.Select(letter => KeyValuePair.Create(letter, row.Plain))).ToDictionary();
}
