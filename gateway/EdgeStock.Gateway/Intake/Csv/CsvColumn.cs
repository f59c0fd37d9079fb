namespace EdgeStock.Gateway.Intake.Csv;

/// <summary>A column that a table may have.</summary>
/// <param name="Name">Its name, English, as this program writes it.</param>
/// <param name="Swedish">Its name in Swedish.</param>
/// <param name="Required">Without it the table says nothing.</param>
/// <param name="Also">Other names that people give it, in both languages.</param>
internal sealed record CsvColumn(string Name, string Swedish, bool Required, params IReadOnlyList<string> Also)
{
    /// <summary>Whether a heading means it: capitals, accents, spaces and signs do not matter.</summary>
    public bool Is(string heading) => Key(heading) is { Length: > 0 } key && (Key(Name) == key || Key(Swedish) == key || Also.Any(a => Key(a) == key));

    /// <summary>Its name in a language.</summary>
    public string In(string lang) => lang == "sv" ? Swedish : Name;

    public override string ToString() => Name;

    /// <summary>Letters and digits alone: "Hållbarhet (dagar)" and "hallbarhet_dagar" are one heading.</summary>
    internal static string Key(string heading) => SlugText.Of(heading).Replace("-", "", StringComparison.Ordinal);
}
