using System.Globalization;
using System.Text.Json;
using EdgeStock.Domain;
using EdgeStock.Gateway.Intake.Csv;

namespace EdgeStock.Gateway.Operations;

/// <summary>Reads a file of configured figures, says all that is wrong with it or what it changes, and puts it into force.</summary>
internal static class ConsumptionImport
{
    /// <returns>0 when it is in force, or would be; 1 when a line is wrong, and nothing was changed.</returns>
    /// <exception cref="CommandException">The file cannot be read, or the gateway refuses.</exception>
    public static async Task<int> RunAsync(string path, string data, bool dryRun, bool json)
    {
        var (site, projection) = LedgerView.Open(data);
        var file = TableFile.Read(path, octets => ConsumptionFile.Read(octets, site, projection));
        var good = file.Problems.Count == 0;
        var changes = good ? file.Figures.Select(f => FigureChange.Of(projection.Book.Holding(f.Room, f.Article).Normal, f)).Where(c => c.Old != c.New).ToList() : [];
        long? entry = null;
        if (good && !dryRun && changes.Count > 0)
        {
            entry = (await Instructing.DoAsync(data, new SetNormalConsumption(file.Figures)))[^1].Seq;
        }

        if (json)
        {
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(new ConsumptionReply(path, file.Encoding, file.Figures.Count, file.Notes, file.Problems, changes, good ? file.Figures.Count - changes.Count : 0, entry), JsonSerializerOptions.Web));
        }
        else
        {
            foreach (var line in Said(path, file, changes, entry))
            {
                await Console.Out.WriteLineAsync(line);
            }
        }

        return good ? 0 : 1;
    }

    private static IEnumerable<string> Said(string path, ConsumptionFile file, List<FigureChange> changes, long? entry)
    {
        yield return $"{path}: {file.Figures.Count} figures, {file.Encoding}, separated by {TableFile.Named(file.Separator)}";
        foreach (var note in file.Notes)
        {
            yield return $"note: {note}";
        }

        if (file.Problems.Count > 0)
        {
            foreach (var problem in file.Problems)
            {
                yield return problem.ToString();
            }

            yield return TableFile.Summary(file.Problems);
            yield break;
        }

        foreach (var change in changes)
        {
            yield return $"{(change.Old is null ? "new" : "changed"),-9}  {change.Room}  {change.Article}  {change.Old ?? "(nothing)"} → {change.New}";
        }

        yield return $"{changes.Count(c => c.Old is null)} new, {changes.Count(c => c.Old is not null)} changed, {file.Figures.Count - changes.Count} unchanged; "
            + (entry is { } seq ? $"in force as of ledger entry {seq}" : changes.Count == 0 ? "nothing differs from what is configured" : "nothing was changed (dry run)");
    }
}

/// <summary>What a file does to a configured figure.</summary>
/// <param name="Old">As it is, in words; null for none.</param>
internal sealed record FigureChange(string Room, string Article, string? Old, string New)
{
    public static FigureChange Of(NormalFigure? old, NormalFigure now) => new(now.Room, now.Article, old is null ? null : Said(old), Said(now));

    private static string Said(NormalFigure f) => string.Create(CultureInfo.InvariantCulture, $"{f.PerMonth} a month from {f.Date:yyyy-MM-dd} ({f.Source})");
}

/// <summary>What became of a file of figures, for programs.</summary>
/// <param name="Entry">The ledger's last entry of it; null when nothing was changed.</param>
internal sealed record ConsumptionReply(
    string File, string Encoding, int Figures, IReadOnlyList<string> Notes, IReadOnlyList<CsvProblem> Problems, IReadOnlyList<FigureChange> Changes, int Unchanged, long? Entry);
