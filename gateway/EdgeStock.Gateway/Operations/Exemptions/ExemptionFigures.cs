using EdgeStock.Domain;
using EdgeStock.Gateway.Intake.Csv;

namespace EdgeStock.Gateway.Operations;

/// <summary>What the ledger knows of an article and helps to decide about an exemption.</summary>
internal static class ExemptionFigures
{
    /// <param name="room">Null: every storeroom that holds it.</param>
    /// <param name="now">The instant for which cover is reckoned.</param>
    /// <exception cref="CommandException">There is no such article or storeroom.</exception>
    public static IReadOnlyList<string> Of(LedgerView view, string article, string? room, DateTimeOffset now, string lang)
    {
        var (site, projection) = view;
        var a = projection.Book.Catalogue.Find(site, article) ?? throw new CommandException($"'{article}' is neither in the catalogue nor in the site file: see 'edgestock catalogue list'");
        if (room is not null && site.Rooms.All(r => r.Id != room))
        {
            throw new CommandException($"'{room}' is no storeroom of this gateway: there are {string.Join(", ", site.Rooms.Select(r => r.Id))}");
        }

        var sv = lang == "sv";
        var lines = new List<string> { $"{a.Id}: {a.Name} ({CatalogueColumns.Word(a.Group, lang)})" };
        if (a.ShelfLifeDays is { } days)
        {
            lines.Add(sv ? Text($"hållbarhet {days} dagar") : Text($"shelf life {days} days"));
        }

        foreach (var id in site.Rooms.Select(r => r.Id).Where(r => room is null ? projection.Book.ArticlesOf(site, r).Contains(article) : r == room))
        {
            var cover = Cover.Of(site, projection, id, article, site.Calendar.DayOf(now), now);
            var b = cover.Baseline;
            var normal = b.PerDay is { } perDay ? Text($"{perDay * b.MonthDays:0.#}") : sv ? "okänd" : "not known";
            var source = b.Configured is { } c ? $" ({c.Source}, {Today.Text(c.Since)})" : b.Measured is not { } m ? "" : sv ? Text($" (uppmätt under {m.ValidDays} dagar)") : Text($" (measured over {m.ValidDays} days)");
            var held = cover.DaysLow is { } low ? Text($"{low:0.#}") : sv ? "okänt" : "not known";
            lines.Add(sv
                ? $"{id}: normalförbrukning per månad {normal}{source}; lagret räcker nu dagar: {held}"
                : $"{id}: normal consumption a month {normal}{source}; days of cover now: {held}");
        }

        return lines;
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
