using EdgeStock.Gateway.Intake;

namespace EdgeStock.Gateway.Operations;

/// <summary>The standard form for an exemption (avsteg): what the obligation asks to have documented, as YAML that is filled in and granted.</summary>
internal static class ExemptionForm
{
    /// <summary>Writes the form.</summary>
    /// <param name="id">Id to begin with; empty to leave it open.</param>
    /// <param name="figures">What is known of the article, a line each: they help to decide, and stand as comments.</param>
    /// <param name="lang"><c>sv</c> or <c>en</c>.</param>
    public static string Write(string id, string? article, string? room, IReadOnlyList<string> figures, DateOnly today, string lang)
    {
        var comments = figures.Count == 0 ? "" : string.Concat(figures.Select(f => $"#   {string.Concat(f.Select(c => char.IsControl(c) ? ' ' : c))}\n"));
        return lang == "sv" ? Swedish(id, article, room, comments, Today.Text(today)) : English(id, article, room, comments, Today.Text(today));
    }

    private static string English(string id, string? article, string? room, string figures, string today) =>
        $"""
        # Exemption from holding one month's normal consumption.
        # An article may be held for less than a month for special reasons alone. Then the risks must be identified and assessed,
        # measures must be taken, and all of it must be documented and reviewed regularly.
        # Fill in behind the colons. Put a text that holds ": " or " #" into "quotes". Then: edgestock exemption grant FILE
        {(figures.Length == 0 ? "" : $"#\n# What is known of the article:\n{figures}")}
        # Lower-case letters, digits and dashes. An id that is in force already gets this new wording.
        id:{After(id)}

        # Id of the article, see 'edgestock catalogue list'.
        article:{After(article)}

        # Id of the storeroom; left empty, it holds in every storeroom of this gateway.
        room:{After(room)}

        # One of {ExemptionWords.ReasonWords(swedish: false)}.
        reason:

        # The special reason in words. Fewer variants of a product are not a reason.
        text:

        risk:
          # What can happen to patients or care when the product runs out.
          harm:

          # One of {ExemptionWords.LevelWords(swedish: false)}.
          likelihood:

          # One of {ExemptionWords.LevelWords(swedish: false)}.
          consequence:

        # What is done instead, such as a stronger contract or a second supplier. As many lines as there are measures.
        measures:
          -
          -

        # Days of normal consumption that are to be held all the same, less than a month; 0 when none are.
        target_days:

        # The function that decided, such as chief pharmacist; no person's name.
        decided_by:

        # Day of the decision.
        decided_on: {today}

        # Last day; left empty, it holds until it is ended.
        valid_until:

        # Day on which it is looked at again, within two years of the decision.
        review_on:

        """;

    private static string Swedish(string id, string? article, string? room, string figures, string today) =>
        $"""
        # Avsteg från att hålla en månads normalförbrukning i lager.
        # En artikel får hållas för mindre än en månad endast av särskilda skäl. Riskerna ska då identifieras och bedömas,
        # åtgärder ska vidtas, och allt ska dokumenteras och omprövas regelbundet.
        # Fyll i efter kolontecknen. Sätt en text som innehåller ": " eller " #" inom "citattecken". Sedan: edgestock exemption grant FIL
        {(figures.Length == 0 ? "" : $"#\n# Vad som är känt om artikeln:\n{figures}")}
        # Små bokstäver a-z, siffror och bindestreck. Ett id som redan gäller får den här nya lydelsen.
        id:{After(id)}

        # Artikelns id, se 'edgestock catalogue list'.
        artikel:{After(article)}

        # Förrådets id; lämnas det tomt gäller avsteget i alla förråd i denna gateway.
        förråd:{After(room)}

        # Ett av {ExemptionWords.ReasonWords(swedish: true)}.
        skäl:

        # Det särskilda skälet med ord. Färre varianter av en produkt är inget skäl.
        motivering:

        riskbedömning:
          # Vad som kan hända patienter eller vård när produkten tar slut.
          händelse:

          # En av {ExemptionWords.LevelWords(swedish: true)}.
          sannolikhet:

          # En av {ExemptionWords.LevelWords(swedish: true)}.
          konsekvens:

        # Vad som görs i stället, till exempel starkare avtal eller en andra leverantör. Så många rader som det finns åtgärder.
        åtgärder:
          -
          -

        # Dagar av normalförbrukningen som ändå ska finnas, färre än en månad; 0 om inga ska finnas.
        mål_dagar:

        # Funktionen som beslutade, till exempel chefsfarmaceut; inget personnamn.
        beslutad_av:

        # Dag för beslutet.
        beslutad_den: {today}

        # Sista dag; lämnas den tom gäller avsteget tills det avslutas.
        giltig_till:

        # Dag då avsteget ska omprövas, inom två år från beslutet.
        omprövas_den:

        """;

    /// <summary>A value behind its colon; nothing where it is left open.</summary>
    private static string After(string? value) => string.IsNullOrEmpty(value) ? "" : " " + value;
}
