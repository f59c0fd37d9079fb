using System.Text.Json;
using EdgeStock.Domain;
using EdgeStock.Gateway.Intake.Csv;

namespace EdgeStock.Gateway.Operations;

/// <summary>Reads a catalogue file, says all that is wrong with it or what it changes, and puts it into force.</summary>
internal static class CatalogueImport
{
    /// <returns>0 when it is in force, or would be; 1 when a line is wrong, and nothing was changed.</returns>
    /// <exception cref="CommandException">The file cannot be read, or the gateway refuses.</exception>
    public static async Task<int> RunAsync(string path, string data, bool dryRun, bool whole, bool json)
    {
        var view = InForce(data, dryRun);
        var known = view?.Projection.Book.Catalogue ?? Catalogue.Empty;
        var file = TableFile.Read(path, octets => CatalogueFile.Read(octets, known, whole, view?.Site.OwnProfiles));
        var change = file.Problems.Count == 0 ? CatalogueChange.Of(known, file.Articles, whole) : null;
        IReadOnlyList<string> notes = view is null
            ? [.. file.Notes, $"no gateway has run with --data {data} yet: compared with an empty catalogue"]
            : [.. file.Notes, .. CatalogueNotes.Of(view, file.Articles, change)];
        long? entry = null;
        if (change is not null && !dryRun && !change.IsNone())
        {
            entry = (await Instructing.DoAsync(data, new ImportCatalogue(Path.GetFileName(path), file.Hash, file.Articles, whole))).Last(e => e.Kind.StartsWith("catalogue.imported.", StringComparison.Ordinal)).Seq;
        }

        if (json)
        {
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(
                new CatalogueReply(path, file.Hash, file.Encoding, file.Articles.Count, file.Lines, notes, file.Problems, change?.New ?? [], change?.Changed ?? [], change?.Withdrawn ?? [], change?.Unchanged ?? 0, entry), JsonSerializerOptions.Web));
        }
        else
        {
            foreach (var line in Said(path, file, notes, change, entry))
            {
                await Console.Out.WriteLineAsync(line);
            }
        }

        return change is null ? 1 : 0;
    }

    /// <summary>What is in force; null where a file is only to be looked at and there is no ledger yet.</summary>
    private static LedgerView? InForce(string data, bool dryRun) =>
        dryRun && !File.Exists(Path.Combine(data, "ledger.db")) && !Ledger.LedgerReader.IsHidden(Path.Combine(data, "ledger.db")) ? null : LedgerView.Open(data);

    private static IEnumerable<string> Said(string path, CatalogueFile file, IReadOnlyList<string> notes, CatalogueChange? change, long? entry)
    {
        yield return $"{path}: {file.Articles.Count} articles on {file.Lines} lines, {file.Encoding}, separated by {TableFile.Named(file.Separator)}";
        foreach (var note in notes)
        {
            yield return $"note: {note}";
        }

        if (change is null)
        {
            foreach (var problem in file.Problems)
            {
                yield return problem.ToString();
            }

            yield return TableFile.Summary(file.Problems);
            yield break;
        }

        foreach (var (kind, articles) in new[] { ("new", change.New), ("changed", change.Changed), ("withdrawn", change.Withdrawn) })
        {
            foreach (var article in articles)
            {
                yield return $"{kind,-9}  {article.Article}  {article.Name}";
                foreach (var field in article.Fields)
                {
                    yield return $"           {field}";
                }
            }
        }

        yield return $"{change.New.Count} new, {change.Changed.Count} changed, {change.Withdrawn.Count} withdrawn, {change.Unchanged} unchanged; "
            + (entry is { } seq ? $"in force as ledger entry {seq}" : change.IsNone() ? "nothing differs from the catalogue in force" : "nothing was changed (dry run)");
    }
}

/// <summary>What became of a catalogue file, for programs.</summary>
/// <param name="Problems">Where there is any, nothing was changed.</param>
/// <param name="Entry">The ledger's entry that says it is in force; null when it is not, or nothing differs.</param>
internal sealed record CatalogueReply(
    string File, string Hash, string Encoding, int Articles, int Lines, IReadOnlyList<string> Notes, IReadOnlyList<CsvProblem> Problems,
    IReadOnlyList<ArticleChange> New, IReadOnlyList<ArticleChange> Changed, IReadOnlyList<ArticleChange> Withdrawn, int Unchanged, long? Entry);
